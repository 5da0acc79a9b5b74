import type { FindingGroup } from '../findings/collector.ts';
import { quoted } from '../quoted.ts';
import type { Ask, Proof } from './ask.ts';
import { messageOf } from './message.ts';
import { formPairs } from './parameters.ts';
import type { Plan } from './plan.ts';
import type { Address } from './server-under-test.ts';

/** What would be asked, a line each; findings name these lines. */
export function planText({ asks }: Plan): string {
  return asks.map(askLine).join('\n');
}

/** What is asked and what the contract says to it. */
function askLine({ operation, method, path, query, name, expects, writes }: Ask): string {
  const statuses = expects.statuses.join('|');
  const search = new URLSearchParams(formPairs(query)).toString();
  const target = search === '' ? path : `${path}?${search.slice(0, 60)}${search.length > 60 ? '…' : ''}`;
  return `${writes ? 'write' : 'read '} ${method} ${target} ${operation?.id ?? '-'}: ${name} -> ${statuses}`;
}

/** What stands in the place of a secret. */
const mask = '[MASKED]';

/** A command that asks the same, with what is masked made by `token`; credentials that are wrong on purpose are no secrets. */
function curlOf(ask: Ask, { baseUrl, socket }: Address): string {
  const isMadeUp = (proof: Proof) => proof === 'wrong' || proof === 'malformed';
  const values = ask.presents.map(({ proof }) => (isMadeUp(proof) ? 'not.the.secret' : mask));
  const { method, target, headers, body } = messageOf(ask, values);
  const words = [
    ['curl', ...methodWords(method), ...(socket === undefined ? [] : ['--unix-socket', quoted(socket)])].join(' '),
    quoted(`${baseUrl}${target}`),
    ...Object.entries(headers).map(([name, value]) => `-H ${quoted(`${name}: ${value}`)}`),
    ...(body.length > 0 ? [`--data-binary ${quoted(body.toString())}`] : []),
  ];
  return words.join(' \\\n    ');
}

function methodWords(method: string): string[] {
  if (method === 'GET') return [];
  return method === 'HEAD' ? ['--head'] : ['-X', method];
}

/** Each finding with a command that shows it. */
export function verboseText(findings: readonly FindingGroup[], { asks }: Plan, address: Address): string {
  const shown = findings.flatMap(({ code, sentence, places: [place] }) => {
    const ask = asks[(place?.line ?? 0) - 1];
    return ask ? [`${code}: ${sentence}\n  plan:${place?.line} ${askLine(ask)}\n  ${curlOf(ask, address)}\n`] : [];
  });
  return shown.join('\n');
}
