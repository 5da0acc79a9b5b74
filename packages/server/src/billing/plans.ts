/** The plans of GitLab.com: their code and the title that GitLab shows. */
const titles: Readonly<Record<string, string>> = {
  default: 'Default',
  free: 'Free',
  bronze: 'Bronze',
  silver: 'Silver',
  premium: 'Premium',
  gold: 'Gold',
  ultimate: 'Ultimate',
  ultimate_trial: 'Ultimate Trial',
  premium_trial: 'Premium Trial',
  opensource: 'Opensource',
};

const unpaid = ['default', 'free'];
const highest = ['gold', 'ultimate', 'opensource'];
const guestsAreFree = ['gold', 'ultimate'];

/** Whether GitLab knows a plan of this code. */
export function isPlan(code: string): boolean {
  return Object.hasOwn(titles, code);
}

/** The title of a plan; null for a code that GitLab does not know. */
export function planTitle(code: string): string | null {
  return isPlan(code) ? (titles[code] ?? null) : null;
}

/** Whether a plan costs something. */
export function isPaidPlan(code: string | null): boolean {
  return code !== null && isPlan(code) && !unpaid.includes(code);
}

/** Whether there is no higher plan than this one. */
export function isHighestPlan(code: string | null): boolean {
  return code !== null && highest.includes(code);
}

/** Whether guests take no seat on a plan. */
export function excludesGuests(code: string | null): boolean {
  return code !== null && guestsAreFree.includes(code);
}
