import { describe, expect, it } from 'vitest';
import { point } from '../../../shared/charts/points.fixture.ts';
import type { LabConnection } from '../../../shared/contract/endpoints.ts';
import { MOST_POINTS_OF_PAGE, MOST_WHOLE_POINTS, pointQuerySchema } from '../../../shared/contract/point-query.ts';
import { refuse, succeed } from '../../../shared/contract/reply.ts';
import { placesOf, summaryOf } from '../../../shared/result/point-summary.ts';
import { scenarioSchema } from '../../../shared/scenario/schema.ts';
import { readPointsAround } from './points-around.ts';
import { pointsAt, settingAxes } from './setting-choice.ts';

const [LOAD, SIZE, MODE] = ['flows.0.traffic.load', 'flows.0.traffic.size.frameBytes', 'nic.moderation.kind'] as const;
const scenario = scenarioSchema.parse({
  vms: [{ name: 'vm' }],
  flows: [{ name: 'load', vms: 'vm', traffic: { kind: 'poisson', load: 20 } }],
  techniques: [{ name: 'vhost-net' }, { name: 'sriov' }],
});

/** Two techniques at 600 loads, two sizes and two words. */
const points = ['vhost-net', 'sriov'].flatMap((technique) =>
  Array.from({ length: 600 }, (_, load) => load).flatMap((load) =>
    [64, 1518].flatMap((size) =>
      ['off', 'adaptive'].map((mode) => ({
        ...point(technique),
        id: [technique, load, size, mode].join(' '),
        settings: { [LOAD]: load, [SIZE]: size, [MODE]: mode },
      })),
    ),
  ),
);
const axes = settingAxes(placesOf(points), scenario);
const chosen = { [LOAD]: 300, [SIZE]: 64, [MODE]: 'off' };

/** Answers as the lab does, and counts. */
function lab() {
  const asked: string[] = [];
  const call = ((name: string, input: never) => {
    asked.push(name);
    const { query, pointIds } = input as { query?: unknown; pointIds?: readonly string[] };
    if (pointIds) {
      expect(pointIds.length).toBeLessThanOrEqual(MOST_WHOLE_POINTS);
      return Promise.resolve(succeed({ points: points.filter(({ id }) => pointIds.includes(id)) }));
    }
    const { settings, offset, limit } = pointQuerySchema.parse(query);
    const found = pointsAt(points, settings);
    return Promise.resolve(succeed({ total: found.length, points: found.slice(offset, offset + limit).map(summaryOf) }));
  }) as LabConnection['call'];
  return { asked, call };
}

const reading = { signal: new AbortController().signal, onProgress: () => undefined };

describe('the points around a setting', () => {
  it('are whole at the setting, and summaries along each numeric axis through it', async () => {
    const reply = await readPointsAround(lab(), 'run-1', axes, chosen, reading);
    if (!reply.ok) throw new Error(reply.message);
    const { here, around } = reply.value;
    expect(here.map(({ id }) => id)).toEqual(['vhost-net 300 64 off', 'sriov 300 64 off']);
    expect(here[0]).toHaveProperty('latencyCdf');
    const expected = points.filter(({ settings }) => settings[MODE] === 'off' && (settings[LOAD] === 300 || settings[SIZE] === 64));
    expect(new Set(around.map(({ id }) => id))).toEqual(new Set(expected.map(({ id }) => id)));
    expect(around).toHaveLength(expected.length);
  });

  it('come in pages, and tell how far they are', async () => {
    const told: string[] = [];
    const { asked, call } = lab();
    const onProgress = ({ read, total }: { read: number; total: number }): number => told.push(`${read} of ${total}`);
    await readPointsAround({ call }, 'run-1', axes, chosen, { ...reading, onProgress: (reached) => void onProgress(reached) });
    expect(told).toContain(`${MOST_POINTS_OF_PAGE} of 1200`);
    expect(told).toContain('1200 of 1200');
    expect(asked.filter((name) => name === 'run.points')).toHaveLength(5);
  });

  it('are refused with the reason of the lab', async () => {
    const call = (() => Promise.resolve(refuse('not-found', 'There is no such run.'))) as LabConnection['call'];
    expect(await readPointsAround({ call }, 'run-1', axes, chosen, reading)).toMatchObject({ ok: false, message: 'There is no such run.' });
  });
});
