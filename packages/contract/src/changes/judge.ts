import type { JsonObject } from '../document.ts';
import { compareReleases, type Release } from '../release.ts';
import type { Verdict } from './change.ts';
import { compareSurfaces, type Difference } from './compare.ts';
import { reads, sends } from './facts.ts';
import { namesTogether } from './schema-items.ts';
import type { Item, Surface } from './surface.ts';

/** A client and the GitLab that it calls. */
export interface Meeting {
  readonly consumer: string;
  /** The release that the client was made for. */
  readonly client: Release;
  readonly server: Release;
}

/** What is known of one thing that may break; nothing, where it works. */
type Finding = Pick<Verdict, 'answer' | 'reasons'>;

type Problem = Finding | undefined;

/** Whether a client of an operation works with a GitLab of another release, judged by what it sends and reads. */
export function judge(meeting: Meeting, own: Surface | undefined, served: Surface | undefined): Verdict {
  const { client, server } = meeting;
  return { client, server, ...worstOf(findingsOf(meeting, own, served)) };
}

/** Nobody calls what is not there yet. */
function findingsOf(meeting: Meeting, own: Surface | undefined, served: Surface | undefined): Finding[] {
  if (!own) return [];
  if (!served) return [missing(meeting, own)];
  const differences = withoutMembers(compareSurfaces(own, served));
  const problems = differences.map((difference) => problemOf(meeting, difference, own));
  return [...problems, credentialProblem(meeting, own, served)].filter((problem) => problem !== undefined);
}

/** One thing that breaks is enough, and then the reasons are those that are sure. */
function worstOf(findings: readonly Finding[]): Finding {
  const answer = (['breaks', 'unknown'] as const).find((bad) => findings.some((finding) => finding.answer === bad));
  const decisive = findings.filter((finding) => finding.answer === (answer ?? 'works'));
  return { answer: answer ?? 'works', reasons: [...new Set(decisive.flatMap(({ reasons }) => reasons))] };
}

/** What holds for an object holds for all that came or went with it. */
function withoutMembers(differences: readonly Difference[]): Difference[] {
  const cameOrWent = differences.filter(({ kind }) => kind === 'added' || kind === 'removed').map(placeOf);
  const isWithin = (place: string) =>
    cameOrWent.some((one) => place.startsWith(`${one}.`) || place.startsWith(`${one}[]`));
  return differences.filter((difference) => !isWithin(placeOf(difference)));
}

function placeOf({ before, after }: Difference): string {
  const { subject = '', status = '', name = '' } = after ?? before ?? {};
  return `${subject} ${status} ${name}`;
}

const breaks = (reason: string): Finding => ({ answer: 'breaks', reasons: [reason] });

const unknown = (reason: string): Finding => ({ answer: 'unknown', reasons: [reason] });

/** GitLab has had some operations for longer than its documentation, and so the contract, lists them. */
function missing({ server }: Meeting, { definition }: Surface): Finding {
  const { 'x-gitlab-since': since, 'x-gitlab-until': until, 'x-gitlab-introduced': introduced } = definition;
  const isGone = typeof until === 'string' && compareReleases(server, until) > 0;
  if (isGone) return breaks(`GitLab has it up to ${until}, and answers 404 from then on.`);
  if (typeof introduced !== 'string') {
    return unknown(`It is documented since ${since}; no source tells since when GitLab has had it.`);
  }
  if (compareReleases(introduced, server) > 0)
    return breaks(`GitLab has it since ${introduced}, and answers 404 before.`);
  return {
    answer: 'works',
    reasons: [`GitLab has had it since ${introduced}, though it is documented since ${since}.`],
  };
}

function problemOf(meeting: Meeting, difference: Difference, own: Surface): Problem {
  const item = difference.before ?? difference.after;
  if (!item) return undefined;
  if (item.subject === 'reply field') return replyProblem(meeting, difference);
  if (item.subject === 'status') return statusProblem(meeting, difference);
  if (item.subject === 'rule') return ruleProblem(meeting, difference, own);
  if (item.subject === 'parameter') return parameterProblem(meeting, difference);
  if (item.subject === 'request body') return bodyProblem(meeting, difference);
  if (item.subject === 'media type' && difference.kind === 'removed') {
    return unknown(
      `GitLab ${meeting.server} does not take ${item.name}; no source tells whether ${meeting.consumer} sends it.`,
    );
  }
  return undefined;
}

function bodyProblem({ consumer, server }: Meeting, { kind, after }: Difference): Problem {
  if (kind !== 'made required' && !(kind === 'added' && after?.required)) return undefined;
  return unknown(
    `GitLab ${server} refuses a request without a body; no source tells whether ${consumer} always sends one.`,
  );
}

function parameterProblem(meeting: Meeting, { kind, before, after }: Difference): Problem {
  if (kind === 'removed' && before) return ignoredProblem(meeting, before);
  if (kind === 'made required' || (kind === 'added' && after?.required))
    return requiredProblem(meeting, before ?? after);
  if (kind === 'narrowed' || kind === 'changed') return limitsProblem(meeting, before);
  return undefined;
}

/** GitLab ignores parameters that it does not know. */
function ignoredProblem({ consumer, client, server }: Meeting, { name, node }: Item): Problem {
  const { sent } = sends(node, consumer, client);
  if (sent === 'no') return undefined;
  const effect = `GitLab ${server} ignores ${name}`;
  if (sent === 'yes') return breaks(`${effect}, which ${consumer} sends.`);
  return unknown(`${effect}; no source tells whether ${consumer} sends it.`);
}

function requiredProblem({ consumer, client, server }: Meeting, item: Item | undefined): Problem {
  const { sent, always } = sends(item?.node ?? {}, consumer, client);
  if (sent === 'yes' && always) return undefined;
  const effect = `GitLab ${server} refuses a request without ${item?.name}`;
  if (sent === 'unknown') return unknown(`${effect}; no source tells whether ${consumer} always sends it.`);
  return breaks(`${effect}, which ${consumer} ${sent === 'yes' ? 'leaves out at times' : 'does not send'}.`);
}

function limitsProblem({ consumer, client, server }: Meeting, item: Item | undefined): Problem {
  if (sends(item?.node ?? {}, consumer, client).sent === 'no') return undefined;
  return unknown(
    `GitLab ${server} takes not every ${item?.name} of before; no source tells which of them ${consumer} sends.`,
  );
}

/** A rule against sending names together touches nobody who does not send one of them. */
function ruleProblem({ consumer, client, server }: Meeting, { kind, after }: Difference, own: Surface): Problem {
  if (kind !== 'added' || !after) return undefined;
  const nodes = namesTogether(after.node).map((name) => own.items.get(`parameter  ${name}`)?.node);
  const isHarmless = nodes.some((node) => node === undefined || sends(node, consumer, client).sent === 'no');
  if (isHarmless && nodes.length > 0) return undefined;
  return unknown(`GitLab ${server} has a new rule, ${after.name}; no source tells whether ${consumer} obeys it.`);
}

function replyProblem(meeting: Meeting, { kind, before, after }: Difference): Problem {
  if (kind === 'removed' || kind === 'made optional') return absentProblem(meeting, before);
  if (kind === 'added') return unheardProblem(meeting, after);
  return kind === 'widened' || kind === 'changed' ? otherValueProblem(meeting, before) : undefined;
}

function absentProblem({ consumer, client, server }: Meeting, item: Item | undefined): Problem {
  const { read, needed } = reads(item?.node ?? {}, consumer, client);
  if (needed === 'no') return undefined;
  const effect = `The reply of GitLab ${server} may lack ${item?.name}`;
  if (needed === 'yes') return breaks(`${effect}, without which ${consumer} does not work.`);
  if (read === 'yes') return unknown(`${effect}, which ${consumer} reads; no source tells whether it can do without.`);
  return unknown(`${effect}; no source tells whether ${consumer} reads it.`);
}

/** Who is known to read a field since some release is known to ignore it before. */
function unheardProblem({ consumer, client, server }: Meeting, item: Item | undefined): Problem {
  if (reads(item?.node ?? {}, consumer, client).read !== 'unknown') return undefined;
  return unknown(
    `GitLab ${server} replies with ${item?.name}; no source tells whether ${consumer} ignores fields that it does not know.`,
  );
}

function otherValueProblem({ consumer, client, server }: Meeting, item: Item | undefined): Problem {
  if (reads(item?.node ?? {}, consumer, client).read === 'no') return undefined;
  return unknown(
    `GitLab ${server} may reply with other values of ${item?.name}; no source tells what ${consumer} does then.`,
  );
}

function statusProblem({ consumer, client, server }: Meeting, { kind, after }: Difference): Problem {
  if (kind !== 'added' || !after || reads(after.node, consumer, client).read === 'yes') return undefined;
  return unknown(`GitLab ${server} may answer ${after.name}; no source tells what ${consumer} does then.`);
}

/** One of the ways to authenticate has to be open to the client; one that it had before and still has is. */
function credentialProblem({ consumer, client, server }: Meeting, own: Surface, served: Surface): Problem {
  const taken = new Set(served.credentials.map(namesOf));
  const isLost = own.credentials.some((needed) => !taken.has(namesOf(needed)));
  if (!isLost) return undefined;
  const answers = served.credentials.map((needed) => sentTogether(needed, consumer, client));
  if (answers.includes('yes')) return undefined;
  const effect = `GitLab ${server} takes none of the credentials`;
  if (answers.every((answer) => answer === 'no')) return breaks(`${effect} that ${consumer} sends, and answers 401.`);
  return unknown(`No source tells whether it still sends a credential that GitLab ${server} takes.`);
}

function namesOf(needed: readonly JsonObject[]): string {
  return needed.map(({ name, scheme }) => String(name ?? scheme)).join();
}

function sentTogether(needed: readonly JsonObject[], consumer: string, client: Release): 'yes' | 'no' | 'unknown' {
  const answers = needed.map((scheme) => sends(scheme, consumer, client).sent);
  if (answers.includes('no')) return 'no';
  return answers.includes('unknown') ? 'unknown' : 'yes';
}
