import { addressFinding } from './address.ts';
import { type Check, forbidden, invisible, passed } from './check.ts';
import { branchFinding } from './protected-branch.ts';
import { isDeployKey, isPush } from './question.ts';
import { downloadFinding, pushFinding, visibilityFinding } from './rights.ts';

/** The order is that of `Gitlab::GitAccess#check`, the texts are GitLab's own; the details are for the trace. */
export const checks: readonly Check[] = [
  {
    name: 'protocol is enabled',
    decide: ({ protocol = '', instance }) => {
      const known = ['ssh', 'http', 'web'].includes(protocol);
      const enabled = protocol === 'web' || instance.protocols.some((name) => name === protocol);
      if (known && enabled) return passed(protocol);
      const detail = known
        ? `${protocol}; enabled are ${instance.protocols.join(', ')}`
        : `${protocol || 'none'} is no protocol`;
      return forbidden(`Git access over ${protocol.toUpperCase()} is not allowed`, detail);
    },
  },
  {
    name: 'key has not expired',
    decide: ({ actor: { key }, now }) => {
      if (!key) return passed('no key');
      if (!key.expires_at) return passed(`key ${key.id}, never expires`);
      const expired = new Date(key.expires_at) <= now;
      return expired
        ? forbidden(
            'Your SSH key has expired.',
            `key ${key.id}, expired at ${key.expires_at}; it is ${now.toISOString()}`,
          )
        : passed(`key ${key.id}, expires at ${key.expires_at}`);
    },
  },
  {
    name: 'user is active',
    decide: ({ actor, named, instance }) => {
      const { user } = actor;
      if (!user) return passed(isDeployKey(actor) ? 'a deploy key has none' : noUser(named));
      if (user.state !== 'active')
        return forbidden(inactive[user.state](instance.external_url), `${user.username} is ${user.state}`);
      return user.password_expired === 0
        ? passed(user.username)
        : forbidden(expiredPassword, `the password of ${user.username} has expired`);
    },
  },
  {
    name: 'command is known',
    decide: ({ action = '' }) =>
      commands.includes(action)
        ? passed(action)
        : forbidden(
            "The command you're trying to execute is not allowed.",
            `${action || 'none'}; known are ${commands.join(', ')}`,
          ),
  },
  {
    // A secondary has a copy that nobody may write: GitLab Shell is told to talk to the primary.
    name: 'this is not a push to a Geo secondary',
    decide: (question) =>
      isPush(question) && question.instance.geo_secondary && question.project
        ? {
            outcome: { kind: 'custom-action' },
            detail: `the primary is ${question.instance.geo_secondary.primary_url}`,
          }
        : passed(),
  },
  {
    name: 'instance can be written',
    decide: (question) =>
      isPush(question) && question.instance.read_only
        ? forbidden("You can't push code to a read-only GitLab instance.", 'instance.read_only')
        : passed(isPush(question) ? undefined : 'no push'),
  },
  {
    name: 'project exists, or the push creates it',
    decide: ({ project, creatable, path }) => {
      if (project) return passed(`project ${project.id}, ${project.path}`);
      return creatable
        ? passed(`${path} is made in ${creatable.path}`)
        : invisible(`there is no ${path || 'such project'}`);
    },
  },
  {
    // Groups that restrict addresses are invisible from elsewhere, to everybody.
    name: 'address is allowed',
    decide: addressFinding,
  },
  {
    // 404 and not 403, so that nobody learns which projects exist.
    name: 'project is visible to the actor',
    decide: visibilityFinding,
  },
  {
    name: 'repository exists',
    decide: ({ project }) =>
      project?.repository === 0
        ? {
            outcome: { kind: 'not-found', message: 'A repository for this project does not exist yet.' },
            detail: `project ${project.id} has none`,
          }
        : passed(),
  },
  {
    name: 'actor may download',
    decide: (question) => (isPush(question) ? passed('no download') : downloadFinding(question)),
  },
  {
    name: 'repository can be written',
    decide: (question) =>
      isPush(question) && question.project?.read_only === 1
        ? forbidden(
            'The repository is temporarily read-only. Please try again later.',
            `that of project ${question.project.id} is read-only`,
          )
        : passed(isPush(question) ? undefined : 'no push'),
  },
  {
    name: 'actor may push',
    decide: (question) => (isPush(question) ? pushFinding(question) : passed('no push')),
  },
  {
    name: 'changes are allowed',
    decide: (question) => (isPush(question) ? branchFinding(question) : passed('no push')),
  },
];

function noUser(named: string | undefined): string {
  return named === undefined ? 'no actor is named' : `${named} is unknown`;
}

const commands = ['git-upload-pack', 'git-receive-pack', 'git-upload-archive'];

const expiredPassword = 'Your password expired. Please access GitLab from a web browser to update your password.';

const inactive = {
  blocked: () => 'Your account has been blocked.',
  blocked_pending_approval: () => 'Your account is pending approval from your administrator and hence blocked.',
  deactivated: (url: string) =>
    `Your account has been deactivated by your administrator. Please log back in from a web browser to reactivate your account at ${url}`,
} as const;
