/** A software switch's forwarding decision, and the hash that spreads connections over queues. Costs of switching stand with the service that does it. */
import type { Context } from './context.ts';
import type { Output } from './output.ts';
import type { PacketPool } from './packet-pool.ts';
import type { Service } from './service.ts';

/** Spreads connections over queues like a receive hash (multiplicative hashing, Knuth TAOCP 3, 6.4). */
export function queueOfConnection(connection: number, queues: number): number {
  return queues === 1 ? 0 : (Math.imul(connection + 1, 0x9e3779b1) >>> 8) % queues;
}

/** Several outputs behind one, chosen for each packet. */
abstract class ForkOutput implements Output {
  /** Outputs that have got packets since the last flush. */
  private readonly touched: Output[] = [];
  private touchedCount = 0;

  protected abstract choose(packet: number): Output;
  abstract room(): number;
  abstract wait(service: Service): void;

  push(packet: number): void {
    const output = this.choose(packet);
    this.touch(output);
    output.push(packet);
  }

  flush(producer: Context | null): void {
    for (let i = 0; i < this.touchedCount; i++) this.touched[i].flush(producer);
    this.touchedCount = 0;
  }

  private touch(output: Output): void {
    for (let i = 0; i < this.touchedCount; i++) if (this.touched[i] === output) return;
    this.touched[this.touchedCount++] = output;
  }
}

/** By destination: the VM's queue, or the wire of the sending VM's port. Back pressure comes from the wire only. */
export class SwitchOutput extends ForkOutput {
  private readonly packets: PacketPool;
  private readonly toVm: readonly Output[];
  private readonly toWire: Output;

  constructor(packets: PacketPool, toVm: readonly Output[], toWire: Output) {
    super();
    this.packets = packets;
    this.toVm = toVm;
    this.toWire = toWire;
  }

  protected override choose(packet: number): Output {
    const destination = this.packets.destination[packet];
    return destination >= 0 ? this.toVm[destination] : this.toWire;
  }

  override room(): number {
    return this.toWire.room();
  }

  override wait(service: Service): void {
    this.toWire.wait(service);
  }
}

/** By connection: the queue pairs of a VM. */
export class HashOutput extends ForkOutput {
  private readonly packets: PacketPool;
  private readonly queues: readonly Output[];

  constructor(packets: PacketPool, queues: readonly Output[]) {
    super();
    this.packets = packets;
    this.queues = queues;
  }

  protected override choose(packet: number): Output {
    return this.queues[queueOfConnection(this.packets.connection[packet], this.queues.length)];
  }

  override room(): number {
    return this.queues.reduce((least, queue) => Math.min(least, queue.room()), Number.POSITIVE_INFINITY);
  }

  override wait(service: Service): void {
    this.queues.reduce((least, queue) => (queue.room() < least.room() ? queue : least)).wait(service);
  }
}
