/** A transmit rate limit in software: a token bucket in front of an output, as the host's traffic control does for a tap device. */
import { Component } from '../kernel/event-loop.ts';
import type { Context } from './context.ts';
import type { Machine } from './machine.ts';
import type { Output } from './output.ts';
import type { Service } from './service.ts';

/** Burst that passes at once, ns of the limited rate. */
const BURST_NS = 100_000;

export class RateLimit extends Component implements Output {
  private waiting: Service | null = null;
  private nextNs = 0;

  private readonly machine: Machine;
  private readonly output: Output;
  /** Mbit/s of frame bytes. */
  private readonly rateMbps: number;

  constructor(machine: Machine, output: Output, rateMbps: number) {
    super();
    this.machine = machine;
    this.output = output;
    this.rateMbps = rateMbps;
    machine.loop.add(this);
  }

  room(): number {
    return this.nextNs > this.machine.loop.nowNs ? 0 : Math.min(1, this.output.room());
  }

  push(packet: number): void {
    this.nextNs = Math.max(this.nextNs, this.machine.loop.nowNs - BURST_NS) + (this.machine.packets.bytes[packet] * 8000) / this.rateMbps;
    this.output.push(packet);
  }

  flush(producer: Context | null): void {
    this.output.flush(producer);
  }

  wait(service: Service): void {
    if (this.nextNs <= this.machine.loop.nowNs) {
      this.output.wait(service);
      return;
    }
    this.waiting = service;
    this.machine.loop.schedule(this, this.nextNs);
  }

  override handle(): void {
    const service = this.waiting;
    this.waiting = null;
    service?.unblock();
  }
}
