/** The options of `git push` that GitLab knows, by what stands before the dot; `mr` is short for `merge_request`. */
const known: Readonly<Record<string, readonly string[]>> = {
  merge_request: [
    'assign',
    'create',
    'description',
    'draft',
    'label',
    'merge_when_pipeline_succeeds',
    'milestone',
    'remove_source_branch',
    'target',
    'target_project',
    'title',
    'unassign',
    'unlabel',
  ],
  ci: ['skip', 'variable'],
  integrations: ['skip_ci'],
  secret_detection: ['skip_all'],
};

/** What push options are about. */
export interface Push {
  readonly options: readonly string[];
  /** Whether a user pushed; a deploy key is none. */
  readonly byUser: boolean;
  /** Undefined where there is no such repository. */
  readonly repository: PushedRepository | undefined;
}

interface PushedRepository {
  readonly ofProject: boolean;
  readonly path: string;
  /** The branches that were pushed and are not the default one. */
  readonly pushed: readonly string[];
  /** The branches that are known to exist. */
  readonly branches: readonly string[];
}

/** The warning about push options that cannot be carried out; undefined when all can. */
export function pushOptionWarning(push: Push): string | undefined {
  const options = push.options.map((text) => ({ text, ...parse(text) }));
  const aboutMerging = options.filter(({ name }) => name?.startsWith('merge_request.'));
  const target = aboutMerging.findLast(({ name }) => name === 'merge_request.target')?.value;
  const errors = [...(aboutMerging.length > 0 ? mergeRequestErrors(push, target) : []), ...unknownOptions(options)];
  if (errors.length === 0) return undefined;
  const quoted = push.options.map((option) => `'${option}'`).join(' ');
  return `WARNINGS:\nError encountered with push options ${quoted}: ${errors.join('\n\n')}`;
}

function parse(option: string): { name: string | undefined; value: string | undefined } {
  const [, space = '', key = '', value = ''] = /^([^.]+)\.([^=]+)=?(.*)$/s.exec(option) ?? [];
  const group = space.trim() === 'mr' ? 'merge_request' : space.trim();
  const isKnown = Object.hasOwn(known, group) && known[group]?.includes(key.trim()) === true;
  return { name: isKnown ? `${group}.${key.trim()}` : undefined, value: value.trim() || undefined };
}

/** The refusals of `MergeRequests::PushOptionsHandlerService`, as far as they can be known without merge requests. */
function mergeRequestErrors({ repository, byUser }: Push, target: string | undefined): string[] {
  if (!repository) return [];
  const { ofProject, path, pushed, branches } = repository;
  if (!ofProject) return ['Push options are only supported for projects'];
  const errors: string[] = [];
  if (!byUser) errors.push('User is required');
  if (pushed.length > 10) errors.push(`Too many branches pushed (${pushed.length} were pushed, limit is 10)`);
  if (target !== undefined && !branches.includes(target)) errors.push(`Target branch ${path}:${target} does not exist`);
  return errors;
}

/** GitLab itself ignores what it does not know; here it is a mistake that whoever tries a push wants to hear of. */
function unknownOptions(options: readonly { text: string; name: string | undefined }[]): string[] {
  return options.filter(({ name }) => name === undefined).map(({ text }) => `${text} is not a push option`);
}
