import { isObject, type Json } from '@gitlab-internal-api/contract';

/**
 * Where an answer lacks a field of the printed one, or has another type there. Values are examples; what may be null may be
 * so in either, and of a list the first element stands for all.
 */
export function shapeDifferences(answer: unknown, printed: Json | undefined, place = 'answer'): string[] {
  if (printed === undefined) return answer === undefined ? [] : [`${place} is not printed`];
  if (answer === undefined) return [`${place} is missing`];
  if (printed === null || answer === null) return [];
  if (Array.isArray(printed)) {
    if (!Array.isArray(answer)) return [`${place} is no list`];
    return printed.length > 0 && answer.length > 0 ? shapeDifferences(answer[0], printed[0], `${place}[0]`) : [];
  }
  if (typeof answer !== typeof printed) return [`${place} is a ${typeof answer}, not a ${typeof printed}`];
  if (!isObject(printed) || !isObject(answer)) return [];
  return Object.entries(printed).flatMap(([name, member]) =>
    shapeDifferences(answer[name], member, `${place}.${name}`),
  );
}
