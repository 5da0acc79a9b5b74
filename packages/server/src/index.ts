export { type LogLevel, logLevels } from './log.ts';
export { type RunningServer, type ServerOptions, startServer } from './server.ts';
export { type StartedStub, type StubOptions, startStub } from './start-stub.ts';
export { UnknownDatabaseError, UnusableDatabaseError } from './store/engines/open.ts';
export { defaultWorld } from './world/default.ts';
export { printWorld } from './world/print.ts';
export { parseWorld, readWorldFile, WorldFileError } from './world/world-file.ts';
export type { World } from './world/world.ts';
