import { carrierReplies, type Door, type Exchange, type Passage, type Reply } from '@gitlab-internal-api/validator';
import { secretsEqual } from '../authentication/secret.ts';
import type { BasicCredentials, ListeningOptions } from './listening-options.ts';
import { rootOf } from './url.ts';

type Report = (exchange: Exchange) => void;

/** What every request has to pass before anything answers it: HTTP Basic credentials, and the relative URL root. */
export function frontDoors({ basicAuth, relativeUrlRoot }: ListeningOptions, report: Report): Door[] {
  const root = rootOf(relativeUrlRoot);
  return [
    ...(basicAuth ? [wantCredentials(basicAuth, root, report)] : []),
    ...(root ? [answerBelow(root, report)] : []),
  ];
}

/** Whoever passes has used its `Authorization` up, and nothing behind the door sees the password. */
function wantCredentials({ user, password }: BasicCredentials, root: string, report: Report): Door {
  return (passage) => {
    if (isProbe(passage.target, root)) return undefined;
    const { headers } = passage.request;
    const presented = basicCredentials(headers.authorization);
    delete headers.authorization;
    if (presented !== undefined && secretsEqual(presented, `${user}:${password}`)) return undefined;
    const reason = `HTTP Basic: ${presented === undefined ? 'no credentials' : 'wrong user or password'}`;
    return refuse(passage, accessDenied, { report, remarks: { refused: [reason] } });
  };
}

/** Whether somebody looks whether the server lives, and has no credentials. */
export function isProbe(target: string, root: string): boolean {
  return target.startsWith(root) && /^\/-\/(health|liveness|readiness|metrics)(\?|$)/.test(target.slice(root.length));
}

/** What GitLab says over HTTP where Basic credentials do not let in; clients show the message to their users. */
const accessDenied: Reply = {
  status: 401,
  headers: { 'WWW-Authenticate': 'Basic realm="GitLab", charset="UTF-8"' },
  body: { message: 'HTTP Basic: Access denied' },
};

/** The `user:password` that a header carries. */
function basicCredentials(header: string | undefined): string | undefined {
  const [, base64] = /^basic +([\w+/=-]+) *$/i.exec(header ?? '') ?? [];
  return base64 === undefined ? undefined : Buffer.from(base64, 'base64').toString('utf8');
}

/** What is below the root goes on as if there were none. */
function answerBelow(root: string, report: Report): Door {
  return (passage) => {
    const { target } = passage;
    const below = target.slice(root.length);
    if (!target.startsWith(root) || !/^(?:[/?]|$)/.test(below))
      return refuse(passage, carrierReplies.notFound(), { report, hint: `everything is below ${root}` });
    passage.target = below.startsWith('/') ? below : `/${below}`;
    return undefined;
  };
}

interface About {
  readonly report: Report;
  readonly hint?: string;
  readonly remarks?: Exchange['remarks'];
}

function refuse({ request, requestId, target }: Passage, reply: Reply, { report, hint, remarks = {} }: About): Reply {
  const { method = 'GET', headers } = request;
  const message = { method, target, headers, body: new Uint8Array() };
  report({ requestId, message, violations: [], reply, hint, remarks });
  return hint === undefined ? reply : { ...reply, headers: { ...reply.headers, 'Gitlab-Stub-Hint': hint } };
}
