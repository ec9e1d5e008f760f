/** Records of simulations in the project file: the JSON of each, compressed, under the key of its content. */
import type { DatabaseSync } from 'node:sqlite';
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import type { RunRecord } from '../engine/run-record.ts';
import { simulationDigest, soundSimulation } from './rows.ts';

export interface KeptSimulation {
  /** Identity of the simulation by its content: equal keys have equal records. */
  readonly key: string;
  readonly record: RunRecord;
}

/** Compressed records that a project holds at most, bytes: some hundred thousand of a small host. The oldest make room. */
export const MOST_KEPT_BYTES = 2 ** 30;

/** Reads and writes inside the transactions of the project. */
export class KeptSimulations {
  private readonly database: DatabaseSync;
  private readonly mostBytes: number;
  /** Compressed bytes of all records; null while they have not been counted. */
  private bytes: number | null = null;

  constructor(database: DatabaseSync, mostBytes = MOST_KEPT_BYTES) {
    this.database = database;
    this.mostBytes = mostBytes;
  }

  /** The record, or null when it is not there or was altered: it is then simulated again. */
  find(key: string): RunRecord | null {
    return recordOf(this.database.prepare('SELECT key, record, digest FROM simulations WHERE key = ?').get(key))?.record ?? null;
  }

  /** Those that a run has asked for last; without those that were altered. */
  *of(runId: string): Generator<KeptSimulation> {
    for (const row of this.database
      .prepare('SELECT key, record, digest FROM simulations WHERE run_id = ? ORDER BY number')
      .iterate(runId)) {
      const simulation = recordOf(row);
      if (simulation) yield simulation;
    }
  }

  /** Keeps records for a run; one that is there already is replaced. */
  put(runId: string, simulations: readonly KeptSimulation[]): void {
    const put = this.database.prepare(
      `INSERT INTO simulations (key, run_id, record, digest) VALUES (?, ?, ?, ?)
       ON CONFLICT (key) DO UPDATE SET run_id = excluded.run_id, record = excluded.record, digest = excluded.digest`,
    );
    const before = this.countBytes();
    let added = 0;
    for (const { key, record } of simulations) {
      const compressed = deflateRawSync(JSON.stringify(record));
      put.run(key, runId, compressed, simulationDigest({ key, record: compressed }));
      added += compressed.length;
    }
    this.bytes = before + added;
    if (this.bytes > this.mostBytes) this.makeRoom();
  }

  /** A further run has used these records: they stay for as long as it does. */
  claim(runId: string, keys: readonly string[]): void {
    const claim = this.database.prepare('UPDATE simulations SET run_id = ? WHERE key = ?');
    for (const key of keys) claim.run(runId, key);
  }

  /** After records went with their run, or a transaction was undone. */
  countAgain(): void {
    this.bytes = null;
  }

  private countBytes(): number {
    this.bytes ??= Number(this.database.prepare('SELECT coalesce(sum(length(record)), 0) AS bytes FROM simulations').get()?.['bytes']);
    return this.bytes;
  }

  /** Removes the oldest records until a tenth of the room is free, so that it need not be made for each record. */
  private makeRoom(): void {
    this.bytes = null;
    let excess = this.countBytes() - 0.9 * this.mostBytes;
    let last = 0;
    for (const { number, bytes } of this.database
      .prepare('SELECT number, length(record) AS bytes FROM simulations ORDER BY number')
      .iterate()) {
      if (excess <= 0) break;
      excess -= Number(bytes);
      last = Number(number);
    }
    this.database.prepare('DELETE FROM simulations WHERE number <= ?').run(last);
    this.bytes = null;
  }
}

function recordOf(row: unknown): KeptSimulation | null {
  const sound = soundSimulation(row);
  return sound && { key: sound.key, record: JSON.parse(inflateRawSync(sound.record).toString('utf8')) as RunRecord };
}
