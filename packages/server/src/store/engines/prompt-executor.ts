import type { CompiledQuery, QueryExecutor, QueryResult } from 'kysely';

/** What is there at once, or comes later. */
export type Soon<Result> = Result | Promise<Result>;

/** An executor that answers at once where it can; what goes wrong then is thrown at once, too. */
export interface PromptExecutor extends QueryExecutor {
  answer<Row>(query: CompiledQuery): Soon<QueryResult<Row>>;
}

/** Whether an executor answers at once where it can. */
export function isPrompt(executor: QueryExecutor): executor is PromptExecutor {
  return 'answer' in executor;
}
