/** What the kernel and the firmware offer virtual machines: the IOMMU, KVM, Xen, and devices in /dev. */
import type { Fact, HostProbe } from '../../../shared/testbed/host-probe.ts';
import { factOf, unknownFrom, type Observed, type Observer } from './observer.ts';

const GROUPS = '/sys/kernel/iommu_groups';
/** Tables of ACPI: Intel's DMA remapping, AMD's I/O virtualization, Arm's I/O remapping, and that of virtual machines. */
const TABLES = new Set(['DMAR', 'IVRS', 'IORT', 'VIOT']);

export function iommuOf(look: Observer): HostProbe['iommu'] {
  return {
    units: namesIn(look, '/sys/class/iommu'),
    posting: postingOf(look),
    firmwareTables: namesIn(look, '/sys/firmware/acpi/tables', (name) => TABLES.has(name.replace(/\d+$/, ''))),
    groups: groupsOf(look),
  };
}

/** Bit 59 of the capability register (Intel VT-d specification 4.0, section 11.4.2: posted interrupt support). */
function postingOf(look: Observer): Fact<boolean> {
  const units = look.list('/sys/class/iommu');
  const seen = (units.names ?? []).map((name) => look.read(`/sys/class/iommu/${name}/intel-iommu/cap`));
  const capabilities = seen.flatMap(({ text }) => (/^[0-9a-f]{1,16}$/i.test(text?.trim() ?? '') ? [BigInt(`0x${text?.trim()}`)] : []));
  const evidence = [units.at, ...seen.map(({ at }) => at)];
  return { value: capabilities.length === 0 ? null : capabilities.every((capability) => ((capability >> 59n) & 1n) === 1n), evidence };
}

function groupsOf(look: Observer): HostProbe['iommu']['groups'] {
  const folder = look.list(GROUPS);
  if (folder.names === null) return unknownFrom(folder);
  const groups = folder.names.map((name) => ({
    name,
    type: look.read(`${GROUPS}/${name}/type`),
    devices: look.list(`${GROUPS}/${name}/devices`),
  }));
  const kinds = new Map(groups.map(({ name, devices }) => [name, kindsOf(look, devices.names ?? [])]));
  return {
    value: groups.map(({ name, type, devices }) => ({
      name,
      type: type.text?.trim() ?? null,
      devices: [...(devices.names ?? [])],
      bridges: (kinds.get(name) ?? []).flatMap(({ device, seen }) => (PCI_BRIDGE.test(seen.text ?? '') ? [device] : [])),
    })),
    evidence: [
      folder.at,
      ...groups.flatMap(({ name, type, devices }) => [type.at, devices.at, ...(kinds.get(name) ?? []).map(({ seen }) => seen.at)]),
    ],
  };
}

/** Class of PCI: bridge between buses. */
const PCI_BRIDGE = /^0x0604/;

/** Of the devices of a group that has several. */
function kindsOf(look: Observer, devices: readonly string[]): { readonly device: string; readonly seen: Observed }[] {
  return devices.length < 2 ? [] : devices.map((device) => ({ device, seen: look.read(`/sys/bus/pci/devices/${device}/class`) }));
}

/** Parameters that change what an exit or an interrupt costs, by module. */
const PARAMETERS: Readonly<Record<string, readonly string[]>> = {
  kvm: ['halt_poll_ns', 'halt_poll_ns_grow', 'halt_poll_ns_shrink'],
  kvm_intel: ['enable_apicv', 'enable_ipiv', 'ept', 'nested', 'flexpriority', 'preemption_timer'],
  kvm_amd: ['avic', 'nested', 'npt'],
};

export function kvmOf(look: Observer): HostProbe['kvm'] {
  const seen = Object.entries(PARAMETERS).flatMap(([module, names]) =>
    names.map((name) => ({ name: `${module}.${name}`, parameter: look.read(`/sys/module/${module}/parameters/${name}`) })),
  );
  const found = seen.flatMap(({ name, parameter }) => (parameter.text === null ? [] : [{ name, value: parameter.text.trim() }]));
  return {
    device: deviceIn(look, '/dev', 'kvm'),
    parameters: { value: found.length === 0 ? null : found, evidence: seen.map(({ parameter }) => parameter.at) },
    postedInterrupts: factOf(look.read('/proc/interrupts'), postedInterruptsIn),
  };
}

/** Rows of arch/x86/kernel/irq.c, one count for each CPU: `PIN:  12  0  Posted-interrupt notification event`. */
export function postedInterruptsIn(text: string): { row: string; count: number }[] {
  return [...text.matchAll(/^\s*(PIN|NPI|PIW|PMN):((?:\s+\d+)+)/gm)].map(([, row = '', counts = '']) => ({
    row,
    count: counts
      .trim()
      .split(/\s+/)
      .reduce((sum, count) => sum + Number(count), 0),
  }));
}

export function xenOf(look: Observer): HostProbe['xen'] {
  const capabilities = look.read('/proc/xen/capabilities');
  return {
    hypervisor: factOf(look.read('/sys/hypervisor/type'), (text) => text.trim() || null),
    isControlDomain: factOf(capabilities, (text) => text.includes('control_d')),
  };
}

export function devicesOf(look: Observer): HostProbe['devices'] {
  const dev = look.list('/dev');
  return {
    tun: dev.names !== null && !dev.names.includes('net') ? deviceIn(look, '/dev', 'net') : deviceIn(look, '/dev/net', 'tun'),
    vhostNet: deviceIn(look, '/dev', 'vhost-net'),
    vhostVdpa: deviceIn(look, '/dev', /^vhost-vdpa-\d+$/),
    vfio: dev.names !== null && !dev.names.includes('vfio') ? deviceIn(look, '/dev', 'vfio') : deviceIn(look, '/dev/vfio', 'vfio'),
    iommufd: deviceIn(look, '/dev', 'iommu'),
  };
}

/** Devices are found by their names and never opened. A /dev without `null` is not that of a whole system: it says nothing of what it lacks. */
function deviceIn(look: Observer, folder: string, name: string | RegExp): Fact<boolean> {
  const [dev, seen] = [look.list('/dev'), look.list(folder)];
  const isThere = seen.names?.some((one) => (typeof name === 'string' ? one === name : name.test(one)));
  if (isThere) return { value: true, evidence: [seen.at] };
  const isWhole = dev.names?.includes('null') === true && seen.names !== null;
  return isWhole ? { value: false, evidence: [seen.at] } : unknownFrom(dev, seen);
}

/** Feature bits of a network device that change its cost (virtio 1.3, sections 5.1.3 and 6). */
const FEATURES: readonly (readonly [number, string])[] = [
  [15, 'MRG_RXBUF'],
  [22, 'MQ'],
  [28, 'INDIRECT_DESC'],
  [29, 'EVENT_IDX'],
  [32, 'VERSION_1'],
  [33, 'ACCESS_PLATFORM'],
  [34, 'RING_PACKED'],
  [35, 'IN_ORDER'],
  [38, 'NOTIFICATION_DATA'],
  [40, 'RING_RESET'],
];

/** Type of a device (virtio 1.3, section 5). */
const NETWORK_DEVICE = 1;

/** A string of 64 digits, bit 0 first (Documentation/ABI/testing/sysfs-bus-virtio is silent; drivers/virtio/virtio.c writes it so). */
export function virtioFeaturesOf(look: Observer): Fact<string[]> {
  const folder = look.list('/sys/bus/virtio/devices');
  if (folder.names === null) return unknownFrom(folder);
  const devices = folder.names.map((name) => ({ name, type: look.read(`/sys/bus/virtio/devices/${name}/device`) }));
  const seen = devices
    .filter(({ type }) => Number(type.text) === NETWORK_DEVICE)
    .map(({ name }) => ({ name, bits: look.read(`/sys/bus/virtio/devices/${name}/features`) }));
  const known = seen.flatMap(({ name, bits: { text } }) =>
    text !== null && /^[01]{32,}$/.test(text)
      ? [`${name}: ${FEATURES.flatMap(([bit, word]) => (text[bit] === '1' ? [word] : [])).join(' ')}`]
      : [],
  );
  return { value: known, evidence: [folder.at, ...devices.map(({ type }) => type.at), ...seen.map(({ bits }) => bits.at)] };
}

/** Names in a folder that `isMeant`; unknown when the folder is not there. */
export function namesIn(look: Observer, path: string, isMeant: (name: string) => boolean = () => true): Fact<string[]> {
  const folder = look.list(path);
  return folder.names === null ? unknownFrom(folder) : { value: folder.names.filter(isMeant), evidence: [folder.at] };
}
