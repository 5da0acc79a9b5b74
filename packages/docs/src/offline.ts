/** What the page may load: what it carries. Redoc would fetch its logo and can report how it is used; a browser then refuses. */
const policy = [
  "default-src 'none'",
  "script-src 'unsafe-inline'",
  "style-src 'unsafe-inline'",
  'img-src data:',
  'font-src data:',
  'worker-src blob:',
  "base-uri 'none'",
].join('; ');

/** An empty icon of its own, because a browser asks the server for one where a page names none. */
const head = `<head>
  <meta http-equiv="Content-Security-Policy" content="${policy}">
  <link rel="icon" href="data:,">`;

const logo = `data:image/svg+xml,${encodeURIComponent('<svg xmlns="http://www.w3.org/2000/svg" width="36" height="16"><text y="12" font-family="sans-serif" font-size="12" fill="#888">Redoc</text></svg>')}`;

/** Takes from a page that Redoc made whatever could make a browser reach for the network. */
export function makeOffline(page: string): string {
  if (!page.includes('<head>'))
    throw new Error('Redoc made a page without <head>, into which the policy against the network belongs');
  return page.replace('<head>', () => head).replaceAll(/https:\/\/cdn\.redoc\.ly\/redoc\/logo[\w-]*\.svg/g, () => logo);
}
