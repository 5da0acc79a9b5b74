import { describe, expect, test } from 'vitest';
import { at, type Document, dereference, type JsonObject } from '../document.ts';
import { loadDocument } from '../load.ts';
import { changeText } from './change.ts';
import { compareSurfaces } from './compare.ts';
import { judge } from './judge.ts';
import { surfacesOf } from './surface.ts';

const allowed = '/paths/~1api~1v4~1internal~1allowed/post';
const discover = '/paths/~1api~1v4~1internal~1discover/get';
const body = `${allowed}/requestBody/content/application~1json/schema`;
const reply = `${allowed}/responses/200/content/application~1json/schema`;
const check = '/paths/~1api~1v4~1internal~1check/get/responses/200/content/application~1json/schema';

/** The newest contract without references, after something was done to it. */
function changed(change: (at: (pointer: string) => JsonObject) => void): Document {
  const document = structuredClone(dereference(loadDocument('15.6')));
  change((pointer) => {
    const found = at(document, `#${pointer}`);
    if (found === undefined) throw new Error(`there is no ${pointer}`);
    return found as JsonObject;
  });
  return document;
}

const plain = surfacesOf(changed(() => undefined));

/** What is told of an operation when something is done to it. */
function told(id: string, change: (at: (pointer: string) => JsonObject) => void): string[] {
  return compareSurfaces(plain.get(id), surfacesOf(changed(change)).get(id)).map(({ kind, before, after }) => {
    const { subject = 'operation', name = '', status } = after ?? before ?? {};
    return changeText({ subject, name, kind, ...(status !== undefined && { status }) });
  });
}

test('A contract is the same as itself', () => {
  for (const [id, surface] of plain) expect(compareSurfaces(surface, plain.get(id)), id).toEqual([]);
});

/** Where the members of the body of checkGitAccess stand. */
const members = `${body}/allOf/0`;

describe('It does not escape that', () => {
  test.each<[string, string, string[], (at: (pointer: string) => JsonObject) => void]>([
    [
      'an operation goes',
      'discoverUser',
      ['operation removed'],
      (at) => delete at('/paths/~1api~1v4~1internal~1discover').get,
    ],
    [
      'a parameter of the query goes',
      'findAuthorizedKey',
      ['parameter key removed'],
      (at) => Object.assign(at('/paths/~1api~1v4~1internal~1authorized_keys/get'), { parameters: [] }),
    ],
    [
      'a parameter of the query has to be sent',
      'discoverUser',
      ['parameter key_id made required'],
      (at) => Object.assign(at(`${discover}/parameters/0`), { required: true }),
    ],
    [
      'a property of the body goes',
      'checkGitAccess',
      ['parameter check_ip removed'],
      (at) => delete at(`${members}/properties`).check_ip,
    ],
    [
      'a property has to be sent',
      'checkGitAccess',
      ['parameter changes made required'],
      (at) => Object.assign(at(members), { required: ['action', 'protocol', 'changes'] }),
    ],
    [
      'a property need not be sent',
      'checkGitAccess',
      ['parameter protocol made optional'],
      (at) => Object.assign(at(members), { required: ['action'] }),
    ],
    [
      'a value is not allowed any more',
      'checkGitAccess',
      ['parameter protocol narrowed'],
      (at) => Object.assign(at(`${members}/properties/protocol`), { enum: ['ssh', 'http'] }),
    ],
    [
      'a value is allowed',
      'checkGitAccess',
      ['parameter protocol widened'],
      (at) => Object.assign(at(`${members}/properties/protocol`), { enum: ['ssh', 'http', 'web', 'git'] }),
    ],
    [
      'a type is another',
      'checkGitAccess',
      ['parameter check_ip changed'],
      (at) => Object.assign(at(`${members}/properties/check_ip`), { type: 'integer' }),
    ],
    [
      'a pattern is there',
      'checkGitAccess',
      ['parameter changes narrowed'],
      (at) => Object.assign(at(`${members}/properties/changes`), { pattern: '^_any$' }),
    ],
    [
      'an upper bound is lower',
      'checkInstance',
      ['field api_version of reply 200 narrowed'],
      (at) => Object.assign(at(`${check}/properties/api_version`), { maxLength: 2 }),
    ],
    [
      'a rule is new',
      'checkGitAccess',
      ['rule added: action and protocol exclude each other'],
      (at) =>
        Object.assign(at(body), {
          allOf: [...(at(body).allOf as JsonObject[]), { not: { required: ['action', 'protocol'] } }],
        }),
    ],
    [
      'a media type is not taken any more',
      'checkGitAccess',
      ['media type multipart/form-data removed'],
      (at) => delete at(`${allowed}/requestBody/content`)['multipart/form-data'],
    ],
    [
      'a body has to be sent',
      'recordAgentUsage',
      ['request body made required'],
      (at) =>
        Object.assign(at('/paths/~1api~1v4~1internal~1kubernetes~1usage_metrics/post/requestBody'), { required: true }),
    ],
    [
      'a credential is not taken any more',
      'discoverUser',
      ['credential Gitlab-Shared-Secret removed'],
      (at) => Object.assign(at(discover), { security: [{ SecretToken: [] }, { GitlabShellJwt: [] }] }),
    ],
    [
      'a status is new',
      'discoverUser',
      ['status 418 added'],
      (at) => Object.assign(at(`${discover}/responses`), { '418': { description: 'I am a teapot.' } }),
    ],
    [
      'a status goes, with all that it holds',
      'checkGitAccess',
      ['status 300 removed'],
      (at) => delete at(`${allowed}/responses`)['300'],
    ],
    [
      'a field of a reply goes',
      'checkInstance',
      ['field redis of reply 200 removed'],
      (at) => {
        delete at(`${check}/properties`).redis;
      },
    ],
    [
      'a field of a reply may be absent',
      'checkInstance',
      ['field redis of reply 200 made optional'],
      (at) => Object.assign(at(check), { required: ['api_version', 'gitlab_version', 'gitlab_rev'] }),
    ],
    [
      'a field deep in a reply is deprecated',
      'checkGitAccess',
      ['field gitaly.address of reply 200 deprecated'],
      (at) => Object.assign(at(`${reply}/properties/gitaly/properties/address`), { deprecated: true }),
    ],
    [
      'a whole operation is deprecated',
      'discoverUser',
      ['operation deprecated'],
      (at) => Object.assign(at(discover), { deprecated: true }),
    ],
  ])('%s', (_, id, expected, change) => expect(told(id, change)).toEqual(expected));

  test('a description is another, which changes nothing', () => {
    expect(told('discoverUser', (at) => Object.assign(at(discover), { description: 'Another.' }))).toEqual([]);
  });
});

/** How a client fares whose contract is the newest, where a GitLab has another. */
function verdict(consumer: string, id: string, change: (at: (pointer: string) => JsonObject) => void) {
  const meeting = { consumer, client: '15.6', server: '15.7' } as const;
  return judge(meeting, plain.get(id), surfacesOf(changed(change)).get(id));
}

/** What a mapping of facts says in the clients' own contract. */
function verdictWith(facts: JsonObject, change: (at: (pointer: string) => JsonObject) => void) {
  const redis = `${check}/properties/redis`;
  const own = surfacesOf(changed((at) => Object.assign(at(redis), { 'x-gitlab-read-by': facts })));
  const meeting = { consumer: 'gitaly', client: '15.6', server: '15.7' } as const;
  return judge(meeting, own.get('checkInstance'), surfacesOf(changed(change)).get('checkInstance')).answer;
}

describe('A client', () => {
  const withoutRedis = (at: (pointer: string) => JsonObject) => void delete at(`${check}/properties`).redis;

  test('breaks without a field that it needs, works without one that it does not read', () => {
    expect(verdictWith({ gitaly: { needed: true } }, withoutRedis)).toBe('breaks');
    expect(verdictWith({ gitaly: { needed: false } }, withoutRedis)).toBe('works');
    expect(verdictWith({ gitaly: { until: '15.5' } }, withoutRedis)).toBe('works');
    expect(verdictWith({ gitaly: { since: '14.0' } }, withoutRedis)).toBe('unknown');
    expect(verdictWith({ kas: { needed: true } }, withoutRedis)).toBe('unknown');
  });

  test('breaks where none of the credentials that it sends is taken any more', () => {
    const onlySecrets = (at: (pointer: string) => JsonObject) =>
      Object.assign(at('/paths/~1api~1v4~1internal~1pre_receive/post'), { security: [{ GitlabSharedSecret: [] }] });
    expect(verdict('gitaly', 'preReceive', onlySecrets)).toMatchObject({
      answer: 'breaks',
      reasons: ['GitLab 15.7 takes none of the credentials that gitaly sends, and answers 401.'],
    });
  });

  test('is not known to work where nobody knows what it sends', () => {
    const required = (at: (pointer: string) => JsonObject) =>
      Object.assign(at(`${discover}/parameters/0`), { required: true });
    const narrowed = (at: (pointer: string) => JsonObject) =>
      Object.assign(at(`${members}/properties/protocol`), { enum: ['ssh'] });
    expect(verdict('gitlab-shell', 'discoverUser', required).answer).toBe('unknown');
    expect(verdict('gitaly', 'checkGitAccess', narrowed)).toMatchObject({
      answer: 'unknown',
      reasons: ['GitLab 15.7 takes not every protocol of before; no source tells which of them gitaly sends.'],
    });
  });

  test('is not known to work where a body has to be sent', () => {
    const usage = '/paths/~1api~1v4~1internal~1kubernetes~1usage_metrics/post/requestBody';
    const required = (at: (pointer: string) => JsonObject) => Object.assign(at(usage), { required: true });
    expect(verdict('kas', 'recordAgentUsage', required).reasons).toEqual([
      'GitLab 15.7 refuses a request without a body; no source tells whether kas always sends one.',
    ]);
  });

  test('works where only more is allowed', () => {
    const wider = (at: (pointer: string) => JsonObject) => Object.assign(at(members), { required: [] });
    expect(verdict('gitaly', 'checkGitAccess', wider)).toMatchObject({ answer: 'works', reasons: [] });
  });
});
