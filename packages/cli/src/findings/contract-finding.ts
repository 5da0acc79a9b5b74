import { catalogue, type FindingCode, type Severity } from './catalogue.ts';
import type { Finding, FindingPlace } from './finding.ts';

/** A finding as the programs see it in which it was found. It never holds a value that was sent. */
export interface ContractFinding {
  readonly code: FindingCode;
  readonly severity: Severity;
  /** Undefined where the request reached no operation. */
  readonly operationId: string | undefined;
  /** Method and path; the path is that of the contract where the contract has it. */
  readonly request: string;
  readonly consumer: string;
  readonly message: 'request' | 'reply';
  readonly in: FindingPlace;
  /** A JSON pointer into that part of the message. */
  readonly pointer: string;
  /** The status of the reply that a finding is about. */
  readonly status: number | undefined;
  /** What is wrong, in a sentence. */
  readonly sentence: string;
  /** What to do about it. */
  readonly fix: string;
}

/** What a program is told of a finding. */
export function contractFinding(finding: Finding): ContractFinding {
  const { code, operation, request, consumer, message, in: place, pointer, status, sentence } = finding;
  const { severity, fix } = catalogue[code];
  const about = { operationId: operation?.id, request, consumer, message, in: place, pointer, status };
  return { code, severity, ...about, sentence, fix: finding.fix ?? fix };
}

/** A finding in one line: `missing-parameter request body /action: action is missing`. */
export function findingLine({ code, message, in: place, pointer, status, sentence }: ContractFinding): string {
  const whole = status === undefined ? message : `${message} ${status}`;
  const part = place === 'request' || place === 'status' ? [] : [place];
  const where = [whole, ...part, ...(pointer === '' ? [] : [pointer])].join(' ');
  return printable(`${code} ${where}: ${sentence}`);
}

/** A name that somebody sent must not move the cursor of a terminal or begin a line. */
function printable(text: string): string {
  return text.replaceAll(/\p{C}/gu, '�');
}
