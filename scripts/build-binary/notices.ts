import { globSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { root } from '../generate/output.ts';

/** The licences of all that goes into the executable: ours, Node's, Redoc's, and those of the packages that it is made of. */
export function notices(sources: readonly string[]): string {
  const packages = [...new Set(sources.flatMap(packageOf)), 'node_modules/@redocly/cli'];
  const texts = new Set(packages.map(noticeOf).sort());
  return [licenceIn(root), nodeNotice(), ...texts].join(`\n${'='.repeat(80)}\n\n`);
}

/**
 * The package `node` only fetches another one, which has Node's licence and those of what Node is made of. pnpm does not keep
 * that one where it takes `node` out of its cache; then the notice says where the licence is.
 */
function nodeNotice(): string {
  const [licence] = globSync('node_modules/node/node_modules/node-*/LICENSE', { cwd: root });
  if (licence !== undefined) return noticeOf(dirname(licence));
  const { platform, arch, version } = process;
  const where = `https://github.com/nodejs/node/blob/${version}/LICENSE`;
  return `node-${platform}-${arch} ${version.slice(1)}, licence: MIT\n\nCopyright Node.js contributors. ${where}\n`;
}

/** The folder of the package to which a file belongs. */
function packageOf(file: string): string[] {
  const [folder] = /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(file) ?? [];
  return folder === undefined ? [] : [folder];
}

function noticeOf(folder: string): string {
  const path = join(root, folder);
  const { name, version, license } = JSON.parse(readFileSync(join(path, 'package.json'), 'utf8'));
  const licence = typeof license === 'string' ? `, licence: ${license}` : '';
  return `${name} ${version}${licence}\n\n${licenceIn(path)}`;
}

/** Some packages state their licence in their README alone. */
function licenceIn(folder: string): string {
  const own = textsIn(folder, /^(licen[cs]e|notice|copying|third_party_notices)/i);
  return `${(own.length > 0 ? own : textsIn(folder, /^readme/i)).join('\n\n')}\n`;
}

function textsIn(folder: string, name: RegExp): string[] {
  const files = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isFile() && name.test(entry.name));
  return files.map((file) => readFileSync(join(folder, file.name), 'utf8').trim()).sort();
}
