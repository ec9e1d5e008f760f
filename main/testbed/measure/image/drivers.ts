/** Kernel modules that the guest loads, with what they need, in the order in which they can be loaded. */
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { zstdDecompressSync, gunzipSync } from 'node:zlib';

/** Drivers of the adapters that the lab measures, and of the bus that virtio devices sit on. */
export const GUEST_DRIVERS = ['virtio_pci', 'virtio_net', 'e1000', 'e1000e', '8139cp', 'igb', 'igbvf'] as const;

/** Drivers of virtual functions of the host's adapters: Intel, NVIDIA (Mellanox) and Broadcom; those of virtio are there anyway. Only a guest that is given one loads them. */
export const FUNCTION_DRIVERS = ['igbvf', 'ixgbevf', 'iavf', 'mlx5_core', 'mlx4_en', 'bnxt_en'] as const;

export interface Driver {
  /** As the kernel writes it, with underscores: `virtio_net`. */
  readonly name: string;
  readonly content: Buffer;
}

/**
 * `folder` is that of one kernel release: /lib/modules/RELEASE. A driver without a file is built into the kernel, or is not there: the guest says so when
 * its adapter does not come up.
 */
export function driversInOrder(folder: string, names: readonly string[] = GUEST_DRIVERS): Driver[] {
  const files = moduleFiles(folder);
  const loaded = new Map<string, Driver>();
  const load = (name: string): void => {
    const path = files.get(name);
    if (path === undefined || loaded.has(name)) return;
    const content = uncompressed(path);
    for (const needed of neededBy(content)) load(needed);
    loaded.set(name, { name, content });
  };
  for (const name of names) load(moduleName(name));
  return [...loaded.values()];
}

function moduleFiles(folder: string): Map<string, string> {
  const paths = readdirSync(join(folder, 'kernel'), { recursive: true, encoding: 'utf8' }).filter((path) =>
    /\.ko(\.(gz|xz|zst))?$/.test(path),
  );
  return new Map(paths.map((path) => [moduleName(basename(path).replace(/\.ko.*$/, '')), join(folder, 'kernel', path)]));
}

function moduleName(name: string): string {
  return name.replaceAll('-', '_');
}

function uncompressed(path: string): Buffer {
  const content = readFileSync(path);
  if (path.endsWith('.gz')) return gunzipSync(content);
  if (path.endsWith('.zst')) return zstdDecompressSync(content);
  if (path.endsWith('.xz')) return execFileSync('xz', ['--decompress', '--stdout'], { input: content, maxBuffer: 64 << 20 });
  return content;
}

/** Modules that a module names in its .modinfo section: `depends=virtio,virtio_ring`. */
export function neededBy(module: Buffer): string[] {
  const key = Buffer.from('\0depends=');
  const at = module.indexOf(key);
  if (at < 0) return [];
  const from = at + key.length;
  const names = module.toString('latin1', from, module.indexOf(0, from));
  return names === '' ? [] : names.split(',').map(moduleName);
}
