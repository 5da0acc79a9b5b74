import { isObject, type Json, type JsonObject, operationObjects, type Release } from '@gitlab-internal-api/contract';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { flat, formOf, mistakesIn, valuesOf } from './arbitraries.test-support.ts';
import { documentOf, type Received, type RunningCarrier, send, startCarrier } from './examples.test-support.ts';

// fast-check prints the seed, and the path to the smallest counterexample, with every failure.
const chance = { seed: 20_221_118, numRuns: 12 };

const carriers = new Map<Release, RunningCarrier>();
const releases: readonly Release[] = ['13.7', '14.2', '15.5', '15.6'];
let lenient: RunningCarrier;

beforeAll(async () => {
  for (const release of releases) carriers.set(release, await startCarrier({ release }));
  lenient = await startCarrier({ handling: 'lenient' });
});

afterAll(async () => {
  for (const carrier of [...carriers.values(), lenient]) await carrier[Symbol.asyncDispose]();
});

/** An operation with the schema of its parameters; of those that several releases share, the newest. */
interface Case {
  readonly id: string;
  readonly release: Release;
  readonly method: string;
  readonly path: string;
  readonly place: 'query' | 'body';
  readonly schema: JsonObject;
  readonly pathNames: readonly string[];
}

const versions: readonly [Release, string?][] = [
  ['15.6'],
  ['15.5', 'recordAgentUsage'],
  ['14.2', 'createCiliumAlert'],
  ['14.2', 'recordAgentUsage'],
  ['13.7', 'recordAgentUsage'],
];

const cases: Case[] = versions.flatMap(([release, id]) =>
  casesOf(release).filter((one) => id === undefined || one.id === id),
);
const named = cases.map((one) => [`${one.id} of ${one.release}`, one] as const);

function casesOf(release: Release): Case[] {
  const document = documentOf(release);
  const definitions = operationObjects(document);
  return Object.entries(document.paths).flatMap(([path, item]) =>
    Object.entries(item)
      .filter(([, operation]) => isObject(operation) && operation.operationId)
      .map(([method, operation]) => {
        const id = (operation as JsonObject).operationId as string;
        return { id, release, method: method.toUpperCase(), path, ...parametersOf(definitions.get(id) as JsonObject) };
      }),
  );
}

function parametersOf({ parameters, requestBody }: JsonObject): Pick<Case, 'place' | 'schema' | 'pathNames'> {
  const listed = (parameters ?? []) as JsonObject[];
  const pathNames = listed.filter((parameter) => parameter.in === 'path').map(({ name }) => name as string);
  // The last is a form's, which has no texts with JSON in them.
  const media = isObject(requestBody)
    ? (Object.values(requestBody.content as JsonObject) as JsonObject[]).at(-1)
    : undefined;
  if (media) return { place: 'body', schema: media.schema as JsonObject, pathNames };
  const query = listed.filter((parameter) => parameter.in === 'query');
  const properties = Object.fromEntries(query.map(({ name, schema }) => [name as string, schema ?? {}]));
  const required = query.filter((parameter) => parameter.required === true).map(({ name }) => name as string);
  return { place: 'query', schema: { type: 'object', properties, required }, pathNames };
}

const text = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 });

function targets({ method, path, pathNames }: Case): fc.Arbitrary<string> {
  const values = fc.record(Object.fromEntries(pathNames.map((name) => [name, text])));
  return values.map((named) => {
    const filled = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(named[name] ?? ''));
    return `${method} ${filled}`;
  });
}

const carrierOf = ({ release }: Case) => carriers.get(release) as RunningCarrier;

async function exchange(carrier: RunningCarrier, line: string, sent: object) {
  const reply = await send(carrier, line, sent);
  const [told] = carrier.exchanges.splice(0);
  carrier.understood.length = 0;
  return { reply, violations: told?.violations ?? [], defect: told?.defect };
}

test.each(named)('What %s allows is never refused, as JSON, as a form and in the query', async (_, one) => {
  const property = fc.asyncProperty(targets(one), valuesOf(one.schema), async (line, value) => {
    for (const sent of encodings(line, value)) {
      const { reply, violations, defect } = await exchange(carrierOf(one), sent.line, sent);
      expect({ status: reply.status, violations, defect }).toEqual({
        status: expect.any(Number),
        violations: [],
        defect: undefined,
      });
      expect(reply.status).toBeLessThan(300);
    }
  });
  await fc.assert(property, chance);
});

function encodings(line: string, value: Json): { line: string; json?: Json; form?: string }[] {
  const form = formOf(value);
  const query = form !== undefined && form.length < 10_000 ? [{ line: `${line}?${form}` }] : [];
  return [{ line, json: value }, ...(form === undefined ? [] : [{ line, form }]), ...query];
}

test.each(named)('Every mistake in the parameters of %s is found where it is', async (_, one) => {
  if (Object.keys(flat(one.schema).properties as JsonObject).length === 0) return;
  const mistakes = valuesOf(one.schema).map((value) => mistakesIn(value, one.schema));
  const property = fc.asyncProperty(targets(one), mistakes, fc.nat(), async (line, all, which) => {
    fc.pre(all.length > 0);
    const { code, pointer, value } = all[which % all.length] as (typeof all)[0];
    const { reply, violations } = await exchange(carrierOf(one), line, { json: value });
    expect(reply.status).toBeGreaterThanOrEqual(400);
    expect(reply.status).toBeLessThan(500);
    expect(violations.map((violation) => `${violation.code} ${violation.in} ${violation.pointer}`)).toContain(
      `${code} ${one.place} ${pointer}`,
    );
  });
  await fc.assert(property, chance);
});

const isAnswered = ({ status }: Received) => expect(status).toBeLessThan(500);

test('No JSON, fitting or not, is more than the pipeline can answer, in either handling', async () => {
  const bodies = fc.constantFrom(...cases).chain((one) => {
    const properties = Object.keys(flat(one.schema).properties as JsonObject);
    const value = fc.dictionary(fc.constantFrom('__proto__', 'x', ...properties), fc.jsonValue({ maxDepth: 4 }));
    return fc.tuple(targets(one), fc.oneof(value, fc.jsonValue({ maxDepth: 6 })));
  });
  const property = fc.asyncProperty(bodies, async ([line, json]) => {
    for (const carrier of [lenient, carriers.get('15.6') as RunningCarrier, carriers.get('14.2') as RunningCarrier])
      isAnswered((await exchange(carrier, line, { json })).reply);
  });
  await fc.assert(property, { ...chance, numRuns: 250 });
});

test('No form and no query is more than the pipeline can answer', async () => {
  const piece = fc.constantFrom(...'packs scopes a [ ] [] [b] = & % %5B %ff + __proto__ key action ; ? #'.split(' '));
  const form = fc.array(piece, { maxLength: 30 }).map((pieces) => pieces.join(''));
  const property = fc.asyncProperty(fc.constantFrom(...cases).chain(targets), form, async (line, text) => {
    isAnswered((await exchange(lenient, line, { form: text })).reply);
    isAnswered((await exchange(lenient, `${line}?${text}`, {})).reply);
  });
  await fc.assert(property, { ...chance, numRuns: 250 });
});

test('No bytes are more than the pipeline can answer, whatever they are said to be', async () => {
  const mediaTypes = [
    'application/json',
    'application/scim+json',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=b',
    'multipart/form-data',
    'text/plain',
    ';',
    'a',
  ];
  const start = fc
    .constantFrom('', '{"a":', '[', '"', 'a[]=', '--b\r\nContent-Disposition: form-data; name="a"\r\n\r\n')
    .map((begin) => Buffer.from(begin));
  const body = fc.tuple(start, fc.uint8Array({ maxLength: 200 })).map((parts) => Buffer.concat(parts));
  const encoding = fc.constantFrom('identity', 'gzip', 'br', 'x');
  const property = fc.asyncProperty(
    fc.constantFrom(...cases).chain(targets),
    fc.constantFrom(...mediaTypes),
    encoding,
    body,
    async (line, contentType, contentEncoding, bytes) => {
      const headers = { 'Content-Type': contentType, 'Content-Encoding': contentEncoding };
      isAnswered((await exchange(lenient, line, { headers, body: bytes })).reply);
    },
  );
  await fc.assert(property, { ...chance, numRuns: 250 });
});

test('No path is more than the pipeline can answer', async () => {
  const piece = fc.constantFrom(
    ...'/ api v4 internal check scim v2 groups Users .json . .. % %2F %00 %ff %e2%82 {id} \\ ; ? # namespaces'.split(
      ' ',
    ),
  );
  const path = fc.array(piece, { maxLength: 20 }).map((pieces) => `/${pieces.join('')}`);
  const method = fc.constantFrom('GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE', 'PROPFIND');
  const property = fc.asyncProperty(method, path, async (verb, target) => {
    isAnswered((await exchange(lenient, `${verb} ${target}`, {})).reply);
  });
  await fc.assert(property, { ...chance, numRuns: 300 });
});

test('What reaches a lenient handler has the types of the contract', async () => {
  const bodies = fc.constantFrom(...cases.filter(({ release }) => release === '15.6')).chain((one) => {
    const names = Object.keys(flat(one.schema).properties as JsonObject);
    const members = Object.fromEntries(names.map((name) => [name, fc.jsonValue({ maxDepth: 2 })]));
    return fc.tuple(fc.constant(one), targets(one), fc.record(members, { requiredKeys: [] }));
  });
  const property = fc.asyncProperty(bodies, async ([{ schema }, line, json]) => {
    await send(lenient, line, { json });
    lenient.exchanges.length = 0;
    const [request] = lenient.understood.splice(0);
    if (request) expect(wrongTypes(request.input, flat(schema).properties as JsonObject)).toEqual([]);
  });
  await fc.assert(property, { ...chance, numRuns: 250 });
});

function wrongTypes(input: JsonObject, properties: JsonObject): string[] {
  const known = Object.keys(input).filter((name) => Object.hasOwn(properties, name));
  return known.filter((name) => !hasType(input[name], (properties[name] as JsonObject).type));
}

function hasType(value: Json | undefined, type: Json | undefined): boolean {
  const own = value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value;
  return (
    type === undefined ||
    [type].flat().some((known) => known === own || (known === 'integer' && Number.isInteger(value)))
  );
}
