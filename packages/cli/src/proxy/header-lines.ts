/** Headers as they stand in a message: name, value, name, value … with their order, their case and their repetitions. */
export type HeaderLines = readonly string[];

/** The pairs of name and value. */
export function* pairsOf(lines: HeaderLines): Generator<[name: string, value: string]> {
  for (let index = 0; index + 1 < lines.length; index += 2) yield [lines[index] ?? '', lines[index + 1] ?? ''];
}

/** The value of the first header of that name, in lower case. */
export function valueIn(lines: HeaderLines, wanted: string): string | undefined {
  for (const [name, value] of pairsOf(lines)) if (name.toLowerCase() === wanted) return value;
  return undefined;
}

/** Options of `Connection` that hold on both sides: what closes one connection closes the other. */
const kept: ReadonlySet<string> = new Set(['close', 'keep-alive']);

/**
 * The headers that a proxy may pass on (RFC 9110, 7.6.1): all but those that `Connection` names, which concern one connection
 * only. Messages without such a header, nearly all, stay as they are.
 */
export function passedOn(lines: HeaderLines): HeaderLines {
  const options = connectionOptions(lines);
  if (options.every((option) => kept.has(option))) return lines;
  const dropped = new Set(options.filter((option) => !kept.has(option)));
  const passed: string[] = [];
  for (const [name, value] of pairsOf(lines)) {
    const key = name.toLowerCase();
    if (key === 'connection') {
      const own = value.split(',').filter((option) => kept.has(option.trim().toLowerCase()));
      if (own.length > 0) passed.push(name, own.join(',').trim());
    } else if (!dropped.has(key)) passed.push(name, value);
  }
  return passed;
}

function connectionOptions(lines: HeaderLines): string[] {
  const options: string[] = [];
  for (const [name, value] of pairsOf(lines))
    if (name.toLowerCase() === 'connection')
      options.push(...value.split(',').map((option) => option.trim().toLowerCase()));
  return options;
}

/** Headers without those of a name, which is in lower case. */
export function without(lines: HeaderLines, unwanted: string): HeaderLines {
  return [...pairsOf(lines)].filter(([name]) => name.toLowerCase() !== unwanted).flat();
}
