// On a reference page: the links above take the operation along that is read, and a page that lacks it says so.
(() => {
  const { release, operations } = JSON.parse(document.getElementById('site-operations').textContent);
  const lacks = document.getElementById('site-lacks');

  // The renderer writes `#/shell/checkgitaccess`, others link to `#operation/checkGitAccess`.
  function operationRead() {
    const name = /^#(?:operation\/|tag\/[^/]+\/operation\/|\/[^/]+\/)(\w+)/.exec(decodeURIComponent(location.hash))?.[1];
    return operations.find(({ id }) => id.toLowerCase() === name?.toLowerCase());
  }

  function update() {
    const operation = operationRead();
    for (const link of document.querySelectorAll('#site-bar a[data-keeps]')) {
      link.hash = operation ? `operation/${operation.id}` : '';
    }
    const isMissing = operation !== undefined && !operation.isHere;
    lacks.hidden = !isMissing;
    lacks.textContent = isMissing ? `The contract of GitLab ${release} does not have ${operation.id}. ${operation.where}` : '';
  }

  addEventListener('hashchange', update);
  addEventListener('popstate', update);
  // The renderer also changes the address without any event.
  for (const name of ['pushState', 'replaceState']) {
    const original = history[name];
    history[name] = function (...words) {
      original.apply(this, words);
      update();
    };
  }
  // The renderer takes every link within its page for one of its own, and would stay where it is.
  const leaveAlone = (event) => {
    const link = event.target.closest?.('#redoc a[href]');
    if (link && link.origin === location.origin && link.pathname !== location.pathname) event.stopImmediatePropagation();
  };
  addEventListener('click', leaveAlone, true);
  update();
  // On a phone not all links have room; the bar is scrolled to where the reader is.
  document.querySelector('#site-bar [aria-current]')?.scrollIntoView({ inline: 'center', block: 'nearest' });
})();
