/** A Linux kernel for the guest: one that the host has and that may be read, or the one that was unpacked from a package of the distribution. */
import { accessSync, constants, existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

export interface Kernel {
  /** As `uname -r` prints it. */
  readonly release: string;
  readonly imagePath: string;
  /** With `kernel` in it: /lib/modules/RELEASE. */
  readonly modulesFolder: string;
}

/** @param root of a file system: `/`, or a folder in which a package was unpacked. Newest release first. */
export function kernelsIn(root: string): Kernel[] {
  const boot = join(root, 'boot');
  if (!existsSync(boot)) return [];
  return readdirSync(boot)
    .filter((name) => name.startsWith('vmlinuz-'))
    .map((name) => name.slice('vmlinuz-'.length))
    .toSorted((one, other) => other.localeCompare(one, 'en', { numeric: true }))
    .map((release) => ({
      release,
      imagePath: join(boot, `vmlinuz-${release}`),
      modulesFolder: [join(root, 'lib/modules', release), join(root, 'usr/lib/modules', release)].find(existsSync) ?? '',
    }))
    .filter(({ imagePath, modulesFolder }) => modulesFolder !== '' && isReadable(imagePath));
}

function isReadable(path: string): boolean {
  try {
    accessSync(path, constants.R_OK);
    return true;
  } catch {
    return false;
  }
}
