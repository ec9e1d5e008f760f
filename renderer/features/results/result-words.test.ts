import { describe, expect, it } from 'vitest';
import { point, refusedPoint, scenario } from '../../../shared/charts/points.fixture.ts';
import { resultTables } from '../../../shared/result/tables.ts';
import { accountOf } from './accounting.ts';
import { eventTables } from './events.ts';
import { gatherRemarks } from './remarks.ts';
import { placesOf } from '../../../shared/result/point-summary.ts';
import { chosenText, firstChoice, pointsAt, settingAxes } from './setting-choice.ts';
import { dataColumns } from './table-columns.ts';

describe('the setting on show', () => {
  const points = [point('sriov', { load: 50 }), point('sriov', { load: 20 }), refusedPoint('direct', 'No NIC.', 95)];

  it('offers each value once, ascending', () => {
    expect(settingAxes(points, scenario())).toMatchObject([
      { title: 'Offered load, % of line rate', options: [{ value: '20' }, { value: '50' }, { value: '95' }] },
    ]);
  });

  it('begins at the hardest that has figures', () => {
    const chosen = firstChoice(settingAxes(points, scenario()), placesOf(points));
    expect(chosenText(chosen, scenario())).toBe('50 % of line rate');
    expect(pointsAt(points, chosen)).toEqual([points[0]]);
  });
});

describe('accounting', () => {
  it('closes when every frame is accounted for', () => {
    expect(accountOf(point('sriov'))).toEqual({ equation: '100 offered = 90 delivered + 5 lost + 5 in flight', closes: true });
  });

  it('shows a frame that is missing', () => {
    const accounting = { inFlightStart: 2, offered: 100, delivered: 90, lost: 5, inFlightEnd: 5 };
    expect(accountOf(point('sriov', { accounting }))).toMatchObject({
      equation: expect.stringMatching(/^2 in flight before/),
      closes: false,
    });
  });
});

it('gathers remarks that differ in their numbers', () => {
  const remarks = ['p99.9 rests on 9100 samples: too few.', 'Costs are assumptions.', 'p99.9 rests on 400 samples: too few.'];
  expect(gatherRemarks(remarks)).toEqual([
    { text: 'p99.9 rests on 400 to 9,100 samples: too few.', members: [0, 2] },
    { text: 'Costs are assumptions.', members: [1] },
  ]);
});

it('shows events that happen, technique by technique', () => {
  const [exits, interrupts, ...none] = eventTables([
    point('sriov', { exits: [{ reason: 'halt', perSecond: 0 }] }),
    point('virtio', {
      exits: [
        { reason: 'halt', perSecond: 2000 },
        { reason: 'kick', perSecond: 0 },
      ],
    }),
  ]);
  expect(exits).toEqual({ title: 'VM exits by reason', columns: ['sriov', 'virtio'], rows: [{ name: 'halt', cells: ['–', '2 k/s'] }] });
  expect(interrupts?.rows).toHaveLength(1);
  expect(none).toEqual([]);
});

it('formats the columns of a table by their units, and drops a name that repeats its label', () => {
  const result = { scenario: scenario(), engineVersion: '1', seed: 1, complete: true, points: [point('sriov', { load: 20 })] };
  const [table] = resultTables(result);
  const columns = table ? dataColumns(table) : [];
  expect(columns.map(({ key }) => key)).not.toContain('techniqueName');
  expect(columns.find(({ key }) => key === 'deliveredPps')?.format?.(800_000)).toBe('800 kpps');
  expect(columns.find(({ key }) => key === 'setting:flows.0.traffic.load')?.title).toBe('Offered load, % of line rate');
});

describe('a setting of words', () => {
  const kinds = ['off', 'adaptive'] as const;
  const swept = kinds.flatMap((kind) =>
    (kind === 'off' ? [20, 50] : [20]).map((load) => ({
      ...point('sriov', { load }),
      settings: { 'nic.moderation.kind': kind, 'flows.0.traffic.load': load },
    })),
  );

  it('is offered in the order of the points, and chosen so that there are points', () => {
    const axes = settingAxes(swept, scenario());
    expect(axes[0]).toMatchObject({ title: 'Moderation', options: kinds.map((kind) => ({ value: kind, label: kind, setting: kind })) });
    const chosen = firstChoice(axes, placesOf(swept));
    expect(chosen).toEqual({ 'nic.moderation.kind': 'off', 'flows.0.traffic.load': 50 });
    expect(chosenText(chosen, scenario())).toBe('Moderation off, 50 % of line rate');
    // A constraint left 50 % out with adaptive moderation: the choice is then of what there is.
    const adaptive = swept.filter(({ settings }) => settings['nic.moderation.kind'] === 'adaptive');
    expect(pointsAt(adaptive, firstChoice(axes, placesOf(adaptive)))).toHaveLength(1);
  });
});
