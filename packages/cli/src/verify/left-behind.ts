import { isObject, type Json } from '@gitlab-internal-api/contract';
import type { Ask } from './ask.ts';

/** What requests leave on a server that no request of this API takes away. */
const traces: Readonly<Record<string, string>> = {
  createPersonalAccessToken: 'personal access tokens, which end tomorrow',
  regenerateRecoveryCodes: 'new recovery codes in the place of those that a user had',
  regenerateRecoveryCodesByGet: 'new recovery codes in the place of those that a user had',
  createSubscription: 'the subscription of a group, without a plan',
  createMinutesPacks: 'packs of CI/CD minutes',
  moveMinutesPacks: 'packs of CI/CD minutes in another group',
  createScimUser: 'a user, who is no member of the group any more, and their SCIM identity',
  recordAgentUsage: 'counts of the usage of agents',
  createCiliumAlert: 'alerts',
  upsertStarboardVulnerability: 'vulnerabilities, resolved',
};

/** Notes what a run leaves behind. */
export class LeftBehind {
  readonly #operations = new Set<string>();

  add({ operation }: Ask, status: number, reply: Json): void {
    if (!operation || status >= 300 || (isObject(reply) && reply.success === false)) return;
    this.#operations.add(operation.id);
  }

  /** What there is now that was not before; upcoming reconciliations stay where a release cannot delete them. */
  sentences(mark: string): string[] {
    const left = [...this.#operations].flatMap((id) => traces[id] ?? []);
    const stays =
      this.#operations.has('upsertUpcomingReconciliations') && !this.#operations.has('deleteUpcomingReconciliation');
    const all = [...new Set([...left, ...(stays ? ['upcoming reconciliations'] : [])])];
    return all.length === 0 ? [] : [`left on the server, named ${mark} where it has a name: ${all.join('; ')}`];
  }
}
