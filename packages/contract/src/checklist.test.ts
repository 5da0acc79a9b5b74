import { describe, expect, test } from 'vitest';
import { complaints, complaintsOfText } from './ajv.test-support.ts';
import {
  type Attribute,
  attributeOf,
  type DocumentedExample,
  type DocumentedOperation,
  examplesOf,
  linksAt,
  loadChecklist,
  loadWhole,
  nameOf,
  objectAt,
  operationOf,
  parameterOf,
  type Statement,
  schemaOf,
  textAt,
} from './checklist.test-support.ts';
import { isTyped } from './checklist-types.test-support.ts';
import { type Document, isObject, type Json, type JsonObject } from './document.ts';
import { allOperations } from './operation.ts';
import { compareReleases, editions } from './release.ts';

const counts = { '13.7': 13, '14.2': 20, '15.5': 30, '15.6': 30 };

/** By the documentation it may be left out, but then GitLab finds no project and answers 404. */
const stricterThanPrinted = ['project of authenticateLfs'];

const tiers = ['free', 'premium', 'ultimate'];

for (const edition of editions) {
  const checklist = loadChecklist(edition);
  const contract = loadWhole(edition);

  describe(`The contract of ${edition}`, () => {
    test(`has the ${counts[edition]} operations that are documented, and no others`, () => {
      const documented = checklist.operations.map(({ operation, method, path }) => `${operation} ${method} ${path}`);
      const described = allOperations(contract).map(({ id, method, path }) => `${id} ${method.toUpperCase()} ${path}`);
      expect(described.sort()).toEqual(documented.sort());
      expect(described).toHaveLength(counts[edition]);
    });

    for (const documented of checklist.operations) {
      describe(documented.operation, () => checkOperation(contract, documented));
    }
    for (const statement of checklist.statements) checkStatement(contract, statement);
    for (const { at, heading, printed, expect: part } of checklist.links) {
      const where = heading ? ` under '${heading}'` : '';
      test(`links ${nameOf(at)} to what is printed${where} as ${printed}`, () => {
        expect(linksAt(contract, at)).toContainEqual(expect.stringContaining(part));
      });
    }
    test.each(Object.entries(checklist.tiers))('puts %s into the tier %s at least', (section, tier) => {
      const operations = allOperations(contract).filter(({ area }) => section === 'root' || area === section);
      for (const { id } of operations) {
        const own = operationOf(contract, id)['x-gitlab-tier'] as string;
        expect(tiers.indexOf(own), id).toBeGreaterThanOrEqual(tiers.indexOf(tier));
      }
    });
  });
}

function checkOperation(contract: Document, documented: DocumentedOperation): void {
  const operation = operationOf(contract, documented.operation);

  const sources = operation['x-gitlab-source'] as JsonObject[] | undefined;
  const page = sources?.find(({ documentation }) => documentation === (contract.info as JsonObject).version);
  if (page) test(`has its facts from '${documented.heading}'`, () => expect(page.heading).toBe(documented.heading));
  test.each(documented.consumers)('is known to be called by %s', (consumer) => {
    expect(operation['x-gitlab-consumers']).toContain(consumer);
  });
  if (documented.introduced) checkIntroduction(contract, operation, documented.introduced);
  if (documented.status) {
    test(`answers ${documented.status}`, () => expect(operation.responses).toHaveProperty(String(documented.status)));
  }
  if (documented.attributes.some((row) => row.in === 'body' && row.required && !row.exampleOmits)) {
    test('requires a body', () => expect(operation.requestBody).toMatchObject({ required: true }));
  }
  for (const attribute of documented.attributes) checkAttribute(operation, documented, attribute);
  for (const { field, removed } of documented.updates ?? []) {
    test(`names ${field}, which can be updated or could be`, () => {
      for (const name of field.split('/')) expect(textAt(contract, documented)).toContain(name);
      if (removed) expect(linksAt(contract, documented)).toContain(removed);
    });
  }
  for (const example of documented.examples) checkExample(operation, documented, example);
}

type Introduced = NonNullable<DocumentedOperation['introduced']>;

function checkIntroduction(contract: Document, operation: JsonObject, { release, link, by }: Introduced): void {
  test(`came with GitLab ${release}${by === 'section' ? ' or later, like its section' : ''}`, () => {
    const introduced = operation['x-gitlab-introduced'] as string;
    if (by === 'operation') expect(introduced).toBe(release);
    expect(compareReleases(introduced, release)).toBeGreaterThanOrEqual(0);
    const [tag = ''] = operation.tags as string[];
    const place = by === 'section' ? { tag } : { operation: operation.operationId as string };
    expect(linksAt(contract, place)).toContain(link);
  });
}

function checkAttribute(operation: JsonObject, documented: DocumentedOperation, row: Attribute): void {
  const { name, in: place, type, values = [], deprecated } = row;
  const attribute = attributeOf(operation, row) ?? {};

  test(`takes ${name} in the ${place} as ${type}`, () => expect(isTyped(attribute, type), type).toBe(true));
  test(`says what ${name} means`, () => expect(attribute.description).toMatch(/\.\s*$/));
  if (deprecated) test(`has ${name} deprecated`, () => expect(attribute.deprecated).toBe(true));
  for (const value of values) {
    const written = value.replaceAll(/\[(\w+)\]/g, '<$1>');
    test(`names ${value} for ${name}`, () => expect(JSON.stringify(attribute)).toContain(written));
  }
  checkRequirement(operation, documented, row);
}

function checkRequirement(operation: JsonObject, documented: DocumentedOperation, row: Attribute): void {
  const { name, requiredUnless, requiredIf, exampleOmits } = row;
  if (requiredUnless !== undefined) {
    test(`requires ${name} only where ${requiredUnless} is not sent`, () =>
      expectAlternative(operation, documented, name, requiredUnless));
  } else if (requiredIf !== undefined) {
    test(`says that ${name} belongs to ${requiredIf}`, () =>
      expect(attributeOf(operation, row)?.description).toContain(`\`${requiredIf}: true\``));
  } else if (stricterThanPrinted.includes(`${name} of ${documented.operation}`)) {
    test(`requires ${name}, although it is printed as optional`, () =>
      expect(isRequired(operation, documented, row)).toBe(true));
  } else {
    const required = row.required && !exampleOmits;
    test(`${required ? 'requires' : 'does not require'} ${name}`, () =>
      expect(isRequired(operation, documented, row)).toBe(required));
  }
}

/** Asks for a parameter the contract itself; for a member of a body, whether the documented one may do without. */
function isRequired(operation: JsonObject, { examples }: DocumentedOperation, { name, in: place }: Attribute): boolean {
  if (place !== 'body') return parameterOf(operation, place, name)?.required === true;
  const request = examples[0]?.request ?? {};
  return !accepts(operation, without(typeof request === 'string' ? JSON.parse(request) : request, name));
}

function expectAlternative(
  operation: JsonObject,
  { examples }: DocumentedOperation,
  name: string,
  other: string,
): void {
  const neither = without(without(examples[0]?.request ?? {}, name), other) as JsonObject;
  const onlyWith = (member: string): Json => {
    const own = attributeOf(operation, { name: member, in: 'body' })?.examples as Json[] | undefined;
    return { ...neither, [member]: own?.[0] ?? null };
  };
  expect(accepts(operation, neither)).toBe(false);
  expect(accepts(operation, onlyWith(name))).toBe(true);
  expect(accepts(operation, onlyWith(other))).toBe(true);
}

function accepts(operation: JsonObject, body: Json): boolean {
  return complaintsOfText(schemaOf(operation.requestBody), body).length === 0;
}

/** The same request, but without `expires_at` or `packs[].expires_at`; as it is, where it has no such member. */
function without(request: Json, name: string): Json {
  if (!isObject(request)) return request;
  const [own = '', rest] = name.split(/\[\]\.|\./, 2);
  const { [own]: value, ...others } = request;
  if (value === undefined || rest === undefined) return others;
  return { ...others, [own]: Array.isArray(value) ? value.map((each) => without(each, rest)) : without(value, rest) };
}

function checkExample(operation: JsonObject, documented: DocumentedOperation, example: DocumentedExample): void {
  const { request, path = {}, response } = example;
  test('takes the documented request', () => {
    if (operation.requestBody) expect(complaintsOfText(schemaOf(operation.requestBody), request)).toEqual([]);
    for (const [place, values] of [['path', path], ...(operation.requestBody ? [] : [['query', request]])] as const) {
      for (const [name, value] of Object.entries(values as JsonObject)) {
        expect(complaintsOfText(parameterOf(operation, place as string, name)?.schema, value)).toEqual([]);
      }
    }
  });
  for (const { of, shown, value } of partsOf(operation, request)) {
    test(`shows the documented request among the examples${of}`, () => {
      expect(documentedIn(shown)).toContainEqual(asText(value));
    });
  }
  if (response === undefined) return;
  const status = documented.status ?? Object.keys(operation.responses as JsonObject).find((code) => /^2/.test(code));
  const reply = (operation.responses as JsonObject)[status ?? ''];
  test(`answers ${status} as documented`, () => {
    expect(complaints(schemaOf(reply), response)).toEqual([]);
  });
  test('shows the documented answer among the examples', () => {
    expect(documentedIn(reply)).toContainEqual(asText(response));
  });
}

/** What carries the request: the body, or each parameter in the query. A `<placeholder>` is nobody's example. */
function partsOf(operation: JsonObject, request: Json): { of: string; shown: Json | undefined; value: Json }[] {
  if (operation.requestBody) return [{ of: '', shown: operation.requestBody, value: request }];
  const inQuery = Object.entries(request as JsonObject).filter(([, value]) => !String(value).startsWith('<'));
  return inQuery.map(([name, value]) => ({ of: ` of ${name}`, shown: parameterOf(operation, 'query', name), value }));
}

function documentedIn(message: Json | undefined): Json[] {
  const documented = examplesOf(message).filter(({ name }) => name.startsWith('documented'));
  return documented.map(({ value }) => asText(value));
}

/** A form knows no numbers: `10` and `'10'` are the same there. */
function asText(value: Json): Json {
  return JSON.parse(JSON.stringify(value, (_, each) => (typeof each === 'number' ? String(each) : each)));
}

function checkStatement(contract: Document, { at, says, mentions = [], expects, introduced, stale }: Statement): void {
  test(`${stale ? 'does not repeat at' : 'has a place, at'} ${nameOf(at)}, ${stale ? '' : 'for '}"${says}"`, () => {
    const text = textAt(contract, at);
    if (stale) return expect(text).not.toMatch(/not (yet )?(deployed|recommended)|for production|being developed/i);
    expect(text).not.toBe('');
    for (const word of mentions) expect(text.toLowerCase()).toContain(word.toLowerCase());
    if (expects) expect(objectAt(contract, at)).toMatchObject(expects);
    if (!introduced) return;
    expect(text).toContain(`GitLab ${introduced.release}`);
    expect(linksAt(contract, at)).toContain(introduced.link);
  });
}
