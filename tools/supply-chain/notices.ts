/** Writes dist/third-party-notices.txt: the licence texts of all packages that go into the app, as their licences ask for. Part of `npm run dist`. */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { deliveredPackages, licenceProblems, type DeliveredPackage } from './licences.ts';

const root = resolve(import.meta.dirname, '../..');
const packages = deliveredPackages(JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')));
const problems = licenceProblems(packages);
if (problems.length > 0) {
  process.stderr.write(`${problems.join('\n')}\n`);
  process.exitCode = 1;
} else {
  const texts = new Map<string, string[]>();
  for (const one of packages) {
    const text = textOf(one);
    texts.set(text, [...(texts.get(text) ?? []), `${one.name} ${one.version}`]);
  }
  mkdirSync(join(root, 'dist'), { recursive: true });
  const sections = [...texts].map(([text, names]) => `${names.join(', ')}\n\n${text}\n`);
  writeFileSync(join(root, 'dist/third-party-notices.txt'), sections.join(`\n${'-'.repeat(80)}\n\n`));
}

/** Of packages for other systems, which are not installed, and of those without a file, the name of the licence. */
function textOf({ folder, licence }: DeliveredPackage): string {
  const names = filesOf(join(root, folder)).filter((name) => /^(licen[cs]e|copying|notice)/i.test(name));
  return names.length === 0
    ? `Licence: ${licence ?? ''}`
    : names.map((name) => readFileSync(join(root, folder, name), 'utf8').trim()).join('\n\n');
}

function filesOf(folder: string): string[] {
  try {
    return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => (entry.isFile() ? [entry.name] : []));
  } catch {
    return [];
  }
}
