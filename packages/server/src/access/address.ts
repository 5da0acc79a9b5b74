import { BlockList, isIP, isIPv4 } from 'node:net';
import { after, type Soon } from '@gitlab-internal-api/validator';
import type { Namespace } from '../store/namespaces.ts';
import { type Finding, invisible, passed } from './check.ts';
import type { Question } from './question.ts';

/** The top-level group decides; a request that tells no address, as Gitaly's, is not restricted. */
export function addressFinding({ project, address, store }: Question): Soon<Finding> {
  if (!project || address === undefined) return passed(project && 'none is told');
  return after(store.namespaces.withAncestors(project.namespace_id), (groups) => findingBelow(groups.at(-1), address));
}

function findingBelow(root: Namespace | undefined, address: string): Finding {
  if (!root?.allowed_ips) return passed(`${address}; nothing restricts it`);
  const ranges: readonly string[] = JSON.parse(root.allowed_ips);
  const detail = `${address}; ${root.path} allows ${ranges.join(', ')}`;
  return isIP(address) !== 0 && contains(ranges, address) ? passed(detail) : invisible(detail);
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
