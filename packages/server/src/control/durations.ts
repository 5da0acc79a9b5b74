/** The upper bounds of the buckets, in seconds. */
const bounds = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 2.5, 10];

/** How long the requests to one operation took. */
interface Span {
  /** How many fell into each bucket, and not into the one before; the last one has no bound. */
  readonly counts: number[];
  sum: number;
}

/** A line of the metric. */
interface Value {
  readonly metricName: string;
  readonly labels: Readonly<Record<string, string | number>>;
  readonly value: number;
}

/**
 * How long it took to answer, by operation: a histogram as the library's own would show it. That one makes a text of the
 * labels each time that it is told of a request.
 */
export class Durations {
  readonly name = 'gitlab_stub_request_duration_seconds';
  readonly help = 'How long it took to answer.';
  readonly type = 'histogram';
  readonly #spans = new Map<string, Span>();

  /** Counts a request that took so many seconds. */
  observe(operation: string, seconds: number): void {
    const span = this.#spans.get(operation) ?? this.#begin(operation);
    let bucket = 0;
    while (seconds > (bounds[bucket] ?? Number.POSITIVE_INFINITY)) bucket += 1;
    span.counts[bucket] = (span.counts[bucket] ?? 0) + 1;
    span.sum += seconds;
  }

  /** Everything so far, for the registry. */
  get(): Pick<Durations, 'name' | 'help' | 'type'> & { readonly values: readonly Value[] } {
    const { name, help, type } = this;
    const values = [...this.#spans].flatMap(([operation, span]) => valuesOf(name, operation, span));
    return { name, help, type, values };
  }

  #begin(operation: string): Span {
    const span = { counts: [...bounds, Number.POSITIVE_INFINITY].map(() => 0), sum: 0 };
    this.#spans.set(operation, span);
    return span;
  }
}

/** What a bucket shows has all the smaller ones in it. */
function valuesOf(name: string, operation: string, { counts, sum }: Span): Value[] {
  let count = 0;
  const buckets = counts.map((inBucket, index): Value => {
    count += inBucket;
    return { metricName: `${name}_bucket`, labels: { le: bounds[index] ?? '+Inf', operation }, value: count };
  });
  return [
    ...buckets,
    { metricName: `${name}_sum`, labels: { operation }, value: sum },
    { metricName: `${name}_count`, labels: { operation }, value: count },
  ];
}
