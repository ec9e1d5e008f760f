/** Queues of a NIC port, as drivers set them up. */
import type { Context } from './context.ts';
import { InterruptVector, type InterruptTarget } from './interrupt.ts';
import type { Machine, Port } from './machine.ts';
import { BUFFER_BYTES, type ReceiveQueue } from './nic-receive.ts';
import { TransmitQueue } from './nic-transmit.ts';
import { Ring } from './ring.ts';
import { Stage } from './stage.ts';

/** A vector with the scenario's moderation. */
export function interruptVector(machine: Machine, target: InterruptTarget): InterruptVector {
  const { moderation } = machine.settings.scenario.nic;
  return new InterruptVector(machine, target, moderation.kind, moderation.intervalUs * 1000);
}

/** A receive queue; without a vector the driver polls it. `translated`: its DMA goes through the IOMMU. */
export function receiveQueue(machine: Machine, name: string, vector: InterruptVector | null, translated: boolean): ReceiveQueue {
  const ring = new Ring(
    {
      name,
      capacity: machine.ringDescriptors,
      waitStage: Stage.nicRing,
      dropSlot: machine.ledger.slot('drop', 'NIC ring without descriptor'),
      signal: vector,
      whenFull: 'drop',
    },
    machine.flows,
  );
  const pages = machine.reservePages(machine.ringDescriptors, BUFFER_BYTES);
  return { ring, vector, iommu: translated ? machine.iommu : null, ...pages, nextBuffer: 0 };
}

/** A transmit queue of the port for the driver that runs in `driver`. */
export function transmitQueue(
  machine: Machine,
  port: Port,
  driver: Context,
  options: {
    readonly name: string;
    readonly weight?: number;
    readonly rateLimitMbps?: number | undefined;
    readonly vector?: InterruptVector | null;
  },
): TransmitQueue {
  const ring = new Ring(
    {
      name: options.name,
      capacity: machine.ringDescriptors,
      waitStage: Stage.transmitRing,
      dropSlot: machine.ledger.slot('drop', 'NIC transmit ring'),
      signal: null,
      whenFull: 'wait',
    },
    machine.flows,
  );
  return new TransmitQueue(
    ring,
    port.transmit,
    options.weight ?? 1,
    options.rateLimitMbps ?? Number.POSITIVE_INFINITY,
    options.vector ?? null,
    driver.core.memoryNs(machine.costs['doorbell.write']),
    machine.cyclesSlot(driver.vm >= 0 ? 'guest' : 'host', 'doorbell'),
  );
}
