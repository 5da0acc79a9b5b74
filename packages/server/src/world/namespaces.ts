import type { NamespaceRow, Visibility } from '../store/schema.ts';
import { complete } from './defaults.ts';
import { pathsAbove } from './path.ts';
import type { World } from './world.ts';

/** The namespaces of a world: those listed, the personal ones of users, and the groups that are missing in a path. */
export function namespaceRows(world: World): NamespaceRow[] {
  const listed = (world.namespaces ?? []).map((namespace) => {
    const { id, path, name = lastPart(path), kind, visibility, allowed_ips } = complete('Namespace', namespace);
    return { id, path, name, kind, visibility, allowed_ips: allowed_ips ? JSON.stringify(allowed_ips) : null };
  });
  const highest = listed.reduce((id, namespace) => Math.max(id, namespace.id), 0);
  const made = missing(world, new Set(listed.map(({ path }) => path))).map((namespace, index) => ({
    ...namespace,
    id: highest + 1 + index,
    allowed_ips: null,
  }));
  return withParents([...listed, ...made]);
}

type Made = Pick<NamespaceRow, 'path' | 'name' | 'kind' | 'visibility'>;

function missing(world: World, listed: ReadonlySet<string>): Made[] {
  // Nobody but the user sees a personal namespace as such, whatever is in it.
  const personal = (world.users ?? []).map(
    ({ username, name = username }): Made => ({ path: username, name, kind: 'user', visibility: 'private' }),
  );
  const users = new Set(personal.map(({ path }) => path));
  const groups = [...visibilityOfGroups(world)].filter(([path]) => !users.has(path));
  const made = groups.map(([path, visibility]): Made => ({ path, name: lastPart(path), kind: 'group', visibility }));
  return [...personal, ...made].filter(({ path }) => !listed.has(path));
}

/** A group is at least as visible as what is in it: GitLab does not allow anything else. */
function visibilityOfGroups(world: World): Map<string, Visibility> {
  const groups = new Map<string, Visibility>();
  for (const { path, visibility } of groupsAndProjects(world)) {
    for (const above of pathsAbove(path)) groups.set(above, moreVisible(groups.get(above) ?? 'private', visibility));
  }
  return groups;
}

function* groupsAndProjects({
  namespaces = [],
  projects = [],
}: World): Iterable<{ path: string; visibility: Visibility }> {
  for (const namespace of namespaces) yield complete('Namespace', namespace);
  for (const project of projects) yield complete('Project', project);
}

const visibilities: readonly Visibility[] = ['private', 'internal', 'public'];

function moreVisible(one: Visibility, other: Visibility): Visibility {
  return visibilities.indexOf(one) > visibilities.indexOf(other) ? one : other;
}

function withParents(namespaces: readonly Omit<NamespaceRow, 'parent_id'>[]): NamespaceRow[] {
  const ids = new Map(namespaces.map(({ path, id }) => [path, id]));
  return namespaces.map((namespace) => ({
    ...namespace,
    parent_id: ids.get(pathsAbove(namespace.path)[0] ?? '') ?? null,
  }));
}

function lastPart(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
