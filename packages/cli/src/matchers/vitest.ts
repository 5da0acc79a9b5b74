// Without an import the compiler does not look for what is added to.
import type {} from 'vitest';
import type { ContractMatchers } from './contract-matchers.ts';

declare module 'vitest' {
  // The names of the parameters are those of vitest, or the two declarations are not one.
  interface Matchers<R extends void | Promise<void>, T> extends ContractMatchers {}
}

export { type ContractMatcherOptions, contractMatchers } from './contract-matchers.ts';
