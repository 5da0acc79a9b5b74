import { styleText } from 'node:util';
import { catalogue } from '../findings/catalogue.ts';
import type { FoundAt } from '../findings/collector.ts';
import type { Finding } from '../findings/finding.ts';
import { findingJson } from '../findings/finding-json.ts';
import type { Inspected } from './inspector.ts';
import { isError } from './inspector.ts';

/** Tells what is found while it is found. */
export interface Live {
  tell(inspected: Inspected): void;
}

type Write = (line: string) => void;

/** Kinds of findings whose repetitions are counted; a client must not fill the memory with ever new ones. */
const kindsKept = 5_000;

/** For people: a line when something is found for the first time, and then after 10 times, 100 times … */
export class LiveText implements Live {
  readonly #write: Write;
  readonly #isColoured: boolean;
  readonly #counts = new Map<string, number>();

  constructor(write: Write, isColoured: boolean) {
    this.#write = write;
    this.#isColoured = isColoured;
  }

  tell({ findings, at, observed, record }: Inspected): void {
    for (const finding of findings) {
      const times = this.#count(finding);
      if (Number.isInteger(Math.log10(times))) this.#write(this.#line(finding, at, times));
    }
    if (observed.enforced !== undefined) {
      const what = observed.enforced === 'request' ? 'refused with' : 'the reply was replaced by 502, it had';
      const { method, url } = record.exchange.request;
      this.#write(
        `${this.#paint('dim', placeOf(at))} ${method} ${printable(url.split('?', 1)[0])}: ${what} ${observed.reply?.status}`,
      );
    }
  }

  #line(finding: Finding, at: FoundAt, times: number): string {
    const { code, message, status, in: place, pointer, sentence, request, operation, consumer } = finding;
    const { severity } = catalogue[code];
    const where =
      place === 'request' ? 'request' : `${message}${status === undefined ? '' : ` ${status}`} ${place} ${pointer}`;
    const parts = [
      this.#paint('dim', placeOf(at)),
      this.#paint(isError(finding) ? 'red' : 'yellow', `${severity} ${code}`),
      `${printable(operation?.id ?? request)} (${printable(consumer)}):`,
      `${printable(where).trim()}: ${printable(sentence)}`,
      ...(times > 1 ? [this.#paint('dim', `(${times} times)`)] : []),
    ];
    return parts.join(' ');
  }

  #paint(colour: 'red' | 'yellow' | 'dim', text: string): string {
    return this.#isColoured ? styleText(colour, text, { validateStream: false }) : text;
  }

  #count({ code, request, consumer, message, pointer, status }: Finding): number {
    const key = [code, request, consumer, message, pointer.replaceAll(/\/\d+(?=\/|$)/g, '/*'), status].join('\n');
    const times = (this.#counts.get(key) ?? 0) + 1;
    if (times > 1 || this.#counts.size < kindsKept) this.#counts.set(key, times);
    return times;
  }
}

/** For programs: a line of JSON for each finding. */
export class LiveLines implements Live {
  readonly #write: Write;

  constructor(write: Write) {
    this.#write = write;
  }

  tell({ findings, at, observed }: Inspected): void {
    const time = observed.startedAt.toISOString();
    for (const finding of findings) {
      const { sentence, isTolerated = false } = finding;
      this.#write(JSON.stringify({ time, ...findingJson(finding), sentence, tolerated_by_gitlab: isTolerated, at }));
    }
  }
}

function placeOf({ entry, line }: FoundAt): string {
  return `#${entry ?? line}`;
}

/** Names and paths come from whoever sent them: they must neither steer a terminal nor fill it. */
function printable(text = ''): string {
  return text.toWellFormed().replaceAll(/\p{C}/gu, '\uFFFD').slice(0, 300);
}
