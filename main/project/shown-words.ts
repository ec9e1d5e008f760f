/**
 * What a person reads of each point in a table, by language and locale: for words that are looked for. It is made when it is first asked for, and kept beside the file for as long as
 * that is open, in a temporary table of the connection.
 */
import type { DatabaseSync } from 'node:sqlite';
import type { CancelSignal } from '../../shared/contract/cancel-signal.ts';
import type { PointQuery } from '../../shared/contract/point-query.ts';
import { inLocale } from '../../shared/number-format.ts';
import type { PointSummary, RunHead } from '../../shared/result/point-summary.ts';
import { soughtRows } from '../../shared/result/shown-cells.ts';
import { pointTable } from '../../shared/result/tables.ts';
import { speaking } from '../../shared/texts/words.ts';

/** Points whose words are made at once: some milliseconds, in which nobody else is answered. */
const POINTS_AT_ONCE = 50;

/** How a table is shown: in which language it is worded, in which locale its numbers are written. */
type Manner = Pick<PointQuery, 'language' | 'locale'>;

export function mannerKey({ language, locale }: Manner): string {
  return `${language} ${locale}`;
}

export class ShownWords {
  private readonly database: DatabaseSync;
  private isReady = false;
  /** What is being made, by run and manner, and who waits for it. */
  private readonly going = new Map<string, { readonly waiting: CancelSignal[]; readonly made: Promise<void> }>();

  constructor(database: DatabaseSync) {
    this.database = database;
  }

  /** Makes what is missing of a run, with time for others between; it ends early when nobody waits for it any more, or the file is closed. */
  async prepare(runId: string, head: RunHead | null, manner: Manner, signal: CancelSignal): Promise<void> {
    const key = `${mannerKey(manner)} ${runId}`;
    const going = this.going.get(key);
    if (going) {
      going.waiting.push(signal);
      return going.made;
    }
    const waiting = [signal];
    const made = this.makeMissing(runId, head, manner, waiting).finally(() => this.going.delete(key));
    this.going.set(key, { waiting, made });
    return made;
  }

  /** Makes at once what is missing of a run. */
  complete(runId: string, head: RunHead | null, manner: Manner): void {
    const points = this.missing(runId, manner);
    for (let first = 0; first < points.length; first += POINTS_AT_ONCE)
      this.make(points.slice(first, first + POINTS_AT_ONCE), head, manner);
  }

  private async makeMissing(runId: string, head: RunHead | null, manner: Manner, waiting: readonly CancelSignal[]): Promise<void> {
    const points = this.missing(runId, manner);
    for (let first = 0; first < points.length; first += POINTS_AT_ONCE) {
      this.make(points.slice(first, first + POINTS_AT_ONCE), head, manner);
      await new Promise(setImmediate);
      if (!this.database.isOpen || waiting.every(({ aborted }) => aborted)) return;
    }
  }

  private missing(runId: string, manner: Manner): number[] {
    this.createTable();
    return this.database
      .prepare(
        `SELECT point FROM main.point_summaries AS p
         WHERE run_id = ? AND NOT EXISTS (SELECT 1 FROM temp.shown_words AS s WHERE s.point = p.point AND s.manner = ?) ORDER BY ordinal`,
      )
      .all(runId, mannerKey(manner))
      .map(({ point }) => Number(point));
  }

  /** Of those that have not been deleted meanwhile. */
  private make(points: readonly number[], head: RunHead | null, manner: Manner): void {
    const read = this.database.prepare('SELECT json FROM main.point_summaries WHERE point = ?');
    const keep = this.database.prepare('INSERT OR REPLACE INTO temp.shown_words (point, manner, words) VALUES (?, ?, ?)');
    const texts = points.flatMap((point) => {
      const row = read.get(point);
      return row === undefined ? [] : [{ point, json: String(row['json']) }];
    });
    const shown = () =>
      wordsOf(
        texts.map(({ json }) => json),
        head,
      );
    const words = speaking(manner.language, () => inLocale(manner.locale, shown));
    const key = mannerKey(manner);
    // In one transaction, which is of the temporary table only.
    this.database.exec('BEGIN');
    texts.forEach(({ point }, at) => keep.run(point, key, words[at] ?? ''));
    this.database.exec('COMMIT');
  }

  private createTable(): void {
    if (this.isReady) return;
    this.database.exec(`
      CREATE TEMP TABLE shown_words (point INTEGER NOT NULL, manner TEXT NOT NULL, words TEXT NOT NULL, PRIMARY KEY (point, manner)) WITHOUT ROWID;
      CREATE TEMP TRIGGER shown_words_changed AFTER INSERT ON main.point_summaries BEGIN DELETE FROM shown_words WHERE point = NEW.point; END;
    `);
    this.isReady = true;
  }
}

/** One by one where they are not all as they were written: in a point that was altered nothing is found. */
function wordsOf(texts: readonly string[], head: RunHead | null): readonly string[] {
  if (head === null) return texts.map(() => '');
  try {
    return soughtRows(pointTable({ ...head, points: texts.map((json) => JSON.parse(json) as PointSummary) }));
  } catch {
    return texts.length === 1 ? [''] : texts.flatMap((json) => wordsOf([json], head));
  }
}
