export type { Admission } from './authentication/admission.ts';
export { type Examination, examineCredential } from './authentication/examine.ts';
export { signKasToken, signShellToken } from './authentication/sign-token.ts';
export { accessRefusal, type ControlAccess } from './control/access.ts';
export { Metrics } from './control/metrics.ts';
export type { FaultRule, ShownFault } from './faults/fault.ts';
export type { StubFaults } from './faults/stub-faults.ts';
export type { JournalFilter } from './journal/filter.ts';
export { filterMistake, journalFilters } from './journal/filter-mistake.ts';
export { harOf } from './journal/har.ts';
export { acceptsLines, linesOf } from './journal/lines.ts';
export { Ring } from './journal/ring.ts';
export {
  type JournalEntryFilter,
  type JournalPushFilter,
  JournalTimeoutError,
  type StubJournal,
} from './journal/stub-journal.ts';
export { Waiters } from './journal/waiting.ts';
export { Listening } from './listening/listening.ts';
export type { ListeningOptions } from './listening/listening-options.ts';
export { portUrl, socketUrl } from './listening/url.ts';
export { createLog, type LogLevel, logLevels } from './log.ts';
export { type RunningServer, type ServerOptions, startServer } from './server.ts';
export { type StartedStub, type StubOptions, startStub } from './start-stub.ts';
export { UnknownDatabaseError, UnusableDatabaseError } from './store/engines/open.ts';
export { defaultWorld } from './world/default.ts';
export { printWorld } from './world/print.ts';
export { type OnProgress, showProgress } from './world/progress.ts';
export { openWorld, worldFile } from './world/shipped.ts';
export type { World } from './world/world.ts';
export { parseWorld, WorldFileError } from './world/world-file.ts';
export {
  type StubClock,
  type StubWorld,
  type StubWorldSource,
  type StubWorlds,
  WorldMistakesError,
} from './worlds/stub-worlds.ts';
