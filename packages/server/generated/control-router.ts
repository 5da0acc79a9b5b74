// Generated from openapi/ by `pnpm generate`. Do not edit.
import type { ControlHandler } from '../src/control/handler.ts';
import { getControlReference } from '../src/control/operations/control.docs.ts';
import { getControlOpenapiJson } from '../src/control/operations/control.openapi.json.ts';
import { getControlOpenapiYaml } from '../src/control/operations/control.openapi.yaml.ts';
import { getReference } from '../src/control/operations/docs.ts';
import { getReferencePage } from '../src/control/operations/docs.{page}.ts';
import { checkHealth } from '../src/control/operations/health.ts';
import { checkLiveness } from '../src/control/operations/liveness.ts';
import { getMetrics } from '../src/control/operations/metrics.ts';
import { getOpenapiJson } from '../src/control/operations/openapi.json.ts';
import { getOpenapiYaml } from '../src/control/operations/openapi.yaml.ts';
import { checkReadiness } from '../src/control/operations/readiness.ts';
import { createWorld, listWorlds } from '../src/control/operations/worlds.ts';
import { advanceClock } from '../src/control/operations/worlds.{world}.clock.advance.ts';
import { getClock, updateClock } from '../src/control/operations/worlds.{world}.clock.ts';
import { createFault, deleteFaults, listFaults } from '../src/control/operations/worlds.{world}.faults.ts';
import { deleteFault, getFault, upsertFault } from '../src/control/operations/worlds.{world}.faults.{fault}.ts';
import { getJournalArchive } from '../src/control/operations/worlds.{world}.journal.har.ts';
import { listPushes } from '../src/control/operations/worlds.{world}.journal.pushes.ts';
import { deleteJournalEntries, listJournalEntries } from '../src/control/operations/worlds.{world}.journal.ts';
import { deleteWorld, getWorld, updateWorld } from '../src/control/operations/worlds.{world}.ts';

/** The handler of each operation of the control API. */
export const controlRouter: { readonly [Id in keyof Handlers]: Handlers[Id] } = {
  checkLiveness,
  checkReadiness,
  checkHealth,
  getMetrics,
  getOpenapiJson,
  getOpenapiYaml,
  getReference,
  getReferencePage,
  getControlOpenapiJson,
  getControlOpenapiYaml,
  getControlReference,
  listWorlds,
  createWorld,
  getWorld,
  deleteWorld,
  updateWorld,
  getClock,
  updateClock,
  advanceClock,
  listJournalEntries,
  deleteJournalEntries,
  getJournalArchive,
  listPushes,
  listFaults,
  createFault,
  deleteFaults,
  getFault,
  upsertFault,
  deleteFault,
};

interface Handlers {
  checkLiveness: ControlHandler<'checkLiveness'>;
  checkReadiness: ControlHandler<'checkReadiness'>;
  checkHealth: ControlHandler<'checkHealth'>;
  getMetrics: ControlHandler<'getMetrics'>;
  getOpenapiJson: ControlHandler<'getOpenapiJson'>;
  getOpenapiYaml: ControlHandler<'getOpenapiYaml'>;
  getReference: ControlHandler<'getReference'>;
  getReferencePage: ControlHandler<'getReferencePage'>;
  getControlOpenapiJson: ControlHandler<'getControlOpenapiJson'>;
  getControlOpenapiYaml: ControlHandler<'getControlOpenapiYaml'>;
  getControlReference: ControlHandler<'getControlReference'>;
  listWorlds: ControlHandler<'listWorlds'>;
  createWorld: ControlHandler<'createWorld'>;
  getWorld: ControlHandler<'getWorld'>;
  deleteWorld: ControlHandler<'deleteWorld'>;
  updateWorld: ControlHandler<'updateWorld'>;
  getClock: ControlHandler<'getClock'>;
  updateClock: ControlHandler<'updateClock'>;
  advanceClock: ControlHandler<'advanceClock'>;
  listJournalEntries: ControlHandler<'listJournalEntries'>;
  deleteJournalEntries: ControlHandler<'deleteJournalEntries'>;
  getJournalArchive: ControlHandler<'getJournalArchive'>;
  listPushes: ControlHandler<'listPushes'>;
  listFaults: ControlHandler<'listFaults'>;
  createFault: ControlHandler<'createFault'>;
  deleteFaults: ControlHandler<'deleteFaults'>;
  getFault: ControlHandler<'getFault'>;
  upsertFault: ControlHandler<'upsertFault'>;
  deleteFault: ControlHandler<'deleteFault'>;
}
