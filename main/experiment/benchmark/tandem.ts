/**
 * The tandem workload: six stations on the event loop alone, to compare event loops with those of other simulators. 16 sources with exponential gaps
 * share a wire; frames go through a DMA engine and a host core that works in batches of up to 64, then over a ring for each of 16 guests through the
 * guest's core and its application. Times are whole nanoseconds and gaps come from a table, so that the same workload in another language
 * (tools/peers) gives the same counts, whatever its logarithm rounds to.
 */
import { Component, EventLoop } from '../../engine/kernel/event-loop.ts';

export const TANDEM = {
  guests: 16,
  /** Mean gap of one source, ns: 16 sources make 0.8 million frames a second. */
  meanGapNs: 20_000,
  /** A 1518-byte frame at 10 Gbit/s with preamble and gap. */
  wireNs: 1230,
  dmaNs: 300,
  hostBatch: 64,
  hostBatchNs: 900,
  hostFrameNs: 550,
  guestNs: 9000,
  applicationNs: 3000,
  /** Frames that wait at the wire, the DMA engine and the host core. */
  queueFrames: 4096,
  /** Frames that wait for a guest, and for its application. */
  ringFrames: 256,
} as const;

/** Entries of the table of gaps; a power of two. */
const GAPS = 4096;

/** Exponential gaps by inversion at the middles of equal probabilities, whole ns; read in the order of a full-period congruential sequence. */
export function gapTable(): Float64Array {
  return Float64Array.from({ length: GAPS }, (_, i) => Math.round(-TANDEM.meanGapNs * Math.log((i + 0.5) / GAPS)));
}

export interface TandemResult {
  readonly events: number;
  readonly offered: number;
  readonly delivered: number;
  readonly lost: number;
  /** Sum over delivered frames, ns. */
  readonly latencySumNs: number;
}

export function runTandem(durationNs: number): TandemResult {
  const tandem = new Tandem();
  tandem.start();
  tandem.loop.run(durationNs);
  const { offered, delivered, lost, latencySumNs, loop } = tandem;
  return { events: loop.events, offered, delivered, lost, latencySumNs };
}

/** Frames by number, in columns; numbers are given back. */
class Tandem {
  readonly loop = new EventLoop();
  readonly gaps = gapTable();
  offered = 0;
  delivered = 0;
  lost = 0;
  latencySumNs = 0;
  readonly createdNs: Float64Array;
  readonly guestOf: Int32Array;
  readonly wire: Station;
  readonly dma: Station;
  readonly host: Host;
  readonly guests: Station[] = [];
  private readonly sources: Source[] = [];
  private readonly free: Int32Array;
  private freeCount: number;

  constructor() {
    const { guests, queueFrames, ringFrames } = TANDEM;
    const frames = 3 * (queueFrames + 64) + guests * 2 * (ringFrames + 1) + guests;
    this.createdNs = new Float64Array(frames);
    this.guestOf = new Int32Array(frames);
    this.free = Int32Array.from({ length: frames }, (_, i) => frames - 1 - i);
    this.freeCount = frames;
    for (let guest = 0; guest < guests; guest++) {
      const application = new Station(this, ringFrames, TANDEM.applicationNs, null);
      this.guests.push(new Station(this, ringFrames, TANDEM.guestNs, application));
      this.sources.push(new Source(this, guest));
    }
    this.host = new Host(this);
    this.dma = new Station(this, queueFrames, TANDEM.dmaNs, this.host);
    this.wire = new Station(this, queueFrames, TANDEM.wireNs, this.dma);
  }

  start(): void {
    for (const source of this.sources) source.start();
  }

  create(guest: number): number {
    const frame = this.free[--this.freeCount];
    this.createdNs[frame] = this.loop.nowNs;
    this.guestOf[frame] = guest;
    this.offered++;
    return frame;
  }

  deliver(frame: number): void {
    this.delivered++;
    this.latencySumNs += this.loop.nowNs - this.createdNs[frame];
    this.free[this.freeCount++] = frame;
  }

  lose(frame: number): void {
    this.lost++;
    this.free[this.freeCount++] = frame;
  }
}

class Source extends Component {
  private position: number;
  private readonly tandem: Tandem;
  private readonly guest: number;

  constructor(tandem: Tandem, guest: number) {
    super();
    this.tandem = tandem;
    this.guest = guest;
    this.position = (guest * 257) & (GAPS - 1);
    tandem.loop.add(this);
  }

  start(): void {
    this.tandem.loop.schedule(this, this.nextGapNs());
  }

  override handle(): void {
    const { tandem } = this;
    tandem.loop.schedule(this, tandem.loop.nowNs + this.nextGapNs());
    tandem.wire.accept(tandem.create(this.guest));
  }

  private nextGapNs(): number {
    this.position = (this.position * 5 + 1) & (GAPS - 1);
    return this.tandem.gaps[this.position];
  }
}

/** First in, first out, in a ring of fixed size. */
class Queue {
  length = 0;
  private head = 0;
  private readonly slots: Int32Array;

  constructor(capacity: number) {
    this.slots = new Int32Array(capacity);
  }

  get full(): boolean {
    return this.length === this.slots.length;
  }

  push(frame: number): void {
    let at = this.head + this.length++;
    if (at >= this.slots.length) at -= this.slots.length;
    this.slots[at] = frame;
  }

  shift(): number {
    const frame = this.slots[this.head];
    if (++this.head === this.slots.length) this.head = 0;
    this.length--;
    return frame;
  }
}

/** Serves one frame after the other, each for the same time, and hands it to the next station; without one the frame is delivered. */
class Station extends Component {
  private serving = -1;
  private readonly queue: Queue;
  private readonly tandem: Tandem;
  private readonly serviceNs: number;
  private readonly next: Station | Host | null;

  constructor(tandem: Tandem, capacity: number, serviceNs: number, next: Station | Host | null) {
    super();
    this.tandem = tandem;
    this.queue = new Queue(capacity);
    this.serviceNs = serviceNs;
    this.next = next;
    tandem.loop.add(this);
  }

  accept(frame: number): void {
    if (this.serving < 0) this.serve(frame);
    else if (this.queue.full) this.tandem.lose(frame);
    else this.queue.push(frame);
  }

  override handle(): void {
    const frame = this.serving;
    if (this.queue.length > 0) this.serve(this.queue.shift());
    else this.serving = -1;
    if (this.next === null) this.tandem.deliver(frame);
    else this.next.accept(frame);
  }

  private serve(frame: number): void {
    this.serving = frame;
    this.tandem.loop.schedule(this, this.tandem.loop.nowNs + this.serviceNs);
  }
}

/** Takes all that waits, up to a batch, works on it in one turn, and hands every frame to its guest. */
class Host extends Component {
  private batchLength = 0;
  private readonly batch = new Int32Array(TANDEM.hostBatch);
  private readonly queue = new Queue(TANDEM.queueFrames);
  private readonly tandem: Tandem;

  constructor(tandem: Tandem) {
    super();
    this.tandem = tandem;
    tandem.loop.add(this);
  }

  accept(frame: number): void {
    if (this.queue.full) this.tandem.lose(frame);
    else this.queue.push(frame);
    if (this.batchLength === 0) this.begin();
  }

  override handle(): void {
    const { tandem } = this;
    for (let i = 0; i < this.batchLength; i++) {
      const frame = this.batch[i];
      tandem.guests[tandem.guestOf[frame]].accept(frame);
    }
    this.batchLength = 0;
    if (this.queue.length > 0) this.begin();
  }

  private begin(): void {
    this.batchLength = Math.min(TANDEM.hostBatch, this.queue.length);
    for (let i = 0; i < this.batchLength; i++) this.batch[i] = this.queue.shift();
    this.tandem.loop.schedule(this, this.tandem.loop.nowNs + TANDEM.hostBatchNs + this.batchLength * TANDEM.hostFrameNs);
  }
}
