import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { pointSchema, type PointResult } from '../../shared/result/schema.ts';
import { scenarioSchema, type Scenario } from '../../shared/scenario/schema.ts';
import { mergeReportSchema, projectComparisonSchema } from '../../shared/sharing/schema.ts';
import { createProject } from '../project/open-project.ts';
import { keyOf, measurement, must, point, record, temporaryFolder } from '../project/project.fixture.ts';
import type { Project } from '../project/project.ts';
import { compareProjects } from './compare-projects.ts';
import { mergeProjects } from './merge-projects.ts';

const scenario = scenarioSchema.parse({
  name: 'Sweep',
  vms: [{ name: 'vm' }],
  flows: [{ name: 'load', vms: 'vm', traffic: { kind: 'poisson', load: 1 } }],
  techniques: [{ name: 'sriov' }],
  method: { kind: 'sweep', sweep: [{ path: 'flows.0.traffic.load', values: [1, 2, 3] }], replications: 3, seed: 7 },
});

/** The point at the place of the sweep, whose replications delivered so much. */
function measured(place: number, delivered: readonly number[]): PointResult {
  const mean = delivered.reduce((sum, value) => sum + value, 0) / delivered.length;
  return pointSchema.parse({
    ...point(place),
    id: `sriov flows.0.traffic.load=${place + 1}`,
    replications: delivered.length,
    metrics: { deliveredPps: { mean, ci95: delivered.length > 1 ? 1 : null, unit: 'pps' } },
    replicationValues: { numbers: delivered.map((_, number) => number), values: { deliveredPps: [...delivered] } },
  });
}

interface RunParts {
  readonly id?: string;
  readonly of?: Scenario;
  readonly engine?: string;
  readonly points: readonly PointResult[];
}

function projectWith(...runs: readonly RunParts[]): Project {
  const project = must(createProject(join(temporaryFolder(), 'study.iovlab')));
  onTestFinished(() => project.close());
  for (const { id = 'run-1', of = scenario, engine = '1.0.0', points } of runs) {
    must(project.startRun({ runId: id, startedAt: '2026-01-02T03:04:05.678Z' }, of, of.method.seed, engine));
    must(project.putPoints(id, points));
    must(project.finishRun(id, 'cancelled', 'Cancelled.', false));
  }
  return project;
}

const withSeed = (seed: number): Scenario => ({ ...scenario, name: 'Another title', method: { ...scenario.method, seed } });

function merged(into: Project, from: Project) {
  return mergeReportSchema.parse(must(mergeProjects(into, from)));
}

describe('two projects beside each other', () => {
  it('are alike where their runs have the same figures, whatever the runs are called', () => {
    const points = [measured(0, [10, 11, 12]), measured(1, [20, 21, 22])];
    const compared = projectComparisonSchema.parse(
      compareProjects(projectWith({ points }), projectWith({ id: 'elsewhere', points: points.toReversed() })),
    );
    expect(compared).toMatchObject({ onlyInOne: [], onlyInOther: [] });
    expect(compared.pairs).toMatchObject([
      {
        one: { runId: 'run-1' },
        other: { runId: 'elsewhere' },
        scenario: [],
        identicalPoints: 2,
        points: [],
        onlyInOne: [],
        onlyInOther: [],
      },
    ]);
  });

  it('tell by how much figures differ, by pairs of replications of the same seed', () => {
    const one = projectWith({ points: [measured(0, [10, 11, 12])] });
    const other = projectWith({ points: [measured(0, [11, 12, 13]), measured(2, [30, 31, 32])], engine: '1.1.0' });
    const [pair] = compareProjects(one, other).pairs;
    expect(pair).toMatchObject({ identicalPoints: 0, onlyInOne: [], onlyInOther: ['sriov flows.0.traffic.load=3'] });
    // Each replication gave one more: the difference of the pairs has no spread.
    expect(pair?.points[0]?.metrics).toEqual([
      { metric: 'deliveredPps', unit: 'pps', one: 11, other: 12, ratio: 1 / 11, halfWidth: 0, finding: 'real', pooled: null },
    ]);
  });

  it('pool the replications of runs that differ in their seed alone', () => {
    const one = projectWith({ points: [measured(0, [10, 12])] });
    const other = projectWith({ of: withSeed(8), points: [measured(0, [14, 16])] });
    const [pair] = compareProjects(one, other).pairs;
    expect(pair?.scenario).toEqual([]);
    const [difference] = pair?.points[0]?.metrics ?? [];
    expect(difference?.pooled).toMatchObject({ mean: 13, replications: 4 });
    // Student's t with 3 degrees of freedom, 3.1824, times the standard error of 10, 12, 14, 16: sqrt((20 / 3) / 4).
    expect(difference?.pooled?.ci95).toBeCloseTo(3.1824 * Math.sqrt(20 / 3 / 4), 3);
    const changed = { ...withSeed(8), nic: { ...scenario.nic, ports: 2 } };
    const [unlike] = compareProjects(one, projectWith({ of: { ...changed, name: scenario.name }, points: [measured(0, [14, 16])] })).pairs;
    expect(unlike?.scenario).toEqual([{ path: 'nic.ports', one: '1', other: '2' }]);
    expect(unlike?.points[0]?.metrics[0]?.pooled).toBeNull();
  });

  it('name the runs that have no partner', () => {
    const other = projectWith({ id: 'other', of: { ...scenario, name: 'Other', nic: { ...scenario.nic, ports: 2 } }, points: [] });
    const { pairs, onlyInOne, onlyInOther } = compareProjects(projectWith({ points: [] }), other);
    expect({ pairs, one: onlyInOne.map(({ runId }) => runId), other: onlyInOther.map(({ runId }) => runId) }).toEqual({
      pairs: [],
      one: ['run-1'],
      other: ['other'],
    });
  });
});

describe('a project that is brought into another', () => {
  it('completes a run of the same scenario, seed and engine with its points and replications', () => {
    const into = projectWith({ points: [measured(0, [10, 11, 12]), measured(1, [20])] });
    const from = projectWith({ id: 'elsewhere', points: [measured(1, [20, 21, 22]), measured(2, [30, 31, 32])] });
    must(from.putResults('elsewhere', { simulations: [{ key: keyOf(1), record: record(1) }], used: [], points: [], placeOf: () => 0 }));
    expect(merged(into, from).runs).toMatchObject([{ outcome: 'combined', into: 'run-1', points: 2, contradiction: '' }]);
    expect(into.readRun('run-1')?.points.map(({ replications }) => replications)).toEqual([3, 3, 3]);
    expect(into.findRun('run-1')).toMatchObject({ status: 'done', message: '' });
    expect(into.readRunHead('run-1')?.complete).toBe(true);
    expect(into.findSimulation(keyOf(1))).toEqual(record(1));
    expect(from.readRun('elsewhere')?.points).toHaveLength(2);
    expect(merged(into, from).runs).toMatchObject([{ outcome: 'known', into: 'run-1', points: 0 }]);
    expect(into.listRuns()).toHaveLength(1);
  });

  it('adds what has another seed or engine as runs of their own', () => {
    const points = [measured(0, [10, 11, 12])];
    const into = projectWith({ points });
    const from = projectWith({ of: withSeed(8), points }, { id: 'run-2', engine: '1.1.0', points });
    expect(merged(into, from).runs).toMatchObject([
      { outcome: 'added', points: 1, run: { runId: 'run-1' } },
      { outcome: 'added', points: 1, into: 'run-2' },
    ]);
    const [first] = merged(into, from).runs;
    // The name was taken by another run.
    expect(first).toMatchObject({ outcome: 'known' });
    expect(first?.into).not.toBe('run-1');
    expect(into.listRuns()).toHaveLength(3);
    expect(into.readRun('run-1')?.points).toEqual(points);
  });

  it('keeps what contradicts apart, and says where', () => {
    const into = projectWith({ points: [measured(0, [10, 11, 12]), measured(1, [20])] });
    const from = projectWith({ points: [measured(0, [10, 11, 12]), measured(1, [99, 21])] });
    const { runs } = merged(into, from);
    expect(runs).toMatchObject([{ outcome: 'contradicts', contradiction: 'sriov flows.0.traffic.load=2', points: 2 }]);
    expect(into.readRun('run-1')?.points[1]?.replications).toBe(1);
    expect(into.readRun(runs[0]?.into ?? '')?.points).toHaveLength(2);
  });

  it('brings its measurements beside the runs that they belong to, once', () => {
    const into = projectWith({ points: [measured(0, [10])] });
    const from = projectWith({ id: 'elsewhere', points: [measured(0, [10])] });
    must(from.addMeasurement(measurement('m', 'elsewhere')));
    expect(merged(into, from).measurements).toBe(1);
    expect(into.listMeasurements()).toMatchObject([{ id: 'm', runId: 'run-1' }]);
    expect(merged(into, from).measurements).toBe(0);
  });
});
