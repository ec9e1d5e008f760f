/**
 * The ledger: every count of a run in one column of doubles, so that a snapshot is one copy and the figures of a window are a difference of two.
 * Slots are opened by name while the machine is built; at run time only their numbers are used.
 */
import { Histogram, type HistogramSpan } from '../kernel/histogram.ts';
import { sparseDifference, type SparseHistogram } from '../kernel/sparse-histogram.ts';
import { ContextCycles, type ContextCyclesSnapshot } from './context-cycles.ts';
import type { PacketPool } from './packet-pool.ts';
import { stages } from './stage.ts';

export type SlotKind = 'cycles' | 'core' | 'drop' | 'exit' | 'interrupt' | 'copy' | 'resource';

/** Per-VM counts, in this order from the VM's first slot on. */
export const VmCount = {
  offered: 0,
  delivered: 1,
  bytes: 2,
  lost: 3,
  latencyCount: 4,
  latencySumNs: 5,
  exits: 6,
  interrupts: 7,
  busyNs: 8,
} as const;
const VM_COUNTS = 9;
/** Counts of a flow of one VM, in this order from the account's slot on: the first of those of a VM. */
const ACCOUNT_COUNTS = 6;
const STAGE_COUNT = stages.length;

/** A queue whose length is looked at now and then. */
export interface WatchedQueue {
  /** Slot of its drops: queues that lose at the same place are told of together. */
  readonly dropSlot: number;
  readonly capacity: number;
  readonly length: number;
}

export interface Slot {
  readonly kind: SlotKind;
  readonly name: string;
  readonly at: number;
}

/** A flow of one VM. */
export interface Account {
  readonly vm: number;
  /** Number of the flow in the scenario. */
  readonly flow: number;
  /** First of its counts. */
  readonly at: number;
  readonly histogram: Histogram;
}

export interface Snapshot {
  readonly atNs: number;
  readonly counts: Float64Array;
  /** By VM: latencies of what belongs to no account. */
  readonly histograms: readonly HistogramSpan[];
  /** By account. */
  readonly accountHistograms: readonly HistogramSpan[];
  /** Work by context, ns. */
  readonly contextCycles: ContextCyclesSnapshot;
  readonly live: number;
}

export class Ledger {
  counts: Float64Array;
  readonly slots: Slot[] = [];
  /** Frames that entered and are not yet delivered or lost. */
  inFlight = 0;
  /** Time at which an open-loop source was last told of a loss; -1: never. */
  lastLossNs = -1;
  /** Latency of the first open-loop frame that was made at `tagFromNs` or later; -1: none has arrived. */
  taggedLatencyNs = -1;
  tagFromNs = Number.POSITIVE_INFINITY;
  private readonly histograms: readonly Histogram[];
  private readonly stageBase: number;
  private used: number;
  private readonly byKey = new Map<string, Slot>();
  readonly accounts: Account[] = [];
  /** Account of each flow endpoint, by its number. */
  private readonly accountOfEndpoint: (Account | undefined)[] = [];
  /** All queues of the machine. */
  readonly queues: WatchedQueue[] = [];
  /** Work by context. */
  readonly contextCycles = new ContextCycles();

  readonly packets: PacketPool;
  readonly vmCount: number;

  constructor(packets: PacketPool, vmCount: number) {
    this.packets = packets;
    this.vmCount = vmCount;
    this.stageBase = vmCount * VM_COUNTS;
    this.used = this.stageBase + STAGE_COUNT;
    this.counts = new Float64Array(this.used + 256);
    this.histograms = Array.from({ length: vmCount }, () => new Histogram());
  }

  /** Number of the slot of that kind and name; opened at the first call. */
  slot(kind: SlotKind, name: string): number {
    const key = `${kind}:${name}`;
    let slot = this.byKey.get(key);
    if (!slot) {
      // A drop is counted in all and for each VM.
      slot = { kind, name, at: this.reserve(kind === 'drop' ? 1 + this.vmCount : 1) };
      this.byKey.set(key, slot);
      this.slots.push(slot);
      if (kind === 'cycles') this.contextCycles.addSlot(slot.at);
    }
    return slot.at;
  }

  /** Opens the account of a flow of a VM, or finds it. */
  account(vm: number, flow: number): Account {
    let account = this.accounts.find((one) => one.vm === vm && one.flow === flow);
    if (!account) {
      account = { vm, flow, at: this.reserve(ACCOUNT_COUNTS), histogram: new Histogram() };
      this.accounts.push(account);
    }
    return account;
  }

  /** What the endpoint's packets do goes to the account besides that of the VM. */
  assign(endpoint: number, account: Account): void {
    this.accountOfEndpoint[endpoint] = account;
  }

  /** Work of a context, ns, on an account of cycles. */
  charge(context: number, cyclesSlot: number, ns: number): void {
    this.counts[cyclesSlot] += ns;
    this.contextCycles.add(context, cyclesSlot, ns);
  }

  private reserve(length: number): number {
    const at = this.used;
    this.used += length;
    if (this.used > this.counts.length) {
      const larger = new Float64Array(2 * this.used);
      larger.set(this.counts);
      this.counts = larger;
    }
    return at;
  }

  add(slot: number, amount: number): void {
    this.counts[slot] += amount;
  }

  addToVm(vm: number, count: number, amount: number): void {
    this.counts[vm * VM_COUNTS + count] += amount;
  }

  vmCountOf(counts: Float64Array, vm: number, count: number): number {
    return counts[vm * VM_COUNTS + count];
  }

  stageSumOf(counts: Float64Array, stage: number): number {
    return counts[this.stageBase + stage];
  }

  /** The packet's frames enter the system. */
  offer(packet: number): void {
    if (this.packets.control[packet]) return;
    const frames = this.packets.frames[packet];
    this.inFlight += frames;
    this.counts[this.packets.vm[packet] * VM_COUNTS + VmCount.offered] += frames;
    const account = this.accountOfEndpoint[this.packets.flow[packet]];
    if (account) this.counts[account.at + VmCount.offered] += frames;
  }

  /** The packet's frames have arrived. */
  deliver(packet: number): void {
    if (this.packets.control[packet]) return;
    const frames = this.packets.frames[packet];
    const base = this.packets.vm[packet] * VM_COUNTS;
    this.inFlight -= frames;
    this.counts[base + VmCount.delivered] += frames;
    this.counts[base + VmCount.bytes] += this.packets.bytes[packet];
    const account = this.accountOfEndpoint[this.packets.flow[packet]];
    if (!account) return;
    this.counts[account.at + VmCount.delivered] += frames;
    this.counts[account.at + VmCount.bytes] += this.packets.bytes[packet];
  }

  /** One latency sample, from creation to the end of the last stage. */
  recordLatency(packet: number): void {
    if (this.packets.control[packet]) return;
    const vm = this.packets.vm[packet];
    const base = vm * VM_COUNTS;
    const latencyNs = this.packets.stampNs[packet] - this.packets.createdNs[packet];
    this.counts[base + VmCount.latencyCount] += 1;
    this.counts[base + VmCount.latencySumNs] += latencyNs;
    const account = this.accountOfEndpoint[this.packets.flow[packet]];
    if (account) {
      this.counts[account.at + VmCount.latencyCount] += 1;
      this.counts[account.at + VmCount.latencySumNs] += latencyNs;
      account.histogram.add(latencyNs);
    } else this.histograms[vm].add(latencyNs);
    const row = packet * STAGE_COUNT;
    for (let stage = 0; stage < STAGE_COUNT; stage++) this.counts[this.stageBase + stage] += this.packets.stageNs[row + stage];
  }

  /** The packet's frames are lost at the place of `dropSlot`. */
  lose(packet: number, dropSlot: number): void {
    if (this.packets.control[packet]) return;
    const frames = this.packets.frames[packet];
    this.inFlight -= frames;
    const vm = this.packets.vm[packet];
    this.counts[vm * VM_COUNTS + VmCount.lost] += frames;
    this.counts[dropSlot] += frames;
    this.counts[dropSlot + 1 + vm] += frames;
    const account = this.accountOfEndpoint[this.packets.flow[packet]];
    if (account) this.counts[account.at + VmCount.lost] += frames;
  }

  /** Frames of the VM lost at the place of `dropSlot`. */
  vmDropsOf(counts: Float64Array, dropSlot: number, vm: number): number {
    return counts[dropSlot + 1 + vm];
  }

  /** Delivered units and latency sum over all VMs, for the time series. */
  totals(): { readonly delivered: number; readonly latencySumNs: number } {
    let delivered = 0;
    let latencySumNs = 0;
    for (let vm = 0; vm < this.vmCount; vm++) {
      delivered += this.counts[vm * VM_COUNTS + VmCount.latencyCount];
      latencySumNs += this.counts[vm * VM_COUNTS + VmCount.latencySumNs];
    }
    return { delivered, latencySumNs };
  }

  snapshot(nowNs: number): Snapshot {
    return {
      atNs: nowNs,
      counts: this.counts.slice(0, this.used),
      histograms: this.histograms.map((histogram) => histogram.snapshot()),
      accountHistograms: this.accounts.map(({ histogram }) => histogram.snapshot()),
      contextCycles: this.contextCycles.snapshot(),
      live: this.inFlight,
    };
  }

  /** Latencies of a VM between two snapshots: of all its accounts and of what belongs to none. */
  histogramBetween(vm: number, from: Snapshot, to: Snapshot): SparseHistogram {
    const own = ({ histograms, accountHistograms }: Snapshot) => [
      histograms[vm],
      ...accountHistograms.filter((_, number) => this.accounts[number].vm === vm),
    ];
    return sparseDifference(own(to), own(from));
  }

  /** Latencies of an account, by its place in `accounts`, between two snapshots. */
  accountHistogramBetween(number: number, from: Snapshot, to: Snapshot): SparseHistogram {
    return sparseDifference([to.accountHistograms[number]], [from.accountHistograms[number]]);
  }
}
