import { bigWorld } from './worlds.ts';

/** One request as it goes over the wire. */
export interface WorkRequest {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly headers: Record<string, string>;
  readonly body?: string;
}

/** What the contestants are asked, the requests in turn. */
export interface Work {
  readonly name: string;
  readonly requests: readonly [WorkRequest, ...WorkRequest[]];
  /** Whether the stub answers it from the world of 100,000 keys. */
  readonly isBig?: true;
  /** Whether each request leaves something behind that is to be kept, so that memory has to grow. */
  readonly keeps?: true;
}

const secret = { 'Gitlab-Shared-Secret': btoa('gitlab-shell-dev-secret') };

const pull = { key_id: '11', project: 'gnuwget/wget2', action: 'git-upload-pack', protocol: 'ssh', changes: '_any' };
const changes =
  '0000000000000000000000000000000000000000 fd9e76b9136bdd9fe217061b497745792fe5a5ee refs/heads/feature\n';
const token = new URLSearchParams([
  ['key_id', '11'],
  ['name', 'newtoken'],
  ['scopes[]', 'read_api'],
  ['scopes[]', 'read_repository'],
  ['expires_at', '2099-12-22'],
]);

/** The work of this name. */
export function workNamed(wanted: string): Work {
  const found = allWork.find(({ name }) => name === wanted);
  if (!found) throw new Error(`no work is called ${wanted}`);
  return found;
}

/** All work, in the order of the tables; what keeps something comes last, so that the others do not carry it along. */
export const allWork: readonly Work[] = [
  { name: 'checkGitAccess', requests: [json('allowed', pull)] },
  { name: 'discoverUser', requests: [get('discover?key_id=11')] },
  { name: 'findAuthorizedKey', requests: everyThousandthKey(), isBig: true },
  { name: 'listScimUsers', requests: [scimUsers('id eq "0b1d561c-21ff-4092-beab-8154b17f82f2"')] },
  { name: 'invalid request', requests: [json('lfs_authenticate', { operation: 'copy', key_id: true })] },
  { name: 'push', requests: push() },
  { name: 'createPersonalAccessToken', requests: [form('personal_access_token', token)], keeps: true },
];

function get(path: string): WorkRequest {
  return { method: 'GET', path: `/api/v4/internal/${path}`, headers: secret };
}

function json(path: string, value: object): WorkRequest {
  return post(path, 'application/json', JSON.stringify(value));
}

function form(path: string, values: URLSearchParams): WorkRequest {
  return post(path, 'application/x-www-form-urlencoded', String(values));
}

function post(path: string, type: string, body: string): WorkRequest {
  return { method: 'POST', path: `/api/v4/internal/${path}`, headers: { ...secret, 'Content-Type': type }, body };
}

/** Keys from all over the world, so that no two requests in a row are about the same one. */
function everyThousandthKey(): Work['requests'] {
  const ask = (id: number) => get(`authorized_keys?key=${encodeURIComponent(bigWorld.blob(id))}`);
  return [ask(1), ...Array.from({ length: 99 }, (_, index) => ask(1001 + index * 1000))];
}

function scimUsers(filter: string): WorkRequest {
  const path = `/api/scim/v2/groups/test_group/Users?filter=${encodeURIComponent(filter)}`;
  return { method: 'GET', path, headers: { Authorization: 'Bearer scim-dev-token' } };
}

/** What Gitaly's hooks ask while a push is received. */
function push(): Work['requests'] {
  const asked = { ...pull, action: 'git-receive-pack', gl_repository: 'project-3', changes, env: '{}' };
  return [
    json('allowed', asked),
    json('pre_receive', { gl_repository: 'project-3' }),
    json('post_receive', { gl_repository: 'project-3', identifier: 'key-11', changes }),
  ];
}
