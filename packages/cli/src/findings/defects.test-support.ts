import type { Json } from '@gitlab-internal-api/contract';
import {
  exampleExchanges,
  happenedAt,
  type Line,
  shellSecret,
  tokenWith,
} from '../recordings/example-exchanges.test-support.ts';
import type { FindingCode } from './catalogue.ts';

type Headers = Readonly<Record<string, string | undefined>>;

/** How a clean exchange is spoilt; what is undefined is taken out. */
interface Spoiling {
  readonly method?: string;
  readonly url?: string;
  readonly headers?: Headers;
  /** Parameters of a JSON body. */
  readonly parameters?: Readonly<Record<string, Json | undefined>>;
  readonly body?: Json;
  readonly status?: number;
  readonly replyHeaders?: Headers;
  /** Properties of the reply. */
  readonly properties?: Readonly<Record<string, Json | undefined>>;
  readonly replyBody?: string;
}

/** An exchange with one thing wrong, and what is to be told of it. */
export interface Defect {
  readonly code: FindingCode;
  /** The part of the message and a pointer into it. */
  readonly where: string;
  /** The file of the contract that speaks of it. */
  readonly file: string;
  readonly line: Line;
}

const examples = exampleExchanges('15.6');
const now = Date.parse(happenedAt) / 1000;

function clean(start: string, status: number): Line {
  const found = examples.find(
    ({ request, response }) => `${request.method} ${request.url}`.startsWith(start) && response?.status === status,
  );
  if (!found) throw new Error(`no example of ${start} with ${status}`);
  return structuredClone(found);
}

function spoilt({ started_at, request, response }: Line, by: Spoiling): Line {
  const { method = request.method, url = request.url, headers, parameters, body } = by;
  const sent = parameters ? Object.assign({}, request.body, parameters) : (body ?? request.body);
  const status = by.status ?? response?.status ?? 0;
  const answered = by.properties
    ? JSON.stringify(Object.assign({}, JSON.parse(String(response?.body)), by.properties))
    : (by.replyBody ?? response?.body);
  return {
    started_at,
    request: { method, url, headers: merged(request.headers, headers), ...(sent !== undefined && { body: sent }) },
    response: {
      status,
      headers: merged(response?.headers ?? {}, by.replyHeaders),
      ...(answered !== undefined && { body: answered }),
    },
  };
}

function merged(headers: Record<string, string>, changes: Headers = {}): Record<string, string> {
  const all = Object.entries({ ...headers, ...changes });
  return Object.fromEntries(all.filter((entry): entry is [string, string] => entry[1] !== undefined));
}

const bases = {
  allowed: clean('POST /api/v4/internal/allowed', 200),
  check: clean('GET /api/v4/internal/check', 500),
  key: clean('GET /api/v4/internal/authorized_keys', 200),
  codes: clean('POST /api/v4/internal/two_factor_recovery_codes', 200),
  codesByGet: clean('GET /api/v4/internal/two_factor_recovery_codes', 200),
  usage: clean('POST /api/v4/internal/kubernetes/usage_metrics', 204),
  agent: clean('GET /api/v4/internal/kubernetes/agent_info', 200),
  scim: clean('GET /api/scim/', 200),
};

function defect(code: FindingCode, where: string, base: keyof typeof bases, file: string, by: Spoiling): Defect {
  return { code, where, file: `openapi/${file}.yaml`, line: spoilt(bases[base], by) };
}

const [jwt, secret] = ['Gitlab-Kas-Api-Request', 'Gitlab-Shared-Secret'];
const request = 'components/schemas/CheckGitAccessRequest';
const reply = 'components/schemas/GitAccess';
const token = 'components/securitySchemes/GitlabKasJwt';
const shared = 'components/securitySchemes/GitlabSharedSecret';
const path = 'paths/shell/allowed';
const cilium = '/api/v4/internal/kubernetes/modules/cilium_alert';
const form = { 'Content-Type': 'application/x-www-form-urlencoded' };

function signed(claims: { [name: string]: Json }, key?: string): Spoiling {
  return { headers: { [jwt]: tokenWith(claims, key) } };
}

/** One defect of each kind, and some more. */
export const defects: readonly Defect[] = [
  defect('undocumented-path', 'request ', 'allowed', 'openapi', { url: '/api/v4/internal/alowed' }),
  defect('undocumented-method', 'request ', 'allowed', path, { method: 'DELETE' }),
  defect('not-in-release', 'request ', 'usage', 'paths/kubernetes/modules.cilium_alert', { url: cilium }),
  defect('missing-parameter', 'body /protocol', 'allowed', request, { parameters: { protocol: undefined } }),
  defect('missing-parameter', 'query /key', 'key', 'paths/shell/authorized_keys', {
    url: '/api/v4/internal/authorized_keys',
  }),
  defect('missing-alternative', 'body ', 'allowed', request, { parameters: { project: undefined } }),
  defect('parameter-type', 'body /changes', 'allowed', request, { parameters: { changes: ['a'] } }),
  defect('parameter-enum', 'body /action', 'allowed', request, { parameters: { action: 'git-upload-pak' } }),
  defect('parameter-enum', 'body /action', 'allowed', request, {
    headers: form,
    body: 'action=clone&protocol=ssh&project=a%2Fb',
  }),
  defect('parameter-pattern', 'body /key_id', 'allowed', request, { parameters: { key_id: 'key-1' } }),
  defect('parameter-format', 'body /check_ip', 'allowed', request, { parameters: { check_ip: 'localhost' } }),
  defect('parameter-range', 'body /project', 'allowed', request, { parameters: { project: '' } }),
  defect('request-media-type', 'header /Content-Type', 'allowed', path, { headers: { 'Content-Type': 'text/plain' } }),
  defect('malformed-request', 'body ', 'allowed', path, { body: '{"action":"git-upload-pack",}' }),
  defect('missing-credential', 'header ', 'allowed', path, { headers: { [secret]: undefined } }),
  defect('missing-credential', 'header ', 'agent', 'paths/kubernetes/agent_info', {
    headers: { Authorization: undefined },
  }),
  defect('missing-credential', 'header ', 'scim', 'paths/scim/Users', {
    headers: { Authorization: 'Basic dXNlcjpwYXNz' },
  }),
  defect('malformed-credential', `header /${secret}`, 'allowed', shared, { headers: { [secret]: shellSecret } }),
  defect('malformed-credential', `header /${jwt}`, 'usage', token, { headers: { [jwt]: 'no token' } }),
  defect('wrong-issuer', `header /${jwt}`, 'usage', token, signed({ iss: 'gitlab-shell', exp: now + 5 })),
  defect('expired-credential', `header /${jwt}`, 'usage', token, signed({ iss: 'gitlab-kas', exp: now - 61 })),
  defect('early-credential', `header /${jwt}`, 'usage', token, signed({ iss: 'gitlab-kas', nbf: now + 61 })),
  defect('wrong-secret', `header /${jwt}`, 'usage', token, signed({ iss: 'gitlab-kas' }, 'another')),
  defect('wrong-secret', `header /${secret}`, 'allowed', shared, {
    headers: { [secret]: Buffer.from('another').toString('base64') },
  }),
  defect('undocumented-status', 'status ', 'allowed', path, { status: 418 }),
  defect('reply-media-type', 'header /Content-Type', 'allowed', path, {
    replyHeaders: { 'Content-Type': 'text/html' },
  }),
  defect('missing-reply-header', 'header /X-Request-Id', 'allowed', path, {
    replyHeaders: { 'X-Request-Id': undefined },
  }),
  defect('missing-reply-body', 'body ', 'allowed', path, { replyBody: '' }),
  defect('unexpected-reply-body', 'body ', 'usage', 'paths/kubernetes/usage_metrics', { replyBody: '{}' }),
  defect('malformed-reply', 'body ', 'allowed', path, { replyBody: '{"status":true' }),
  defect('missing-property', 'body /status', 'allowed', reply, { properties: { status: undefined } }),
  defect('property-type', 'body /gl_id', 'allowed', reply, { properties: { gl_id: { id: 1 } } }),
  defect('property-type', 'body /message', 'check', 'components/schemas/MessageError', {
    properties: { message: null },
  }),
  defect('deprecated-operation', 'request ', 'codesByGet', 'paths/shell/two_factor_recovery_codes', {}),
  defect('deprecated-parameter', 'body /user_id', 'codes', 'components/schemas/RegenerateRecoveryCodesRequest', {
    body: { user_id: 29 },
  }),
  defect('unknown-parameter', 'body /colour', 'allowed', request, { parameters: { colour: 'red' } }),
  defect('unknown-property', 'body /colour', 'allowed', reply, { properties: { colour: 'red' } }),
  defect('unlisted-consumer', 'request ', 'allowed', path, { headers: { 'User-Agent': 'gitlab-kas/v15.6.0/abcdef' } }),
];
