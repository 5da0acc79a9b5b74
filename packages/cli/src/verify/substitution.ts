import { isObject, type Json, type JsonObject, mapValues, type OperationSummary } from '@gitlab-internal-api/contract';
import type { Facts } from './facts.ts';
import type { Parameters } from './parameters.ts';

/** What one run makes up, so that it is told apart from everything else on the server. */
export interface Run {
  readonly allowWrites: boolean;
  /** In the names of everything that the run leaves on the server. */
  readonly mark: string;
  readonly now: Date;
  /** The scheme with which the server let in before. */
  readonly preferred?: string | undefined;
}

/** A request of the contract names something that the facts do not have. */
export class MissingFact extends Error {
  override name = 'MissingFact';
}

/** Puts what the server has in the place of what an example of the contract names. */
export function substitute({ id, path }: OperationSummary, parameters: Parameters, facts: Facts, run: Run): Parameters {
  const context: Context = { operation: id, isNamespace: path.startsWith('/api/v4/namespaces/'), facts, run };
  const replace = (object: JsonObject) => mapValues(object, (value, name) => rules[name]?.(value, context) ?? value);
  const { body } = parameters;
  return {
    path: replace(parameters.path),
    query: replace(parameters.query),
    ...(body !== undefined && { body: isObject(body) ? replace(body) : body }),
  };
}

/** The external UID of the user whom the run creates. */
export function madeUpUid({ mark }: Run): string {
  return `${mark}-user`;
}

interface Context {
  readonly operation: string;
  readonly isNamespace: boolean;
  readonly facts: Facts;
  readonly run: Run;
}

type Rule = (example: Json, context: Context) => Json;

const rules: Record<string, Rule> = {
  key_id: (example, context) => like(example, keyOf(context).id),
  user_id: (example, context) => like(example, keyOf(context).user.id),
  username: (_, context) => keyOf(context).user.username,
  key: (_, context) => needed(context.facts.key, 'a key of an active user (keys)').blob,
  identifier: (example, context) => {
    const { id, user } = keyOf(context);
    return String(example).startsWith('key-') ? `key-${id}` : `user-${user.id}`;
  },
  // Gitaly sends the path on its disk, where `gl_repository` says which project it is.
  project: (example, { facts }) => {
    const text = String(example);
    return text.startsWith('/') ? text : `${projectOf(facts).path}${text.endsWith('.git') ? '.git' : ''}`;
  },
  gl_repository: (example, { facts }) => String(example).replace(/-\d+/, `-${projectOf(facts).id}`),
  id: (example, context) => (context.isNamespace ? namespaceOf(example, context, 0) : targetOf(example, context)),
  target_id: (example, context) => namespaceOf(example, context, 1),
  namespace_id: (example, { facts }) => like(example, groupOf(facts, 0).id),
  upcoming_reconciliations: (example, { facts }) =>
    [example]
      .flat()
      .filter(isObject)
      .slice(0, Math.max(facts.groups.length, 1))
      .map((one, index) => ({ ...one, namespace_id: groupOf(facts, index).id })),
  packs: (example, { run }) =>
    [example]
      .flat()
      .filter(isObject)
      .map((pack, index) => ({ ...pack, purchase_xid: `${run.mark}-${index}` })),
  project_id: (example, { facts }) => like(example, trackedOf(facts).projectId),
  public_key: (_, { facts }) => trackedOf(facts).publicKey,
  unique_counters: (example, { facts }) =>
    isObject(example) && facts.key ? mapValues(example, () => [facts.key?.user.id ?? 1]) : example,
  name: (example, { operation, run }) => (operation === 'createPersonalAccessToken' ? run.mark : example),
  // What cannot be deleted here ends by itself soon.
  expires_at: (_, { run }) => new Date(run.now.getTime() + 86_400_000).toISOString().slice(0, 10),
  group_path: (_, { facts }) => scimOf(facts).groupPath,
  externalId: (_, { run }) => madeUpUid(run),
  userName: (_, { run }) => run.mark,
  emails: (example, { run }) =>
    [example]
      .flat()
      .filter(isObject)
      .map((email) => ({ ...email, value: `${run.mark}@example.com` })),
  filter: (example, { facts }) =>
    String(example).replace(/(?<=^(?:id|externalId) eq ")[^"]*/, facts.scim?.uid ?? 'nobody'),
  // A new external UID would be one under which the following requests do not find the user.
  Operations: (example, { run }) =>
    [example]
      .flat()
      .filter(isObject)
      .map((one) => (one.path === 'externalId' ? { ...one, value: madeUpUid(run) } : one)),
};

/** An id is a number or a text of digits: as the example has it. */
function like(example: Json, id: number): Json {
  return typeof example === 'string' ? String(id) : id;
}

function keyOf({ operation, facts }: Context): NonNullable<Facts['recoverable']> {
  const key = operation.startsWith('regenerateRecoveryCodes') ? (facts.recoverable ?? facts.key) : facts.key;
  return needed(key, 'a key of an active user (keys)');
}

function projectOf({ project }: Facts) {
  return needed(project, 'a project (projects)');
}

function trackedOf({ tracked }: Facts) {
  return needed(tracked, 'a project with an error tracking key (projects[].error_tracking_keys)');
}

function scimOf({ scim }: Facts) {
  return needed(scim, 'a group with SCIM (namespaces[].scim)');
}

function groupOf({ groups }: Facts, index: number) {
  return needed(groups[index], 'a group without a parent (namespaces)');
}

function namespaceOf(example: Json, { operation, facts }: Context, index: 0 | 1): Json {
  const isMove = operation === 'moveMinutesPacks';
  const { id, path } = isMove
    ? needed(facts.siblings, 'two groups with an owner in common (namespaces[].members)')[index]
    : groupOf(facts, 0);
  return typeof example === 'string' && !/^\d+$/.test(example) ? path : like(example, id);
}

/** A user of SCIM, or the project that an agent asks for. */
function targetOf(example: Json, { operation, facts, run }: Context): Json {
  if (operation.endsWith('ScimUser'))
    return run.allowWrites
      ? madeUpUid(run)
      : needed(scimOf(facts).uid, 'a SCIM identity (namespaces[].scim.identities)');
  const { id, path } = needed(facts.readable, 'a public project, or that of an agent (projects)');
  return typeof example === 'string' && !/^\d+$/.test(example) ? path : like(example, id);
}

function needed<Value>(value: Value | undefined, lack: string): Value {
  if (value === undefined) throw new MissingFact(lack);
  return value;
}
