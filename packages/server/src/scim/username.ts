// What GitLab serves itself at the top level, as of 13.10, and what a user can therefore not be called.
const reserved = new Set(
  `- .well-known 404.html 422.html 500.html 502.html 503.html abuse_reports admin api apple-touch-icon-precomposed.png
  apple-touch-icon.png assets autocomplete ci dashboard deploy.html explore favicon.ico favicon.png files groups health_check
  help import invites jwt login notification_settings oauth profile projects public robots.txt s search sent_notifications
  slash-command-logo.png snippets u unsubscribes uploads users v2 visual-review-toolbar.js`.split(/\s+/),
);

/** Whether GitLab keeps a username for itself. */
export function isReserved(username: string): boolean {
  return reserved.has(username.toLowerCase());
}

/** What GitLab makes of a username from outside: the part before an `@`, without the characters that a username may not have. */
export function cleanUsername(given: string): string {
  const cleaned = given
    .replace(/@.*$/s, '')
    .replaceAll(/[^a-zA-Z0-9_.-]/g, '')
    .replace(/(\.atom|\.git|\.)+$/, '')
    .replace(/^-+/, '');
  return cleaned === '' ? 'blank' : cleaned;
}

/** The usernames that GitLab tries, one after the other: `anna`, `anna1`, `anna2` … */
export function* candidates(username: string): Iterable<string> {
  yield username;
  for (let counter = 1; ; counter++) yield `${username}${counter}`;
}
