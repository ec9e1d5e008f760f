/**
 * How long a vector waits between two interrupts. Adaptive moderation is that of Linux's ixgbe driver before 4.15 (ixgbe_update_itr,
 * ixgbe_set_itr): received and sent bytes of the last interrupt are classed each by itself, over the interval that was in force; the slower
 * class sets the target, and the interval approaches it by a tenth of the way in the frequency domain.
 */
export type ModerationKind = 'off' | 'fixed' | 'adaptive';

/** Interval of a class, ns: 100,000, 20,000 and 12,000 interrupts/s. */
const CLASS_INTERVALS_NS = [10_000, 50_000, 84_000] as const;
const LOWEST_LATENCY = 0;
const LOW_LATENCY = 1;
const BULK = 2;
/** Bytes for each microsecond of the interval above which traffic leaves the lowest and the low class. */
const LOWEST_BYTES_PER_US = 10;
const LOW_BYTES_PER_US = 20;

export class InterruptModeration {
  /** Shortest time from one interrupt to the next, ns. */
  intervalNs = 0;
  private receivedBytes = 0;
  private sentBytes = 0;
  private receiveClass = LOWEST_LATENCY;
  private transmitClass = LOWEST_LATENCY;

  private readonly kind: ModerationKind;

  /** @param fixedNs interval of `fixed`, ns */
  constructor(kind: ModerationKind, fixedNs: number) {
    this.kind = kind;
    this.intervalNs = kind === 'off' ? 0 : kind === 'fixed' ? fixedNs : CLASS_INTERVALS_NS[LOW_LATENCY];
  }

  received(bytes: number): void {
    this.receivedBytes += bytes;
  }

  sent(bytes: number): void {
    this.sentBytes += bytes;
  }

  /** An interrupt fires: classes what came since the last one. */
  interrupt(): void {
    if (this.kind !== 'adaptive') return;
    this.receiveClass = this.classOf(this.receiveClass, this.receivedBytes);
    this.transmitClass = this.classOf(this.transmitClass, this.sentBytes);
    this.receivedBytes = 0;
    this.sentBytes = 0;
    const target = CLASS_INTERVALS_NS[Math.max(this.receiveClass, this.transmitClass)];
    if (target !== this.intervalNs) this.intervalNs = (10 * target * this.intervalNs) / (9 * target + this.intervalNs);
  }

  private classOf(before: number, bytes: number): number {
    if (bytes === 0) return before;
    const bytesPerUs = (bytes * 1000) / this.intervalNs;
    switch (before) {
      case LOWEST_LATENCY:
        return bytesPerUs > LOWEST_BYTES_PER_US ? LOW_LATENCY : LOWEST_LATENCY;
      case LOW_LATENCY:
        if (bytesPerUs > LOW_BYTES_PER_US) return BULK;
        return bytesPerUs <= LOWEST_BYTES_PER_US ? LOWEST_LATENCY : LOW_LATENCY;
      default:
        return bytesPerUs <= LOW_BYTES_PER_US ? LOW_LATENCY : BULK;
    }
  }
}
