/** The kernel of the distribution, unpacked beside the host's own files and not installed: nothing of the host changes. */
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MeasuringError } from '../../measuring-error.ts';
import { runTool } from '../../programs.ts';
import { kernelsIn, type Kernel } from './kernel.ts';

/** Of Debian and of Ubuntu: an empty package that names the newest kernel. */
const KERNEL_PACKAGES = ['linux-image-amd64', 'linux-image-generic'] as const;

/** About 70 MB are fetched, 400 MB unpacked in the folder for temporary files, and removed after `use`. */
export async function withPackageKernel<Result>(use: (kernel: Kernel) => Promise<Result>, signal: AbortSignal): Promise<Result> {
  const folder = mkdtempSync(join(tmpdir(), 'iovlab-kernel-'));
  try {
    await runTool('apt-get', ['download', await kernelPackage(signal)], { cwd: folder, signal });
    const archive = readdirSync(folder).find((name) => name.endsWith('.deb'));
    if (archive === undefined) throw new MeasuringError('apt-get fetched no kernel. Run `apt-get update` and try again.');
    await runTool('dpkg-deb', ['--extract', archive, 'root'], { cwd: folder, signal });
    const [kernel] = kernelsIn(join(folder, 'root'));
    if (!kernel) throw new MeasuringError(`There is no kernel with its modules in the package ${archive}.`);
    return await use(kernel);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function kernelPackage(signal: AbortSignal): Promise<string> {
  for (const name of KERNEL_PACKAGES) {
    const { output } = await runTool('apt-cache', ['depends', name], { signal, mayFail: true });
    const found = /Depends: (linux-image-\S+)/.exec(output)?.[1];
    if (found !== undefined) return found;
  }
  throw new MeasuringError(
    `No package of a kernel is known to apt (${KERNEL_PACKAGES.join(', ')}). Run \`apt-get update\` first, or use a host whose /boot/vmlinuz-* can be read.`,
  );
}
