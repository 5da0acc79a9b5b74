import { each, type LooseWorld } from './loose-world.ts';
import { didYouMean, firstMistakes, type Mistake, type Path, printValue } from './mistake.ts';
import { fold, pathsAbove } from './path.ts';

/** Names in a world that stand for nothing, and paths that cannot lie where they do. */
export function referenceMistakes(world: LooseWorld): Mistake[] {
  const users = unknownNames('user', userNames(world), namedUsers(world));
  const projects = unknownNames('project', projectPaths(world), namedProjects(world));
  return [users, projects, pathMistakes(world), groupMistakes(world)].flatMap(firstMistakes);
}

interface Use {
  readonly name: string | undefined;
  readonly path: Path;
  readonly atKey?: boolean;
}

// To look for the nearest of a million names at each mistake takes too long.
const maxSuggested = 1000;

function* unknownNames(kind: string, known: ReadonlySet<string>, uses: Iterable<Use>): Iterable<Mistake> {
  const suggested = known.size <= maxSuggested ? [...known] : [];
  for (const { name, path, atKey = false } of uses) {
    if (name !== undefined && !known.has(name))
      yield { path, atKey, problem: `${printValue(name)} is no ${kind} of this world${didYouMean(name, suggested)}` };
  }
}

function userNames({ users }: LooseWorld): Set<string> {
  return new Set([...each(users)].flatMap(([{ username }]) => username ?? []));
}

function projectPaths({ projects }: LooseWorld): Set<string> {
  return new Set([...each(projects)].flatMap(([{ path }]) => path ?? []));
}

function* namedUsers({ keys, namespaces, projects, agents }: LooseWorld): Iterable<Use> {
  for (const [{ user }, path] of each(keys, 'keys')) yield { name: user, path: [...path, 'user'] };
  for (const [namespace, path] of each(namespaces, 'namespaces')) {
    if (namespace.kind === 'user') yield { name: namespace.path, path: [...path, 'path'] };
    yield* keysOf(namespace.members, [...path, 'members']);
    for (const [{ user }, identity] of each(namespace.scim?.identities, ...path, 'scim', 'identities'))
      yield { name: user, path: [...identity, 'user'] };
  }
  for (const [{ members }, path] of each(projects, 'projects')) yield* keysOf(members, [...path, 'members']);
  for (const [{ created_by }, path] of each(agents, 'agents'))
    yield { name: created_by, path: [...path, 'created_by'] };
}

function* namedProjects({ deploy_keys, agents }: LooseWorld): Iterable<Use> {
  for (const [{ projects }, path] of each(deploy_keys, 'deploy_keys')) yield* keysOf(projects, [...path, 'projects']);
  for (const [{ project }, path] of each(agents, 'agents')) yield { name: project, path: [...path, 'project'] };
}

function* keysOf(mapping: object | undefined, path: Path): Iterable<Use> {
  for (const name of Object.keys(mapping ?? {})) yield { name, path: [...path, name], atKey: true };
}

interface Owner {
  readonly text: string;
  readonly kind: 'user' | 'group' | 'project';
}

function* pathMistakes(world: LooseWorld): Iterable<Mistake> {
  const owners = ownersOfPaths(world);
  for (const [{ path, kind }, at] of each(world.namespaces, 'namespaces')) {
    if (path !== undefined && kind !== 'user') yield* mistakesAbove(path, false, owners, [...at, 'path']);
  }
  for (const [{ path }, at] of each(world.projects, 'projects'))
    if (path !== undefined) yield* mistakesAbove(path, true, owners, [...at, 'path']);
}

function ownersOfPaths({ users, namespaces, projects }: LooseWorld): Map<string, Owner> {
  const owners = new Map<string, Owner>();
  const add = (text: string | undefined, kind: Owner['kind']) =>
    text !== undefined && !owners.has(fold(text)) && owners.set(fold(text), { text, kind });
  for (const [{ username }] of each(users)) add(username, 'user');
  for (const [{ path, kind }] of each(namespaces)) if (kind !== 'user') add(path, 'group');
  for (const [{ path }] of each(projects)) add(path, 'project');
  return owners;
}

/** Groups that are missing above a path are made; what is there in their place has to be a group. */
function* mistakesAbove(path: string, isProject: boolean, owners: Map<string, Owner>, at: Path): Iterable<Mistake> {
  for (const [height, above] of pathsAbove(path).entries()) {
    const owner = owners.get(fold(above));
    if (!owner) owners.set(fold(above), { text: above, kind: 'group' });
    else if (owner.text !== above)
      yield {
        path: at,
        problem: `${printValue(above)} is spelled ${printValue(owner.text)} elsewhere; GitLab takes them for the same`,
      };
    else if (owner.kind === 'project')
      yield { path: at, problem: `${printValue(above)} is a project; nothing lies in it` };
    else if (owner.kind === 'user' && !(isProject && height === 0))
      yield { path: at, problem: `${printValue(above)} is a user; no group lies in a personal namespace` };
  }
}

function* groupMistakes({ namespaces }: LooseWorld): Iterable<Mistake> {
  for (const [{ path, kind, members, scim }, at] of each(namespaces, 'namespaces')) {
    if (kind === 'user' && Object.keys(members ?? {}).length > 0)
      yield { path: [...at, 'members'], problem: 'a personal namespace has no members but its user; take them out' };
    if (scim && (kind === 'user' || path?.includes('/')))
      yield { path: [...at, 'scim'], problem: 'only a group without a parent has single sign-on and SCIM' };
  }
}
