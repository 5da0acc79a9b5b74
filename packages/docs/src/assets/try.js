// The page that sends examples to the stub that shows it. It asks nobody else: the policy of the page forbids it.
(() => {
  const { examples, development } = JSON.parse(document.getElementById('examples').textContent);
  const field = (id) => document.getElementById(id);
  field('shell-secret').value = development.shellSecret;
  field('kas-secret').value = development.kasSecret;
  // The page is at `<root>/-/docs/try`; the API begins at the root.
  const root = location.pathname.replace(/\/-\/docs\/[^/]*$/, '');
  /** The lines of headers that were signed here, by name: a later one takes their place unless they were changed. */
  let signed = new Map();

  const encoder = new TextEncoder();
  const base64url = (bytes) =>
    btoa(String.fromCharCode(...bytes)).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');

  async function sign(claims, secret) {
    if (!crypto.subtle) throw new Error('A browser signs only on https:// or localhost; `gitlab-internal-api token` prints a token.');
    const algorithm = { name: 'HMAC', hash: 'SHA-256' };
    const key = await crypto.subtle.importKey('raw', secret, algorithm, false, ['sign']);
    const text = [{ alg: 'HS256', typ: 'JWT' }, claims].map((part) => base64url(encoder.encode(JSON.stringify(part)))).join('.');
    return `${text}.${base64url(new Uint8Array(await crypto.subtle.sign('HMAC', key, encoder.encode(text))))}`;
  }

  function shellToken() {
    const iat = Math.floor(Date.now() / 1000);
    return sign({ iss: 'gitlab-shell', iat, exp: iat + 60 }, encoder.encode(field('shell-secret').value.trim()));
  }

  function kasToken() {
    const iat = Math.floor(Date.now() / 1000);
    const key = Uint8Array.from(atob(field('kas-secret').value.trim()), (character) => character.charCodeAt(0));
    return sign({ iss: 'gitlab-kas', aud: ['gitlab'], iat, nbf: iat - 5, exp: iat + 30 }, key);
  }

  /** Header and value: GitLab Shell's secret becomes a token where the release knows one. */
  async function credential({ scheme, header, value }, { signs }) {
    if (scheme === 'GitlabKasJwt') return [header, await kasToken(), true];
    if (scheme === 'GitlabSharedSecret' && signs && crypto.subtle) return ['Gitlab-Shell-Api-Request', await shellToken(), true];
    return [header, value, false];
  }

  const current = () => examples.find(({ id, name }) => id === field('operation').value && name === field('example').value);

  function chooseOperation(name) {
    const own = examples.filter(({ id }) => id === field('operation').value);
    field('example').replaceChildren(...own.map(({ name: value, summary }) => new Option(summary, value, false, value === name)));
    return chooseExample();
  }

  async function chooseExample() {
    const { id, name, method, target, body, mediaType, before, headers } = current();
    history.replaceState(null, '', `#operation/${id}/${name}`);
    field('target').value = `${method} ${target}`;
    field('body-label').hidden = method === 'GET';
    field('body').value = body === undefined ? '' : JSON.stringify(body, undefined, 2);
    field('before').hidden = before === undefined;
    field('before').textContent = before === undefined ? '' : `Send ${before} first: a fresh stub does not yet have what it makes.`;
    const lines = mediaType === undefined ? [] : [`Content-Type: ${mediaType}`];
    signed = new Map();
    for (const one of [...headers].reverse()) {
      const [header, value, isSigned] = await credential(one, current());
      lines.unshift(`${header}: ${value}`);
      if (isSigned) signed.set(header, `${header}: ${value}`);
    }
    field('headers').value = lines.join('\n');
  }

  /** A token that was signed when the example was chosen may have expired since. */
  async function refresh() {
    for (const one of current().headers) {
      const [header, value, isSigned] = await credential(one, current());
      const line = signed.get(header);
      if (!isSigned || line === undefined) continue;
      field('headers').value = field('headers').value.replace(line, () => `${header}: ${value}`);
      signed.set(header, `${header}: ${value}`);
    }
  }

  function request() {
    const [, method = 'GET', target = ''] = /^\s*([A-Za-z]+)\s+(\/\S*)\s*$/.exec(field('target').value) ?? [];
    if (target === '') throw new Error('The request is a method and a path, such as GET /api/v4/internal/check.');
    const lines = field('headers').value.split('\n').filter((line) => line.trim() !== '');
    const headers = lines.map((line) => {
      const [, name, value] = /^([^:\s]+):\s*(.*)$/.exec(line.trim()) ?? [];
      if (name === undefined) throw new Error(`A header is a name, a colon and a value, not: ${line}`);
      return [name, value];
    });
    const body = method.toUpperCase() === 'GET' || field('body').value === '' ? undefined : field('body').value;
    return [root + target, { method: method.toUpperCase(), headers, body, redirect: 'manual' }];
  }

  function element(name, text, className = '') {
    const made = document.createElement(name);
    made.textContent = text;
    made.className = className;
    return made;
  }

  function block(label, text) {
    const pre = element('pre', text);
    pre.tabIndex = 0;
    pre.setAttribute('role', 'region');
    pre.setAttribute('aria-label', label);
    return pre;
  }

  function pretty(text) {
    try {
      return JSON.stringify(JSON.parse(text), undefined, 2);
    } catch {
      return text;
    }
  }

  async function send() {
    field('send').disabled = true;
    try {
      await refresh();
      const [url, options] = request();
      const began = performance.now();
      const response = await fetch(url, options);
      const text = await response.text();
      const took = Math.round(performance.now() - began);
      const headers = [...response.headers].map(([name, value]) => `${name}: ${value}`).join('\n');
      const line = element('p', `${response.status} ${response.statusText}, after ${took} ms`, response.ok ? 'works' : 'breaks');
      const body = text === '' ? element('p', 'It has no body.', 'muted') : block('Body of the answer', pretty(text));
      field('answer').replaceChildren(line, body, element('h3', 'Headers'), block('Headers of the answer', headers));
    } catch (error) {
      field('answer').replaceChildren(element('p', `It was not sent, or not answered: ${error.message}`, 'breaks'));
    } finally {
      field('send').disabled = false;
      // A button that was disabled has lost the keyboard.
      field('send').focus();
    }
  }

  function follow() {
    const [, id, name] = /^#operation\/(\w+)(?:\/(\w+))?/.exec(location.hash) ?? [];
    if (examples.some((example) => example.id === id)) field('operation').value = id;
    return chooseOperation(name);
  }

  field('operation').addEventListener('change', () => chooseOperation());
  field('example').addEventListener('change', chooseExample);
  field('send').addEventListener('click', send);
  for (const id of ['shell-secret', 'kas-secret']) field(id).addEventListener('change', chooseExample);
  addEventListener('hashchange', follow);
  follow();
})();
