import { spawn } from 'node:child_process';
import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { root } from '../generate/output.ts';

/** A stub with the default world, and what our programs read of it from their environment. */
export interface Stub extends AsyncDisposable {
  readonly env: NodeJS.ProcessEnv;
}

/** Starts a stub on a free port. */
export async function startStub(): Promise<Stub> {
  const serve = [join(root, 'packages/cli/src/main.js'), 'serve', '--port', '0', '--ready', 'json'];
  const child = spawn(process.execPath, [...serve, '--log-level', 'error'], { stdio: ['ignore', 'pipe', 'inherit'] });
  const end = once(child, 'close');
  const ready = once(createInterface(child.stdout), 'line');
  const [line] = await Promise.race([
    ready,
    end.then(([code]) => Promise.reject(new Error(`the stub ended: ${code}`))),
  ]);
  return {
    env: { STUB_URL: JSON.parse(line).url, ...credentials() },
    async [Symbol.asyncDispose]() {
      child.kill();
      await end;
    },
  };
}

/** The credentials of the default world. */
function credentials(): NodeJS.ProcessEnv {
  return {
    SHELL_SECRET: Buffer.from('gitlab-shell-dev-secret').toString('base64'),
    KAS_JWT: kasJwt(),
    AGENT_TOKEN: 'agent-dev-token',
    ADMIN_TOKEN: 'admin-dev-token',
    ERROR_TRACKING_TOKEN: 'error-tracking-dev-token',
    SCIM_TOKEN: 'scim-dev-token',
  };
}

/** What kas sends: signed by hand here, because these programs must not use anything of ours. */
function kasJwt(): string {
  const now = Math.floor(Date.now() / 1000);
  const parts = [
    { alg: 'HS256', typ: 'JWT' },
    { iss: 'gitlab-kas', aud: ['gitlab'], iat: now, exp: now + 300 },
  ];
  const text = parts.map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.');
  return `${text}.${createHmac('sha256', 'gitlab-kas-dev-secret-32-bytes!!').update(text).digest('base64url')}`;
}
