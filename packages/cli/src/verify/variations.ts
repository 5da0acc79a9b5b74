import { isObject, type OperationSummary } from '@gitlab-internal-api/contract';
import type { Ask } from './ask.ts';
import { alternatives, wrongProofs } from './credentials.ts';
import {
  answer,
  isForDocumentationOnly,
  malformed,
  noMethod,
  noPath,
  refusal,
  success,
  unauthorized,
  unsupported,
} from './expectations.ts';
import { type Field, fieldsOf, nameOf, type Parameters, withValue } from './parameters.ts';
import { askOf, type Subject } from './subject.ts';
import { madeUpUid } from './substitution.ts';
import { listedValues, wrongValues } from './values.ts';

/** The requests that the contract shows, and the first of them in other ways that GitLab reads just as well. */
export function goodRequests(subject: Subject): Ask[] {
  const { operation, examples } = subject;
  const [{ parameters }] = examples;
  const shown = examples.map((example) =>
    askOf(subject, `the example ${example.name}`, example.parameters, success(operation)),
  );
  return [...shown, ...otherEncodings(subject), ...(leavesTraces(operation) ? [] : otherWays(subject, parameters))];
}

/** What cannot be taken back is not asked for again and again. */
function leavesTraces({ id, repeat }: OperationSummary): boolean {
  return repeat === 'never' || id === 'createScimUser';
}

/** A form has no word for a text in the place of an object, nor for a list without members. */
function otherEncodings(subject: Subject): Ask[] {
  const { operation, examples } = subject;
  const [, ...others] = operation.requestMediaTypes;
  const example = examples.find(({ parameters: { body } }) => isObject(body));
  if (!example) return [];
  const own = leavesTraces(operation) ? others.slice(0, 1) : others;
  return own.map((mediaType) =>
    askOf(subject, `the example ${example.name} as ${mediaType}`, example.parameters, success(operation), {
      mediaType,
    }),
  );
}

function otherWays(subject: Subject, parameters: Parameters): Ask[] {
  const { operation, examples } = subject;
  const ok = success(operation);
  const name = `the example ${examples[0].name}`;
  const unknown = {
    place: subject.operation.requestMediaTypes.length > 0 ? 'body' : 'query',
    way: ['no_such_parameter'],
  } as const;
  const more = withValue(parameters, { ...unknown, schema: {}, required: false }, 'x');
  return [
    askOf(subject, `${name} with a slash at the end of the path`, parameters, ok, { suffix: '/' }),
    ...(operation.area === 'scim' ? [] : [askOf(subject, `${name} with .json`, parameters, ok, { suffix: '.json' })]),
    askOf(subject, `${name} with a parameter that nobody knows`, more, ok),
    ...(operation.method === 'get' ? [askOf(subject, `${name} with HEAD`, parameters, ok, { method: 'HEAD' })] : []),
    ...otherCredentials(subject, parameters),
  ];
}

function otherCredentials(subject: Subject, parameters: Parameters): Ask[] {
  const { operation, facts, good } = subject;
  const isOther = (presents: Ask['presents']) => presents.some(({ scheme }, index) => scheme !== good[index]?.scheme);
  const others = alternatives(operation.security, facts).filter(isOther);
  return others.map((presents) => {
    const schemes = presents.map(({ scheme }) => scheme);
    const { kind, statuses } = success(operation);
    const isKnown = !schemes.some((scheme) => isForDocumentationOnly(operation, scheme));
    const expects = { kind, statuses: isKnown ? statuses : [...statuses, 401] };
    return askOf(subject, `with ${schemes.join(' and ')}`, parameters, expects, { presents });
  });
}

/**
 * Requests without a credential, with one of several, and with ones that are not good. For an operation that changes
 * something they say nothing of what to change, so that also a server that looks at no credential has nothing to do.
 */
export function unauthorizedRequests(subject: Subject): Ask[] {
  const { operation, examples, good } = subject;
  const parameters = operation.repeat === 'safe' ? examples[0].parameters : harmless(subject);
  const ask = (name: string, presents: Ask['presents'], pointer: string) =>
    askOf(subject, name, parameters, unauthorized, { presents, pointer, writes: false });
  const single = good.length > 1 ? good.map((one) => ask(`with ${one.scheme} alone`, [one], `/${one.scheme}`)) : [];
  const wrong = alternatives(operation.security, subject.facts).flatMap((presented) =>
    presented.flatMap((one) =>
      wrongProofs(one.scheme).map((proof) =>
        ask(
          `with ${one.scheme} that is ${proof}`,
          presented.map((other) => (other === one ? { ...one, proof } : other)),
          `/${one.scheme}/${proof}`,
        ),
      ),
    ),
  );
  return [ask('without a credential', [], ''), ...single, ...wrong];
}

function harmless({ operation, examples: [{ parameters }], run }: Subject): Parameters {
  const { id, target_id: target, group_path: group } = parameters.path;
  const path = {
    ...(group !== undefined && { group_path: group }),
    ...(id !== undefined && { id: group === undefined ? 0 : `${madeUpUid(run)}-nobody` }),
    ...(target !== undefined && { target_id: 0 }),
  };
  return { path, query: {}, ...(operation.requestMediaTypes.length > 0 && { body: {} }) };
}

/** Each value of the lists in the contract, parameters that are missing, and parameters that are wrong. */
export function parameterRequests(subject: Subject): Ask[] {
  const { operation, definition, examples } = subject;
  const { parameters } = examples.find(({ parameters: { body } }) => isObject(body)) ?? examples[0];
  const fields = fieldsOf(definition, operation.requestMediaTypes[0], parameters);
  const isOpen = operation.lenient && operation.repeat === 'never';
  return fields.flatMap((field) => [
    ...missing(subject, field, parameters),
    ...(leavesTraces(operation) ? [] : values(subject, field, parameters)),
    // A server that checks nothing would act on whatever it makes of them.
    ...(isOpen ? [] : wrong(subject, field, parameters)),
  ]);
}

function missing(subject: Subject, field: Field, parameters: Parameters): Ask[] {
  const expects = refusal(subject.operation, true);
  return [
    askOf(subject, `without ${nameOf(field)}`, withValue(parameters, field, undefined), expects, pointerTo(field)),
  ];
}

function values(subject: Subject, field: Field, parameters: Parameters): Ask[] {
  return listedValues(field.schema).map((value) => {
    const name = `with the value ${[value].flat().join(', ')} of ${nameOf(field)}`;
    return askOf(subject, name, withValue(parameters, field, value), answer(subject.operation), pointerTo(field));
  });
}

function wrong(subject: Subject, field: Field, parameters: Parameters): Ask[] {
  const expects = refusal(subject.operation, false);
  return wrongValues(field.schema).map(({ says, value }) =>
    askOf(
      subject,
      `with ${nameOf(field)} that is ${says}`,
      withValue(parameters, field, value),
      expects,
      pointerTo(field),
    ),
  );
}

function pointerTo({ way }: Field): { readonly pointer: string } {
  return { pointer: way.map((name) => `/${name}`).join('') };
}

/** Bodies that cannot be read. */
export function unreadableRequests(subject: Subject): Ask[] {
  const { operation, examples } = subject;
  const [mediaType] = operation.requestMediaTypes;
  if (mediaType === undefined) return [];
  const { parameters } = examples[0];
  const other = operation.area === 'scim' ? 'application/json' : 'application/xml';
  return [
    askOf(subject, 'with a body that is no JSON', parameters, malformed, { body: { mediaType, text: '{"a":' } }),
    askOf(subject, `with a body of ${other}`, parameters, unsupported, { body: { mediaType: other, text: '{}' } }),
  ];
}

/** A method that a path does not have, once for each path. It carries no credential: nobody could do anything with it. */
export function strayRequests(subjects: readonly Subject[]): Ask[] {
  const paths = Map.groupBy(subjects, ({ operation }) => operation.path);
  return [...paths.values()].flatMap((own) => {
    const [first] = own;
    const method = ['PUT', 'PATCH'].find((name) =>
      own.every(({ operation }) => operation.method !== name.toLowerCase()),
    );
    if (!first || method === undefined) return [];
    const { path } = harmless(first);
    const about = { method, presents: [], writes: false };
    const name = `with ${method}, which the path does not have`;
    const ask = askOf(first, name, { path, query: {} }, noMethod(first.operation), about);
    return [{ ...ask, operation: undefined }];
  });
}

/** A path that GitLab does not have. */
export const unknownPath: Ask = {
  operation: undefined,
  name: 'a path that nobody has',
  method: 'GET',
  route: '/api/v4/internal/no_such_path',
  path: '/api/v4/internal/no_such_path',
  query: {},
  presents: [],
  expects: noPath,
  writes: false,
};
