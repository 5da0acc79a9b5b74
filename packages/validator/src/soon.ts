/** What is there at once, or comes later. */
export type Soon<Result> = Result | Promise<Result>;

/** Does the next step: at once where what it needs is there, since each promise takes longer than most steps. */
export function after<Found, Result>(found: Soon<Found>, next: (found: Found) => Soon<Result>): Soon<Result> {
  return found instanceof Promise ? found.then(next) : next(found);
}

/** Does something, and something else with the error where that fails, at once or later. */
export function attempt<Result>(run: () => Soon<Result>, otherwise: (error: unknown) => Soon<Result>): Soon<Result> {
  try {
    const found = run();
    return found instanceof Promise ? found.catch(otherwise) : found;
  } catch (error) {
    return otherwise(error);
  }
}
