import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { at, type Document, isObject, type Json, type JsonObject } from './document.ts';
import { loadDocument, loadSource } from './load.ts';
import { allOperations } from './operation.ts';
import { project } from './projection.ts';
import { compareReleases, editions, type Release } from './release.ts';

const text = { type: 'string' };
const since = { 'x-gitlab-since': '14.2' };
const until = { 'x-gitlab-until': '13.12' };

/** A source with one operation, `GET /a`, and what the test is about. */
function sourceWith(operation: JsonObject, components: Document['components'] = {}): Document {
  const get = { operationId: 'getA', tags: ['a'], security: [], responses: {}, ...operation };
  return {
    openapi: '3.1.0',
    info: { title: 'A', version: '15.6' },
    tags: [{ name: 'a' }],
    paths: { '/a': { get } },
    components,
  };
}

/** What a place of the one operation is in a release. */
function inRelease(release: Release, source: Document, pointer = ''): Json | undefined {
  return at(project(source, release), `#/paths/~1a/get${pointer}`);
}

/** A schema as a release has it. */
function schemaIn(release: Release, schema: JsonObject): Json | undefined {
  const source = sourceWith({ responses: { '200': { content: { 'application/json': { schema } } } } });
  return inRelease(release, source, '/responses/200/content/application~1json/schema');
}

describe('A marker drops from the releases that have no such thing', () => {
  test('an operation, its path and its tag', () => {
    const source = sourceWith(since);
    expect(project(source, '14.1')).toMatchObject({ paths: {}, tags: [] });
    expect(inRelease('14.2', source)).toMatchObject({ operationId: 'getA' });
  });

  test('a parameter', () => {
    const source = sourceWith({
      parameters: [
        { name: 'old', in: 'query', ...until },
        { name: 'new', in: 'query', ...since },
      ],
    });
    expect(inRelease('13.12', source, '/parameters')).toEqual([{ name: 'old', in: 'query', ...until }]);
    expect(inRelease('14.0', source, '/parameters')).toEqual([]);
    expect(inRelease('14.10', source, '/parameters')).toEqual([{ name: 'new', in: 'query', ...since }]);
  });

  test('a response, a media type and a named example', () => {
    const media = { schema: text, examples: { old: { value: '', ...until }, any: { value: '' } } };
    const source = sourceWith({
      responses: { '200': { content: { 'text/plain': media, 'text/html': { schema: text, ...since } } }, '429': since },
    });
    expect(inRelease('13.7', source, '/responses')).toEqual({ '200': { content: { 'text/plain': media } } });
    expect(Object.keys(inRelease('14.2', source, '/responses') ?? {})).toEqual(['200', '429']);
    expect(inRelease('14.2', source, '/responses/200/content')).toEqual({
      'text/plain': { schema: text, examples: { any: { value: '' } } },
      'text/html': { schema: text, ...since },
    });
  });

  test('a property, and that it is required', () => {
    const schema = { type: 'object', required: ['a', 'b'], properties: { a: text, b: { ...text, ...since } } };
    expect(schemaIn('13.7', schema)).toEqual({ type: 'object', required: ['a'], properties: { a: text } });
    expect(schemaIn('14.2', schema)).toEqual(schema);
  });

  test('the last property that was required', () => {
    const schema = { type: 'object', required: ['b'], properties: { a: text, b: { ...text, ...since } } };
    expect(schemaIn('13.7', schema)).toEqual({ type: 'object', properties: { a: text } });
  });

  test.each(['anyOf', 'allOf'])('a member of %s', (key) => {
    const schema = { [key]: [{ required: ['a'] }, { required: ['b'] }, { required: ['c'], ...since }] };
    expect(schemaIn('13.7', schema)).toEqual({ [key]: [{ required: ['a'] }, { required: ['b'] }] });
    expect(schemaIn('14.2', schema)).toEqual(schema);
  });

  test('a security scheme, with every requirement that names it', () => {
    const source = sourceWith(
      { security: [{ Old: [] }, { New: [] }, { Old: [], New: [] }] },
      { securitySchemes: { Old: { type: 'apiKey' }, New: { type: 'http', ...since } } },
    );
    expect(inRelease('14.1', source, '/security')).toEqual([{ Old: [] }]);
    expect(project(source, '14.1').components).toEqual({ securitySchemes: { Old: { type: 'apiKey' } } });
    expect(inRelease('14.2', source, '/security')).toHaveLength(3);
  });

  test('a reference to something that the release does not have', () => {
    const source = sourceWith(
      { responses: { '200': { description: 'ok' }, '429': { $ref: '#/components/responses/TooMany' } } },
      { responses: { TooMany: { description: 'Too many.', ...since } } },
    );
    expect(Object.keys(inRelease('14.1', source, '/responses') ?? {})).toEqual(['200']);
    expect(project(source, '14.1').components).toEqual({});
    expect(project(source, '14.2').components).toHaveProperty('responses.TooMany');
  });
});

test('An `allOf` with one member left is that member', () => {
  const object = { type: 'object', properties: { a: text } };
  expect(schemaIn('13.7', { description: 'A.', allOf: [object, { required: ['a'], ...since }] })).toEqual({
    description: 'A.',
    ...object,
  });
});

test('A schema keeps requiring what another member of its `allOf` describes', () => {
  const member = { required: ['a', 'b'], properties: { b: text } };
  expect((schemaIn('13.7', member) as JsonObject).required?.toString().split(',').sort()).toEqual(['a', 'b']);
});

test('A property is required up to the release that `x-gitlab-required-until` names', () => {
  const schema = { type: 'object', properties: { a: { ...text, 'x-gitlab-required-until': '13.11' }, b: text } };
  expect(schemaIn('13.11', schema)).toMatchObject({ required: ['a'] });
  expect(schemaIn('13.12', schema)).not.toHaveProperty('required');
});

test('So are a parameter and a request body', () => {
  const until13 = { 'x-gitlab-required-until': '13.11' };
  const source = sourceWith({
    parameters: [{ name: 'a', in: 'query', ...until13 }],
    requestBody: { required: false, content: {}, ...until13 },
  });
  for (const part of ['/parameters/0', '/requestBody']) {
    expect(inRelease('13.11', source, part)).toMatchObject({ required: true });
    expect(inRelease('13.12', source, part)).not.toMatchObject({ required: true });
  }
});

test('What is deprecated is so from the release on that `x-gitlab-deprecated-since` names', () => {
  const source = sourceWith({ 'x-gitlab-deprecated-since': '14.8' });
  expect(inRelease('14.7', source)).not.toHaveProperty('deprecated');
  expect(inRelease('14.8', source)).toMatchObject({ deprecated: true });
});

test('Components that nothing uses any more are dropped, those that others use are kept', () => {
  const reference = (name: string) => ({ $ref: `#/components/schemas/${name}` });
  const source = sourceWith(
    {
      parameters: [
        { name: 'a', in: 'query', schema: reference('A') },
        { name: 'z', in: 'query', schema: reference('Z'), ...since },
      ],
    },
    { schemas: { A: { allOf: [reference('B')] }, B: { items: reference('A') }, Z: text } },
  );
  expect(Object.keys(project(source, '13.7').components.schemas ?? {})).toEqual(['A', 'B']);
  expect(Object.keys(project(source, '14.2').components.schemas ?? {})).toEqual(['A', 'B', 'Z']);
});

test('A projection names its release and leaves the source as it was', () => {
  const source = sourceWith({ parameters: [{ name: 'a', in: 'query', ...since }] });
  const before = structuredClone(source);
  expect(project(source, '14.0').info).toEqual({ title: 'A', version: '14.0' });
  expect(source).toEqual(before);
});

test('15.0 has no Cilium any more, and no SCIM yet', () => {
  const ids = allOperations(loadDocument('15.0')).map(({ id }) => id);
  expect(ids).toHaveLength(19);
  expect(ids).not.toContain('createCiliumAlert');
  expect(ids.filter((id) => /scim/i.test(id))).toEqual([]);
  expect(allOperations(loadDocument('14.10')).map(({ id }) => id)).toContain('createCiliumAlert');
});

/** Every release that the contract covers, as its markers write them. */
const releases = editions.flatMap((edition, index): Release[] => {
  const between: Release[][] = [['13.8', '13.11', '13.12', '14.0'], ['14.7', '14.8', '14.10', '15.0', '15.3'], [], []];
  return [edition, ...(between[index] ?? [])];
});

describe.each(releases)('The contract of %s', (release) => {
  const contract = loadDocument(release);

  test('refers to nothing that is not in it', () => {
    const references = objectsIn(contract).flatMap(({ $ref }) => (typeof $ref === 'string' ? [$ref] : []));
    expect(references.filter((reference) => at(contract, reference) === undefined)).toEqual([]);
    expect(references.length).toBeGreaterThan(50);
  });

  test('holds nothing that came later or was gone before', () => {
    const markersNamed = (name: string) => objectsIn(contract).flatMap((object) => object[name] ?? []) as string[];
    expect(markersNamed('x-gitlab-since').filter((first) => compareReleases(first, release) > 0)).toEqual([]);
    expect(markersNamed('x-gitlab-until').filter((last) => compareReleases(last, release) < 0)).toEqual([]);
  });

  test('names only security schemes that it has, and one at least for each operation', () => {
    const schemes = Object.keys(contract.components.securitySchemes ?? {});
    for (const { id, security } of allOperations(contract)) {
      expect(security, id).not.toEqual([]);
      for (const scheme of security.flat()) expect(schemes, id).toContain(scheme);
    }
  });
});

test.each(editions)('The published document of %s is the projection of the source, byte for byte', (edition) => {
  const published = readFileSync(join(import.meta.dirname, '..', 'generated', edition, 'openapi.json'), 'utf8');
  expect(`${JSON.stringify(project(loadSource(), edition), null, 2)}\n`).toBe(published);
});

function objectsIn(node: Json | undefined): JsonObject[] {
  if (Array.isArray(node)) return node.flatMap(objectsIn);
  return isObject(node) ? [node, ...Object.values(node).flatMap(objectsIn)] : [];
}
