/**
 * The least that packets cost a core, whatever the batches (`MachineSettings.leastWork`): each packet bears its part of the largest batch's own work.
 * Segments that may be merged count as if every unit were the largest one: units and pages then go by bytes. The first service of the way that merges
 * spends a merge on what is no unit, or as much as on a unit where that is less; what comes behind it is merged already.
 */
import { BatchCost } from './batch-cost.ts';
import type { Context } from './context.ts';
import type { Core } from './core.ts';
import type { Machine } from './machine.ts';
import type { CostItem } from './work-cost.ts';

const MERGED_BYTES = 65536;
const PAGE_BYTES = 4096;

export class LeastBatchCost extends BatchCost {
  private readonly machine: Machine;
  /** Whether its service merges. */
  private readonly merges: boolean;

  /** @param batch packets of the largest batch */
  constructor(machine: Machine, core: Core, items: readonly CostItem[], batch: number) {
    super(
      machine,
      core,
      items.map((item) => ({ ...item, event: (item.event ?? 0) / batch, eventNs: (item.eventNs ?? 0) / batch })),
    );
    this.machine = machine;
    this.merges = items.some(({ merge }) => merge !== undefined);
  }

  override charge(
    context: Context,
    units: number,
    merges: number,
    frames: number,
    bytes: number,
    pages: number,
    acknowledgements: number,
  ): void {
    const { machine } = this;
    if (machine.merging === 'none') {
      super.charge(context, units, merges, frames, bytes, pages, acknowledgements);
      return;
    }
    const whole = bytes / MERGED_BYTES;
    super.charge(context, whole, this.leastMerges(units + merges - whole), frames, bytes, bytes / PAGE_BYTES, 0);
  }

  /** For packets that are no units. */
  private leastMerges(packets: number): number {
    const { machine, mergeNs, unitNs } = this;
    if (!this.merges || machine.merging === 'done' || packets <= 0) return 0;
    machine.merging = 'done';
    return mergeNs > unitNs ? (packets * unitNs) / mergeNs : packets;
  }
}
