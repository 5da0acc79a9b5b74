import { hash } from 'node:crypto';
import { after, type Soon } from '@gitlab-internal-api/validator';
import { roles } from '../store/members.ts';
import type { Namespace } from '../store/namespaces.ts';
import type { Project } from '../store/projects.ts';
import type { Store } from '../store/store.ts';
import { toId } from './actor.ts';
import type { Actor } from './question.ts';
import { roleInNamespace } from './role.ts';

/** A repository that a request names: a project's own, its wiki's or its design's. */
export interface Repository {
  readonly project: Project | undefined;
  /** The full path as asked for, without `.git`. */
  readonly path: string;
  readonly kind: 'project' | 'wiki' | 'design';
}

/** Finds the repository; `gl_repository` wins over `project`. */
export function findRepository(
  glRepository: string | undefined,
  path: string | undefined,
  store: Store,
): Soon<Repository> {
  if (glRepository !== undefined) return byIdentifier(glRepository, store);
  const asked = (path ?? '').replace(/^\/+/, '').replace(/\.git$/, '');
  const kind = asked.endsWith('.wiki') ? 'wiki' : asked.endsWith('.design') ? 'design' : 'project';
  const projectPath = kind === 'project' ? asked : asked.slice(0, -kind.length - 1);
  return after(store.projects.findByPath(projectPath), (project) => ({ project, path: projectPath, kind }));
}

function byIdentifier(glRepository: string, store: Store): Soon<Repository> {
  const [, kind = 'project', id = ''] = /^(project|wiki|design)-(\d+)$/.exec(glRepository) ?? [];
  return after(store.projects.find(toId(id)), (project) => ({
    project,
    path: project?.path ?? '',
    kind: kind as Repository['kind'],
  }));
}

/** The namespace in which a push to an unknown path makes a project; undefined where the actor may not make one. */
export async function creatableNamespace(path: string, { user }: Actor, store: Store): Promise<Namespace | undefined> {
  const slash = path.lastIndexOf('/');
  const valid = /^[A-Za-z0-9_][A-Za-z0-9_.-]*$/.test(path.slice(slash + 1));
  const namespace = user && slash > 0 && valid ? await store.namespaces.findByPath(path.slice(0, slash)) : undefined;
  if (!user || !namespace) return undefined;
  const allowed = user.admin === 1 || (await roleInNamespace(store, user, namespace.id)) >= roles.developer;
  return allowed ? namespace : undefined;
}

/** How Gitaly and GitLab name the repository of a project: `project-7`, `wiki-7`. */
export function glRepository({ id }: Project, kind: Repository['kind'] = 'project'): string {
  return `${kind}-${id}`;
}

/** Where GitLab's hashed storage keeps the repository. */
export function relativePath({ id }: Project, kind: Repository['kind'] = 'project'): string {
  return `${hashedPath(id)}${kind === 'project' ? '' : `.${kind}`}.git`;
}

/** Those of the projects that were asked about, since a hash takes as long as a query. */
const hashedPaths = new Map<number, string>();

function hashedPath(id: number): string {
  const known = hashedPaths.get(id);
  if (known !== undefined) return known;
  const digest = hash('sha256', String(id));
  const path = `@hashed/${digest.slice(0, 2)}/${digest.slice(2, 4)}/${digest}`;
  if (hashedPaths.size >= 1000) hashedPaths.clear();
  hashedPaths.set(id, path);
  return path;
}
