import type { OperationSummary } from '@gitlab-internal-api/contract';
import type { FindingCode } from './catalogue.ts';

/** The part of a message in which something was found. */
export type FindingPlace = 'path' | 'query' | 'header' | 'body' | 'status' | 'request';

/** Something that was found in an exchange. It never holds a value that was sent. */
export interface Finding {
  readonly code: FindingCode;
  /** Undefined where the request reached no operation. */
  readonly operation: OperationSummary | undefined;
  /** Method and path; the path is that of the contract where the contract has it. */
  readonly request: string;
  readonly consumer: string;
  readonly message: 'request' | 'reply';
  readonly in: FindingPlace;
  /** A JSON pointer into that part of the message. */
  readonly pointer: string;
  readonly status?: number | undefined;
  readonly mediaType?: string | undefined;
  /** The security scheme that a credential is about. */
  readonly scheme?: string | undefined;
  /** The file of the path, where the contract has the path and not the method. */
  readonly stem?: string | undefined;
  /** What is wrong, in a sentence. */
  readonly sentence: string;
  /** What to do about it; without it, what the catalogue says. */
  readonly fix?: string | undefined;
  /** Whether GitLab itself lets it pass. */
  readonly isTolerated?: boolean;
}

/** What of a finding depends on what was found, and not on the exchange. */
export type Found = Omit<Finding, 'operation' | 'request' | 'consumer'>;
