import { isUtf8 } from 'node:buffer';
import type { ControlSchemas } from '@gitlab-internal-api/contract';
import { harOf } from '@gitlab-internal-api/server';
import { Masking, type SensitiveNames } from '@gitlab-internal-api/validator';
import { catalogue } from '../findings/catalogue.ts';
import type { ContractFiles, ContractLocation } from '../findings/contract-location.ts';
import type { Finding } from '../findings/finding.ts';
import type { BodyCopy } from './body-copy.ts';
import { type HeaderLines, pairsOf, valueIn } from './header-lines.ts';
import { type Inspected, isError } from './inspector.ts';

type Entry = ControlSchemas['JournalEntry'];
type Message = Pick<
  ControlSchemas['JournalRequest'],
  'headers' | 'body' | 'body_encoding' | 'body_bytes' | 'truncated'
>;

/** A finding as the journal has it. */
interface EntryFinding extends Pick<Finding, 'code' | 'message' | 'in' | 'pointer' | 'sentence'> {
  readonly severity: string;
  readonly fix: string;
  readonly tolerated_by_gitlab: boolean;
  readonly contract: ContractLocation;
}

/** An exchange as the stub's journal would have it, with what `check` would find. */
export interface ProxiedEntry extends Entry {
  readonly findings: readonly EntryFinding[];
  /** Which of the messages was not passed on. */
  readonly enforced: 'request' | 'reply' | null;
}

/** What entries are made with. */
export interface EntryMaker {
  readonly names: SensitiveNames;
  readonly files: ContractFiles;
  /** Those of the secret files. */
  readonly secrets: readonly string[];
}

/** Of larger bodies there is only the size. */
const bodyLimit = 64 * 1024;

/** What was seen as everybody may read it: with its secrets masked. */
export function entryOf(inspected: Inspected, { names, files, secrets }: EntryMaker): ProxiedEntry {
  const { number, observed, bodies, record } = inspected;
  const { reply, enforced } = observed;
  const masking = new Masking(names, secrets);
  const target = masking.target(observed.target);
  const request = messageOf(observed.headers, observed.body, bodies.request, masking);
  const replyBody = enforced === 'request' ? reply?.body.bytes : bodies.reply;
  const answer = reply && messageOf(reply.headers, reply.body, replyBody, masking);
  const time = observed.startedAt.toISOString();
  return {
    id: number,
    world: 'default',
    started_at: time,
    world_time: time,
    duration_ms: Math.round((observed.duration ?? 0) * 1000) / 1000,
    correlation_id: masking.rest(correlationOf(inspected)),
    operation: record.operation?.id ?? null,
    consumer: consumers.find((name) => name === record.consumer) ?? 'unknown',
    request: { method: observed.method, url: masking.rest(target), ...clean(request, masking) },
    response: reply && answer ? { status: reply.status, ...clean(answer, masking) } : null,
    verdict: verdictOf(inspected),
    credentials: credentialsOf(inspected),
    violations: record.checked.requestViolations.map((violation) => ({ ...violation, names: [...violation.names] })),
    trace: null,
    // A reply that is not the upstream's is not held against it by whoever checks the entry.
    fault: enforced === 'request' ? 'proxy --enforce' : null,
    near_misses: nearMissesOf(inspected),
    findings: inspected.findings.map((finding) => entryFinding(finding, files, masking)),
    enforced: enforced ?? null,
  };
}

/** The same as an entry of an archive, which tells nothing of a body but its size where it has not all of it. */
export function archived(entry: ProxiedEntry, origin: string): unknown {
  const { request, response } = entry;
  const whole = { ...entry, request: withWholeBody(request), response: response && withWholeBody(response) };
  const [archivedEntry] = harOf([whole], origin).log.entries;
  return { ...archivedEntry, _findings: entry.findings, _enforced: entry.enforced };
}

const consumers: readonly Entry['consumer'][] = [
  'gitlab-shell',
  'gitaly',
  'geo',
  'kas',
  'customers-dot',
  'opstrace',
  'scim-provider',
];

function withWholeBody<Part extends Message>(part: Part): Part {
  return part.truncated ? { ...part, body: null } : part;
}

function messageOf(lines: HeaderLines, copy: BodyCopy, bytes: Buffer | undefined, masking: Masking): Message {
  const headers = [...pairsOf(lines)].map(([name, value]) => ({
    name: name.toLowerCase(),
    value: masking.header(name, value),
  }));
  const isKept = bytes !== undefined && bytes.length <= bodyLimit;
  const isText = !isKept || isUtf8(bytes);
  const text = isKept && bytes.length > 0 ? masking.body(bytes.toString(isText ? 'utf8' : 'latin1')) : null;
  return {
    headers,
    body: text,
    body_encoding: isText ? 'utf-8' : 'base64',
    body_bytes: bytes?.length ?? copy.length,
    truncated: !isKept,
  };
}

/** What a part showed to be secret is looked for in all of them. */
function clean(message: Message, masking: Masking): Message {
  const text = message.body === null ? null : masking.rest(message.body);
  return {
    ...message,
    headers: message.headers.map(({ name, value }) => ({ name, value: masking.rest(value) })),
    body: text !== null && message.body_encoding === 'base64' ? Buffer.from(text, 'latin1').toString('base64') : text,
  };
}

function correlationOf({ observed: { reply, headers } }: Inspected): string {
  return (reply && valueIn(reply.headers, 'x-request-id')) ?? valueIn(headers, 'x-request-id') ?? '';
}

function verdictOf({ findings, observed: { reply } }: Inspected): Entry['verdict'] {
  const errors = findings.filter(isError);
  if (errors.some(({ message }) => message === 'reply')) return 'defect';
  if (errors.length > 0) return 'invalid';
  return (reply?.status ?? 0) >= 400 ? 'refused' : 'valid';
}

function credentialsOf({ findings, record, observed: { reply } }: Inspected): Entry['credentials'] {
  const reasons = findings.filter(({ scheme }) => scheme !== undefined).map(({ sentence }) => sentence);
  const isRefused = reasons.length > 0 || reply?.status === 401;
  return { verdict: isRefused ? 'refused' : record.checked.credentials.size > 0 ? 'accepted' : 'none', reasons };
}

function nearMissesOf({ record: { checked } }: Inspected): string[] {
  const { nearest } = checked;
  return nearest ? [`the nearest operation is ${nearest.method.toUpperCase()} ${nearest.path} (${nearest.id})`] : [];
}

function entryFinding(finding: Finding, files: ContractFiles, masking: Masking): EntryFinding {
  const { code, message, in: place, pointer, sentence, fix, isTolerated = false } = finding;
  const { severity, fix: usual } = catalogue[code];
  return {
    code,
    severity,
    message,
    in: place,
    pointer: masking.rest(pointer),
    sentence: masking.rest(sentence),
    fix: masking.rest(fix ?? usual),
    tolerated_by_gitlab: isTolerated,
    contract: files.locate(finding),
  };
}
