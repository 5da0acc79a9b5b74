import type { CheckedRecord } from '../findings/traffic-checker.ts';
import type { RecordingSummary } from '../reports/report.ts';
import type { RecordingFormat } from './recording.ts';

/** Counts what became of one recording. */
export class RecordingCount {
  readonly name: string;
  format: RecordingFormat | undefined;
  others = 0;
  problems = 0;
  #exchanges = 0;
  readonly #notChecked: Record<string, number> = {};

  constructor(name: string) {
    this.name = name;
  }

  add({ exchange: { request, reply, isFault, time }, operation, checked }: CheckedRecord): void {
    this.#exchanges += 1;
    if (request.headers === undefined) this.#miss('credentials and request headers');
    else if (time === undefined) this.#miss('the times of tokens');
    const takesBody = operation !== undefined && operation.requestMediaTypes.length > 0;
    if (takesBody && request.body === undefined && request.parameters === undefined) this.#miss('request bodies');
    if (takesBody && request.body === undefined && checked.parameters) this.#miss('request media types');
    if (reply === undefined) this.#miss('replies');
    else if (isFault) this.#miss('replies of injected faults');
    else this.#missInReply(reply);
  }

  summary(): RecordingSummary {
    const { name: file, format, others, problems } = this;
    return { file, format, exchanges: this.#exchanges, others, problems, notChecked: this.#notChecked };
  }

  #missInReply(reply: NonNullable<CheckedRecord['exchange']['reply']>): void {
    if (reply.headers === undefined) this.#miss('reply headers');
    if (reply.body === undefined) this.#miss('reply bodies');
  }

  #miss(what: string): void {
    this.#notChecked[what] = (this.#notChecked[what] ?? 0) + 1;
  }
}
