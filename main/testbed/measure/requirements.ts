/** What the lab needs on a host to measure with guests of its own, what of it is there, and how the rest comes: shown, never done by itself. */
import { accessSync, constants } from 'node:fs';
import type { FunctionPair } from '../../../shared/testbed/guest-measuring.ts';
import { folderFiles } from '../probe/folder-files.ts';
import { LOCKED_BYTES, type Accelerator } from './qemu/command.ts';
import { functionsObstacle, pairObstacle } from './host-functions.ts';
import type { GuestWire } from './devices.ts';
import { privateNetworkObstacle } from './qemu/private-network.ts';
import { onPath, runTool } from '../programs.ts';
import { kernelsIn, type Kernel } from './image/kernel.ts';

export interface Requirement {
  readonly name: string;
  /** What was found; null: it is missing. */
  readonly found: string | null;
  /** What a person does about it when it is missing. */
  readonly remedy: string;
}

export interface MeasuringHost {
  readonly requirements: readonly Requirement[];
  /** `qemu-system-x86_64`, with its version; null when it is not there. */
  readonly qemu: { readonly program: string; readonly version: string; readonly models: readonly string[] } | null;
  /** Wires that an adapter can have here; of the others, why not. */
  readonly wires: Readonly<Record<GuestWire, { readonly obstacle: string | null }>>;
  /** Why two virtual functions of this host cannot be measured with; null when they can. */
  readonly pairObstacle: (pair: FunctionPair) => string | null;
  /** What is tried first; whether KVM runs a guest is seen when one starts. */
  readonly accelerator: Accelerator;
  /** Of the host, that a guest can be started from; null: that of the distribution is to be unpacked. */
  readonly kernel: Kernel | null;
  /** Whether the distribution's packages can be fetched (Debian, Ubuntu). */
  readonly hasPackages: boolean;
}

const QEMU = 'qemu-system-x86_64';

/** Reads the host; starts nothing but `qemu-system-x86_64 -version`, its list of devices, and `true` in a namespace of its own. */
export async function inspectMeasuringHost(
  signal: AbortSignal,
  platform = process.platform,
  architecture = process.arch,
): Promise<MeasuringHost> {
  const isLinux = platform === 'linux' && architecture === 'x64';
  const program = isLinux ? onPath(QEMU) : null;
  const qemu = program === null ? null : { program, version: await versionOf(program, signal), models: await modelsOf(program, signal) };
  const compiler = onPath('cc');
  const kernel = kernelsIn('/')[0] ?? null;
  const hasPackages = onPath('apt-get') !== null && onPath('dpkg-deb') !== null;
  const tap = canUse('/dev/net/tun') ? privateNetworkObstacle() : '/dev/net/tun cannot be used: load the module tun';
  const vhost = canUse('/dev/vhost-net')
    ? null
    : '/dev/vhost-net cannot be used: load the module vhost_net, and let this account use the device';
  const functionHost = { files: folderFiles('/'), canUse };
  const accelerator: Accelerator = canUse('/dev/kvm') ? 'kvm' : 'tcg';
  return {
    qemu,
    wires: {
      sockets: { obstacle: null },
      tap: { obstacle: tap },
      vhost: { obstacle: tap ?? vhost },
      switch: { obstacle: functionsObstacle(functionHost) },
    },
    pairObstacle: (pair) => pairObstacle(pair, LOCKED_BYTES, functionHost),
    accelerator,
    kernel,
    hasPackages,
    requirements: [
      {
        name: 'Linux on x86-64',
        found: isLinux ? `${platform} ${architecture}` : null,
        remedy: 'Measure on a Linux host, and open its results here: `lab measured FILE` reads them on every system.',
      },
      {
        name: 'QEMU',
        found: qemu && `${qemu.program}, version ${qemu.version}`,
        remedy: 'Install it: `apt-get install qemu-system-x86` (Debian, Ubuntu), `dnf install qemu-system-x86-core` (Fedora).',
      },
      {
        name: 'C compiler, for the agent of the guest and the traffic generator',
        found: compiler,
        remedy: 'Install it with the static C library: `apt-get install gcc libc6-dev`, or `dnf install gcc glibc-static`.',
      },
      {
        name: 'Linux kernel for the guest',
        found: kernel
          ? `${kernel.imagePath}`
          : hasPackages
            ? 'the package of the distribution, which is fetched (70 MB) and not installed'
            : null,
        remedy: 'Make /boot/vmlinuz-* readable: `chmod a+r /boot/vmlinuz-*` as root, with the modules of that kernel in /lib/modules.',
      },
    ],
  };
}

function canUse(device: string): boolean {
  try {
    accessSync(device, constants.R_OK | constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

async function versionOf(program: string, signal: AbortSignal): Promise<string> {
  const { output } = await runTool(program, ['-version'], { signal });
  return /version (\S+)/.exec(output)?.[1] ?? 'unknown';
}

/** Names of the devices that this QEMU has. */
async function modelsOf(program: string, signal: AbortSignal): Promise<string[]> {
  const { output } = await runTool(program, ['-device', 'help'], { signal });
  return modelsIn(output);
}

/** Of what `-device help` prints, a device a line: `name "e1000", bus PCI, alias "e1000-82540em", desc "Intel Gigabit Ethernet"`. */
export function modelsIn(help: string): string[] {
  return [...help.matchAll(/^name "([^"]+)"/gm)].flatMap((match) => match[1] ?? []);
}
