/**
 * A machine that can be watched: the plain loop, pool and ledger with a look after each event, at each stage and at each end of a packet. They handle the
 * same events in the same order. A process that has made one runs plain machines more slowly from then on: trace in one of its own.
 */
import { EventLoop } from '../kernel/event-loop.ts';
import { Ledger } from '../model/ledger.ts';
import type { WatchingParts } from '../model/machine.ts';
import { PacketPool } from '../model/packet-pool.ts';

/** A packet by its source (number of the endpoint) and which of the source's packets it is, from 0. */
export interface PacketIdentity {
  readonly source: number;
  readonly number: number;
}

export interface PacketWatcher {
  created?(packet: number, identity: PacketIdentity): void;
  /** Before the stage is ended. */
  staged?(packet: number, stage: number, fromNs: number, toNs: number): void;
  delivered?(packet: number): void;
  lost?(packet: number, dropSlot: number): void;
  /** The pool has it back. */
  released?(packet: number): void;
  /** An event has been handled. */
  looked?(): void;
}

export function watchingParts(watcher: PacketWatcher): WatchingParts {
  const loop = new WatchedLoop(watcher);
  const packets = new WatchedPackets(loop, watcher);
  return { loop, packets, ledger: (vmCount) => new WatchedLedger(packets, vmCount, watcher) };
}

class WatchedLoop extends EventLoop {
  private readonly watcher: PacketWatcher;

  constructor(watcher: PacketWatcher) {
    super();
    this.watcher = watcher;
  }

  override run(untilNs: number): void {
    if (!this.sealed) this.seal();
    this.untilNs = untilNs;
    while (this.step()) this.watcher.looked?.();
    this.nowNs = untilNs;
  }
}

class WatchedPackets extends PacketPool {
  private readonly made = new Map<number, number>();
  private readonly watcher: PacketWatcher;

  constructor(loop: EventLoop, watcher: PacketWatcher) {
    super(loop);
    this.watcher = watcher;
  }

  override allocate(bytes: number, frames: number, flow: number, vm: number, destination: number, connection: number): number {
    const packet = super.allocate(bytes, frames, flow, vm, destination, connection);
    const number = this.made.get(flow) ?? 0;
    this.made.set(flow, number + 1);
    this.watcher.created?.(packet, { source: flow, number });
    return packet;
  }

  override endStage(packet: number, stage: number, nowNs: number): void {
    this.watcher.staged?.(packet, stage, this.stampNs[packet], nowNs);
    super.endStage(packet, stage, nowNs);
  }

  override release(packet: number): void {
    super.release(packet);
    this.watcher.released?.(packet);
  }
}

class WatchedLedger extends Ledger {
  private readonly watcher: PacketWatcher;

  constructor(packets: PacketPool, vmCount: number, watcher: PacketWatcher) {
    super(packets, vmCount);
    this.watcher = watcher;
  }

  override recordLatency(packet: number): void {
    super.recordLatency(packet);
    if (!this.packets.control[packet]) this.watcher.delivered?.(packet);
  }

  override lose(packet: number, dropSlot: number): void {
    super.lose(packet, dropSlot);
    this.watcher.lost?.(packet, dropSlot);
  }
}
