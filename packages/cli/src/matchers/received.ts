import type { RecordedReply } from '@gitlab-internal-api/validator';
import { programHeaders, unpacked } from '../findings/program-message.ts';
import type { RecordedExchange } from '../recordings/recording.ts';
import { UserError } from '../user-error.ts';

/** A reply as a test has it. */
export type ReceivedReply = RecordedReply;

/** A request as a test has it. */
export type ReceivedRequest = Omit<RecordedExchange['request'], 'parameters'>;

type Fields = Readonly<Record<string, unknown>>;

const wanted =
  'a reply is expected (a Response, that of supertest, light-my-request or axios, or { status, headers, body }), or a request (a Request, or { method, url, headers, body })';

/** Reads a message of whatever library; what is not there was not recorded. */
export async function received(actual: unknown): Promise<ReceivedReply | ReceivedRequest> {
  if (!isFields(actual)) throw new UserError(`${wanted}, not ${actual === null ? 'null' : typeof actual}`);
  const headers = programHeaders(actual.headers);
  const status = [actual.status, actual.statusCode].find((value) => typeof value === 'number');
  const body = await unpacked(await bodyOf(actual), headers);
  if (typeof status === 'number') return { status, headers, mediaType: undefined, body };
  const { method, url } = actual;
  if (typeof method !== 'string' || typeof url !== 'string')
    throw new UserError(`${wanted}, not an object of ${Object.keys(actual).slice(0, 10).join(', ') || 'nothing'}`);
  // A request that says nothing of a body has none; of a reply nobody knows.
  return { method: method.toUpperCase(), url, headers, body: body ?? Buffer.alloc(0) };
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null;
}

/** Where the libraries keep the body: as it came, before how they understood it. */
const bodyNames = ['rawPayload', 'rawBody', 'text', 'payload', 'body', 'data'];

async function bodyOf(actual: Fields): Promise<Buffer | undefined> {
  if (isCloneable(actual)) return bodyOfClone(actual);
  const name = bodyNames.find((each) => actual[each] !== undefined && typeof actual[each] !== 'function');
  return name === undefined ? undefined : bytesOf(actual[name]);
}

interface Cloneable {
  readonly bodyUsed: boolean;
  clone(): { arrayBuffer(): Promise<ArrayBuffer> };
}

function isCloneable(value: object): value is Cloneable {
  return 'clone' in value && typeof value.clone === 'function' && 'bodyUsed' in value;
}

/** A copy is read, so that the test can still read the message itself. */
async function bodyOfClone(message: Cloneable): Promise<Buffer> {
  if (message.bodyUsed)
    throw new UserError(
      'its body has been read already: check it before it is read, or give { status, headers, body }',
    );
  return Buffer.from(await message.clone().arrayBuffer());
}

function bytesOf(body: unknown): Buffer {
  if (body === null) return Buffer.alloc(0);
  if (typeof body === 'string' || body instanceof URLSearchParams) return Buffer.from(`${body}`);
  if (ArrayBuffer.isView(body)) return Buffer.from(body.buffer, body.byteOffset, body.byteLength);
  if (body instanceof ArrayBuffer) return Buffer.from(body);
  if (isStream(body))
    throw new UserError('its body is a stream: read it first, and give its text in { status, headers, body }');
  return Buffer.from(JSON.stringify(body));
}

function isStream(body: unknown): boolean {
  return isFields(body) && ('pipe' in body || 'getReader' in body || body instanceof FormData);
}
