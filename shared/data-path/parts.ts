/** The parts of a host that a packet meets, and what each stands for in results: its place of loss, its resources, its contexts, its stage. */

export type PartKind = 'wire' | 'device' | 'bus' | 'queue' | 'context' | 'application';
/** `receive` and `transmit`: on that way only; `both`: on both ways. */
export type Lane = 'receive' | 'transmit' | 'both';
export type ZoneName = 'wire' | 'nic' | 'bus' | 'host' | 'vm';

export interface Part {
  /** `tap-queue`. */
  readonly id: string;
  readonly kind: PartKind;
  readonly title: string;
  /** What it is and does, in a sentence. */
  readonly meaning: string;
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

type Details = Partial<Pick<Part, 'places' | 'resources' | 'contexts' | 'stages' | 'activities'>>;

function part(id: string, kind: PartKind, zone: ZoneName, lane: Lane, title: string, meaning: string, details: Details = {}): Part {
  return { id, kind, zone, lane, title, meaning, places: [], resources: [], contexts: null, stages: [], activities: null, ...details };
}

/** Of any VM group: group name, number, number of the vCPU. */
export const VCPU = /-\d+ vCPU \d+$/;
export const APPLICATION_ACTIVITIES = ['application', 'service'];

export const wire = part(
  'wire',
  'wire',
  'wire',
  'both',
  'Wire',
  'The link to the peer: frames at line rate, with preamble and gap, and the peer’s queue.',
  {
    places: ['peer (above line rate)'],
    resources: ['wire to host', 'wire from host'],
    stages: ['source queue', 'wire'],
  },
);
export const nic = part('nic', 'device', 'nic', 'both', 'NIC', 'FIFO, classifier, DMA engines and the arbiter of the transmit queues.', {
  places: ['NIC FIFO'],
  resources: ['NIC packet rate'],
  stages: ['NIC and DMA'],
});
export const pcie = part('pcie', 'bus', 'bus', 'both', 'PCIe', 'Descriptors and data between NIC and memory.', {
  resources: ['PCIe to host', 'PCIe to device'],
});
export const iommu = part('iommu', 'bus', 'bus', 'both', 'IOMMU', 'Translates the addresses of the device; its IOTLB keeps translations.', {
  resources: ['IOTLB hit ratio'],
});

/** Rings of the NIC: in the memory of the host, or of the guest that drives them. */
export function nicRings(zone: 'host' | 'vm'): { readonly receive: Part; readonly transmit: Part } {
  const owner = zone === 'host' ? 'host' : 'guest';
  return {
    receive: part(
      'nic-receive-ring',
      'queue',
      zone,
      'receive',
      'NIC receive ring',
      `Descriptors that the ${owner}’s driver gives the NIC.`,
      {
        places: ['NIC ring without descriptor'],
        stages: ['NIC receive ring'],
      },
    ),
    transmit: part(
      'nic-transmit-ring',
      'queue',
      zone,
      'transmit',
      'NIC transmit ring',
      `Frames that the ${owner}’s driver has handed to the NIC.`,
      {
        places: ['NIC transmit ring'],
        stages: ['transmit ring'],
      },
    ),
  };
}

export const softInterrupt = part(
  'soft-interrupt',
  'context',
  'host',
  'receive',
  'Soft interrupt',
  'The host’s driver polls the NIC (NAPI), and the bridge forwards.',
  {
    contexts: /^soft interrupt of port /,
    stages: ['host work'],
  },
);
export const tapQueue = part(
  'tap-queue',
  'queue',
  'host',
  'receive',
  'Tap queue',
  'Frames that the bridge has put out for the backend of a VM.',
  {
    places: ['tap queue'],
    stages: ['backend queue'],
  },
);
export const vhostWorker = part(
  'backend',
  'context',
  'host',
  'both',
  'vhost worker',
  'A kernel thread that copies between tap and virtqueue.',
  {
    contexts: /^vhost .*(?<!vCPU \d+)$/,
    stages: ['backend work'],
  },
);
/** Under emulation it only receives: sending runs it on the vCPU itself. */
export function deviceModel(lane: 'receive' | 'both'): Part {
  return part(
    'backend',
    'context',
    'host',
    lane,
    'Device model',
    'A thread in user space that reads the tap by system calls and fills the guest’s ring.',
    {
      contexts: /^device model .*(?<!vCPU \d+)$/,
      stages: ['backend work'],
    },
  );
}
export const switchCore = part(
  'backend',
  'context',
  'host',
  'both',
  'Poll-mode switch',
  'Cores that poll NIC and virtqueues all the time, forward and copy.',
  {
    contexts: /^switch core \d+$/,
    stages: ['backend work'],
  },
);
export const queueHandler = part(
  'backend',
  'context',
  'host',
  'both',
  'Queue handler',
  'The hypervisor’s work for the hardware queue of one VM.',
  {
    contexts: /^queue of .*(?<!vCPU \d+)$/,
    stages: ['host work'],
  },
);
export const hypervisorDriver = part(
  'backend',
  'context',
  'host',
  'both',
  'Driver in Xen',
  'The NIC’s driver in the hypervisor sorts frames and copies them into guests.',
  {
    contexts: /^hypervisor driver \d+$/,
    stages: ['host work'],
  },
);
export const driverDomainReceive = part(
  'driver-domain-bridge',
  'context',
  'host',
  'receive',
  'Driver and bridge',
  'The driver domain’s NIC driver and bridge.',
  {
    contexts: /^driver domain vCPU \d+$/,
    stages: ['host work'],
    activities: ['poll', 'driver', 'bridge', 'interrupt'],
  },
);
export const netbackQueue = part(
  'netback-queue',
  'queue',
  'host',
  'receive',
  'Netback queue',
  'Packets that the bridge has put out for a guest.',
  {
    places: ['netback queue'],
    stages: ['backend queue'],
  },
);
export const netback = part('backend', 'context', 'host', 'both', 'Netback', 'The driver domain’s back end: grants, hypercalls, copies.', {
  contexts: /^driver domain vCPU \d+$/,
  stages: ['backend work'],
});

/** `owner`: what the other end of the rings is called. */
export function guestRings(name: string): { readonly receive: Part; readonly transmit: Part } {
  return {
    receive: part('guest-receive-ring', 'queue', 'vm', 'receive', `${name}, receive`, 'Descriptors that the guest has given its backend.', {
      places: ['guest ring without descriptor'],
      stages: ['guest ring'],
    }),
    transmit: part(
      'guest-transmit-ring',
      'queue',
      'vm',
      'transmit',
      `${name}, transmit`,
      'Packets that the guest has handed to its backend.',
      {
        places: ['guest transmit ring'],
        stages: ['transmit ring'],
      },
    ),
  };
}

export const vcpu = part(
  'vcpu',
  'context',
  'vm',
  'both',
  'vCPU',
  'Driver, stack and application of the guest, interrupts and exits on the way.',
  {
    contexts: VCPU,
    stages: ['guest work'],
  },
);
export const process = {
  ...vcpu,
  title: 'Process',
  meaning: 'Driver and stack of the system, and the application, on the process’s core.',
};
export const loopback = part(
  'loopback',
  'queue',
  'vm',
  'receive',
  'Loopback',
  'Packets between processes of the system: they meet no device.',
  {
    places: ['loopback backlog'],
    stages: ['guest ring'],
  },
);
export const socketQueue = part('socket', 'queue', 'vm', 'receive', 'Socket', 'What the stack has received for the application.', {
  places: ['guest socket'],
  stages: ['socket queue'],
});
export const sendQueue = part('send-queue', 'queue', 'vm', 'transmit', 'Send queue', 'What the application and the stack want to send.', {
  places: ['guest send queue'],
  stages: ['send queue'],
});
export const application = part(
  'application',
  'application',
  'vm',
  'both',
  'Application',
  'Receives by calls of its socket, serves, sends.',
  {
    stages: ['application', 'think time'],
    activities: APPLICATION_ACTIVITIES,
  },
);
