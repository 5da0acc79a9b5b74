import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { editions, loadDocument, operationObjects } from '@gitlab-internal-api/contract';
import { expect, expectTypeOf, test } from 'vitest';
import { type Client, createClient, type Input, type OperationId, type Result } from './index.ts';

const baseUrl = 'http://gitlab.invalid';
const client = createClient({ baseUrl });
const oldest = createClient({ baseUrl, gitlabVersion: '13.7' });

/** The result of an operation with a status. */
type With<Id extends OperationId, Code> = Extract<Result<Id>, { status: Code }>;

type Failed = 'undeclared' | 'transport-error' | 'timeout' | 'aborted';

test.each(editions)('a client of %s has exactly the functions of that edition', (gitlabVersion) => {
  const { raw, ...functions } = createClient({ baseUrl, gitlabVersion });
  expect(Object.keys(functions).toSorted()).toEqual(
    [...operationObjects(loadDocument(gitlabVersion)).keys()].toSorted(),
  );
});

test('there are 31 functions over all editions', () => {
  const all = editions.flatMap((gitlabVersion) => Object.keys(createClient({ baseUrl, gitlabVersion })));
  expect(new Set(all.filter((name) => name !== 'raw')).size).toBe(31);
});

test('the edition decides at compile time which functions and statuses there are, and what they take', () => {
  expectTypeOf<keyof Client<'13.7'>>().toEqualTypeOf<OperationId<'13.7'> | 'raw'>();
  expectTypeOf<'listScimUsers'>().toExtend<keyof Client>();
  expectTypeOf<'createCiliumAlert'>().toExtend<keyof Client<'14.2'>>();
  expectTypeOf<Result<'checkGitAccess', '13.7'>['status']>().toEqualTypeOf<
    200 | 300 | 400 | 401 | 404 | 415 | 500 | 503 | Failed
  >();
  expectTypeOf(oldest.recordAgentUsage).parameter(0).toEqualTypeOf<Input<'recordAgentUsage', '13.7'>>();
  expectTypeOf<Input<'recordAgentUsage', '13.7'>>().toHaveProperty('gitops_sync_count');
  expectTypeOf<Input<'recordAgentUsage', '13.7'>>().not.toHaveProperty('counters');
});

test('a result is one of the declared replies, told apart by the status, or a failure', () => {
  type Status = Result<'checkGitAccess'>['status'];
  expectTypeOf<Status>().toEqualTypeOf<200 | 300 | 400 | 401 | 404 | 415 | 429 | 500 | 503 | Failed>();
  expectTypeOf<ReturnType<typeof client.checkGitAccess>>().toEqualTypeOf<Promise<Result<'checkGitAccess'>>>();
  expectTypeOf<With<'checkGitAccess', 'undeclared'>['code']>().toEqualTypeOf<number>();
  expectTypeOf<With<'checkGitAccess', 'transport-error'>['error']>().toEqualTypeOf<Error>();
  expectTypeOf<With<'checkGitAccess', 'timeout'>['limit']>().toEqualTypeOf<'attempt' | 'total'>();
  expectTypeOf<With<'checkGitAccess', 'aborted'>['reason']>().toBeUnknown();
});

test('a switch over the status narrows body and headers', () => {
  const narrow = (result: Result<'checkGitAccess'>) => {
    switch (result.status) {
      case 200:
        return expectTypeOf(result.body.gl_username).toExtend<string | null | undefined>();
      case 300:
        return expectTypeOf(result.body.payload.action).toEqualTypeOf<'geo_proxy_to_primary'>();
      case 503:
        return expectTypeOf(result.headers['retry-after']).toEqualTypeOf<string | undefined>();
      case 'timeout':
        return expectTypeOf(result.after).toEqualTypeOf<number>();
      default:
        return undefined;
    }
  };
  expectTypeOf(narrow).toBeFunction();
});

test('a date may be a Date, on the first level and below, and only there', () => {
  expectTypeOf<Date>().toExtend<Input<'createSubscription'>['start_date']>();
  expectTypeOf<Date>().toExtend<Input<'createMinutesPacks'>['packs'][number]['expires_at']>();
  expectTypeOf<Date>().not.toExtend<Input<'createSubscription'>['plan_code']>();
});

test('the status narrows the body', () => {
  expectTypeOf<With<'checkGitAccess', 300>['body']['payload']['action']>().toEqualTypeOf<'geo_proxy_to_primary'>();
  expectTypeOf<With<'checkInstance', 200>['body']['api_version']>().toExtend<string>();
  expectTypeOf<With<'recordAgentUsage', 204>['body']>().toEqualTypeOf<undefined>();
  expectTypeOf<With<'resolveStarboardVulnerabilities', 200>['body']>().toEqualTypeOf<200>();
  expectTypeOf<null>().toExtend<With<'discoverUser', 200>['body']>();
  expectTypeOf<With<'checkInstance', 'undeclared'>['body']>().toBeUnknown();
});

test('the status narrows the names of the headers, and any other may be there', () => {
  expectTypeOf<With<'checkGitAccess', 503>['headers']['retry-after']>().toEqualTypeOf<string | undefined>();
  expectTypeOf<keyof DeclaredHeaders<With<'checkGitAccess', 503>>>().toEqualTypeOf<'x-request-id' | 'retry-after'>();
  expectTypeOf<keyof DeclaredHeaders<With<'checkGitAccess', 200>>>().toEqualTypeOf<'x-request-id'>();
  expectTypeOf<With<'checkGitAccess', 200>['headers'][string]>().toEqualTypeOf<string | undefined>();
});

test('no declared body is a mere string, which is how text that is no JSON is told', () => {
  type Bodies = { [Id in OperationId]: StringBody<Result<Id>> }[OperationId];
  expectTypeOf<Bodies>().toBeNever();
});

test('the input is that of the contract, and may be left out where nothing is required', () => {
  expectTypeOf(client.checkGitAccess).parameter(0).toEqualTypeOf<Input<'checkGitAccess'>>();
  expectTypeOf(client.discoverUser).parameter(0).toEqualTypeOf<Input<'discoverUser'> | undefined>();
  expectTypeOf<Input<'discoverUser'>>().not.toBeNever();
  expectTypeOf<Input<'moveMinutesPacks'>>().toExtend<{ id: string | number; target_id: string | number }>();
  expectTypeOf(client.checkInstance).toBeCallableWith();
  expectTypeOf(client.checkInstance).toBeCallableWith({}, { headers: { 'X-Request-Id': 'mine' } });
});

type StringBody<R> = R extends { status: number; body: infer Body } ? Extract<Body, string> : never;

/** Never run: each call is refused at compile time. */
export function refused(): void {
  // @ts-expect-error: the operation takes no parameters
  client.checkInstance({ project: 'a/b' });
  // @ts-expect-error: what is required is missing
  client.checkGitAccess({ action: 'git-upload-pack' });
  // @ts-expect-error: the input is required
  client.getSubscription();
  // @ts-expect-error: no such value
  client.checkGitAccess({ action: 'git-push', protocol: 'ssh' });
  // @ts-expect-error: no such parameter
  client.getScimUser({ group_path: 'g', id: '1', name: 'x' });
  // @ts-expect-error: 13.7 has no SCIM
  oldest.listScimUsers({ group_path: 'g' });
  // @ts-expect-error: 15.6 has it no more
  client.createCiliumAlert({ alert: {} });
  // @ts-expect-error: no such edition
  createClient({ baseUrl, gitlabVersion: '15.0' });
  // @ts-expect-error: no such path
  client.raw.GET('/api/v4/internal/unknown');
  // @ts-expect-error: no such path in 13.7
  oldest.raw.GET('/api/scim/v2/groups/{group_path}/Users', { params: { path: { group_path: 'g' } } });
}

test('the main entry loads nothing but openapi-fetch and jose, so that browsers can', () => {
  const files = ['src', 'generated'].flatMap((folder) => sourcesIn(join(import.meta.dirname, '..', folder)));
  const loaded = files.flatMap((file) =>
    [...file.matchAll(/^(?:import(?! type)|export).*? from '([^'.][^']*)'/gms)].map(([, name]) => name),
  );
  expect(new Set(loaded)).toEqual(new Set(['openapi-fetch', 'jose']));
});

type DeclaredHeaders<Sent extends { headers: object }> = {
  [Name in keyof Sent['headers'] as string extends Name ? never : number extends Name ? never : Name]: true;
};

function sourcesIn(folder: string): string[] {
  const names = readdirSync(folder).filter((name) => /(?<!\.test|\.test-support|^node)\.ts$/.test(name));
  return names.map((name) => readFileSync(join(folder, name), 'utf8'));
}
