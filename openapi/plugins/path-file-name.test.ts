import { expect, test } from 'vitest';
import { lintContracts } from './lint-contracts.ts';

const { clean, broken, bundled } = lintContracts('path-file-name', {
  clean: contract({
    '/api/v4/internal/allowed': 'paths/shell/allowed.yaml',
    '/api/v4/internal/error_tracking/allowed': 'paths/error_tracking/allowed.yaml',
    '/api/v4/internal/kubernetes/modules/starboard_vulnerability/scan_result':
      'paths/kubernetes/modules.starboard_vulnerability.scan_result.yaml',
    '/api/v4/internal/upcoming_reconciliations': 'paths/customers_dot/upcoming_reconciliations.yaml',
    '/api/v4/namespaces/{id}/minutes/move/{target_id}':
      'paths/customers_dot/namespaces.{id}.minutes.move.{target_id}.yaml',
    '/api/scim/v2/groups/{group_path}/Users/{id}': 'paths/scim/Users.{id}.yaml',
  }),
  broken: contract({
    '/api/v4/internal/check': 'paths/shell/health.yaml',
    '/api/v4/internal/kubernetes/agent_info': 'paths/shell/kubernetes.agent_info.yaml',
    '/api/v4/namespaces/{id}/minutes': 'paths/customers_dot/namespaces/{id}/minutes.yaml',
    '/api/v3/projects': 'paths/projects.yaml',
  }),
  bundled: { 'openapi.yaml': { paths: { '/api/v3/projects': { get: {} } } } },
});

test('takes files that are named after their URLs', () => {
  expect(clean).toEqual([]);
});

test('names the file that a URL belongs in', () => {
  expect(broken).toMatchInlineSnapshot(`
    [
      "openapi.yaml#/paths/~1api~1v4~1internal~1check/$ref: The file of /api/v4/internal/check is named after its URL; write \`$ref: paths/shell/check.yaml\` or \`$ref: paths/customers_dot/check.yaml\`.",
      "openapi.yaml#/paths/~1api~1v4~1internal~1kubernetes~1agent_info/$ref: The file of /api/v4/internal/kubernetes/agent_info is named after its URL; write \`$ref: paths/kubernetes/agent_info.yaml\`.",
      "openapi.yaml#/paths/~1api~1v4~1namespaces~1{id}~1minutes/$ref: The file of /api/v4/namespaces/{id}/minutes is named after its URL; write \`$ref: paths/customers_dot/namespaces.{id}.minutes.yaml\`.",
      "openapi.yaml#/paths/~1api~1v3~1projects/$ref: /api/v3/projects lies in no area; begin it with the prefix of one, or add its area to plugins/areas.ts.",
    ]
  `);
});

test('leaves a bundle alone, which has no files', () => {
  expect(bundled).toEqual([]);
});

function contract(fileByUrl: Record<string, string>) {
  const paths = Object.fromEntries(Object.entries(fileByUrl).map(([url, $ref]) => [url, { $ref }]));
  const files = Object.fromEntries(Object.values(fileByUrl).map((file) => [file, {}]));
  return { 'openapi.yaml': { paths }, ...files };
}
