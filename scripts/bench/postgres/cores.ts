import { cpus } from 'node:os';
import type { Usage } from '../peers/process.ts';

/** Somebody whose processor time is known. */
interface Worker {
  usage(): Usage;
}

/** What shares of all cores' time went where; what is neither server nor client is PostgreSQL and the system. */
export interface Shares {
  readonly servers: number;
  readonly clients: number;
  readonly rest: number;
  readonly idle: number;
}

/** Begins to watch the cores; the answer tells where their time has gone since. */
export function watchCores(servers: readonly Worker[], clients: readonly Worker[]): () => Shares {
  const before = { machine: machineSeconds(), servers: secondsOf(servers), clients: secondsOf(clients) };
  return () => {
    const machine = machineSeconds();
    const all = machine.all - before.machine.all;
    const ours = (secondsOf(servers) - before.servers) / all;
    const theirs = (secondsOf(clients) - before.clients) / all;
    const idle = (machine.idle - before.machine.idle) / all;
    return { servers: ours, clients: theirs, rest: Math.max(0, 1 - ours - theirs - idle), idle };
  };
}

function secondsOf(workers: readonly Worker[]): number {
  return workers.reduce((sum, worker) => sum + worker.usage().seconds, 0);
}

function machineSeconds(): { all: number; idle: number } {
  const times = cpus().map(({ times: { user, nice, sys, irq, idle } }) => ({
    all: user + nice + sys + irq + idle,
    idle,
  }));
  const sum = (pick: (time: (typeof times)[number]) => number) => times.reduce((total, time) => total + pick(time), 0);
  return { all: sum(({ all }) => all) / 1000, idle: sum(({ idle }) => idle) / 1000 };
}
