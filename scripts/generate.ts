/** Makes everything that follows from `openapi/`: `npx -y pnpm@12 generate`. */
import { editions, project } from '@gitlab-internal-api/contract';
import { bundle } from './generate/bundle.ts';
import { writeClient } from './generate/client.ts';
import { writeControl } from './generate/control.ts';
import { writeDocument, writeEdition } from './generate/documents.ts';
import { writeOperations } from './generate/operations.ts';
import { removeStale } from './generate/output.ts';
import { writeRouter } from './generate/router.ts';
import { requireOneStem } from './generate/stems.ts';
import { writeTypes } from './generate/types.ts';

// What reads worlds is much to load, and there is time while Redocly works.
const [{ source, control }, { writeShippedWorlds, writeWorld }] = await Promise.all([
  bundle(),
  import('./generate/world.ts'),
]);
const types = [writeWorld(), writeTypes(source, 'source'), writeControl(control)];
for (const edition of editions) {
  const document = project(source, edition);
  types.push(writeTypes(document, edition));
  writeEdition(document, edition);
}
writeDocument(source, 'source');
writeOperations(source);
writeRouter(source);
writeClient(source);
writeShippedWorlds();
await Promise.all(types);
removeStale();
requireOneStem(source);
