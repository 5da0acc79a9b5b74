import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Input, OperationId, Reply } from '@gitlab-internal-api/contract';
import { expect, expectTypeOf, test } from 'vitest';
import { createClient, type DeclaredReply, type Result, type UndeclaredReply } from './index.ts';

const client = createClient({ baseUrl: 'http://gitlab.invalid' });

/** The reply of an operation with a status. */
type With<Id extends OperationId, Code> = Extract<Result<Id>, { status: Code }>;

test('a result is one of the declared replies, told apart by the status, or an undeclared one', () => {
  type Status = Result<'checkGitAccess'>['status'];
  expectTypeOf<Status>().toEqualTypeOf<200 | 300 | 400 | 401 | 404 | 415 | 429 | 500 | 503 | 'undeclared'>();
  expectTypeOf<ReturnType<typeof client.checkGitAccess>>().toEqualTypeOf<Promise<Result<'checkGitAccess'>>>();
  expectTypeOf<With<'checkGitAccess', 'undeclared'>>().toEqualTypeOf<UndeclaredReply>();
});

test('the status narrows the body', () => {
  expectTypeOf<With<'checkGitAccess', 200>['body']>().toEqualTypeOf<
    Extract<Reply<'checkGitAccess'>, { status: 200 }>['body']
  >();
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
  type Bodies = { [Id in OperationId]: Extract<DeclaredReply<Id>['body'], string> }[OperationId];
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
  // @ts-expect-error: no such path
  client.raw.GET('/api/v4/internal/unknown');
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
  const names = readdirSync(folder).filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'));
  return names.map((name) => readFileSync(join(folder, name), 'utf8'));
}
