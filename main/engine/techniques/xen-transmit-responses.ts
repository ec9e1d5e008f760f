/**
 * Netback's answers on the transmit ring: once a batch has left, the guest gets an event to free its buffers. None is sent while one is under way that
 * the guest has not taken; netfront frees buffers in its event handler only, so that polling the receive ring does not spare the event.
 */
import type { Context } from '../model/context.ts';
import type { BackendInterrupt } from '../model/interrupt.ts';
import type { Output } from '../model/output.ts';
import { RingState, type Ring } from '../model/ring.ts';
import type { Service } from '../model/service.ts';

export class TransmitResponses implements Output {
  private readonly output: Output;
  private readonly event: BackendInterrupt;
  private readonly vcpu: Context;
  /** Ring whose packets share the event channel. */
  private readonly receive: Ring;
  /** Turn of the guest before which the last event was sent, ns. */
  private sentInTurnNs = -1;

  constructor(output: Output, event: BackendInterrupt, vcpu: Context, receive: Ring) {
    this.output = output;
    this.event = event;
    this.vcpu = vcpu;
    this.receive = receive;
  }

  room(): number {
    return this.output.room();
  }

  push(packet: number): void {
    this.output.push(packet);
  }

  flush(producer: Context | null): void {
    this.output.flush(producer);
    const { vcpu } = this;
    if (this.receive.state === RingState.signalled || vcpu.takesNs === this.sentInTurnNs) return;
    this.sentInTurnNs = vcpu.takesNs;
    this.event.respond(producer);
  }

  wait(service: Service): void {
    this.output.wait(service);
  }
}
