/**
 * What a batch of packets costs a core: event + units x perUnit + merges x perMerge + frames x perFrame + pages x perPage + bytes x perByte for each
 * (actor, activity), and what is counted besides (exits, copies). A unit is a packet as the stack sees it (merged or not yet segmented); a merge is
 * a packet that became part of the unit before it; a frame is what stands on the wire; a page is what is granted. A pure acknowledgement counts as a
 * part of a unit and of a frame (`tcp.acknowledgement`).
 */
export interface CostItem {
  /** Who works: `host`, `hypervisor`, `guest`, `device model`, `switch`. */
  readonly actor: string;
  /** On what: `driver`, `bridge`, `copy`, `vm exit`. */
  readonly activity: string;
  /** Cycles for each batch. */
  readonly event?: number;
  /** Cycles for each unit. */
  readonly unit?: number;
  /** Cycles for each packet that is merged into the unit before it (GRO). */
  readonly merge?: number;
  /** Cycles for each frame. */
  readonly frame?: number;
  /** Cycles for each page of 4 KiB that a unit fills. */
  readonly page?: number;
  /** Cycles for each byte. */
  readonly byte?: number;
  /** ns of memory or bus time for each batch, unit and byte; independent of the clock. */
  readonly eventNs?: number;
  readonly unitNs?: number;
  readonly byteNs?: number;
  /** VM exits for each frame and for each unit, by reason. */
  readonly exitsPerFrame?: number;
  readonly exitsPerUnit?: number;
  readonly exitReason?: string;
  /** Name of the place when the item is a copy: counted once for each unit. */
  readonly copyPlace?: string;
}

/** What a stack that merges received segments (GRO) spends on each that it merges. */
export function segmentMerge(actor: string, cycles: number): CostItem {
  return { actor, activity: 'segment merge', merge: cycles };
}
