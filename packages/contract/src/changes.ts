// An entrance of its own: nothing of this is needed by those who serve or check.
export { changesBetween, type ReleaseChanges } from './changes/between.ts';
export {
  type Change,
  changeText,
  isBreaking,
  type OperationChanges,
  type Verdict,
  verdictText,
} from './changes/change.ts';
