import { curl } from './curl.ts';
import type { Example } from './example.ts';
import { go } from './go.ts';
import { typescript } from './typescript.ts';

/** Where the samples send their requests. */
export interface Place {
  /** Without a slash at the end. */
  readonly url: string;
  /** The release that answers there. */
  readonly release: string;
}

/** A sample as Redoc shows it: https://redocly.com/docs-legacy/api-reference-docs/specification-extensions/x-code-samples */
export type Sample = Readonly<Record<'lang' | 'label' | 'source', string>>;

/** The request of an example in each language. */
export function samplesOf(example: Example, place: Place): Sample[] {
  const { url } = place;
  return [
    { lang: 'shell', label: 'curl', source: curl(example, { url }) },
    ...(asksThroughSocket(example)
      ? [{ lang: 'bash', label: 'curl (unix socket)', source: curl(example, { socket: 'gitlab.socket' }) }]
      : []),
    { lang: 'typescript', label: 'TypeScript', source: typescript(example, place) },
    { lang: 'go', label: 'Go', source: go(example, url) },
  ];
}

/** GitLab Shell and Gitaly stand on the machine of GitLab Rails, or reach it through Workhorse's socket. */
function asksThroughSocket({ operation: { consumers } }: Example): boolean {
  return consumers.includes('gitlab-shell') || consumers.includes('gitaly');
}
