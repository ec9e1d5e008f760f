/**
 * The ledger: every count of a run in one column of doubles, so that a snapshot is one copy and the figures of a window are a difference of two.
 * Slots are opened by name while the machine is built; at run time only their numbers are used.
 */
import { BUCKET_COUNT, bucketOf } from '../kernel/histogram.ts';
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
const STAGE_COUNT = stages.length;

export interface Slot {
  readonly kind: SlotKind;
  readonly name: string;
  readonly at: number;
}

export interface Snapshot {
  readonly atNs: number;
  readonly counts: Float64Array;
  readonly histograms: Uint32Array;
  readonly live: number;
}

export class Ledger {
  counts: Float64Array;
  readonly slots: Slot[] = [];
  /** Frames that entered and are not yet delivered or lost. */
  inFlight = 0;
  private readonly histograms: Uint32Array;
  private readonly stageBase: number;
  private used: number;
  private readonly byKey = new Map<string, Slot>();

  readonly packets: PacketPool;
  readonly vmCount: number;

  constructor(packets: PacketPool, vmCount: number) {
    this.packets = packets;
    this.vmCount = vmCount;
    this.stageBase = vmCount * VM_COUNTS;
    this.used = this.stageBase + STAGE_COUNT;
    this.counts = new Float64Array(this.used + 256);
    this.histograms = new Uint32Array(vmCount * BUCKET_COUNT);
  }

  /** Number of the slot of that kind and name; opened at the first call. */
  slot(kind: SlotKind, name: string): number {
    const key = `${kind}:${name}`;
    let slot = this.byKey.get(key);
    if (!slot) {
      if (this.used === this.counts.length) {
        const larger = new Float64Array(2 * this.used);
        larger.set(this.counts);
        this.counts = larger;
      }
      slot = { kind, name, at: this.used++ };
      this.byKey.set(key, slot);
      this.slots.push(slot);
    }
    return slot.at;
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
  }

  /** The packet's frames have arrived. */
  deliver(packet: number): void {
    if (this.packets.control[packet]) return;
    const frames = this.packets.frames[packet];
    const base = this.packets.vm[packet] * VM_COUNTS;
    this.inFlight -= frames;
    this.counts[base + VmCount.delivered] += frames;
    this.counts[base + VmCount.bytes] += this.packets.bytes[packet];
  }

  /** One latency sample, from creation to `nowNs`; the packet's stages must have been ended at `nowNs`. */
  recordLatency(packet: number, nowNs: number): void {
    if (this.packets.control[packet]) return;
    const vm = this.packets.vm[packet];
    const base = vm * VM_COUNTS;
    const latencyNs = nowNs - this.packets.createdNs[packet];
    this.counts[base + VmCount.latencyCount] += 1;
    this.counts[base + VmCount.latencySumNs] += latencyNs;
    this.histograms[vm * BUCKET_COUNT + bucketOf(latencyNs)]++;
    const row = packet * STAGE_COUNT;
    for (let stage = 0; stage < STAGE_COUNT; stage++) this.counts[this.stageBase + stage] += this.packets.stageNs[row + stage];
  }

  /** The packet's frames are lost at the place of `dropSlot`. */
  lose(packet: number, dropSlot: number): void {
    if (this.packets.control[packet]) return;
    const frames = this.packets.frames[packet];
    this.inFlight -= frames;
    this.counts[this.packets.vm[packet] * VM_COUNTS + VmCount.lost] += frames;
    this.counts[dropSlot] += frames;
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
    return { atNs: nowNs, counts: this.counts.slice(0, this.used), histograms: this.histograms.slice(), live: this.inFlight };
  }

  /** Sparse latency histogram of a VM between two snapshots. */
  histogramBetween(vm: number, from: Snapshot, to: Snapshot): { readonly buckets: number[]; readonly counts: number[] } {
    const buckets: number[] = [];
    const counts: number[] = [];
    for (let bucket = 0; bucket < BUCKET_COUNT; bucket++) {
      const count = to.histograms[vm * BUCKET_COUNT + bucket] - from.histograms[vm * BUCKET_COUNT + bucket];
      if (count > 0) {
        buckets.push(bucket);
        counts.push(count);
      }
    }
    return { buckets, counts };
  }
}
