import { createHash } from 'node:crypto';
import { isObject, type Json, type Reply } from '@gitlab-internal-api/contract';
import { callingAgent } from '../../access/agent.ts';
import type { Handler } from '../../handler.ts';

/** Raise an alert about traffic that a network policy dropped. */
export const createCiliumAlert: Handler<'createCiliumAlert'> = async (
  { alert },
  context,
): Promise<Reply<'createCiliumAlert'>> => {
  const { instance, store, clock } = context;
  const caller = await callingAgent(context);
  if (!caller) return { status: 404, body: { message: '404 Not Found' } };
  if (!instance.features.includes('cilium_alerts')) return { status: 403, body: { message: '403 Forbidden' } };
  const payload = JSON.stringify(alert);
  if (payload.length > largest) return { status: 400, body: 400 };
  const about = { agent_id: caller.agent.id, project_id: caller.project.id, created_at: clock.now().toISOString() };
  await store.ciliumAlerts.raise({ ...about, fingerprint: fingerprintOf(alert), payload });
  return { status: 200, body: 200 };
};

// GitLab measures how much memory an alert takes; its length as JSON is near enough.
const largest = 1024 * 1024;

/** A dropped packet is known again by its flow without what differs from one packet to the next. */
function fingerprintOf(alert: Readonly<Record<string, unknown>>): string {
  const { flow } = alert as Record<string, Json>;
  return createHash('sha1')
    .update(JSON.stringify(isObject(flow) ? withoutPacket(flow) : alert))
    .digest('hex');
}

function withoutPacket({ time, Summary, ...flow }: Record<string, Json>): Json {
  if (!isObject(flow.l4) || !isObject(flow.l4.TCP)) return flow;
  const { flags, ...tcp } = flow.l4.TCP;
  return { ...flow, l4: { ...flow.l4, TCP: tcp } };
}
