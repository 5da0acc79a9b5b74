import { glRepository, relativePath } from './access/repository.ts';
import type { Project } from './store/projects.ts';
import type { Instance } from './world/instance.ts';

/** How `kas` reaches Gitaly. */
export function gitalyInfo({ gitaly }: Instance): {
  address: string;
  token: string | null;
  features: Record<string, 'true' | 'false'>;
} {
  return { address: gitaly.address, token: gitaly.token, features: { ...gitaly.features } };
}

/** The repository of a project as `kas` passes it to Gitaly. */
export function gitalyRepository(project: Project): {
  storage_name: string;
  relative_path: string;
  gl_repository: string;
  gl_project_path: string;
} {
  return {
    storage_name: project.storage,
    relative_path: relativePath(project),
    gl_repository: glRepository(project),
    gl_project_path: project.path,
  };
}
