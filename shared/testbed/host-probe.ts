/** What a look at a Linux host tells of its I/O virtualization: conclusions, each with the text that it came from. */
import { z } from 'zod';

/** Raised when a reader of an older version would misread what is written. */
export const HOST_PROBE_FORMAT = 1;

export const evidenceSchema = z.strictObject({
  /** A path of the host, or a command with its words. */
  source: z.string(),
  /** `missing`: there is none, or it cannot be told. `denied`: it is there, and only root may read it. */
  state: z.enum(['read', 'missing', 'denied']),
  /** As it was read, without the line break at its end; names of a folder one a line; empty when it was not read. */
  text: z.string(),
});
export type Evidence = z.infer<typeof evidenceSchema>;

/** A conclusion; null: unknown. `evidence` are places in the list of the probe. */
const fact = <Value extends z.ZodType>(value: Value) => z.strictObject({ value: value.nullable(), evidence: z.array(z.int()).readonly() });

const word = fact(z.string());
const count = fact(z.number());
const yesOrNo = fact(z.boolean());
/** Of what older probes did not look at. */
const notLookedAt = { value: null, evidence: [] };

export const networkAdapterSchema = z.strictObject({
  /** Names of its interfaces in this network namespace; none when a driver without interfaces has it. */
  interfaces: z.array(z.string()),
  /** `0000:03:00.0`; null for a device that is not on PCI. */
  pciAddress: z.string().nullable(),
  /** `8086:1572`. */
  pciId: word,
  /** Name of the kernel's driver; empty: it has none. */
  driver: word,
  /** Of the link now, Mbit/s. */
  linkMbps: count,
  numaNode: count,
  /** GT/s and lanes. */
  pcieSpeed: count,
  pcieWidth: count,
  pcieMostSpeed: count,
  pcieMostWidth: count,
  /** Of full-sized packets in one direction by the TLP model, Gbit/s; unknown with its link. */
  pcieUsableGbps: count,
  /** Virtual functions that it can have and has; 0 when it has no such capability. */
  mostVfs: count,
  vfs: count,
  /** It is a virtual function itself. */
  isVf: yesOrNo,
  /** PCI address of its physical function; unknown of one that is none of the virtual. */
  physicalFunction: word.default(notLookedAt),
  /** PCI addresses of its virtual functions, by their numbers. */
  virtualFunctions: fact(z.array(z.string())).default(notLookedAt),
  /** Name of its IOMMU group. */
  iommuGroup: word,
  /** Pairs of queues that are in use, and that it can have. */
  queues: count,
  mostQueues: count,
  /** Descriptors of each ring now, and at most. */
  receiveRing: count,
  transmitRing: count,
  mostReceiveRing: count,
  /** Interrupt moderation of the receive side, µs. */
  receiveMicroseconds: count,
  adaptiveModeration: yesOrNo,
  /** Offloads that are on, by the names of ethtool. */
  offloads: fact(z.array(z.string())),
  /** `legacy` or `switchdev`. */
  switchMode: word,
  /** Ways to reset the function alone, as the kernel names them: `flr bus`. */
  resetMethods: word,
  /** The kernel can reset the function alone, by whichever way. */
  resets: yesOrNo.default(notLookedAt),
  /** Capabilities of time stamping by the names of ethtool: `hardware-receive`. */
  timestamping: fact(z.array(z.string())),
  /** Of each virtual function, by its number, as ip(8) tells them: `0: spoof checking on, link-state auto, trust off`. */
  vfSettings: fact(z.array(z.string())),
  /** Versions that run, by the names of devlink: `fw.mgmt 9.20`. */
  firmware: fact(z.array(z.string())),
  /** Of ACS, ARI, ATS, PASID, PRI and SR-IOV those that it has; only root may read them. */
  pciCapabilities: fact(z.array(z.string())),
});
export type NetworkAdapter = z.infer<typeof networkAdapterSchema>;

export const hostProbeSchema = z.strictObject({
  format: z.literal(HOST_PROBE_FORMAT),
  /** The host's name, or the recorded tree that was read. */
  origin: z.string(),
  /** ISO 8601, UTC. */
  probedAt: z.string(),
  kernel: z.strictObject({ release: word, commandLine: word, distribution: word }),
  /** Vendor and product, as the firmware tells them. */
  machine: word,
  /** Parameters of the kernel that keep other work off CPUs or set the IOMMU: `isolcpus=2-7`. */
  isolation: fact(z.array(z.string())),
  nmiWatchdog: yesOrNo,
  /** Interfaces that are bridges. */
  bridges: fact(z.array(z.string())),
  /** TAP and TUN devices, and whether they have several queues and headers of virtio. */
  taps: fact(z.array(z.strictObject({ name: z.string(), multiQueue: z.boolean(), vnetHeader: z.boolean() }))),
  /** vhost-net sends without a copy. */
  vhostZeroCopy: yesOrNo,
  /** Threads of Open vSwitch that poll, since it counts: packets, and cycles for each without those of polling in vain. */
  switchThreads: fact(z.array(z.strictObject({ core: z.int(), packets: z.number().nullable(), processingCycles: z.number().nullable() }))),
  /** Cores that these threads poll on: two threads on the CPUs of one core take one. */
  switchCores: count.default(notLookedAt),
  cpu: z.strictObject({
    model: word,
    vendor: word,
    /** Physical cores and logical CPUs that are online. */
    cores: count,
    cpus: count,
    sockets: count,
    hyperThreading: yesOrNo,
    /** `vmx` or `svm`; empty: the CPU shows neither. */
    virtualization: word,
    /** The system runs in a virtual machine. */
    isGuest: yesOrNo,
    /** MHz. */
    mostMhz: count,
    nowMhz: count,
    governor: word,
    /** CPUs that the scheduler leaves alone, as a list: `2-7`; empty: none. And the cores that these are of. */
    isolatedCpus: word.default(notLookedAt),
    isolatedCores: count.default(notLookedAt),
    mitigations: fact(z.array(z.string())),
  }),
  memory: z.strictObject({
    /** KiB. */
    total: count,
    /** Pages of each size that the kernel keeps. */
    hugePages: fact(z.array(z.strictObject({ kib: z.int(), pages: z.int(), free: z.int().nullable() }))),
    numaNodes: fact(z.array(z.strictObject({ node: z.int(), /** As a list: `0-7`; empty: none, or unknown. */ cpus: z.string() }))),
  }),
  iommu: z.strictObject({
    /** Names of the units that the kernel uses; none: it is off. */
    units: fact(z.array(z.string())),
    /** An Intel unit can post interrupts to a running virtual CPU. */
    posting: yesOrNo,
    /** Tables of the firmware that describe one: DMAR, IVRS, IORT. */
    firmwareTables: fact(z.array(z.string())),
    groups: fact(
      z.array(
        z.strictObject({
          name: z.string(),
          type: z.string().nullable(),
          devices: z.array(z.string()),
          /** Those of the devices that are bridges of PCI: they stay with the host. */
          bridges: z.array(z.string()).default([]),
        }),
      ),
    ),
  }),
  kvm: z.strictObject({
    device: yesOrNo,
    /** Parameters of kvm, kvm_intel and kvm_amd: `kvm_intel.enable_apicv` and its value. */
    parameters: fact(z.array(z.strictObject({ name: z.string(), value: z.string() }))),
    /** Posted interrupts of all CPUs since the start, by the rows of /proc/interrupts: PIN and NPI (guests), PIW (wake-ups), PMN (the host's). */
    postedInterrupts: fact(z.array(z.strictObject({ row: z.string(), count: z.number() }))),
  }),
  xen: z.strictObject({
    /** `xen` when it runs under Xen. */
    hypervisor: word,
    /** It is the privileged domain. */
    isControlDomain: yesOrNo,
  }),
  devices: z.strictObject({ tun: yesOrNo, vhostNet: yesOrNo, vhostVdpa: yesOrNo, vfio: yesOrNo, iommufd: yesOrNo }),
  /** Loaded modules among those that the techniques need. */
  modules: fact(z.array(z.string())),
  /** Names of `/sys/bus/virtio/devices`, mediated devices, data streaming accelerators, and management devices and devices of vDPA. */
  virtioDevices: fact(z.array(z.string())),
  /** Of each network device of virtio, with its name: `virtio0: MRG_RXBUF MQ`. */
  virtioFeatures: fact(z.array(z.string())),
  mediatedDevices: fact(z.array(z.string())),
  streamingAccelerators: fact(z.array(z.string())),
  vdpaManagement: fact(z.array(z.string())),
  vdpaDevices: fact(z.array(z.string())),
  /** Versions of the programs that techniques need; empty: it is not installed. */
  programs: z.strictObject({ qemu: word, openVswitch: word, dpdk: word }),
  /** Network adapters on PCI, and other devices of interfaces. */
  adapters: z.array(networkAdapterSchema),
  evidence: z.array(evidenceSchema),
});
export type HostProbe = z.infer<typeof hostProbeSchema>;

/** Whether it holds conclusions, and not what they were drawn from. */
export function isProbe<Other extends object>(found: HostProbe | Other): found is HostProbe {
  return 'probedAt' in found;
}

export type Fact<Value> = { readonly value: Value | null; readonly evidence: readonly number[] };

export const readinessSchema = z.strictObject({
  technique: z.string(),
  /** Of the worst of its conditions: impossible, unknown, fixable, ready. */
  status: z.enum(['ready', 'fixable', 'impossible', 'unknown']),
  conditions: z.array(
    z.strictObject({
      /** What the technique needs: `an IOMMU that the kernel uses`. */
      need: z.string(),
      status: z.enum(['ready', 'fixable', 'impossible', 'unknown']),
      /** What was found, as a sentence. */
      finding: z.string(),
      /** What a person does about it, shown and never done: a setting of the firmware, a kernel parameter, a command. Empty when nothing is to be done. */
      remedy: z.string(),
      evidence: z.array(z.int()).readonly(),
    }),
  ),
});
export type Readiness = z.infer<typeof readinessSchema>;
export type ReadinessStatus = Readiness['status'];
export type ReadinessCondition = Readiness['conditions'][number];

/** A setting of the scenario that stands for a host, and how it was found. */
export const twinChoiceSchema = z.strictObject({
  /** Path of the setting: `host.cores`. */
  path: z.string(),
  value: z.union([z.number(), z.string(), z.boolean()]),
  /** read: it stands in the probe. matched: the lab has a profile of this very device. guessed: nothing said so; check it. */
  origin: z.enum(['read', 'matched', 'guessed']),
  /** Where it comes from, as a clause. */
  because: z.string(),
});
export type TwinChoice = z.infer<typeof twinChoiceSchema>;
