import type { Project } from './store/projects.ts';
import type { Instance } from './world/instance.ts';

/** The address of a project at an instance; with `.git` behind it, that of its repository. */
export function projectUrl({ path }: Project, externalUrl: Instance['external_url']): string {
  return `${externalUrl.replace(/\/+$/, '')}/${path}`;
}
