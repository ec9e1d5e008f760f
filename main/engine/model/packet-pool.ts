/**
 * All packets in flight, as columns: a packet is an index. A packet is one frame, or several frames of a connection that travel together
 * (segmentation offload, merged receive); `frames` says how many, and accounting counts frames.
 */
import type { EventLoop } from '../kernel/event-loop.ts';
import { stages } from './stage.ts';

const STAGE_COUNT = stages.length;

export class PacketPool {
  /** Bytes of all frames, with their check sequences. */
  bytes = new Int32Array(0);
  frames = new Int32Array(0);
  /** Flow endpoint that is told when the packet arrives or is lost. */
  flow = new Int32Array(0);
  /** VM to whose account the packet goes. */
  vm = new Int32Array(0);
  /** VM the packet is on its way to, or -1: the wire. */
  destination = new Int32Array(0);
  /** Connection within the flow; selects the queue by hash and keeps merged segments apart. */
  connection = new Int32Array(0);
  /** 1: counted by no account (a pure acknowledgement). */
  control = new Uint8Array(0);
  /** A number for the flow endpoint: segments acknowledged, slot of a request. */
  tag = new Int32Array(0);
  createdNs = new Float64Array(0);
  /** Time at which the present stage began. */
  stampNs = new Float64Array(0);
  /** Time at which the component holding the packet is done with it. */
  dueNs = new Float64Array(0);
  /** Time spent in each stage: packet-major. */
  stageNs = new Float64Array(0);
  /** Packets in use. */
  live = 0;
  private free = new Int32Array(0);
  private freeCount = 0;

  private readonly loop: EventLoop;

  constructor(loop: EventLoop, capacity = 1024) {
    this.loop = loop;
    this.resize(capacity);
  }

  /** A packet that is created now. */
  allocate(bytes: number, frames: number, flow: number, vm: number, destination: number, connection: number): number {
    if (this.freeCount === 0) this.resize(2 * this.bytes.length);
    const packet = this.free[--this.freeCount];
    this.live++;
    this.bytes[packet] = bytes;
    this.frames[packet] = frames;
    this.flow[packet] = flow;
    this.vm[packet] = vm;
    this.destination[packet] = destination;
    this.connection[packet] = connection;
    this.control[packet] = 0;
    this.tag[packet] = 0;
    this.createdNs[packet] = this.loop.nowNs;
    this.stampNs[packet] = this.loop.nowNs;
    this.stageNs.fill(0, packet * STAGE_COUNT, (packet + 1) * STAGE_COUNT);
    return packet;
  }

  release(packet: number): void {
    this.free[this.freeCount++] = packet;
    this.live--;
  }

  /** The present stage ends at `nowNs`, and its time is put to `stage`. */
  endStage(packet: number, stage: number, nowNs: number): void {
    this.stageNs[packet * STAGE_COUNT + stage] += nowNs - this.stampNs[packet];
    this.stampNs[packet] = nowNs;
  }

  private resize(capacity: number): void {
    const previous = this.bytes.length;
    for (const column of ['bytes', 'frames', 'flow', 'vm', 'destination', 'connection', 'tag'] as const) {
      const larger = new Int32Array(capacity);
      larger.set(this[column]);
      this[column] = larger;
    }
    for (const column of ['createdNs', 'stampNs', 'dueNs'] as const) {
      const larger = new Float64Array(capacity);
      larger.set(this[column]);
      this[column] = larger;
    }
    const control = new Uint8Array(capacity);
    control.set(this.control);
    this.control = control;
    const stageNs = new Float64Array(capacity * STAGE_COUNT);
    stageNs.set(this.stageNs);
    this.stageNs = stageNs;
    const free = new Int32Array(capacity);
    free.set(this.free);
    this.free = free;
    for (let packet = capacity - 1; packet >= previous; packet--) this.free[this.freeCount++] = packet;
  }
}
