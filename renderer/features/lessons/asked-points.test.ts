import { expect, it } from 'vitest';
import { point } from '../../../shared/charts/points.fixture.ts';
import type { LabConnection } from '../../../shared/contract/endpoints.ts';
import { pointQuerySchema } from '../../../shared/contract/point-query.ts';
import { succeed } from '../../../shared/contract/reply.ts';
import { figureSchema, readFigure } from '../../../shared/lessons/figure.ts';
import { summaryOf } from '../../../shared/result/point-summary.ts';
import { newScenario } from '../../../shared/scenario/defaults.ts';
import { readAskedPoints } from './asked-points.ts';

const LOAD = 'flows.0.traffic.load';
const all = ['sriov', 'emulated'].flatMap((technique) =>
  Array.from({ length: 300 }, (_, load) => ({ ...point(technique, { load }), id: `${technique} ${load}` })),
);
const call = ((_name: string, input: never) => {
  const { query, pointIds } = input as { query?: unknown; pointIds?: readonly string[] };
  if (pointIds) return Promise.resolve(succeed({ points: all.filter(({ id }) => pointIds.includes(id)) }));
  const { settings, techniques, limit } = pointQuerySchema.parse(query);
  const found = all.filter(
    (one) => techniques?.includes(one.technique) && Object.entries(settings).every(([path, value]) => one.settings[path] === value),
  );
  return Promise.resolve(succeed({ total: found.length, points: found.slice(0, limit).map(summaryOf) }));
}) as LabConnection['call'];

const at = (technique: string, load: number) => ({ technique, at: { [LOAD]: load } });
const figures = [
  { kind: 'ratio', metric: 'cyclesPerPacket', of: at('emulated', 10), to: at('sriov', 10) },
  { kind: 'cycles-share', of: at('sriov', 10), title: 'the guest’s work', actors: ['guest'] },
].map((figure) => figureSchema.parse(figure));

it('reads the points that figures name, and tells the same of them as the whole run does', async () => {
  const reply = await readAskedPoints({ call }, 'run-1', figures, new AbortController().signal);
  if (!reply.ok) throw new Error(reply.message);
  expect(reply.value.map(({ id }) => id).toSorted()).toEqual(['emulated 10', 'sriov 10']);
  const scenario = newScenario();
  for (const figure of figures)
    expect(readFigure(figure, { points: reply.value, scenario })).toEqual(readFigure(figure, { points: all, scenario }));
});

it('reads the line along which a figure looks for the end of what is carried', async () => {
  const carried = figureSchema.parse({ kind: 'carried-up-to', of: { technique: 'sriov' }, along: LOAD });
  const reply = await readAskedPoints({ call }, 'run-1', [carried], new AbortController().signal);
  if (!reply.ok) throw new Error(reply.message);
  expect(reply.value).toHaveLength(300);
  expect(new Set(reply.value.map(({ technique }) => technique))).toEqual(new Set(['sriov']));
});
