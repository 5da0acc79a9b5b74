import type { ContractMatchers } from './contract-matchers.ts';

declare global {
  // As `@types/jest` has it, to which this is added.
  namespace jest {
    // The names of the parameters are those of jest, or the two declarations are not one.
    interface Matchers<R, T> extends ContractMatchers {}
  }
}

export { type ContractMatcherOptions, contractMatchers } from './contract-matchers.ts';
