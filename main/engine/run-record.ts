/** What one simulation returns: plain data (structured-clone safe), counters of the measurement window unless said otherwise. */
import type { Scenario, TechniqueChoice } from '../../shared/scenario/schema.ts';

/** Raised whenever a change alters any simulated number. */
export const ENGINE_VERSION = '1.11.0';

/**
 * A trial of a benchmark method: open-loop sources send by steps and then stop, and the machine runs on until what is under way has arrived or is lost,
 * at most for `settleMs` (RFC 2544 section 23: wait for residual frames). The scenario's duration and warm-up do not count.
 */
export interface TrialSchedule {
  /** One after the other. `factor` multiplies the scenario's loads; 0 pauses. */
  readonly steps: readonly { readonly durationMs: number; readonly factor: number }[];
  readonly settleMs: number;
}

/** Of a flow of one VM in a trial. */
export interface TrialFlowRecord {
  /** Number of the VM in `vms`, and of the flow in the scenario. */
  readonly vm: number;
  readonly flow: number;
  /** Delivered units and the sum of their latencies in each quarter of the time of sending. */
  readonly quarters: readonly { readonly latencyCount: number; readonly latencySumNs: number }[];
  /** Frames still under way when the sources stopped. */
  readonly inFlightAtStop: number;
}

export interface TrialRecord {
  /** Time of sending, and from then until the machine was empty or the wait over. */
  readonly sendingNs: number;
  readonly settledNs: number;
  /** Latency of the first frame of open-loop traffic that was sent in the second half of the sending; null when none arrived. */
  readonly taggedLatencyNs: number | null;
  /** Simulated time at which the last frame of open-loop traffic was lost; null when none was. */
  readonly lastLossNs: number | null;
  /** In the order of `RunRecord.flows`. */
  readonly flows: readonly TrialFlowRecord[];
}

/** One replication of one point: settings are already applied to the scenario. */
export interface SimulationTask {
  readonly scenario: Scenario;
  readonly technique: TechniqueChoice;
  /** 0, 1, 2, ...: selects the random streams together with the seed. */
  readonly replication: number;
  /** Makes one resource faster: its costs x factor (0.9 = 10 % less time). For the bottleneck analysis. */
  readonly perturbation?: { readonly lever: string; readonly factor: number };
  /** Makes it a trial instead of a run of the scenario's duration. */
  readonly trial?: TrialSchedule;
  /** Also asks for the analytic bound of the point. Default: no. */
  readonly bound?: boolean;
}

/** What no simulation of a point exceeds, by operational analysis (`bounds/bound.ts`). */
export interface BoundRecord {
  /** Delivered frames per second at most. */
  readonly deliveredPps: number;
  /**
   * What sets it, the strongest first: how much higher the bound were with this 10 % faster. Empty: no resource; all that is offered can be delivered,
   * and closed loops wait for nothing but the way itself.
   */
  readonly limits: readonly {
    readonly lever: string;
    readonly title: string;
    readonly resources: readonly string[];
    readonly gainPercent: number;
  }[];
  /** Mean latency at least, ns: the way without any waiting, of the flows in the shares that they have at the bound. */
  readonly latencyNs: number;
  /** Highest utilization of the resources of each lever at the bound, the busiest first. */
  readonly utilizations: readonly { readonly lever: string; readonly title: string; readonly utilization: number }[];
}

export interface VmRecord {
  readonly name: string;
  readonly weight: number;
  readonly offeredFrames: number;
  readonly deliveredFrames: number;
  readonly deliveredBytes: number;
  readonly lostFrames: number;
  /** Delivered units (a merged or segmented super-frame is one) and the sum of their latencies. */
  readonly latencyCount: number;
  readonly latencySumNs: number;
  /** Sparse latency histogram: bucket numbers of kernel/histogram.ts, ascending, and their counts. */
  readonly latencyBuckets: readonly number[];
  readonly latencyCounts: readonly number[];
  readonly exits: number;
  readonly interrupts: number;
  /** Busy cycles of the VM's own vCPUs. */
  readonly cycles: number;
  /** Lost frames by place, where there are any; they sum to lostFrames. */
  readonly drops: readonly { readonly place: string; readonly frames: number }[];
}

/** A flow of the scenario on the account of one VM; counts as of a VM. */
export interface FlowRecord extends Pick<
  VmRecord,
  | 'offeredFrames'
  | 'deliveredFrames'
  | 'deliveredBytes'
  | 'lostFrames'
  | 'latencyCount'
  | 'latencySumNs'
  | 'latencyBuckets'
  | 'latencyCounts'
> {
  /** Number of the VM in `vms`. */
  readonly vm: number;
  /** Number of the flow in the scenario. */
  readonly flow: number;
  /** Frames of the whole run: offered = delivered + lost + in flight at the end. */
  readonly accounting: { readonly offered: number; readonly delivered: number; readonly lost: number };
}

/** What ran on a core. */
export interface ContextRecord {
  /** `vm-1 vCPU 0`, `vhost vm-1`, `soft interrupt of port 0, queue 1`. */
  readonly name: string;
  /** Number of its core. */
  readonly core: number;
  readonly cycles: readonly { readonly actor: string; readonly activity: string; readonly cycles: number }[];
}

/** Queues of one kind, seen at moments of the window that are drawn, one in each slice of the run. */
export interface QueueRecord {
  /** Where they lose what finds no room: the name of the place in `drops`. */
  readonly place: string;
  readonly queues: number;
  /** Packets that one of them holds. */
  readonly capacity: number;
  /** Packets in one of them: mean over queues and moments, and the most that was seen. */
  readonly meanPackets: number;
  readonly mostPackets: number;
}

export interface ResourceRecord {
  /** `core 3 (guest)`, `link to wire`, `PCIe to host`, ... */
  readonly name: string;
  readonly kind: 'core' | 'link' | 'pcie' | 'nic' | 'iotlb';
  /** 0..1; hit ratio for the IOTLB. */
  readonly utilization: number;
  /** What makes it faster: key for SimulationTask.perturbation; null when nothing does. */
  readonly lever: string | null;
  readonly note: string;
}

/** What can be made faster, with words for a person. */
export interface LeverRecord {
  readonly lever: string;
  /** `driver domain cores`, `guest cores`, `link`. */
  readonly title: string;
  /** What a person would do: `more or faster driver-domain cores`. */
  readonly advice: string;
  /** Highest utilization of its resources; polls that find nothing do not count. */
  readonly utilization: number;
}

export interface RunRecord {
  /** Why the technique cannot be used here, in words; the rest is then empty. */
  readonly refusal: string | null;
  /** Frequency of the cores, GHz. */
  readonly frequencyGhz: number;
  readonly windowNs: number;
  readonly warmupNs: number;
  readonly vms: readonly VmRecord[];
  readonly flows: readonly FlowRecord[];
  readonly contexts: readonly ContextRecord[];
  readonly accounting: {
    readonly inFlightStart: number;
    readonly offered: number;
    readonly delivered: number;
    readonly lost: number;
    readonly inFlightEnd: number;
  };
  readonly drops: readonly { readonly place: string; readonly frames: number }[];
  /** Empty for trials and DMA benchmarks. */
  readonly queues: readonly QueueRecord[];
  readonly cycles: readonly { readonly actor: string; readonly activity: string; readonly cycles: number }[];
  /** Busy cycles of all cores: equals the sum of `cycles`. */
  readonly busyCycles: number;
  /** Sum of the cores' utilizations divided by the number of cores of the host. */
  readonly cpuUtilization: number;
  readonly stages: readonly { readonly stage: string; readonly sumNs: number }[];
  readonly exits: readonly { readonly reason: string; readonly count: number }[];
  readonly interrupts: readonly { readonly kind: string; readonly count: number }[];
  readonly copies: readonly { readonly place: string; readonly count: number }[];
  readonly resources: readonly ResourceRecord[];
  readonly levers: readonly LeverRecord[];
  /** Equal slices of the whole run: mean latency and delivered units, for warm-up and stability. */
  readonly series: readonly { readonly endNs: number; readonly delivered: number; readonly latencySumNs: number }[];
  /** Events handled and frames that entered, whole run: for benchmarks and the fingerprint. */
  readonly events: number;
  readonly frames: number;
  /** Hash of the event trace (time, component), as 16 hex digits. */
  readonly fingerprint: string;
  /** Of trials. */
  readonly trial?: TrialRecord;
  /** Where the task asked for it; null: it cannot be told. */
  readonly bound?: BoundRecord | null;
}
