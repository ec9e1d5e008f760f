import { describe, expect, it } from 'vitest';
import { lightLook } from '../charts/chart-look.ts';
import { point, refusedPoint, scenario } from '../charts/points.fixture.ts';
import { throughputChart } from '../charts/throughput-chart.ts';
import { isPartial, partialNotes, partialText } from './partial.ts';
import type { RunResult } from './schema.ts';
import { resultTables } from './tables.ts';

const asked = scenario();
const whole = point('sriov', { load: 20 });
const partial = point('emulated', { load: 20, replications: 2 });
const refused = refusedPoint('direct', 'No NIC.', 20);

const run = (points: RunResult['points'], complete = true): RunResult => ({
  scenario: asked,
  engineVersion: '1',
  seed: 1,
  complete,
  points,
});
const pointsTable = (result: RunResult) => {
  const [table] = resultTables(result);
  if (!table) throw new Error('There is a table of points.');
  return table;
};

describe('a partial point', () => {
  it('has fewer replications than were asked for, but some, and is not refused', () => {
    expect([whole, partial, refused, { ...whole, replications: 0 }].map((one) => isPartial(one, asked))).toEqual([
      false,
      true,
      false,
      false,
    ]);
    expect([partialText(whole, asked), partialText(partial, asked), partialText(partial, undefined)]).toEqual([
      '',
      '2 of 3 replications',
      '',
    ]);
    expect(partialNotes([whole], asked)).toEqual([]);
    expect(partialNotes([whole, partial], asked)).toEqual([
      'Partial: 1 of 2 points rest on fewer than the 3 replications asked for, as few as 2: they are less certain.',
    ]);
  });

  it('is marked in every table of a run that has one, and in no other', () => {
    for (const table of resultTables(run([whole, partial]))) {
      expect(table.columns.map(({ key }) => key)).toContain('partial');
      for (const row of table.rows) expect(row['partial']).toBe(row['technique'] === 'emulated' ? '2 of 3 replications' : undefined);
    }
    expect(pointsTable(run([whole])).columns.map(({ key }) => key)).not.toContain('partial');
    // Of a run that did not come to its end, a reader wants to know of each point that it is whole.
    expect(pointsTable(run([whole], false)).columns.map(({ key }) => key)).toContain('partial');
  });

  it.each([
    ['bars', undefined],
    ['marks of a curve', 90],
  ])('has pale %s, a note and its state in the table of the chart', (_what, further) => {
    const more = further === undefined ? [] : [point('sriov', { load: further }), point('emulated', { load: further })];
    const chart = throughputChart([whole, partial, ...more], lightLook, { scenario: asked, measure: 'frames' });
    expect(chart.notes.join(' ')).toContain('Pale marks and bars: partial');
    expect(chart.notes.join(' ')).toContain('1 of ');
    expect(JSON.stringify(chart.option).match(/"opacity":0.45/g)).toHaveLength(1);
    expect(chart.table.rows.filter((row) => row.at(-1) === 'carried, 2 of 3 replications')).toHaveLength(1);
    const settled = throughputChart([whole, ...more], lightLook, { scenario: asked, measure: 'frames' });
    expect(JSON.stringify(settled.option)).not.toContain('"opacity":0.45');
  });
});
