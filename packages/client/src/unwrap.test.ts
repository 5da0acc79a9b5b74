import { afterAll, describe, expect, expectTypeOf, test } from 'vitest';
import { startStub } from '../../server/src/start-stub.ts';
import { createClient, GitlabApiError, privateToken, type Result, scimToken, sharedSecret, unwrap } from './index.ts';

const stub = await startStub();
afterAll(() => stub.close());

const client = createClient({
  baseUrl: stub.url,
  credentials: [sharedSecret('gitlab-shell-dev-secret'), scimToken('scim-dev-token'), privateToken('admin-dev-token')],
});

describe('unwrap', () => {
  test('returns the body of a success', async () => {
    const user = unwrap(await client.discoverUser({ key_id: 7 }));
    expectTypeOf(user).toEqualTypeOf<Extract<Result<'discoverUser'>, { status: 200 }>['body']>();
    expect(user).toMatchObject({ username: 'rubi' });
  });

  test('returns undefined where a success has no body', async () => {
    const nothing = unwrap(await client.deleteUpcomingReconciliation({ namespace_id: 22 }));
    expectTypeOf(nothing).toEqualTypeOf<undefined>();
    expect(nothing).toBeUndefined();
  });

  test("throws what GitLab says in the access check's shape", async () => {
    const push = {
      action: 'git-receive-pack',
      protocol: 'ssh',
      project: 'no/such',
      key_id: 11,
      changes: '_any',
    } as const;
    const said = "The project you were looking for could not be found or you don't have permission to view it.";
    expect(await thrown(client.checkGitAccess(push))).toMatchObject({
      name: 'GitlabApiError',
      operation: 'checkGitAccess',
      status: 404,
      gitlabMessage: said,
      message: `checkGitAccess was answered with 404: ${said}`,
      result: { status: 404, body: { status: false } },
    });
  });

  test('throws what GitLab says in the shape of SCIM, of helpers, and of parameters', async () => {
    expect(await thrown(client.getScimUser({ group_path: 'test_group', id: 'nobody' }))).toMatchObject({
      status: 404,
      gitlabMessage: expect.stringMatching(/not found/i),
    });
    expect(await thrown(client.getSubscription({ id: 99999 }))).toMatchObject({
      status: 404,
      message: 'getSubscription was answered with 404: 404 Namespace Not Found',
    });
    expect(await thrown(client.findAuthorizedKey({ key: undefined as unknown as string }))).toMatchObject({
      status: 400,
      message: 'findAuthorizedKey was answered with 400: key is missing',
    });
  });

  test.each([
    ['{"message":{"name":["is too short","is odd"]}}', '{"name":["is too short","is odd"]}'],
    [
      '{"message":{"error":"This endpoint has been requested too many times."}}',
      'This endpoint has been requested too many times.',
    ],
    ['{}', undefined],
    ['<h1>Proxy</h1>', undefined],
  ])('finds GitLab’s message in %s', async (body, gitlabMessage) => {
    const fetch = async () => new Response(body, { status: 400 });
    const odd = createClient({ baseUrl: stub.url, credentials: [sharedSecret('s')], fetch });
    expect(await thrown(odd.discoverUser())).toMatchObject({ status: 400, gitlabMessage });
  });

  test('throws a 300, which is no success in HTTP', async () => {
    const body = { status: true, message: 'elsewhere' };
    const fetch = async () => Response.json(body, { status: 300 });
    const secondary = createClient({ baseUrl: stub.url, credentials: [sharedSecret('s')], fetch });
    const push = { action: 'git-receive-pack', protocol: 'ssh', project: 'a/b' } as const;
    expect(await thrown(secondary.checkGitAccess(push))).toMatchObject({ status: 300, gitlabMessage: 'elsewhere' });
  });

  test('throws what became of a call without a reply', async () => {
    const retry = false;
    const cause = new Error('no route');
    const lost = createClient({
      baseUrl: stub.url,
      credentials: [sharedSecret('s')],
      retry,
      fetch: () => Promise.reject(cause),
    });
    expect(await thrown(lost.checkInstance())).toMatchObject({
      status: 'transport-error',
      message: 'checkInstance was not answered: no route',
      cause,
    });
    const signal = AbortSignal.abort('enough');
    expect(await thrown(lost.checkInstance({}, { signal }))).toMatchObject({
      status: 'aborted',
      message: 'checkInstance was aborted',
      cause: 'enough',
    });
    const slow = createClient({
      baseUrl: stub.url,
      credentials: [sharedSecret('s')],
      retry,
      fetch: () => new Promise(() => {}),
    });
    expect(await thrown(slow.checkInstance({}, { timeouts: { attempt: 20 } }))).toMatchObject({
      status: 'timeout',
      message: 'checkInstance was not answered within 20 ms',
    });
  });
});

async function thrown(call: Promise<Parameters<typeof unwrap>[0]>): Promise<GitlabApiError> {
  const result = await call;
  try {
    unwrap(result);
  } catch (error) {
    if (error instanceof GitlabApiError) return error;
    throw error;
  }
  throw new Error(`${result.operation} succeeded`);
}
