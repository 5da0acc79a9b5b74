import { BlockList, isIP, isIPv4 } from 'node:net';
import { roles } from '../store/members.ts';
import type { Check, Outcome } from './check.ts';
import { branchRefusal } from './protected-branch.ts';
import { isDeployKey, isPush, type Question } from './question.ts';
import { roleInProject } from './role.ts';

/** The order is that of `Gitlab::GitAccess#check`, the texts are GitLab's own. */
export const checks: readonly Check[] = [
  {
    name: 'protocol is enabled',
    decide: ({ protocol = '', instance }) => {
      const known = ['ssh', 'http', 'web'].includes(protocol);
      const enabled = protocol === 'web' || instance.protocols.some((name) => name === protocol);
      return known && enabled ? undefined : forbidden(`Git access over ${protocol.toUpperCase()} is not allowed`);
    },
  },
  {
    name: 'key has not expired',
    decide: ({ actor: { key }, now }) =>
      key?.expires_at && new Date(key.expires_at) <= now ? forbidden('Your SSH key has expired.') : undefined,
  },
  {
    name: 'user is active',
    decide: ({ actor: { user }, instance }) => {
      if (!user) return undefined;
      if (user.state === 'active' && user.password_expired === 0) return undefined;
      return forbidden(user.state === 'active' ? expiredPassword : inactive[user.state](instance.external_url));
    },
  },
  {
    name: 'command is known',
    decide: ({ action = '' }) =>
      commands.includes(action) ? undefined : forbidden("The command you're trying to execute is not allowed."),
  },
  {
    // A secondary has a copy that nobody may write: GitLab Shell is told to talk to the primary.
    name: 'this is not a push to a Geo secondary',
    decide: (question) =>
      isPush(question) && question.instance.geo_secondary && question.project ? { kind: 'custom-action' } : undefined,
  },
  {
    name: 'instance can be written',
    decide: (question) =>
      isPush(question) && question.instance.read_only
        ? forbidden("You can't push code to a read-only GitLab instance.")
        : undefined,
  },
  {
    name: 'project exists, or the push creates it',
    decide: ({ project, creatable }) => (project || creatable ? undefined : invisible),
  },
  {
    // Groups that restrict addresses are invisible from elsewhere, to everybody.
    name: 'address is allowed',
    decide: async (question) => ((await isAddressAllowed(question)) ? undefined : invisible),
  },
  {
    // 404 and not 403, so that nobody learns which projects exist.
    name: 'project is visible to the actor',
    decide: async (question) => ((await isVisible(question)) ? undefined : invisible),
  },
  {
    name: 'repository exists',
    decide: ({ project }) =>
      project?.repository === 0
        ? { kind: 'not-found', message: 'A repository for this project does not exist yet.' }
        : undefined,
  },
  {
    name: 'actor may download',
    decide: async (question) =>
      isPush(question) || (await mayDownload(question))
        ? undefined
        : forbidden('You are not allowed to download code from this project.'),
  },
  {
    name: 'repository can be written',
    decide: (question) =>
      isPush(question) && question.project?.read_only === 1
        ? forbidden('The repository is temporarily read-only. Please try again later.')
        : undefined,
  },
  {
    name: 'actor may push',
    decide: async (question) => (isPush(question) ? pushRefusal(question) : undefined),
  },
  {
    name: 'changes are allowed',
    decide: async (question) => {
      const message = isPush(question) ? await branchRefusal(question) : undefined;
      return message === undefined ? undefined : forbidden(message);
    },
  },
];

const commands = ['git-upload-pack', 'git-receive-pack', 'git-upload-archive'];

const expiredPassword = 'Your password expired. Please access GitLab from a web browser to update your password.';

const inactive = {
  blocked: () => 'Your account has been blocked.',
  blocked_pending_approval: () => 'Your account is pending approval from your administrator and hence blocked.',
  deactivated: (url: string) =>
    `Your account has been deactivated by your administrator. Please log back in from a web browser to reactivate your account at ${url}`,
} as const;

const invisible: Outcome = {
  kind: 'not-found',
  message: "The project you were looking for could not be found or you don't have permission to view it.",
};

function forbidden(message: string): Outcome {
  return { kind: 'forbidden', message };
}

/** The top-level group decides; a request that tells no address, as Gitaly's, is not restricted. */
async function isAddressAllowed({ project, address, store }: Question): Promise<boolean> {
  if (!project || address === undefined) return true;
  const root = (await store.namespaces.withAncestors(project.namespace_id)).at(-1);
  return !root?.allowed_ips || (isIP(address) !== 0 && contains(JSON.parse(root.allowed_ips), address));
}

function contains(ranges: readonly string[], address: string): boolean {
  const list = new BlockList();
  for (const range of ranges) {
    const [network = '', prefix] = range.split('/');
    const family = isIPv4(network) ? 'ipv4' : 'ipv6';
    list.addSubnet(network, Number(prefix ?? (family === 'ipv4' ? 32 : 128)), family);
  }
  return list.check(address, isIPv4(address) ? 'ipv4' : 'ipv6');
}

async function isVisible({ project, actor, store }: Question): Promise<boolean> {
  if (!project || project.visibility === 'public' || actor.user?.admin === 1) return true;
  if (isDeployKey(actor)) return (await store.keys.deployKeyProject(actor.key.id, project.id)) !== undefined;
  return (
    (project.visibility === 'internal' && actor.user !== undefined) ||
    (await roleInProject(store, actor.user, project)) > 0
  );
}

/** A guest sees a private project but not its code. */
async function mayDownload({ project, actor, store }: Question): Promise<boolean> {
  if (project?.visibility !== 'private' || actor.user?.admin === 1 || isDeployKey(actor)) return true;
  return (await roleInProject(store, actor.user, project)) >= roles.reporter;
}

async function pushRefusal({ project, actor, store }: Question): Promise<Outcome | undefined> {
  if (!project) return undefined;
  if (project.archived === 1) return forbidden('You are not allowed to push code to this project.');
  if (isDeployKey(actor)) {
    const enabled = await store.keys.deployKeyProject(actor.key.id, project.id);
    return enabled?.can_push === 1
      ? undefined
      : forbidden('This deploy key does not have write access to this project.');
  }
  const allowed = actor.user?.admin === 1 || (await roleInProject(store, actor.user, project)) >= roles.developer;
  return allowed ? undefined : forbidden('You are not allowed to push code to this project.');
}
