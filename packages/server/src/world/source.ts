import type { Document, Node, Pair } from 'yaml';
import { yaml } from '../yaml.ts';
import type { Path } from './mistake.ts';

/** A place in a file; lines and columns count from 1. */
export interface Place {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** Something wrong with a text as such. */
export interface TextMistake {
  readonly place: Place;
  readonly problem: string;
}

/** What a file holds, and where in it. */
export interface Source {
  /** Worth nothing where the text has mistakes. */
  readonly data: unknown;
  readonly mistakes: readonly TextMistake[];
  /** Where something stands, or the nearest thing around it. */
  place(path: Path, atKey?: boolean): Place;
}

interface Finding {
  readonly offset: number;
  readonly problem: string;
}

// More than anybody writes; what is above is a text that unfolds without end.
const maxAliasCount = 100_000;

/** Reads a YAML text. */
export function readYaml(text: string, file: string): Source {
  const { LineCounter, parseDocument } = yaml();
  const lineCounter = new LineCounter();
  const document = parseDocument(text, { lineCounter, prettyErrors: false, schema: 'core', logLevel: 'error' });
  const place = (offset: number): Place => {
    const { line, col } = lineCounter.linePos(offset);
    return { file, line: Math.max(line, 1), column: Math.max(col, 1) };
  };
  const { data, findings } = unfold(document);
  const mistakes = findings.map(({ offset, problem }) => ({ place: place(offset), problem }));
  return { data, mistakes, place: (path, atKey = false) => place(startOf(document, path, atKey)) };
}

function unfold(document: Document): { data: unknown; findings: Finding[] } {
  const findings = syntaxMistakes(document);
  if (findings.length > 0) return { data: undefined, findings };
  try {
    return { data: document.toJS({ maxAliasCount }), findings };
  } catch (error) {
    return { data: undefined, findings: aliasMistakes(document, error) };
  }
}

function syntaxMistakes({ errors, warnings }: Document): Finding[] {
  return [...errors, ...warnings].map(({ pos, code, message }) => ({
    offset: pos[0],
    problem: explained[code] ?? message,
  }));
}

const explained: Record<string, string> = {
  DUPLICATE_KEY: 'this key stands twice in one mapping; keep one',
  MULTIPLE_DOCS: 'a world is one YAML document; what follows the second --- belongs into a file of its own',
  RESOURCE_EXHAUSTION: 'this is nested too deeply',
};

function aliasMistakes(document: Document, error: unknown): Finding[] {
  const findings: Finding[] = [];
  yaml().visit(document, {
    Alias: (_, alias) => {
      if (alias.resolve(document)) return;
      findings.push({
        offset: alias.range?.[0] ?? 0,
        problem: `*${alias.source} stands for nothing; write &${alias.source} in front of what it means`,
      });
    },
  });
  return findings.length > 0
    ? findings
    : [{ offset: 0, problem: error instanceof Error ? error.message : String(error) }];
}

/** Walks down a path as far as it leads. */
function startOf(document: Document, path: Path, atKey: boolean): number {
  const { isNode } = yaml();
  let node: unknown = document.contents;
  let start = offsetOf(node) ?? 0;
  for (const [index, step] of path.entries()) {
    const pair = pairAt(document, node, step);
    node = pair?.value;
    const next = (atKey && index === path.length - 1) || !isNode(node) ? pair?.key : node;
    start = offsetOf(next) ?? start;
  }
  return start;
}

function pairAt(
  document: Document,
  node: unknown,
  step: string | number,
): Pair | { key?: undefined; value: unknown } | undefined {
  const { isAlias, isMap, isScalar, isSeq } = yaml();
  const meant = isAlias(node) ? node.resolve(document) : node;
  if (isSeq(meant)) return { value: meant.items[Number(step)] };
  return isMap(meant)
    ? meant.items.find(({ key }) => String(isScalar(key) ? key.value : key) === String(step))
    : undefined;
}

function offsetOf(node: unknown): number | undefined {
  return yaml().isNode(node) ? (node as Node).range?.[0] : undefined;
}
