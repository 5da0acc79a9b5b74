import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../generate/output.ts';
import { type Counts, one } from './part.ts';

/** What each package may depend on; the graph points strictly downward. */
const allowed: Record<string, readonly string[]> = {
  contract: [],
  validator: ['contract'],
  server: ['contract', 'validator'],
  client: ['contract'],
  docs: ['contract'],
  cli: ['contract', 'validator', 'server', 'client', 'docs'],
};

const scope = '@gitlab-internal-api/';

/** Fails where a package depends on one that stands beside or above it; tests may use the client. */
export async function graphPointsDown(): Promise<Counts> {
  const upward = readdirSync(join(root, 'packages')).flatMap((name) => {
    const manifest = JSON.parse(readFileSync(join(root, 'packages', name, 'package.json'), 'utf8'));
    const wanted = [...own(manifest.dependencies), ...own(manifest.peerDependencies)];
    const forTests = own(manifest.devDependencies).filter((dependency) => dependency !== 'client');
    return [...wanted, ...forTests]
      .filter((dependency) => !allowed[name]?.includes(dependency))
      .map((dependency) => `${name} → ${dependency}`);
  });
  for (const arrow of upward) console.log(`packages/${arrow.replace(' →', ' must not depend on')}`);
  return one(upward.length === 0);
}

function own(dependencies: Record<string, string> = {}): string[] {
  return Object.keys(dependencies).flatMap((name) => (name.startsWith(scope) ? [name.slice(scope.length)] : []));
}
