/** The command that starts a guest, from its plan: what a dry run shows is what runs. */
import { join } from 'node:path';
import type { FunctionPair } from '../../../../shared/testbed/guest-measuring.ts';
import type { GuestDevice } from '../devices.ts';
import type { GuestImage } from '../image/guest-image.ts';

/** kvm runs the guest's instructions on the CPU; tcg (Tiny Code Generator) translates them. */
export type Accelerator = 'kvm' | 'tcg';

export interface GuestPlan {
  /** `qemu-system-x86_64`. */
  readonly program: string;
  readonly accelerator: Accelerator;
  readonly image: GuestImage;
  /** Private, of this guest alone: its sockets and its logs. */
  readonly folder: string;
  readonly adapters: readonly PlannedAdapter[];
}

/** A device of the guest on a wire of frames to the traffic generator. TCP goes through the same interface, or through a second device on QEMU's own TCP. */
export interface PlannedAdapter {
  readonly device: GuestDevice;
  /** From 1: its addresses follow from it. */
  readonly number: number;
  /** UDP ports on loopback that stand for the two ends of a wire of sockets. */
  readonly guestPort: number;
  readonly peerPort: number;
  /** Of a virtual function of the host that the guest is given: its PCI address there. */
  readonly hostFunction?: string;
}

/** Where the guest sees a function of the host: on its first bus, in a slot that QEMU gives to no other adapter before the thirtieth. */
export const FUNCTION_PLACE = '0000:00:1e.0';
const FUNCTION_SLOT = '0x1e';

/** Enough for the agent and the rings of all adapters, MiB. */
const MEMORY_MIB = 256;
/** Firmware of the guest besides, as far as an adapter may write to it: QEMU's `pc.bios` and `pc.rom` have less than 1 MiB. */
const FIRMWARE_MIB = 16;

/** Memory of a guest that stays where it is while it has a function of the host, bytes. */
export const LOCKED_BYTES = (MEMORY_MIB + FIRMWARE_MIB) * 2 ** 20;

/** Port of the service that takes what it is sent (RFC 863): of the generator by UDP, and behind QEMU's own TCP. */
export const DISCARD_PORT = 9;

/** Addresses of a private network (RFC 1918) that no packet of leaves QEMU, and locally administered hardware addresses. */
export function addressesOf({ number }: Pick<PlannedAdapter, 'number'>) {
  const last = number.toString(16).padStart(2, '0');
  return {
    guest: `10.77.${number}.2`,
    peer: `10.77.${number}.1`,
    guestHardware: `52:54:00:00:00:${last}`,
    peerHardware: `52:54:00:00:01:${last}`,
    streamGuest: `10.78.${number}.15`,
    streamServer: `10.78.${number}.100`,
    streamHardware: `52:54:00:00:02:${last}`,
    /** Of the physical functions, where it is their virtual functions that carry frames. */
    physicalHardware: `52:54:00:00:03:${last}`,
    streamPhysicalHardware: `52:54:00:00:04:${last}`,
  };
}

/** Where QEMU delivers the guest's TCP stream over an adapter. */
export function streamSocketOf(folder: string, { number }: Pick<PlannedAdapter, 'number'>): string {
  return join(folder, `stream-${number}.sock`);
}

export function pathsOf(folder: string) {
  return {
    control: join(folder, 'control.sock'),
    monitor: join(folder, 'monitor.sock'),
    console: join(folder, 'console.log'),
    trace: join(folder, 'trace.log'),
  };
}

/** Program and words; nothing of it needs a shell, nor more rights than the user has. */
export function qemuCommand({ program, accelerator, image, folder, adapters }: GuestPlan): string[] {
  const paths = pathsOf(folder);
  return [
    program,
    ...['-nodefaults', '-no-user-config', '-no-reboot', '-display', 'none', '-name', 'iovlab-guest,debug-threads=on'],
    ...[
      '-machine',
      'q35',
      '-accel',
      accelerator,
      '-cpu',
      accelerator === 'kvm' ? 'host' : 'max',
      '-smp',
      String(virtualCpus(adapters.map(({ device }) => device))),
      '-m',
      String(MEMORY_MIB),
    ],
    ...['-kernel', image.kernelPath, '-initrd', image.initialFileSystemPath, '-append', 'console=ttyS0 quiet panic=-1'],
    ...['-serial', `file:${paths.console}`, '-serial', `unix:${paths.control},server=on,wait=off`],
    ...['-qmp', `unix:${paths.monitor},server=on,wait=off`, '-D', paths.trace],
    ...adapters.flatMap((adapter) => adapterWords(adapter, folder)),
  ];
}

/** One for each pair of queues of the adapter that has most. */
export function virtualCpus(devices: readonly Pick<GuestDevice, 'queuePairs'>[]): number {
  return Math.max(1, ...devices.map(({ queuePairs }) => queuePairs));
}

/** Whether the guest has a second device of the kind, for TCP. */
export function hasStreamDevice({ device }: Pick<PlannedAdapter, 'device'>): boolean {
  return device.wire === 'sockets';
}

/** Whether QEMU makes its interface in a network namespace of the lab's own. */
export function needsPrivateNetwork({ device }: Pick<PlannedAdapter, 'device'>): boolean {
  return device.wire === 'tap' || device.wire === 'vhost';
}

/** Without ports: those that are free are known when the guest starts. */
export function plannedAdapters(devices: readonly GuestDevice[], functions: FunctionPair | null): PlannedAdapter[] {
  return devices.map((device, index) => ({
    device,
    number: index + 1,
    guestPort: 0,
    peerPort: 0,
    ...(device.wire === 'switch' && functions && { hostFunction: functions.measured }),
  }));
}

/** What a second guest has at the other function; null where the generator runs on the host. */
export function generatorAdapter(adapter: PlannedAdapter, functions: FunctionPair | null): PlannedAdapter | null {
  return adapter.hostFunction === undefined || functions === null ? null : { ...adapter, hostFunction: functions.generator };
}

/** Words that the names of its register regions begin with: those of a function of the host bear its address. */
export function regionsOf({ device, hostFunction }: PlannedAdapter): readonly string[] {
  return hostFunction === undefined ? device.regions : [hostFunction];
}

/** Interface that QEMU makes in the lab's network namespace. */
export function tapOf({ number }: Pick<PlannedAdapter, 'number'>): string {
  return `tap${number}`;
}

function adapterWords(adapter: PlannedAdapter, folder: string): string[] {
  const { device, number, guestPort, peerPort } = adapter;
  const { guestHardware, streamHardware, streamServer, physicalHardware, streamPhysicalHardware } = addressesOf(adapter);
  if (adapter.hostFunction !== undefined)
    return ['-device', `${device.model},host=${adapter.hostFunction},bus=pcie.0,addr=${FUNCTION_SLOT}${device.settings}`];
  if (!hasStreamDevice(adapter)) {
    const queues = device.queuePairs === 1 ? '' : `,queues=${device.queuePairs}`;
    const tap = `tap,id=wire${number},ifname=${tapOf(adapter)},script=no,downscript=no,vhost=${device.wire === 'vhost' ? 'on' : 'off'}${queues}`;
    return ['-netdev', tap, '-device', `${device.model},netdev=wire${number},mac=${guestHardware},romfile=${device.settings}`];
  }
  const end = (side: string, port: number) => `${side}.type=inet,${side}.host=127.0.0.1,${side}.port=${port}`;
  const deviceWords = (network: string, hardware: string, slot: number) => {
    const words = `${device.model},netdev=${network},mac=${hardware},romfile=${device.settings}`;
    if (!device.hasPort) return ['-device', words];
    const port = `port-${network}`;
    return ['-device', `pcie-root-port,id=${port},chassis=${number},slot=${slot}`, '-device', `${words},bus=${port}`];
  };
  const forward = `guestfwd=tcp:${streamServer}:${DISCARD_PORT}-chardev:discard${number}`;
  return [
    ...['-netdev', `dgram,id=wire${number},${end('local', guestPort)},${end('remote', peerPort)}`],
    ...deviceWords(`wire${number}`, device.isFunction ? physicalHardware : guestHardware, 1),
    ...['-chardev', `socket,id=discard${number},path=${streamSocketOf(folder, adapter)}`],
    ...['-netdev', `user,id=stream${number},restrict=on,ipv6=off,net=10.78.${number}.0/24,${forward}`],
    ...deviceWords(`stream${number}`, device.isFunction ? streamPhysicalHardware : streamHardware, 2),
  ];
}

export function peerCommand(image: GuestImage, adapter: PlannedAdapter): string[] {
  const { guest, guestHardware, peer, peerHardware, streamServer } = addressesOf(adapter);
  const wire = hasStreamDevice(adapter)
    ? ['sockets', String(adapter.peerPort), String(adapter.guestPort)]
    : ['interface', tapOf(adapter), streamServer];
  return [image.peerPath, ...wire, peerHardware, peer, guestHardware, guest];
}
