import { defaultEmail } from './defaults.ts';
import { each, type LooseWorld } from './loose-world.ts';
import { firstMistakes, type Mistake, type Path, printPath, printValue } from './mistake.ts';
import { fold } from './path.ts';
import { type OnProgress, rowsPerReport } from './progress.ts';

/** What of a world is there twice and may be there once. */
export function duplicateMistakes(world: LooseWorld, onProgress?: OnProgress): Mistake[] {
  const report = isLarge(world) ? onProgress : undefined;
  return rules.flatMap((candidates, index) => {
    report?.({ step: 'comparing', done: (index + 1) / rules.length });
    return firstMistakes(repetitions(() => candidates(world)));
  });
}

function isLarge(world: LooseWorld): boolean {
  return Object.values(world).some((list) => Array.isArray(list) && list.length >= rowsPerReport);
}

/** Something that may not be there twice; a secret has no value to show. */
interface Candidate {
  readonly key: string | number | undefined;
  readonly path: Path;
  readonly value?: string | number | undefined;
}

/** A world may have millions of rows: only where something is repeated it is asked a second time where it was first. */
function repetitions(candidates: () => Iterable<Candidate>): Iterable<Mistake> {
  const seen = new Set<string | number>();
  const repeated = new Set<string | number>();
  for (const { key } of candidates()) if (key !== undefined) (seen.has(key) ? repeated : seen).add(key);
  return repeated.size === 0 ? [] : afterFirst(candidates(), repeated);
}

function* afterFirst(candidates: Iterable<Candidate>, repeated: ReadonlySet<string | number>): Iterable<Mistake> {
  const first = new Map<string | number, Path>();
  for (const { key, path, value } of candidates) {
    if (key === undefined || !repeated.has(key)) continue;
    const other = first.get(key);
    if (!other) first.set(key, path);
    else
      yield {
        path,
        problem:
          value === undefined
            ? `is the same as ${printPath(other)}`
            : `${printValue(value)} is taken by ${printPath(other)}`,
      };
  }
}

const rules: readonly ((world: LooseWorld) => Iterable<Candidate>)[] = [
  ({ users }) => ids(users, 'users'),
  // GitLab keeps both kinds of key in one table.
  function* ({ keys, deploy_keys }) {
    yield* ids(keys, 'keys');
    yield* ids(deploy_keys, 'deploy_keys');
  },
  ({ namespaces }) => ids(namespaces, 'namespaces'),
  ({ projects }) => ids(projects, 'projects'),
  ({ agents }) => ids(agents, 'agents'),
  paths,
  personalNamespaces,
  emails,
  accessTokens,
  publicKeys,
  protectedBranches,
  errorTrackingKeys,
  minutesPacks,
  scimIdentities,
  scimUsers,
  agentTokens,
  agentNames,
];

function* ids(
  list: readonly ({ id?: number | undefined } | undefined)[] | undefined,
  name: string,
): Iterable<Candidate> {
  for (const [{ id }, path] of each(list, name)) yield { key: id, path: [...path, 'id'], value: id };
}

/** Users, groups and projects share the paths of the instance. */
function* paths({ users, namespaces, projects }: LooseWorld): Iterable<Candidate> {
  for (const [{ username }, path] of each(users, 'users')) yield spelled(username, [...path, 'username']);
  for (const [namespace, path] of each(namespaces, 'namespaces'))
    if (namespace.kind !== 'user') yield spelled(namespace.path, [...path, 'path']);
  for (const [project, path] of each(projects, 'projects')) yield spelled(project.path, [...path, 'path']);
}

function* personalNamespaces({ namespaces }: LooseWorld): Iterable<Candidate> {
  for (const [namespace, path] of each(namespaces, 'namespaces'))
    if (namespace.kind === 'user') yield spelled(namespace.path, [...path, 'path']);
}

function* emails({ users }: LooseWorld): Iterable<Candidate> {
  for (const [{ username, email }, path] of each(users, 'users')) {
    if (email !== undefined) yield spelled(email, [...path, 'email']);
    else if (username !== undefined) yield spelled(defaultEmail(username), [...path, 'username']);
  }
}

function* accessTokens({ users }: LooseWorld): Iterable<Candidate> {
  for (const [{ tokens }, user] of each(users, 'users')) {
    for (const [{ token }, path] of each(tokens, ...user, 'tokens')) yield { key: token, path: [...path, 'token'] };
  }
}

function* publicKeys({ keys, deploy_keys }: LooseWorld): Iterable<Candidate> {
  for (const [{ key }, path] of each(keys, 'keys')) yield { key: key?.split(' ')[1], path: [...path, 'key'] };
  for (const [{ key }, path] of each(deploy_keys, 'deploy_keys'))
    yield { key: key?.split(' ')[1], path: [...path, 'key'] };
}

function* protectedBranches({ projects }: LooseWorld): Iterable<Candidate> {
  for (const [{ protected_branches }, project] of each(projects, 'projects')) {
    for (const [{ name }, path] of each(several(protected_branches), ...project, 'protected_branches'))
      yield within(project, name, [...path, 'name']);
  }
}

function* errorTrackingKeys({ projects }: LooseWorld): Iterable<Candidate> {
  for (const [{ error_tracking_keys }, project] of each(projects, 'projects')) {
    for (const [{ public_key }, path] of each(several(error_tracking_keys), ...project, 'error_tracking_keys'))
      yield within(project, public_key, [...path, 'public_key']);
  }
}

function* minutesPacks({ namespaces }: LooseWorld): Iterable<Candidate> {
  for (const [{ minutes_packs }, namespace] of each(namespaces, 'namespaces')) {
    for (const [{ purchase_xid }, path] of each(several(minutes_packs), ...namespace, 'minutes_packs'))
      yield within(namespace, purchase_xid, [...path, 'purchase_xid']);
  }
}

function* scimIdentities({ namespaces }: LooseWorld): Iterable<Candidate> {
  for (const [{ scim }, group] of each(namespaces, 'namespaces')) {
    for (const [{ extern_uid }, path] of each(several(scim?.identities), ...group, 'scim', 'identities')) {
      yield { ...within(group, extern_uid && fold(extern_uid), [...path, 'extern_uid']), value: extern_uid };
    }
  }
}

function* scimUsers({ namespaces }: LooseWorld): Iterable<Candidate> {
  for (const [{ scim }, group] of each(namespaces, 'namespaces')) {
    for (const [{ user }, path] of each(several(scim?.identities), ...group, 'scim', 'identities'))
      yield within(group, user, [...path, 'user']);
  }
}

function* agentTokens({ agents }: LooseWorld): Iterable<Candidate> {
  for (const [{ token }, path] of each(agents, 'agents')) yield { key: token, path: [...path, 'token'] };
}

function* agentNames({ agents }: LooseWorld): Iterable<Candidate> {
  for (const [{ name, project }, path] of each(agents, 'agents')) {
    if (name !== undefined && project !== undefined)
      yield { key: `${project} ${name}`, path: [...path, 'name'], value: name };
  }
}

function spelled(text: string | undefined, path: Path): Candidate {
  return { key: text === undefined ? undefined : fold(text), path, value: text };
}

/** What may be there once in each group or project. */
function within(owner: Path, value: string | undefined, path: Path): Candidate {
  return { key: value === undefined ? undefined : `${owner.at(-1)} ${value}`, path, value };
}

/** Most projects have one protected branch, and one is not there twice. */
function several<Row>(list: readonly Row[] | undefined): readonly Row[] | undefined {
  return list && list.length > 1 ? list : undefined;
}
