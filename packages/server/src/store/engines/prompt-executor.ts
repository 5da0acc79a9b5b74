import type { Soon } from '@gitlab-internal-api/validator';
import type { CompiledQuery, QueryExecutor } from 'kysely';

/** An executor that answers at once where it can; what goes wrong then is thrown at once, too. */
export interface PromptExecutor extends QueryExecutor {
  /** The rows of a query that is run with these values instead of its own. Others may be given them as well. */
  answer<Row>(query: CompiledQuery, parameters: readonly unknown[]): Soon<readonly Row[]>;
}

/** Whether an executor answers at once where it can. */
export function isPrompt(executor: QueryExecutor): executor is PromptExecutor {
  return 'answer' in executor;
}
