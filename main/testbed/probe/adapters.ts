/**
 * Network adapters: interfaces of /sys/class/net that have a device, and network devices of PCI without an interface (Documentation/ABI/testing/sysfs-bus-pci,
 * sysfs-class-net), with what ethtool(8) and devlink(8) say of them.
 */
import type { Fact, NetworkAdapter } from '../../../shared/testbed/host-probe.ts';
import { toldByPrograms, toldNothing } from './adapter-programs.ts';
import { DATA_LINK_SHARE, LANE_GBPS, MAX_PAYLOAD_BYTES, writeTlpBytes } from '../../engine/model/pcie.ts';
import { factOf, fieldOf, firstOf, lastPart, numberIn, unknownFrom, type Observed, type Observer } from './observer.ts';

const INTERFACES = '/sys/class/net';
const PCI_DEVICES = '/sys/bus/pci/devices';
const PCI_ADDRESS = /^[0-9a-f]{4,8}:[0-9a-f]{2}:[0-9a-f]{2}\.[0-7]$/i;
/** Class of PCI: network controller. */
const NETWORK_CLASS = /^0x02/;
/** Adapters that programs are asked about: hosts with hundreds of virtual functions take too long otherwise. */
const MOST_ASKED = 32;

export function adaptersOf(look: Observer): NetworkAdapter[] {
  const ofInterfaces = (look.list(INTERFACES).names ?? []).flatMap((name) => {
    const device = lastPart(look.link(`${INTERFACES}/${name}/device`).text ?? '');
    return device === null ? [] : [{ name, device: PCI_ADDRESS.test(device) ? device : (busAddressOf(look, name) ?? device) }];
  });
  const byDevice = Map.groupBy(ofInterfaces, ({ device }) => device);
  const onPci = (look.list(PCI_DEVICES).names ?? []).filter(
    (address) => !byDevice.has(address) && NETWORK_CLASS.test(look.read(`${PCI_DEVICES}/${address}/class`).text ?? ''),
  );
  const devices = [
    ...[...byDevice].map(([device, interfaces]) => ({ device, interfaces: interfaces.map(({ name }) => name) })),
    ...onPci.map((device) => ({ device, interfaces: [] })),
  ];
  return devices.map((one, index) => adapterOf(look, one, index < MOST_ASKED));
}

/** Of an interface whose device hangs on a device of PCI, as those of virtio do: the last address on the way to it. */
function busAddressOf(look: Observer, name: string): string | null {
  const way = look.link(`${INTERFACES}/${name}`).text ?? '';
  return way.split('/').findLast((part) => PCI_ADDRESS.test(part)) ?? null;
}

function adapterOf(
  look: Observer,
  { device, interfaces }: { readonly device: string; readonly interfaces: string[] },
  isAsked: boolean,
): NetworkAdapter {
  const [name] = interfaces;
  const pciAddress = PCI_ADDRESS.test(device) ? device : null;
  const ofInterface = `${INTERFACES}/${name}/device`;
  const folder =
    pciAddress !== null && (name === undefined || look.list(`${PCI_DEVICES}/${device}`).names !== null)
      ? `${PCI_DEVICES}/${device}`
      : ofInterface;
  const number = (file: string): Fact<number> => factOf(look.read(`${folder}/${file}`), numberIn);
  const vendor = look.read(`${folder}/vendor`);
  return {
    interfaces,
    pciAddress,
    pciId: pciIdOf(vendor, look.read(`${folder}/device`)),
    driver: driverOf(look, name === undefined ? folder : ofInterface, folder),
    linkMbps: name === undefined ? unknownFrom() : factOf(look.read(`${INTERFACES}/${name}/speed`), numberIn),
    numaNode: number('numa_node'),
    pcieSpeed: number('current_link_speed'),
    pcieWidth: number('current_link_width'),
    pcieMostSpeed: number('max_link_speed'),
    pcieMostWidth: number('max_link_width'),
    pcieUsableGbps: usableGbps(number('current_link_speed'), number('current_link_width')),
    ...functionsOf(look, folder),
    iommuGroup: factOf(look.link(`${folder}/iommu_group`), lastPart),
    ...(name !== undefined && isAsked ? askedOf(look, name) : notAsked),
    switchMode:
      pciAddress !== null && isAsked
        ? factOf(look.output('devlink', 'dev', 'eswitch', 'show', `pci/${pciAddress}`), (text) => /\bmode (\w+)/.exec(text)?.[1])
        : unknownFrom(),
    ...(isAsked ? toldByPrograms(look, name, pciAddress) : toldNothing),
  };
}

/** GT/s of a lane by generation, from the first on. */
const TRANSFERS = [2.5, 5, 8, 16, 32, 64];

/** Payload of writes of the largest packets, of what the link carries besides acknowledgements and flow control. */
function usableGbps(speed: Fact<number>, width: Fact<number>): Fact<number> {
  const evidence = [...speed.evidence, ...width.evidence];
  const laneGbps = LANE_GBPS[TRANSFERS.indexOf(speed.value ?? Number.NaN) + 1];
  if (laneGbps === undefined || width.value === null) return { value: null, evidence };
  return { value: (laneGbps * width.value * DATA_LINK_SHARE * MAX_PAYLOAD_BYTES) / writeTlpBytes(MAX_PAYLOAD_BYTES), evidence };
}

function pciIdOf(vendor: Observed, device: Observed): Fact<string> {
  const [one, other] = [vendor, device].map(({ text }) => /^0x([0-9a-f]{4})$/i.exec(text?.trim() ?? '')?.[1]);
  return { value: one === undefined || other === undefined ? null : `${one}:${other}`.toLowerCase(), evidence: [vendor.at, device.at] };
}

/** A folder of a device of PCI that later kernels made (3.16): what it lacks is not there. */
function isWholeDevice(names: readonly string[] | null): boolean {
  return ['vendor', 'class', 'resource', 'driver_override'].every((name) => names?.includes(name));
}

/** Empty: it has none. @param place folder with the link @param folder of the device */
function driverOf(look: Observer, place: string, folder: string): Fact<string> {
  const driver = factOf(look.link(`${place}/driver`), lastPart);
  const own = look.list(folder);
  const isNone = driver.value === null && isWholeDevice(own.names) && own.names?.includes('driver') !== true;
  return isNone ? { value: '', evidence: [...driver.evidence, own.at] } : driver;
}

type FunctionFacts = Pick<NetworkAdapter, 'mostVfs' | 'vfs' | 'isVf' | 'physicalFunction' | 'virtualFunctions' | 'resets' | 'resetMethods'>;

/**
 * The kernel shows `sriov_totalvfs` for every function with the capability, since Linux 3.8. Where the folder of the device has what later kernels put there
 * (`driver_override`, since 3.16) and not this file, there is no capability; a folder that lacks more says nothing.
 */
function functionsOf(look: Observer, folder: string): FunctionFacts {
  const most = look.read(`${folder}/sriov_totalvfs`);
  const own = look.list(folder);
  const physical = look.link(`${folder}/physfn`);
  const isWhole = isWholeDevice(own.names);
  const none = most.text === null && isWhole && own.names?.includes('sriov_totalvfs') !== true;
  return {
    mostVfs: none ? { value: 0, evidence: [own.at] } : factOf(most, numberIn),
    vfs: none ? { value: 0, evidence: [own.at] } : factOf(look.read(`${folder}/sriov_numvfs`), numberIn),
    isVf: physical.text !== null || isWhole ? { value: physical.text !== null, evidence: [physical.at, own.at] } : unknownFrom(physical),
    physicalFunction: factOf(physical, lastPart),
    virtualFunctions: virtualFunctionsOf(look, folder),
    ...resetOf(look, folder, isWhole),
  };
}

/** Links `virtfn0`, `virtfn1`, … of a physical function. */
function virtualFunctionsOf(look: Observer, folder: string): Fact<string[]> {
  const own = look.list(folder);
  if (own.names === null) return unknownFrom(own);
  const numbers = own.names
    .flatMap((name) => /^virtfn(\d{1,5})$/.exec(name)?.[1] ?? [])
    .toSorted((one, other) => Number(one) - Number(other));
  const links = numbers.map((number) => look.link(`${folder}/virtfn${number}`));
  return { value: links.flatMap(({ text }) => lastPart(text ?? '') ?? []), evidence: [own.at, ...links.map(({ at }) => at)] };
}

/**
 * A function that the kernel can reset without another has a file `reset`, and since Linux 5.15 `reset_method` with the ways in their order; an empty one was turned
 * off. A whole folder without either is of a function that cannot be reset alone.
 */
function resetOf(look: Observer, folder: string, isWhole: boolean): Pick<NetworkAdapter, 'resets' | 'resetMethods'> {
  const [methods, own] = [look.read(`${folder}/reset_method`), look.list(folder)];
  const resetMethods = factOf(methods, (text) => text.trim());
  const evidence = [methods.at, own.at];
  if (resetMethods.value !== null) return { resetMethods, resets: { value: /^[a-z_]+( [a-z_]+)*$/.test(resetMethods.value), evidence } };
  if (own.names?.includes('reset') === true) return { resetMethods, resets: { value: true, evidence } };
  const isNone = isWhole && own.names?.includes('reset_method') !== true;
  return { resetMethods, resets: { value: isNone ? false : null, evidence } };
}

type Asked = Pick<
  NetworkAdapter,
  'queues' | 'mostQueues' | 'receiveRing' | 'transmitRing' | 'mostReceiveRing' | 'receiveMicroseconds' | 'adaptiveModeration' | 'offloads'
>;

const notAsked: Asked = {
  queues: unknownFrom(),
  mostQueues: unknownFrom(),
  receiveRing: unknownFrom(),
  transmitRing: unknownFrom(),
  mostReceiveRing: unknownFrom(),
  receiveMicroseconds: unknownFrom(),
  adaptiveModeration: unknownFrom(),
  offloads: unknownFrom(),
};

function askedOf(look: Observer, name: string): Asked {
  const [channels, rings, moderation, features] = ['-l', '-g', '-c', '-k'].map((option) => look.output('ethtool', option, name));
  const of = (seen: Observed | undefined, part: 'now' | 'most', field: string): Fact<number> =>
    seen ? factOf(seen, (text) => numberIn(fieldOf(settingsOf(text)[part], field) ?? '')) : unknownFrom();
  const folder = look.list(`${INTERFACES}/${name}/queues`);
  const receiveQueues = folder.names?.filter((queue) => queue.startsWith('rx-')).length ?? 0;
  return {
    queues: firstOf(of(channels, 'now', 'Combined'), { value: receiveQueues > 0 ? receiveQueues : null, evidence: [folder.at] }),
    mostQueues: of(channels, 'most', 'Combined'),
    receiveRing: of(rings, 'now', 'RX'),
    transmitRing: of(rings, 'now', 'TX'),
    mostReceiveRing: of(rings, 'most', 'RX'),
    receiveMicroseconds: moderation ? factOf(moderation, (text) => numberIn(fieldOf(text, 'rx-usecs') ?? '')) : unknownFrom(),
    adaptiveModeration: moderation ? factOf(moderation, adaptiveIn) : unknownFrom(),
    offloads: features
      ? factOf(features, (text) => [...text.matchAll(/^\s*([\w-]+): on\b/gm)].flatMap(([, feature]) => feature ?? []))
      : unknownFrom(),
  };
}

/** ethtool prints "Pre-set maximums:" and then "Current hardware settings:". */
function settingsOf(text: string): { readonly most: string; readonly now: string } {
  const [most = '', now = ''] = text.split(/^Current hardware settings:.*$/m);
  return { most, now };
}

function adaptiveIn(text: string): boolean | null {
  const word = /Adaptive RX: (on|off)/.exec(text)?.[1];
  return word === undefined ? null : word === 'on';
}
