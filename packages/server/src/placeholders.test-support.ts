import { kasJwt, shellJwt, shellSecret } from './requests.test-support.ts';
import { defaultWorld } from './world/default.ts';

/** Fills in what a reader of recorded requests would: the address of the stub and the credentials of the default world. */
export async function fillIn(text: string, { url }: { readonly url: string }): Promise<string> {
  const base64 = (secret: string) => Buffer.from(secret).toString('base64');
  const [, blob = ''] =
    defaultWorld()
      .keys?.find(({ id }) => id === 11)
      ?.key.split(' ') ?? [];
  const values: Record<string, string> = {
    base: url,
    shell_secret: shellSecret,
    shell_secret_base64: base64(shellSecret),
    shell_secret_with_newline_base64: base64(`${shellSecret}\n`),
    shell_jwt: await shellJwt(),
    kas_jwt: await kasJwt({ aud: ['gitlab'] }),
    agent_token: 'agent-dev-token',
    admin_token: 'admin-dev-token',
    scim_token: 'scim-dev-token',
    ssh_key: encodeURIComponent(blob),
  };
  return text.replaceAll(/\{\{(\w+)\}\}/g, (placeholder, name: string) => values[name] ?? placeholder);
}
