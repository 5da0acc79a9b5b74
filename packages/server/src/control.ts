import type { Document } from '@gitlab-internal-api/contract';
import type { Express } from 'express';
import { stringify } from 'yaml';

/** What the routes about the server itself show. */
export interface About {
  readonly document: Document;
  readonly url: () => string;
  readonly reference?: ((document: Document) => Promise<string>) | undefined;
}

/** Mounts the routes under `/-/`, GitLab's prefix for what is no resource. */
export function aboutTheServer(app: Express, { document, url, reference }: About): void {
  const here = () => ({ ...document, servers: [{ url: url(), description: 'The running stub.' }] });
  let page: Promise<string> | undefined;
  app.get('/-/health', (_request, response) => void response.json({ status: 'ok' }));
  app.get('/-/openapi.json', (_request, response) => void response.json(here()));
  app.get('/-/openapi.yaml', (_request, response) => void response.type('application/yaml').send(stringify(here(), { aliasDuplicateObjects: false, lineWidth: 0 })));
  app.get('/-/docs', async (_request, response) => {
    if (!reference) return void response.status(404).json({ error: '404 Not Found' });
    page ??= reference(here());
    response.type('html').send(await page);
  });
}
