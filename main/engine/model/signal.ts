/** How the consumer of a ring learns of packets. One implementation for each kind of notification, in notification.ts and interrupt.ts. */
import type { Context } from './context.ts';
import type { Ring } from './ring.ts';

export interface Signal {
  /**
   * The ring had an idle consumer and has packets now. Charges the producer (null: hardware), and opens the ring to its consumer
   * once the notification has arrived.
   */
  raise(producer: Context | null, ring: Ring): void;
}
