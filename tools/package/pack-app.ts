/**
 * Packs the app as `npm run dist` does, around a stand-in for Electron's binary: everything of a package that is the lab's own is real, from the archive
 * to the fuses.
 */
import { execFile } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { extractAll, listPackage } from '@electron/asar';
import electronPackage from 'electron/package.json' with { type: 'json' };

export interface PackedApp {
  /** What a package puts into the folder of the application. */
  readonly folder: string;
  /** Stand-in for Electron's binary, under the name that a package gives it. */
  readonly executable: string;
  /** Files of the archive, with a slash before each. */
  readonly files: readonly string[];
  /** Bytes of the archive. */
  readonly archive: string;
  /** The archive's files, laid out in a folder that has no other modules above it. */
  readonly unpacked: string;
}

/** What Electron's binary carries for its fuses: a mark, the version and number of the fuses, and their states, all as they are delivered. */
const FUSE_WIRE = Buffer.concat([Buffer.from('dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX'), Buffer.from([1, 9]), Buffer.from('101000010')]);

/** @param folder takes everything; outside of the checkout. */
export async function packApp(root: string, folder: string): Promise<PackedApp> {
  const electron = join(folder, 'electron');
  mkdirSync(join(electron, 'resources'), { recursive: true });
  for (const name of ['LICENSE', 'LICENSES.chromium.html']) writeFileSync(join(electron, name), '');
  writeFileSync(join(electron, 'version'), electronPackage.version);
  writeFileSync(join(electron, 'electron'), FUSE_WIRE, { mode: 0o755 });

  const output = join(folder, 'release');
  const settings = [`-c.electronDist=${electron}`, `-c.directories.output=${output}`];
  await promisify(execFile)(
    process.execPath,
    [join(root, 'node_modules/electron-builder/cli.js'), '--linux', 'dir', '--x64', '--publish', 'never', ...settings],
    { cwd: root, maxBuffer: 64 * 1024 * 1024 },
  );
  const packed = join(output, 'linux-unpacked');
  const archive = join(packed, 'resources', 'app.asar');
  const unpacked = join(folder, 'unpacked');
  extractAll(archive, unpacked);
  return { folder: packed, executable: join(packed, 'iovlab-desktop'), files: listPackage(archive, { isPack: false }), archive, unpacked };
}
