/**
 * A service: what a context does with the packets of one ring. It takes a bounded batch, spends the batch's cost on its core in one turn,
 * and hands the packets to its output. A batch is one event.
 */
import { BatchCost } from './batch-cost.ts';
import { LeastBatchCost } from './least-batch-cost.ts';
import type { Chained } from '../kernel/chain.ts';
import type { Context } from './context.ts';
import type { Machine } from './machine.ts';
import type { Output } from './output.ts';
import { RingState, type Ring } from './ring.ts';
import type { CostItem } from './work-cost.ts';

export interface ServiceOptions {
  readonly name: string;
  readonly input: Ring;
  readonly output: Output;
  readonly costs: readonly CostItem[];
  /** Stage to which the work counts. */
  readonly stage: number;
  /** Packets of a turn. */
  readonly batch: number;
  /** Bytes of a turn. Default: no bound. */
  readonly batchBytes?: number;
  /** Services of a context at a higher level go first. Default 0. */
  readonly level?: 0 | 1;
  /** Merge segments of a connection that stand next to each other in a batch (GRO), up to 64 KiB, at this cost for each. Default: no. */
  readonly merge?: CostItem;
  /** Each packet leaves at the moment its own work is done, not at the end of the batch. For outputs that schedule nothing. */
  readonly exactDepartures?: boolean;
  /** Takes what the ring holds when it is told, and then wants to be told again, whatever has come meanwhile. Default: goes on until it is empty. */
  readonly onePass?: boolean;
  /** Work of a single packet in ns, besides the costs, charged to `actor`/`service`. */
  readonly extraNs?: (packet: number) => number;
  readonly extraActor?: string;
  /**
   * A process that interrupts break into: `extraNs` is done in slices of SLICE_NS, each a turn of its own. It takes one packet at a time.
   * Default: no, a turn is not interrupted.
   */
  readonly interruptible?: boolean;
}

const MERGED_BYTES = 65536;
const PAGE_SHIFT = 12;
const PAGE_BYTES = 1 << PAGE_SHIFT;
/** Longest piece of a packet's own work in one turn, ns: soft interrupts of the context wait no longer for it. */
const SLICE_NS = 5000;
/** Free work is a turn too: its length is the smallest that is none, and passes no time. */
const LEAST_WORK_NS = Number.MIN_VALUE;

export class Service implements Chained<Service> {
  readonly name: string;
  readonly input: Ring;
  readonly level: 0 | 1;
  /** In the ready list of its context, and the service behind it there. */
  queued = false;
  next: Service | null = null;
  /** Time that the present batch needs, ns. */
  workNs = 0;
  private blocked = false;
  readonly cost: BatchCost;
  private readonly extraSlot: number;
  private batchLength = 0;
  /** Of the packet in work: what is left of its own work, ns, and the packet, which waits for the end of it. */
  private remainingNs = 0;
  private unfinished = -1;
  /** Packets of the present pass that are still in the ring. */
  private passLeft = 0;
  private readonly machine: Machine;
  readonly context: Context;
  private readonly options: ServiceOptions;

  constructor(machine: Machine, context: Context, options: ServiceOptions) {
    this.machine = machine;
    this.context = context;
    this.options = options;
    const { core } = context;
    this.name = options.name;
    this.input = options.input;
    this.level = options.level ?? 0;
    core.fitBatch(options.batch);
    this.extraSlot = options.extraNs ? machine.cyclesSlot(options.extraActor ?? 'guest', 'service') : -1;
    const costs = options.merge ? [...options.costs, options.merge] : options.costs;
    this.cost = machine.settings.leastWork
      ? new LeastBatchCost(machine, core, costs, options.batch)
      : machine.shared(`batch cost ${core.role} ${JSON.stringify(costs)}`, () => new BatchCost(machine, core, costs));
    options.input.consumer = this;
  }

  /** Packets of the present batch, and whether it waits for room downstream. For traces. */
  get packetsAtWork(): number {
    return this.batchLength;
  }

  get waitsForRoom(): boolean {
    return this.blocked;
  }

  /** There may be packets: get in line, unless waiting for room downstream. */
  offerWork(): void {
    if (this.unfinished >= 0) return;
    if (this.queued || this.blocked || this.input.length === 0 || this.input.state !== RingState.polling) return;
    this.context.queue(this);
  }

  unblock(): void {
    this.blocked = false;
    if (this.unfinished >= 0) this.context.queue(this);
    else this.offerWork();
  }

  /** Takes a batch, which needs `workNs`; false when there is no room downstream. */
  begin(): boolean {
    if (this.unfinished >= 0) {
      this.workNs = Math.max(this.nextSlice(), LEAST_WORK_NS);
      return true;
    }
    const { packets } = this.machine;
    const { input, options, context, cost } = this;
    const { takesNs } = context;
    const { batch, merges, doneNs } = context.core;
    if (!options.onePass || this.passLeft === 0) {
      // Packets that came during the last batch of a pass have queued the service, but they wait for the next.
      if (options.onePass && input.state !== RingState.polling) return false;
      this.passLeft = input.length;
    }
    const limit = Math.min(options.interruptible ? 1 : options.batch, this.passLeft, options.output.room());
    if (limit < 1) {
      this.blocked = true;
      options.output.wait(this);
      return false;
    }
    const batchBytes = options.batchBytes ?? Number.POSITIVE_INFINITY;
    let units = 0;
    let frames = 0;
    let bytes = 0;
    let pages = 0;
    let acknowledgements = 0;
    let doneAfter = cost.eventNs;
    let extraNs = 0;
    let taken = 0;
    for (; taken < limit && bytes < batchBytes; taken++) {
      const packet = input.shift();
      packets.endStage(packet, input.waitStage, takesNs);
      const packetFrames = packets.frames[packet];
      const packetBytes = packets.bytes[packet];
      const packetPages = (packetBytes + PAGE_BYTES - 1) >>> PAGE_SHIFT;
      frames += packetFrames;
      bytes += packetBytes;
      pages += packetPages;
      doneAfter += packetFrames * cost.frameNs + packetBytes * cost.byteNs + packetPages * cost.pageNs;
      if (units > 0 && options.merge && this.mergeInto(batch[units - 1], packet)) {
        merges[units - 1]++;
        doneAfter += cost.mergeNs;
        doneNs[units - 1] = doneAfter;
        continue;
      }
      doneAfter += cost.unitNs;
      if (packets.control[packet]) {
        acknowledgements++;
        doneAfter -= cost.acknowledgementSaves * (cost.unitNs + cost.frameNs);
      }
      if (options.extraNs) {
        let ns = context.core.memoryNs(options.extraNs(packet));
        if (options.interruptible && ns > SLICE_NS) {
          this.unfinished = packet;
          this.remainingNs = ns - SLICE_NS;
          ns = SLICE_NS;
        }
        doneAfter += ns;
        extraNs += ns;
      }
      batch[units] = packet;
      merges[units] = 0;
      doneNs[units++] = doneAfter;
    }
    this.batchLength = units;
    this.passLeft -= taken;
    cost.charge(context, units, taken - units, frames, bytes, pages, acknowledgements);
    if (extraNs > 0) context.charge(this.extraSlot, extraNs);
    input.releaseWaiting();
    this.workNs = Math.max(doneAfter, LEAST_WORK_NS);
    return true;
  }

  /** The turn is over: hands the batch on. */
  end(): void {
    const { packets, loop } = this.machine;
    const { nowNs } = loop;
    const { options } = this;
    if (this.unfinished >= 0 && !this.finishSlice()) return;
    const { beganNs } = this.context;
    const { batch, doneNs } = this.context.core;
    for (let i = 0; i < this.batchLength; i++) {
      const packet = batch[i];
      const leavesNs = options.exactDepartures ? Math.min(nowNs, beganNs + doneNs[i]) : nowNs;
      packets.endStage(packet, options.stage, leavesNs);
      options.output.push(packet);
    }
    this.batchLength = 0;
    options.output.flush(this.context);
    if (this.input.length === 0) this.input.rearm();
    else if (options.onePass && this.passLeft === 0) {
      this.input.rearm();
      this.input.flush(null);
    } else this.offerWork();
  }

  /** Time of the next piece of the packet's own work, which is charged, ns. */
  private nextSlice(): number {
    const ns = Math.min(this.remainingNs, SLICE_NS);
    this.remainingNs -= ns;
    if (ns > 0) this.context.charge(this.extraSlot, ns);
    return ns;
  }

  /** A slice is over: whether the packet is done. If not, its service gets in line again. */
  private finishSlice(): boolean {
    if (this.remainingNs > 0) {
      this.context.queue(this);
      return false;
    }
    if (this.options.output.room() < 1) {
      this.blocked = true;
      this.options.output.wait(this);
      return false;
    }
    const { core } = this.context;
    core.batch[0] = this.unfinished;
    core.merges[0] = 0;
    core.doneNs[0] = Number.POSITIVE_INFINITY;
    this.batchLength = 1;
    this.unfinished = -1;
    return true;
  }

  /** Merges `packet` into `aggregate` when both are segments of one connection, and gives it back to the pool. */
  private mergeInto(aggregate: number, packet: number): boolean {
    const { packets } = this.machine;
    if (
      packets.flow[aggregate] !== packets.flow[packet] ||
      packets.connection[aggregate] !== packets.connection[packet] ||
      packets.control[aggregate] !== packets.control[packet] ||
      packets.destination[aggregate] !== packets.destination[packet] ||
      packets.bytes[aggregate] + packets.bytes[packet] > MERGED_BYTES
    ) {
      return false;
    }
    if (packets.tag[aggregate] < 0 || packets.tag[packet] < 0) return false;
    packets.bytes[aggregate] += packets.bytes[packet];
    packets.frames[aggregate] += packets.frames[packet];
    packets.tag[aggregate] += packets.tag[packet];
    packets.release(packet);
    return true;
  }
}
