/** What a batch costs on a core: cost items made into time and accounts. Services whose work costs the same share one (see `Machine.shared`). */
import type { Context } from './context.ts';
import type { Core } from './core.ts';
import { VmCount, type Ledger } from './ledger.ts';
import type { Machine } from './machine.ts';
import type { CostItem } from './work-cost.ts';

export interface Charge {
  readonly slot: number;
  readonly eventNs: number;
  readonly unitNs: number;
  readonly mergeNs: number;
  readonly frameNs: number;
  readonly pageNs: number;
  readonly byteNs: number;
}

export class BatchCost {
  /** Of all items together, ns: for the batch, and for each of its units, merges, frames, pages and bytes. */
  eventNs = 0;
  unitNs = 0;
  mergeNs = 0;
  frameNs = 0;
  pageNs = 0;
  byteNs = 0;
  /** Share of a unit's and a frame's work that a pure acknowledgement saves. */
  readonly acknowledgementSaves: number;
  protected readonly charges: Charge[] = [];
  private readonly exits: { readonly slot: number; readonly perFrame: number; readonly perUnit: number }[] = [];
  private readonly copies: number[] = [];

  protected readonly ledger: Ledger;

  constructor(machine: Machine, core: Core, items: readonly CostItem[]) {
    const { ledger } = machine;
    this.ledger = ledger;
    this.acknowledgementSaves = 1 - machine.costs['tcp.acknowledgement'];
    for (const item of items) {
      const charge: Charge = {
        slot: machine.cyclesSlot(item.actor, item.activity),
        eventNs: core.ns(item.event ?? 0) + core.memoryNs(item.eventNs ?? 0),
        unitNs: core.ns(item.unit ?? 0) + core.memoryNs(item.unitNs ?? 0),
        mergeNs: core.ns(item.merge ?? 0),
        frameNs: core.ns(item.frame ?? 0),
        pageNs: core.ns(item.page ?? 0),
        byteNs: core.ns(item.byte ?? 0) + core.memoryNs(item.byteNs ?? 0),
      };
      this.charges.push(charge);
      this.eventNs += charge.eventNs;
      this.unitNs += charge.unitNs;
      this.mergeNs += charge.mergeNs;
      this.frameNs += charge.frameNs;
      this.pageNs += charge.pageNs;
      this.byteNs += charge.byteNs;
      if (item.exitsPerFrame || item.exitsPerUnit)
        this.exits.push({
          slot: ledger.slot('exit', item.exitReason ?? item.activity),
          perFrame: item.exitsPerFrame ?? 0,
          perUnit: item.exitsPerUnit ?? 0,
        });
      if (item.copyPlace) this.copies.push(ledger.slot('copy', item.copyPlace));
    }
  }

  /** Work on one packet, of which so many merges are a part, without what its batch costs, ns by account. For traces. */
  ofPacket(merges: number, frames: number, bytes: number, pages: number): readonly { readonly slot: number; readonly ns: number }[] {
    return this.charges.map(({ slot, unitNs, mergeNs, frameNs, pageNs, byteNs }) => ({
      slot,
      ns: unitNs + merges * mergeNs + frames * frameNs + pages * pageNs + bytes * byteNs,
    }));
  }

  /**
   * Puts the work of a batch to the accounts of the context, and counts its exits and copies.
   *
   * @param merges packets that were merged into units
   * @param acknowledgements how many of the units are pure acknowledgements, of one frame each
   */
  charge(context: Context, units: number, merges: number, frames: number, bytes: number, pages: number, acknowledgements: number): void {
    const { ledger } = this;
    const saved = acknowledgements * this.acknowledgementSaves;
    for (const { slot, eventNs, unitNs, mergeNs, frameNs, pageNs, byteNs } of this.charges) {
      const ownNs = eventNs + (units - saved) * unitNs + merges * mergeNs;
      context.charge(slot, ownNs + (frames - saved) * frameNs + pages * pageNs + bytes * byteNs);
    }
    for (const { slot, perFrame, perUnit } of this.exits) {
      const exits = frames * perFrame + units * perUnit;
      ledger.add(slot, exits);
      if (context.vm >= 0) ledger.addToVm(context.vm, VmCount.exits, exits);
    }
    for (const slot of this.copies) ledger.add(slot, units);
  }
}
