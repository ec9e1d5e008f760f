/**
 * Virtual functions of the host's own adapters, handed to guests by VFIO (Documentation/driver-api/vfio.rst of Linux): what their owner has prepared, what is missing,
 * and how it comes. Nothing is bound, unbound or allowed here.
 */
import type { FunctionPair } from '../../../shared/testbed/guest-measuring.ts';
import type { HostFiles } from '../probe/host-files.ts';
import { lastPart } from '../probe/observer.ts';
import { isVfio, vfioBinding } from '../vfio-binding.ts';

export interface FunctionHost {
  readonly files: HostFiles;
  /** Whether this account may read and write a device. */
  readonly canUse: (device: string) => boolean;
}

const DEVICES = '/sys/bus/pci/devices';
const GROUPS = '/sys/kernel/iommu_groups';

/** Why no virtual function of this host can be handed to a guest, whichever it is; null when one may. */
export function functionsObstacle({ files, canUse }: FunctionHost): string | null {
  if (namesIn(files, GROUPS).length === 0)
    return 'the host has no IOMMU in use: enable VT-d or AMD-Vi in its firmware, with `intel_iommu=on iommu=pt` or `amd_iommu=on iommu=pt` for its kernel';
  const functions = namesIn(files, DEVICES).filter((address) => isVirtual(files, address));
  if (functions.length === 0)
    return 'no adapter has virtual functions: as root `echo 2 > /sys/class/net/INTERFACE/device/sriov_numvfs` makes two, where `sriov_totalvfs` beside it is not 0';
  const [first = ''] = functions;
  if (!functions.some((address) => isVfio(driverOf(files, address))))
    return `no virtual function is bound to vfio-pci. For ${first}: ${vfioBinding(first)}`;
  return canUse('/dev/vfio/vfio') ? null : '/dev/vfio/vfio cannot be used: load the module vfio-pci, and let this account use the device';
}

/**
 * Why these two cannot be measured with; null when they can. The measured one is handed to the guest, the other to a second guest that generates the traffic.
 * @param lockedBytes what the guest of each locks in memory
 */
export function pairObstacle({ measured, generator }: FunctionPair, lockedBytes: number, host: FunctionHost): string | null {
  if (measured === generator)
    return `${measured} stands for both ends: name a second virtual function of the same adapter for the traffic generator`;
  const { files } = host;
  const own = functionObstacle(measured, host) ?? functionObstacle(generator, host);
  if (own !== null) return own;
  const [one, other] = [measured, generator].map((address) => physicalOf(files, address));
  if (one !== other)
    return `${measured} is a function of ${one}, and ${generator} of ${other}: frames between them would leave the host. Name two of one adapter`;
  const group = groupOf(files, measured);
  if (group === groupOf(files, generator))
    return `${measured} and ${generator} are in one IOMMU group (${group}), which one guest alone can have: the slot of the adapter needs access control (ACS)`;
  const limit = lockableBytes(files);
  if (limit < lockedBytes) return memoryObstacle(limit, lockedBytes);
  return null;
}

/** Address of the physical function that a virtual one belongs to; null: it is none. */
function physicalOf(files: HostFiles, address: string): string | null {
  return partBehind(files, `${DEVICES}/${address}/physfn`);
}

function functionObstacle(address: string, { files, canUse }: FunctionHost): string | null {
  if (!namesIn(files, DEVICES).includes(address)) return `the host has no PCI device ${address}: \`lspci -D\` lists them`;
  if (!isVirtual(files, address)) return `${address} is no virtual function (it has no physfn): \`lspci -D\` names them “Virtual Function”`;
  const kind = textOf(files, `${DEVICES}/${address}/class`);
  if (!kind.startsWith(NETWORK_CLASS)) return `${address} is no network adapter (class ${kind || 'unknown'})`;
  const driver = driverOf(files, address);
  if (!isVfio(driver)) return `${address} is bound to ${driver ?? 'no driver'}, not to vfio-pci: ${vfioBinding(address)}`;
  const group = groupOf(files, address);
  if (group === null) return `${address} is in no IOMMU group: the IOMMU is not in use (intel_iommu=on or amd_iommu=on for the kernel)`;
  const foreign = namesIn(files, `${GROUPS}/${group}/devices`).find((other) => !leavesToVfio(driverOf(files, other)));
  if (foreign !== undefined)
    return `${foreign} of the same IOMMU group (${group}) is bound to ${driverOf(files, foreign)}, and a group goes to a guest as a whole: bind it to vfio-pci too, or move the adapter to a slot with access control (ACS)`;
  const device = `/dev/vfio/${group}`;
  return canUse(device) ? null : `${device} cannot be used: as root \`chown USER ${device}\` lets an account use it`;
}

/** Base class 02h of PCI. */
const NETWORK_CLASS = '0x02';

/** Drivers that let a group go to user space: they do no DMA of their own (drivers/iommu, driver_managed_dma). */
function leavesToVfio(driver: string | null): boolean {
  return driver === null || isVfio(driver) || driver === 'pci-stub' || driver === 'pcieport';
}

function isVirtual(files: HostFiles, address: string): boolean {
  return physicalOf(files, address) !== null;
}
function driverOf(files: HostFiles, address: string): string | null {
  return partBehind(files, `${DEVICES}/${address}/driver`);
}
function groupOf(files: HostFiles, address: string): string | null {
  return partBehind(files, `${DEVICES}/${address}/iommu_group`);
}

function partBehind(files: HostFiles, link: string): string | null {
  const target = files.target(link);
  return target.state === 'read' ? lastPart(target.text) : null;
}
function namesIn(files: HostFiles, folder: string): string[] {
  const found = files.list(folder);
  return found.state === 'read' ? found.text.split('\n').filter(Boolean) : [];
}
function textOf(files: HostFiles, path: string): string {
  const found = files.read(path);
  return found.state === 'read' ? found.text.trim() : '';
}

/** Linux, include/uapi/linux/capability.h: CAP_IPC_LOCK. */
const LOCK_CAPABILITY = 14n;

/** What a process of this account may lock, bytes: VFIO locks all memory of a guest, because an adapter may write anywhere in it. */
function lockableBytes(files: HostFiles): number {
  const capabilities = /^CapEff:\s*([0-9a-f]+)$/m.exec(textOf(files, '/proc/self/status'))?.[1];
  if (capabilities !== undefined && ((BigInt(`0x${capabilities}`) >> LOCK_CAPABILITY) & 1n) === 1n) return Infinity;
  const limit = /^Max locked memory\s+(\S+)/m.exec(textOf(files, '/proc/self/limits'))?.[1];
  return limit === undefined || limit === 'unlimited' ? Infinity : Number(limit);
}

function memoryObstacle(limit: number, needed: number): string {
  const [kib, mib, wanted] = [Math.ceil(needed / 1024), Math.floor(limit / 2 ** 20), Math.ceil(needed / 2 ** 20)];
  return `this account may lock ${mib} MiB of memory, and a guest with a function locks ${wanted}: as root add \`USER - memlock ${kib}\` to /etc/security/limits.conf, and log in again`;
}
