import type { OperationSummary } from '@gitlab-internal-api/contract';
import { distance } from 'fastest-levenshtein';

/** What a method and a path lead to. */
export type Match =
  | { readonly operation: OperationSummary; readonly path: Record<string, string> }
  /** The path is known, the method is not. */
  | { readonly allowed: readonly string[] }
  | { readonly unknown: true };

/** Finds operations by method and path, as GitLab's router does: a trailing slash and, under v4, `.json` do no harm. */
export class Routes {
  readonly #patterns: readonly { operation: OperationSummary; prefix: string; pattern: RegExp }[];
  readonly #static = new Map<string, Candidate[]>();

  constructor(operations: readonly OperationSummary[]) {
    this.#patterns = operations
      .filter(({ path }) => path.includes('{'))
      .map((operation) => ({ operation, prefix: prefixOf(operation.path), pattern: patternOf(operation.path) }));
    for (const operation of operations) {
      if (!operation.path.includes('{'))
        this.#static.set(operation.path, [...(this.#static.get(operation.path) ?? []), { operation, groups: {} }]);
    }
  }

  /** `HEAD` finds what `GET` does; a path that is not percent-encoded UTF-8 leads nowhere. */
  match(method: string, pathname: string): Match {
    const path = withoutSuffix(pathname);
    const candidates = this.#static.get(path) ?? this.#matching(path);
    if (candidates.length === 0) return { unknown: true };
    const wanted = method === 'HEAD' ? 'get' : method.toLowerCase();
    const found = candidates.find(({ operation }) => operation.method === wanted);
    if (!found) return { allowed: candidates.flatMap(({ operation }) => methodsOf(operation)) };
    const decoded = decodeAll(found.groups);
    return decoded ? { operation: found.operation, path: decoded } : { unknown: true };
  }

  #matching(path: string): Candidate[] {
    const candidates: Candidate[] = [];
    for (const { operation, prefix, pattern } of this.#patterns) {
      const match = path.startsWith(prefix) ? pattern.exec(path) : null;
      if (match) candidates.push({ operation, groups: match.groups ?? {} });
    }
    return candidates;
  }
}

/** An operation whose path fits, and what its parameters are then, still percent-encoded. */
interface Candidate {
  readonly operation: OperationSummary;
  readonly groups: Readonly<Record<string, string>>;
}

function methodsOf({ method }: OperationSummary): string[] {
  return method === 'get' ? ['GET', 'HEAD'] : [method.toUpperCase()];
}

function withoutSuffix(pathname: string): string {
  const path = pathname.length > 1 && pathname.endsWith('/') ? pathname.slice(0, -1) : pathname;
  return path.startsWith('/api/v4/') && path.endsWith('.json') ? path.slice(0, -'.json'.length) : path;
}

/** What stands before the first parameter, which most paths do not begin with. */
function prefixOf(template: string): string {
  return template.slice(0, template.indexOf('{'));
}

/** SCIM's last parameter may hold slashes: GitLab's route takes anything there. */
function patternOf(template: string): RegExp {
  const rest = template.startsWith('/api/scim/') ? '.+' : '[^/]+';
  const parts = template.split(/(\{\w+\})/).filter((part) => part !== '');
  const patterns = parts.map((part, index) => {
    if (!part.startsWith('{')) return part.replaceAll('.', '\\.');
    return `(?<${part.slice(1, -1)}>${index === parts.length - 1 ? rest : '[^/]+'})`;
  });
  return new RegExp(`^${patterns.join('')}$`);
}

function decodeAll(groups: Candidate['groups']): Record<string, string> | undefined {
  const decoded: Record<string, string> = {};
  try {
    for (const name in groups) decoded[name] = decodeURIComponent(groups[name] ?? '');
    return decoded;
  } catch {
    return undefined;
  }
}

/** The operation that a mistaken path probably meant, by edit distance; undefined when none is near. */
export function nearestOperation(
  operations: readonly OperationSummary[],
  method: string,
  pathname: string,
): OperationSummary | undefined {
  const asked = pathname.slice(0, 300);
  const ranked = operations
    .map((operation) => ({
      operation,
      edits: distance(operation.path, asked) + (operation.method === method.toLowerCase() ? 0 : 1),
    }))
    .sort((a, b) => a.edits - b.edits);
  const [nearest] = ranked;
  return nearest && nearest.edits <= nearest.operation.path.length / 2 ? nearest.operation : undefined;
}
