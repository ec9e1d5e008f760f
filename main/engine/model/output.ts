/** Where a service puts its packets: a ring, a switch that chooses among rings, or the end of the way. */
import type { Context } from './context.ts';
import type { Service } from './service.ts';

export interface Output {
  /** Packets that can be pushed now. A service takes no more than that from its input; infinite where a full ring drops. */
  room(): number;
  /** Hands over a packet, at the end of its last stage. */
  push(packet: number): void;
  /** End of a batch: tells the consumer, at the producer's cost. No producer: the packets come from outside the cores. */
  flush(producer: Context | null): void;
  /** The service waits until there is room again. */
  wait(service: Service): void;
}
