/**
 * A descriptor ring, queue or socket buffer between a producer and a consumer: finite, first in first out, with notification suppression.
 *
 * The consumer of a ring is idle, signalled or polling. While it polls, new packets cost no notification; when it finds the ring empty it goes idle,
 * and the next packet costs one (NAPI, virtqueue event index, netfront's rsp_event). A polled ring is always open.
 */
import type { Chained } from '../kernel/chain.ts';
import { Fifo } from '../kernel/fifo.ts';
import type { Context } from './context.ts';
import type { FlowTable } from './flow-table.ts';
import type { Output } from './output.ts';
import type { Service } from './service.ts';
import type { Signal } from './signal.ts';

export const RingState = { idle: 0, signalled: 1, polling: 2 } as const;

export interface RingOptions {
  readonly name: string;
  readonly capacity: number;
  /** Stage to which waiting in the ring counts. */
  readonly waitStage: number;
  /** Slot of the drops of a full ring. */
  readonly dropSlot: number;
  /** null: the consumer polls. */
  readonly signal: Signal | null;
  /** Whether a producer waits for room (back pressure) or pushes into a full ring and loses. */
  readonly whenFull: 'drop' | 'wait';
}

/** A power of two. */
const FIRST_SLOTS = 16;

export class Ring implements Output, Chained<Ring> {
  readonly name: string;
  readonly capacity: number;
  readonly waitStage: number;
  readonly dropSlot: number;
  length = 0;
  /** Slots promised to packets whose DMA is under way. */
  reserved = 0;
  state: number;
  /** When the signal under way reaches the consumer, ns. */
  openAtNs = 0;
  /** The next ring whose signal is under way to the same consumer. */
  next: Ring | null = null;
  consumer: Service | null = null;
  private signal: Signal | null;
  private backPressure: boolean;
  /** Packets from `head` on, in a ring that grows with what it has had to hold: short queues stay in the processor's cache. */
  private slots = new Int32Array(FIRST_SLOTS);
  private head = 0;
  /** Producers that wait for room. Most rings never have one. */
  private waiting: Fifo<Service> | null = null;

  private readonly flows: FlowTable;

  constructor(options: RingOptions, flows: FlowTable) {
    this.flows = flows;
    this.name = options.name;
    this.capacity = Math.max(1, Math.floor(options.capacity));
    this.waitStage = options.waitStage;
    this.dropSlot = options.dropSlot;
    this.signal = options.signal;
    this.backPressure = options.whenFull === 'wait';
    this.state = options.signal ? RingState.idle : RingState.polling;
    flows.ledger.queues.push(this);
  }

  /** For a consumer that is made after its ring: from now on it is told by `signal`. */
  setSignal(signal: Signal): void {
    this.signal = signal;
    this.state = RingState.idle;
  }

  /** The same ring for a producer that does not wait: it loses what finds no slot. */
  dropping(): this {
    this.backPressure = false;
    return this;
  }

  room(): number {
    return this.backPressure ? this.capacity - this.length - this.reserved : Number.POSITIVE_INFINITY;
  }

  /** Whether a further packet finds a slot. */
  get full(): boolean {
    return this.length + this.reserved >= this.capacity;
  }

  push(packet: number): void {
    if (this.full) {
      this.flows.lose(packet, this.dropSlot);
      return;
    }
    if (this.length === this.slots.length) this.grow();
    this.slots[(this.head + this.length) & (this.slots.length - 1)] = packet;
    this.length++;
  }

  flush(producer: Context | null): void {
    if (this.length === 0) return;
    if (this.state === RingState.polling) {
      this.consumer?.offerWork();
    } else if (this.state === RingState.idle && this.signal) {
      this.state = RingState.signalled;
      this.signal.raise(producer, this);
    }
  }

  /** The first packet, which stays. Only when there is one. */
  peek(): number {
    return this.slots[this.head];
  }

  /** Packets ahead of it, or -1: it is not here. For traces. */
  positionOf(packet: number): number {
    for (let at = 0; at < this.length; at++) if (this.slots[(this.head + at) & (this.slots.length - 1)] === packet) return at;
    return -1;
  }

  /** Takes out the first packet. Only when there is one. */
  shift(): number {
    const packet = this.slots[this.head];
    this.head = (this.head + 1) & (this.slots.length - 1);
    this.length--;
    return packet;
  }

  /** The notification has arrived: the consumer polls from now on. */
  open(): void {
    this.state = RingState.polling;
    this.consumer?.offerWork();
  }

  /** The consumer found the ring empty: it wants to be told of the next packet. */
  rearm(): void {
    if (this.signal) this.state = RingState.idle;
  }

  wait(service: Service): void {
    this.waiting ??= new Fifo();
    this.waiting.push(service);
  }

  /** Slots have become free: lets the waiting producers go on. */
  releaseWaiting(): void {
    const { waiting } = this;
    if (waiting === null) return;
    // Those that wait again while they are let go are not served twice.
    for (let count = waiting.length; count > 0; count--) waiting.shift()?.unblock();
  }

  private grow(): void {
    const larger = new Int32Array(2 * this.slots.length);
    for (let i = 0; i < this.length; i++) larger[i] = this.slots[(this.head + i) & (this.slots.length - 1)];
    this.slots = larger;
    this.head = 0;
  }
}
