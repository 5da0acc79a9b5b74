export type { ListeningOptions } from './listening/listening-options.ts';
export { portUrl, socketUrl } from './listening/url.ts';
export { type LogLevel, logLevels } from './log.ts';
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
