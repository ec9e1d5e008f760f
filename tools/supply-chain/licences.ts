/** Licences of the packages that go into the app, as package-lock.json names them, against those that allow any use. */
import { z } from 'zod';

const lockSchema = z.object({
  packages: z.record(
    z.string(),
    z.looseObject({ version: z.string().optional(), license: z.string().optional(), dev: z.boolean().optional() }),
  ),
});

export interface DeliveredPackage {
  /** Folder in the checkout: `node_modules/vue`. */
  readonly folder: string;
  readonly name: string;
  readonly version: string;
  /** SPDX expression; null when the package states none. */
  readonly licence: string | null;
}

/** They let the product be used and sold, with their notices (notices.ts). */
const allowed: ReadonlySet<string> = new Set([
  'MIT',
  'ISC',
  'BSD-2-Clause',
  'BSD-3-Clause',
  '0BSD',
  'Apache-2.0',
  'BSL-1.0',
  'Zlib',
  'Unlicense',
  'CC0-1.0',
  'BlueOak-1.0.0',
  'Python-2.0',
]);

/** Packages whose licence was read for them alone: they state none in their description, or one that does not allow everything. */
const read: Readonly<Record<string, string>> = {
  // Bitstream Vera and Arev licences: free use, also sold as part of a larger package; LICENSE of the package.
  'dejavu-fonts-ttf': 'Bitstream-Vera',
  // LICENSE of the package.
  'png-js': 'MIT',
  // Section 3.3: part of a larger work under any terms, as long as its own files, which are not changed here, stay under theirs.
  '@resvg/resvg-wasm': 'MPL-2.0',
};

/** Without those of the development. Throws when the lock file is not one. */
export function deliveredPackages(lock: unknown): readonly DeliveredPackage[] {
  return Object.entries(lockSchema.parse(lock).packages).flatMap(([folder, { version = '', license, dev }]) => {
    const name = folder.split('node_modules/').at(-1) ?? '';
    return name === '' || dev ? [] : [{ folder, name, version, licence: read[name] ?? license ?? null }];
  });
}

/** Sentences about packages that may not be delivered; none when all may. */
export function licenceProblems(packages: readonly DeliveredPackage[]): readonly string[] {
  return packages
    .filter(({ name, licence }) => licence === null || !(isAllowed(licence) || read[name] === licence))
    .map(({ name, version, licence }) =>
      licence === null
        ? `${name} ${version} states no licence: read its files, and note what they say in tools/supply-chain/licences.ts.`
        : `${name} ${version} is under ${licence}, which is not on the list of tools/supply-chain/licences.ts: choose another package.`,
    );
}

/** Of alternatives one must be allowed, of licences that hold together all. Nested expressions do not occur and are not allowed. */
function isAllowed(expression: string): boolean {
  const flat = expression.replace(/^\((.*)\)$/, '$1');
  return flat.split(' OR ').some((alternative) => alternative.split(' AND ').every((licence) => allowed.has(licence)));
}
