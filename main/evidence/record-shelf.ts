/** The records of a run's simulations by their keys, in memory: the JSON of each, compressed to a tenth. */
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import type { RunRecord } from '../engine/run-record.ts';
import type { SimulationStore } from '../experiment/executor/looking-up.ts';

export class RecordShelf implements SimulationStore {
  private readonly compressed = new Map<string, Uint8Array>();

  get size(): number {
    return this.compressed.size;
  }

  /** In order. */
  keys(): string[] {
    return [...this.compressed.keys()].sort();
  }

  has(key: string): boolean {
    return this.compressed.has(key);
  }

  find(key: string): RunRecord | null {
    const compressed = this.compressed.get(key);
    return compressed === undefined ? null : (JSON.parse(inflateRawSync(compressed).toString('utf8')) as RunRecord);
  }

  keep(key: string, record: RunRecord): void {
    this.compressed.set(key, deflateRawSync(JSON.stringify(record)));
  }
}

/** Simulations are looked for and kept where they are, and all that a run uses are put on the shelf. */
export function shelving(shelf: RecordShelf, store?: SimulationStore): SimulationStore {
  return {
    find(key) {
      const known = shelf.find(key) ?? store?.find(key) ?? null;
      if (known && !shelf.has(key)) shelf.keep(key, known);
      return known;
    },
    keep(key, record) {
      shelf.keep(key, record);
      store?.keep(key, record);
    },
  };
}
