/** Queues of a NIC port, as drivers set them up. */
import { CompletionVector } from './completion-vector.ts';
import type { Context } from './context.ts';
import { DmaBuffers } from './dma-buffers.ts';
import { DynamicModeration } from './dynamic-moderation.ts';
import { InterruptModeration } from './interrupt-moderation.ts';
import { IntervalVector, type InterruptTarget, type InterruptVector } from './interrupt.ts';
import type { Machine, Port } from './machine.ts';
import type { ReceiveQueue } from './nic-receive.ts';
import { TransmitQueue } from './nic-transmit.ts';
import { Ring } from './ring.ts';
import { Stage } from './stage.ts';

/** A vector with the scenario's moderation; adaptive moderation is that of the NIC's driver. */
export function interruptVector(machine: Machine, target: InterruptTarget): InterruptVector {
  const { moderation } = machine.settings.scenario.nic;
  if (moderation.kind === 'adaptive' && machine.settings.nic.completionModeration.value > 0) {
    return new CompletionVector(machine, target, new DynamicModeration());
  }
  return new IntervalVector(
    machine,
    target,
    new InterruptModeration(moderation.kind, moderation.intervalUs * 1000),
    moderation.transmitFrames,
  );
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
  vector?.serve(ring);
  return { ring, vector, buffers: dmaBuffers(machine, translated) };
}

export interface TransmitQueueOptions {
  readonly name: string;
  /** Share of the port under the weighted arbiter. Default 1. */
  readonly weight?: number;
  /** Mbit/s of frame bytes. Default: no limit. */
  readonly rateLimitMbps?: number | undefined;
  /** Told of completions: that of the queue pair. null: the driver looks for completions by itself. */
  readonly vector: InterruptVector | null;
  /** Whether its DMA goes through the IOMMU. Default: no. */
  readonly translated?: boolean;
}

/** A transmit queue of the port for the driver that runs in `driver`. */
export function transmitQueue(machine: Machine, port: Port, driver: Context, options: TransmitQueueOptions): TransmitQueue {
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
  return new TransmitQueue(ring, port.transmit, {
    weight: options.weight ?? 1,
    rateLimitMbps: options.rateLimitMbps ?? Number.POSITIVE_INFINITY,
    vector: options.vector,
    buffers: dmaBuffers(machine, options.translated ?? false),
    doorbellNs: machine.costs['doorbell.write'],
    doorbellSlot: machine.cyclesSlot(driver.vm >= 0 ? 'guest' : 'host', 'doorbell'),
  });
}

function dmaBuffers(machine: Machine, translated: boolean): DmaBuffers {
  const count = machine.ringDescriptors;
  return new DmaBuffers({ iommu: translated ? machine.iommu : null, count, ...machine.reservePages(count) });
}
