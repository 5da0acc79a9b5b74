import { expect, test } from 'vitest';
import { send, startCarrier } from './examples.test-support.ts';

const starboard = 'PUT /api/v4/internal/kubernetes/modules/starboard_vulnerability';
const minutes = 'POST /api/v4/namespaces/22/minutes';
const reconciliations = 'PUT /api/v4/internal/upcoming_reconciliations';
const scimUser = 'PATCH /api/scim/v2/groups/test_group/Users/7';
const scimUsers = 'POST /api/scim/v2/groups/test_group/Users';
const errorTracking = 'POST /api/v4/internal/error_tracking/allowed';

test('All violations of a request are found together, each with code, place, pointer and sentence', async () => {
  await using carrier = await startCarrier();
  const json = {
    vulnerability: { name: 5, severity: 'awful', location: {}, identifiers: [] },
    scanner: { id: 'x', name: 'y', vendor: { name: 5 } },
  };
  const reply = await send(carrier, starboard, { json });
  expect(carrier.exchanges[0]?.violations).toEqual([
    {
      code: 'type',
      in: 'body',
      pointer: '/vulnerability/name',
      names: ['vulnerability[name]'],
      message: 'vulnerability[name] must be of type string',
    },
    {
      code: 'enum',
      in: 'body',
      pointer: '/vulnerability/severity',
      names: ['vulnerability[severity]'],
      message: 'vulnerability[severity] must be one of critical, high, medium, low, unknown, info',
    },
    {
      code: 'missing',
      in: 'body',
      pointer: '/vulnerability/location/kubernetes_resource',
      names: ['vulnerability[location][kubernetes_resource]'],
      message: 'vulnerability[location][kubernetes_resource] is required',
    },
    expect.objectContaining({ code: 'range', pointer: '/vulnerability/identifiers' }),
    expect.objectContaining({
      code: 'type',
      pointer: '/scanner/vendor/name',
      message: 'scanner[vendor][name] must be of type string',
    }),
  ]);
  expect(reply).toMatchObject({
    status: 400,
    body: {
      error:
        'vulnerability[name] is invalid, vulnerability[severity] does not have a valid value, ' +
        'vulnerability[location][kubernetes_resource] is missing, vulnerability[identifiers] does not have a valid value, ' +
        'scanner[vendor][name] is invalid',
    },
  });
});

test('The header names the first five and counts the others', async () => {
  await using carrier = await startCarrier();
  const packs = [{ number_of_minutes: 'x' }, {}, {}];
  const reply = await send(carrier, minutes, { json: { packs } });
  expect(reply.headers['gitlab-stub-violations']).toBe(
    'missing;in=body;pointer="/packs/0/expires_at", missing;in=body;pointer="/packs/0/purchase_xid", ' +
      'type;in=body;pointer="/packs/0/number_of_minutes", missing;in=body;pointer="/packs/1/number_of_minutes", ' +
      'missing;in=body;pointer="/packs/1/expires_at", and 4 more',
  );
});

test('GitLab names the element of an array of hashes, but not that of an array of JSON or of values', async () => {
  await using carrier = await startCarrier();
  const pack = { number_of_minutes: 1, expires_at: 'never', purchase_xid: 'x' };
  expect(await send(carrier, minutes, { json: { packs: [pack] } })).toMatchObject({
    body: { error: 'packs[0][expires_at] is invalid' },
  });
  expect(await send(carrier, minutes, { json: { packs: 'x' } })).toMatchObject({ body: { error: 'packs is invalid' } });
  const reconciliation = { next_reconciliation_date: '2021-01-01', display_alert_from: 'never' };
  expect(
    await send(carrier, reconciliations, { json: { upcoming_reconciliations: [reconciliation, reconciliation] } }),
  ).toMatchObject({
    body: {
      error:
        'upcoming_reconciliations[namespace_id] is missing, upcoming_reconciliations[namespace_id] is empty, ' +
        'upcoming_reconciliations[display_alert_from] is invalid',
    },
  });
  const uuids = 'POST /api/v4/internal/kubernetes/modules/starboard_vulnerability/scan_result';
  expect(await send(carrier, uuids, { json: { uuids: [1, 2] } })).toMatchObject({
    body: { error: 'uuids is invalid' },
  });
});

test('A blank namespace is empty, a missing one both', async () => {
  await using carrier = await startCarrier();
  const target = 'DELETE /api/v4/internal/upcoming_reconciliations';
  expect(await send(carrier, target)).toMatchObject({
    status: 400,
    body: { error: 'namespace_id is missing, namespace_id is empty' },
  });
  expect(await send(carrier, `${target}?namespace_id=`)).toMatchObject({
    status: 400,
    body: { error: 'namespace_id is empty' },
  });
  expect(await send(carrier, `${target}?namespace_id=x`)).toMatchObject({
    status: 400,
    body: { error: 'namespace_id is invalid' },
  });
});

test('Error tracking tells nothing but 422', async () => {
  await using carrier = await startCarrier();
  const refusal = { status: 422, body: { message: '422 Unprocessable Entity' } };
  expect(await send(carrier, errorTracking)).toMatchObject(refusal);
  const reply = await send(carrier, errorTracking, { json: { project_id: 'x', public_key: '' } });
  expect(reply).toMatchObject(refusal);
  expect(reply.headers['gitlab-stub-violations']).toBe(
    'pattern;in=body;pointer="/project_id", range;in=body;pointer="/public_key"',
  );
});

test('SCIM tells what is missing in its error object, with 412', async () => {
  await using carrier = await startCarrier();
  const json = { externalId: 'x', userName: 'u', name: { formatted: 'A' }, password: 'hush-hush' };
  const reply = await send(carrier, scimUsers, { json });
  expect(reply).toMatchObject({
    status: 412,
    body: {
      schemas: ['urn:ietf:params:scim:api:messages:2.0:Error'],
      status: 412,
      detail: expect.stringMatching(/^Error saving user with \{.*"\[FILTERED\]".*\}: Missing params: \[:email\]$/),
    },
  });
  expect(reply.headers['content-type']).toBe('application/scim+json');
});

test('SCIM tells of each operation of a PATCH that it has neither path nor value', async () => {
  await using carrier = await startCarrier();
  const reply = await send(carrier, scimUser, {
    json: { Operations: [{ op: 'add' }, { op: 'replace' }, { op: 'add', path: 'x' }] },
  });
  expect(reply).toMatchObject({ status: 412 });
  expect(carrier.exchanges[0]?.violations).toMatchObject([
    { code: 'missing-alternative', pointer: '/Operations/0', names: ['Operations[0][path]', 'Operations[0][value]'] },
    { code: 'missing-alternative', pointer: '/Operations/1', names: ['Operations[1][path]', 'Operations[1][value]'] },
  ]);
});

test('The violations of a request are its own, whatever came before in another media type', async () => {
  await using carrier = await startCarrier();
  await send(carrier, minutes, { json: { packs: 'x' } });
  await send(carrier, minutes, { form: 'packs[][number_of_minutes]=x' });
  expect(carrier.exchanges[1]?.violations.map(({ pointer }) => pointer)).toEqual([
    '/packs/0/expires_at',
    '/packs/0/purchase_xid',
    '/packs/0/number_of_minutes',
  ]);
});

test('Violations in path, query and body are told apart', async () => {
  await using carrier = await startCarrier();
  await send(carrier, 'GET /api/v4/internal/discover?key_id=x&identifier=y');
  expect(carrier.exchanges[0]?.violations).toMatchObject([
    { code: 'pattern', in: 'query', pointer: '/key_id' },
    { code: 'pattern', in: 'query', pointer: '/identifier' },
  ]);
});

test('Parameters that exclude each other are named together', async () => {
  await using carrier = await startCarrier({ release: '15.5' });
  const usage = 'POST /api/v4/internal/kubernetes/usage_metrics';
  const json = { gitops_sync_count: 1, counters: { gitops_sync: 1 } };
  const reply = await send(carrier, usage, { json });
  expect(reply).toMatchObject({ status: 400, body: { error: 'counters, gitops_sync_count are mutually exclusive' } });
  expect(carrier.exchanges[0]?.violations).toMatchObject([{ code: 'excluded', in: 'body', pointer: '' }]);
});

test('A refusal of the responder wins, and the violations stand beside it', async () => {
  const refusal = { status: 401, body: { message: '401 Unauthorized' } };
  await using carrier = await startCarrier({
    responder: { authenticate: async () => refusal, respond: async () => refusal },
  });
  const reply = await send(carrier, minutes, { json: {} });
  expect(reply).toMatchObject(refusal);
  expect(reply.headers['gitlab-stub-violations']).toBe('missing;in=body;pointer="/packs"');
});

test('No value of a request stands in a violation, a reply or a header', async () => {
  await using carrier = await startCarrier();
  const secret = 'hush-hush';
  const requests: [string, object][] = [
    [
      'POST /api/v4/internal/allowed',
      {
        json: {
          action: secret,
          protocol: secret,
          gl_repository: secret,
          key_id: secret,
          check_ip: secret,
          secret_token: secret,
        },
      },
    ],
    [
      'POST /api/v4/internal/allowed',
      { headers: { 'Content-Type': 'application/json' }, body: `{"secret_token":"${secret}"` },
    ],
    ['POST /api/v4/internal/allowed', { form: `secret_token=${secret}%ff` }],
    [`GET /api/v4/internal/check?secret_token=${secret}%`, {}],
    [`GET /api/v4/internal/chekc?secret_token=${secret}`, {}],
    [scimUsers, { json: { password: secret, nested: [{ token: secret }] } }],
    [starboard, { json: { vulnerability: { severity: secret }, scanner: secret } }],
  ];
  for (const [line, sent] of requests) {
    const reply = await send(carrier, line, sent);
    expect(JSON.stringify(reply)).not.toContain(secret);
    expect(reply.status).toBeGreaterThanOrEqual(400);
  }
  const told = carrier.exchanges.map(({ violations, reply, hint }) => ({ violations, reply, hint }));
  expect(JSON.stringify(told)).not.toContain(secret);
});
