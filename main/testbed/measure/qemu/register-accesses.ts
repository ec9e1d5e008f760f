/**
 * What a guest asked of its adapter, counted from QEMU's trace (docs/devel/tracing.rst of QEMU, backend `log`). With hardware virtualization every access
 * to a register of an emulated device is an exit from the guest (Intel SDM volume 3, chapter 28, EPT misconfiguration), and so is every notification of a
 * virtqueue; translated guests make the same accesses, which makes their number the same where the driver does the same work.
 */
import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';

export interface AccessCounts {
  readonly registerReads: number;
  readonly registerWrites: number;
  /** The driver tells the device that buffers wait in a virtqueue. */
  readonly queueNotifications: number;
  /** That reached the interrupt controller of the virtual CPU. */
  readonly interrupts: number;
}

/** Events of QEMU that are counted. */
export const COUNTED_EVENTS = ['memory_region_ops_read', 'memory_region_ops_write', 'virtio_queue_notify', 'apic_deliver_irq'] as const;

/** @param regions words that the names of the adapter's register regions begin with. @param from byte of the file where counting begins. */
export async function countAccesses(path: string, from: number, regions: readonly string[]): Promise<AccessCounts> {
  const counts = { registerReads: 0, registerWrites: 0, queueNotifications: 0, interrupts: 0 };
  for await (const line of createInterface({ input: createReadStream(path, { start: from, encoding: 'latin1' }) })) {
    if (line.includes('virtio_queue_notify ')) counts.queueNotifications++;
    else if (line.includes('apic_deliver_irq ')) counts.interrupts++;
    else {
      const access = /memory_region_ops_(read|write) .* name '([^']*)'/.exec(line);
      const region = access?.[2] ?? '';
      if (!access || !regions.some((word) => region.startsWith(word)) || isNotification(region)) continue;
      if (access[1] === 'read') counts.registerReads++;
      else counts.registerWrites++;
    }
  }
  return counts;
}

/** Where QEMU serves a notification as a write to a register, the notification is counted, not both. */
function isNotification(region: string): boolean {
  return region.startsWith('virtio-pci-notify');
}

/** All that would leave the guest. */
export function exitsOf({ registerReads, registerWrites, queueNotifications }: Omit<AccessCounts, 'interrupts'>): number {
  return registerReads + registerWrites + queueNotifications;
}
