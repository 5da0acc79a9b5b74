import { describe, expect, test } from 'vitest';
import { loadDocument, loadSource } from './load.ts';
import { allOperations, messageSchemas, operationObjects, stemOf } from './operation.ts';
import { editions } from './release.ts';

const source = loadSource();
const latest = loadDocument('15.6');

function operationNamed(id: string) {
  const operation = allOperations(source).find((candidate) => candidate.id === id);
  if (!operation) throw new Error(`no operation is called ${id}`);
  return operation;
}

test('The source has all 31 operations, each edition its own', () => {
  expect(allOperations(source)).toHaveLength(31);
  expect(editions.map((edition) => allOperations(loadDocument(edition)).length)).toEqual([13, 20, 30, 30]);
});

test('A summary says all that is to be known without the schemas', () => {
  expect(operationNamed('recordAgentUsage')).toEqual({
    id: 'recordAgentUsage',
    method: 'post',
    path: '/api/v4/internal/kubernetes/usage_metrics',
    area: 'kubernetes',
    stem: 'kubernetes/usage_metrics',
    summary: 'Count what the agents have done.',
    consumers: ['kas'],
    security: [['GitlabKasJwt']],
    requestMediaTypes: ['application/json', 'application/x-www-form-urlencoded', 'multipart/form-data'],
    replyMediaType: 'application/json',
    statuses: [204, 400, 401, 404, 415, 500, 503],
    repeat: 'never',
    lenient: false,
  });
});

test('Schemes that are needed together stand together, alternatives apart', () => {
  expect(operationNamed('getAgentInfo').security).toEqual([['GitlabKasJwt', 'AgentToken']]);
  expect(operationNamed('checkInstance').security).toEqual([
    ['GitlabSharedSecret'],
    ['SecretToken'],
    ['GitlabShellJwt'],
  ]);
});

test('SCIM has a media type of its own', () => {
  expect(operationNamed('createScimUser')).toMatchObject({
    requestMediaTypes: ['application/scim+json', 'application/x-www-form-urlencoded'],
    replyMediaType: 'application/scim+json',
  });
});

test.each([
  ['shell', '/api/v4/internal/allowed', 'shell/allowed'],
  ['error_tracking', '/api/v4/internal/error_tracking/allowed', 'error_tracking/allowed'],
  ['kubernetes', '/api/v4/internal/kubernetes/modules/cilium_alert', 'kubernetes/modules.cilium_alert'],
  ['customers_dot', '/api/v4/internal/upcoming_reconciliations', 'customers_dot/upcoming_reconciliations'],
  ['customers_dot', '/api/v4/namespaces/{id}/minutes', 'customers_dot/namespaces.{id}.minutes'],
  ['scim', '/api/scim/v2/groups/{group_path}/Users/{id}', 'scim/Users.{id}'],
])('The files of %s share a name: %s is %s', (area, path, stem) => {
  expect(stemOf(area, path)).toBe(stem);
});

describe('The messages of an operation', () => {
  test('are its request and each reply that has a body', () => {
    const messages = messageSchemas(latest, operationNamed('recordAgentUsage')).map(([message]) => message);
    expect(messages).toEqual(['request', '400', '401', '404', '415', '500', '503']);
  });

  test('have no request where there is no body', () => {
    const messages = messageSchemas(latest, operationNamed('checkInstance')).map(([message]) => message);
    expect(messages).toEqual(['200', '401', '500', '503']);
  });

  test('name the media type of a body that differs from the first', () => {
    const messages = messageSchemas(source, operationNamed('createCiliumAlert')).map(([message]) => message);
    expect(messages.slice(0, 3)).toEqual(['request', 'request.x-www-form-urlencoded', 'request.form-data']);
  });

  test('stand alone', () => {
    const [[message, schema] = ['', {}]] = messageSchemas(latest, operationNamed('checkGitAccess'));
    expect(message).toBe('request');
    expect(schema).toMatchObject({ title: 'checkGitAccess request', $ref: '#/$defs/CheckGitAccessRequest' });
    expect(Object.keys(schema.$defs ?? {})).toEqual(['CheckGitAccessRequest', 'GlRepository', 'Id']);
  });
});

test('The operations without references are there for each id, as the edition has them', () => {
  const operations = operationObjects(latest);
  expect([...operations.keys()]).toEqual(allOperations(latest).map(({ id }) => id));
  expect(JSON.stringify([...operations.values()])).not.toContain('"$ref"');
  expect(operations.get('checkGitAccess')).toHaveProperty('responses.429.description');
  expect(operations.has('createCiliumAlert')).toBe(false);
});
