/**
 * Frames gathered before they are sent: after a bound on packets, or when the first of them has waited so long. Saves doorbells, costs latency.
 */
import { Component } from '../kernel/event-loop.ts';
import type { Context } from './context.ts';
import { Fifo } from '../kernel/fifo.ts';
import type { Machine } from './machine.ts';
import type { Output } from './output.ts';
import type { Service } from './service.ts';

export class HeldOutput extends Component implements Output {
  private readonly held = new Fifo<number>();
  private readonly machine: Machine;
  private readonly output: Output;
  /** Who pays for sending. */
  private readonly producer: Context;
  private readonly limit: number;
  private readonly holdNs: number;

  constructor(machine: Machine, output: Output, producer: Context, limit: number, holdNs: number) {
    super();
    this.machine = machine;
    this.output = output;
    this.producer = producer;
    this.limit = limit;
    this.holdNs = holdNs;
    machine.loop.add(this);
  }

  room(): number {
    return this.output.room() - this.held.length;
  }

  push(packet: number): void {
    this.held.push(packet);
  }

  flush(): void {
    const { loop } = this.machine;
    // What is held has its slots below already: once they are gone, nothing but sending makes room.
    if (this.held.length >= this.limit || this.room() < 1) this.send();
    else if (this.held.length > 0 && !loop.isScheduled(this)) loop.schedule(this, loop.nowNs + this.holdNs);
  }

  wait(service: Service): void {
    this.output.wait(service);
  }

  override handle(): void {
    this.send();
    this.producer.spend();
  }

  private send(): void {
    const { loop } = this.machine;
    if (loop.isScheduled(this)) loop.cancel(this);
    for (let count = this.held.length; count > 0; count--) {
      const packet = this.held.shift();
      if (packet !== undefined) this.output.push(packet);
    }
    this.output.flush(this.producer);
  }
}
