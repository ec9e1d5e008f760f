/**
 * The vector of a NIC whose moderation counts completions (mlx5): an interrupt for received packets comes when none has come for a time, for each of them
 * restarts the timer, or when so many wait; both follow from dynamic moderation. One for sent frames comes at an interval, or after so many. Either is good
 * for both: the driver polls all completion queues of the vector.
 */
import type { Context } from './context.ts';
import type { DynamicModeration } from './dynamic-moderation.ts';
import { InterruptVector, type InterruptTarget } from './interrupt.ts';
import type { Machine } from './machine.ts';
import type { Ring } from './ring.ts';

/** Of sent frames, from memory of Linux's mlx5 driver: MLX5E_PARAMS_DEFAULT_TX_CQ_MODERATION_USEC and _PKTS. */
const SENT_INTERVAL_NS = 16_000;
const SENT_FRAMES = 32;

export class CompletionVector extends InterruptVector {
  private lastNs = Number.NEGATIVE_INFINITY;
  /** Receive ring whose packets wait for the interrupt, how many wait, and when they cause it. */
  private waiting: Ring | null = null;
  private waitingPackets = 0;
  private receivedDueNs = Number.POSITIVE_INFINITY;
  /** The same of sent frames that no poll has seen. */
  private sentFrames = 0;
  private sentDueNs = Number.POSITIVE_INFINITY;

  private readonly machine: Machine;
  private readonly target: InterruptTarget;
  private readonly moderation: DynamicModeration;

  constructor(machine: Machine, target: InterruptTarget, moderation: DynamicModeration) {
    super();
    this.machine = machine;
    this.target = target;
    this.moderation = moderation;
    machine.loop.add(this);
  }

  received(bytes: number): void {
    this.moderation.received(bytes);
    if (this.waiting !== null) this.completion(1);
  }

  raise(_producer: Context | null, ring: Ring): void {
    this.waiting = ring;
    this.waitingPackets = 0;
    this.completion(ring.length);
  }

  sent(): void {
    if (!this.unpolled && this.waiting === null) {
      this.sentFrames = 0;
      return;
    }
    const { nowNs } = this.machine.loop;
    this.sentFrames++;
    if (this.sentFrames >= SENT_FRAMES) this.sentDueNs = nowNs;
    else if (this.sentDueNs === Number.POSITIVE_INFINITY) this.sentDueNs = Math.max(nowNs, this.lastNs + SENT_INTERVAL_NS);
    this.arm();
  }

  override handle(): void {
    const { nowNs } = this.machine.loop;
    const ring = this.waiting;
    if (this.receivedDueNs <= nowNs) this.moderation.interrupt(nowNs);
    this.lastNs = nowNs;
    this.waiting = null;
    this.receivedDueNs = Number.POSITIVE_INFINITY;
    this.sentFrames = 0;
    this.sentDueNs = Number.POSITIVE_INFINITY;
    this.target.deliver(ring);
  }

  private completion(packets: number): void {
    const { nowNs } = this.machine.loop;
    this.waitingPackets += packets;
    this.receivedDueNs = this.waitingPackets >= this.moderation.packetLimit ? nowNs : nowNs + this.moderation.timerNs;
    this.arm();
  }

  private arm(): void {
    this.machine.loop.schedule(this, Math.min(this.receivedDueNs, this.sentDueNs));
  }
}
