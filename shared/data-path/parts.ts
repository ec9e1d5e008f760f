/** The parts of a host that a packet meets, and what each stands for in results: its place of loss, its resources, its contexts, its stage. */
import { words } from '../texts/words.ts';

export type PartKind = 'wire' | 'device' | 'bus' | 'queue' | 'context' | 'application';
/** `receive` and `transmit`: on that way only; `both`: on both ways. */
export type Lane = 'receive' | 'transmit' | 'both';
export type ZoneName = 'wire' | 'nic' | 'bus' | 'host' | 'vm';

export type PartName = keyof ReturnType<typeof words>['dataPath']['parts'];

/** A part without its words. */
export interface PlainPart {
  /** `tap-queue`: its place on the way, the same for parts that stand for each other under different techniques. */
  readonly id: string;
  readonly kind: PartKind;
  /** Which part it is, for the texts. */
  readonly name: PartName;
  readonly zone: ZoneName;
  readonly lane: Lane;
  /** Where results count what it loses; of a queue also the name under which its fill is told. */
  readonly places: readonly string[];
  /** Beginnings of the names of its resources in results. */
  readonly resources: readonly string[];
  /** Names of the contexts that run it. */
  readonly contexts: RegExp | null;
  /** Stages of a packet's latency that are spent here. */
  readonly stages: readonly string[];
  /** Of an application: the activities of its context that are its own. Else all of them. */
  readonly activities: readonly string[] | null;
}

export interface Part extends PlainPart {
  readonly title: string;
  /** What it is and does, in a sentence. */
  readonly meaning: string;
}

/** The part in words. */
export function worded(part: PlainPart): Part {
  return { ...part, ...words().dataPath.parts[part.name] };
}

type Details = Partial<Pick<PlainPart, 'places' | 'resources' | 'contexts' | 'stages' | 'activities'>>;

function part(id: string, kind: PartKind, zone: ZoneName, lane: Lane, name: PartName, details: Details = {}): PlainPart {
  return { id, kind, zone, lane, name, places: [], resources: [], contexts: null, stages: [], activities: null, ...details };
}

/** Of any VM group: group name, number, number of the vCPU. */
export const VCPU = /-\d+ vCPU \d+$/;
export const APPLICATION_ACTIVITIES = ['application', 'service'];

export const wire = part('wire', 'wire', 'wire', 'both', 'wire', {
  places: ['peer (above line rate)'],
  resources: ['wire to host', 'wire from host'],
  stages: ['source queue', 'wire'],
});
export const nic = part('nic', 'device', 'nic', 'both', 'nic', {
  places: ['NIC FIFO'],
  resources: ['NIC packet rate'],
  stages: ['NIC and DMA'],
});
export const pcie = part('pcie', 'bus', 'bus', 'both', 'pcie', {
  resources: ['PCIe to host', 'PCIe to device'],
});
export const iommu = part('iommu', 'bus', 'bus', 'both', 'iommu', {
  resources: ['IOTLB hit ratio'],
});

/** Rings of the NIC: in the memory of the host, or of the guest that drives them. */
export function nicRings(zone: 'host' | 'vm'): { readonly receive: PlainPart; readonly transmit: PlainPart } {
  const isHost = zone === 'host';
  return {
    receive: part('nic-receive-ring', 'queue', zone, 'receive', isHost ? 'hostReceiveRing' : 'guestReceiveRing', {
      places: ['NIC ring without descriptor'],
      stages: ['NIC receive ring'],
    }),
    transmit: part('nic-transmit-ring', 'queue', zone, 'transmit', isHost ? 'hostTransmitRing' : 'guestTransmitRing', {
      places: ['NIC transmit ring'],
      stages: ['transmit ring'],
    }),
  };
}

export const softInterrupt = part('soft-interrupt', 'context', 'host', 'receive', 'softInterrupt', {
  contexts: /^soft interrupt of port /,
  stages: ['host work'],
});
export const tapQueue = part('tap-queue', 'queue', 'host', 'receive', 'tapQueue', {
  places: ['tap queue'],
  stages: ['backend queue'],
});
export const vhostWorker = part('backend', 'context', 'host', 'both', 'vhostWorker', {
  contexts: /^vhost .*(?<!vCPU \d+)$/,
  stages: ['backend work'],
});
/** Under emulation it only receives: sending runs it on the vCPU itself. */
export function deviceModel(lane: 'receive' | 'both'): PlainPart {
  return part('backend', 'context', 'host', lane, 'deviceModel', {
    contexts: /^device model .*(?<!vCPU \d+)$/,
    stages: ['backend work'],
  });
}
export const switchCore = part('backend', 'context', 'host', 'both', 'switchCore', {
  contexts: /^switch core \d+$/,
  stages: ['backend work'],
});
export const queueHandler = part('backend', 'context', 'host', 'both', 'queueHandler', {
  contexts: /^queue of .*(?<!vCPU \d+)$/,
  stages: ['host work'],
});
export const hypervisorDriver = part('backend', 'context', 'host', 'both', 'hypervisorDriver', {
  contexts: /^hypervisor driver \d+$/,
  stages: ['host work'],
});
export const driverDomainReceive = part('driver-domain-bridge', 'context', 'host', 'receive', 'driverDomainReceive', {
  contexts: /^driver domain vCPU \d+$/,
  stages: ['host work'],
  activities: ['poll', 'driver', 'bridge', 'interrupt'],
});
export const netbackQueue = part('netback-queue', 'queue', 'host', 'receive', 'netbackQueue', {
  places: ['netback queue'],
  stages: ['backend queue'],
});
export const netback = part('backend', 'context', 'host', 'both', 'netback', {
  contexts: /^driver domain vCPU \d+$/,
  stages: ['backend work'],
});

type Ring = 'virtqueue' | 'ring' | 'sharedRing';

/** Where a guest gives its backend descriptors to receive into. */
export function guestReceiveRing(kind: Ring | 'e1000'): PlainPart {
  return part('guest-receive-ring', 'queue', 'vm', 'receive', `${kind}Receive`, {
    places: ['guest ring without descriptor'],
    stages: ['guest ring'],
  });
}

/** Rings between a guest and its backend, by what they are. */
export function guestRings(kind: Ring): { readonly receive: PlainPart; readonly transmit: PlainPart } {
  return {
    receive: guestReceiveRing(kind),
    transmit: part('guest-transmit-ring', 'queue', 'vm', 'transmit', `${kind}Transmit`, {
      places: ['guest transmit ring'],
      stages: ['transmit ring'],
    }),
  };
}

export const vcpu = part('vcpu', 'context', 'vm', 'both', 'vcpu', {
  contexts: VCPU,
  stages: ['guest work'],
});
export const process: PlainPart = { ...vcpu, name: 'process' };
export const loopback = part('loopback', 'queue', 'vm', 'receive', 'loopback', {
  places: ['loopback backlog'],
  stages: ['guest ring'],
});
export const socketQueue = part('socket', 'queue', 'vm', 'receive', 'socketQueue', {
  places: ['guest socket'],
  stages: ['socket queue'],
});
export const sendQueue = part('send-queue', 'queue', 'vm', 'transmit', 'sendQueue', {
  places: ['guest send queue'],
  stages: ['send queue'],
});
export const application = part('application', 'application', 'vm', 'both', 'application', {
  stages: ['application', 'think time'],
  activities: APPLICATION_ACTIVITIES,
});
