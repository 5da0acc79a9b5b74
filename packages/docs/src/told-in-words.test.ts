import { loadControl, loadDocument, operationObjects } from '@gitlab-internal-api/contract';
import { describe, expect, test } from 'vitest';
import { namedInWords, toldInWords } from './told-in-words.ts';

describe('The reference of GitLab 15.5 says in words', () => {
  const operations = operationObjects(toldInWords(loadDocument('15.5'), 'try.html'));
  const descriptionOf = (id: string) => String(operations.get(id)?.description).split('\n')[0];

  test('how an operation is called, by whom, since when, whether it may be retried, and where it can be tried', () => {
    expect(descriptionOf('checkGitAccess')).toBe(
      '`checkGitAccess`, called by gitlab-shell and gitaly. Documented here since GitLab 13.7. It may be retried. [Try it](try.html#operation/checkGitAccess)',
    );
    expect(descriptionOf('checkInstance')).toContain('called by geo, gitlab-shell, and gitaly.');
    expect(descriptionOf('listScimUsers')).toContain(
      'In GitLab since 11.10, documented here since 15.5. It changes nothing.',
    );
  });

  test('which releases have a field', () => {
    const text = JSON.stringify(operations.get('recordAgentUsage')?.requestBody);
    expect(text).toContain('What is added to each counter. *Since GitLab 15.3.*');
    expect(text).toContain('Deprecated since 15.3. Last in 15.5.*');
  });
});

test('The reference of the stub says how each of its own operations is called', () => {
  const operations = operationObjects(namedInWords(loadControl()));
  expect(operations.size).toBeGreaterThan(20);
  for (const [id, { description }] of operations)
    expect(description).toMatch(
      new RegExp(`^\`${id}\`\\. It (changes nothing|may be retried|must not be retried)\\.\n\n\\w`),
    );
});
