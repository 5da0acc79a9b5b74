import { expect, test } from 'vitest';
import { send, startCarrier } from './examples.test-support.ts';

const refused = { status: 400, body: { error: '400 Bad Request: a parameter holds a null byte' } };

test.each([
  ['in JSON', 'POST /api/v4/internal/pre_receive', { json: { gl_repository: 'project-7', note: { deep: ['\0'] } } }],
  [
    'in the name of a parameter',
    'POST /api/v4/internal/pre_receive',
    { json: { gl_repository: 'project-7', 'a\0': 1 } },
  ],
  ['in a form', 'POST /api/v4/internal/pre_receive', { form: 'gl_repository=project-7%00' }],
  ['in the query', 'GET /api/v4/internal/discover?username=root%00', {}],
  ['in the path', 'GET /api/v4/namespaces/a%00/gitlab_subscription', {}],
])('A null byte %s is refused: no database could keep it', async (_where, line, sent) => {
  await using carrier = await startCarrier();
  expect(await send(carrier, line, sent)).toMatchObject(refused);
});
