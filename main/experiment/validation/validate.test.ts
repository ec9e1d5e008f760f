import { describe, expect, it } from 'vitest';
import { checkExperiments } from '../../../shared/validation/check.ts';
import { changed, experiment } from '../../../shared/validation/experiment.fixture.ts';
import { validationReportSchema } from '../../../shared/validation/report.ts';
import { costModels } from '../../engine/costs/models.ts';
import { hostProfiles } from '../../engine/costs/host-profiles.ts';
import { nicProfiles } from '../../engine/costs/nic-profiles.ts';
import type { SimulationTask } from '../../engine/run-record.ts';
import { simulate } from '../../engine/simulate.ts';
import type { Executor } from '../executor/executor.ts';
import type { Progress } from '../progress.ts';
import { validate } from './validate.ts';

interface Outcome {
  readonly tasks: SimulationTask[];
  readonly progress: Progress[];
}

/** Runs a validation in this thread. `stopAfter`: simulations after which it is cancelled. */
async function run(input: unknown, { stopAfter = Infinity, fail = false } = {}) {
  const { problems, planned } = checkExperiments(input, { hostProfiles, nicProfiles, costModels });
  expect(problems).toEqual([]);
  const outcome: Outcome = { tasks: [], progress: [] };
  const controller = new AbortController();
  const executor: Executor = {
    workers: 1,
    async run(task) {
      if (fail) throw new Error('no memory');
      outcome.tasks.push(task);
      if (outcome.tasks.length >= stopAfter) controller.abort();
      return simulate(task);
    },
    close: () => Promise.resolve(),
  };
  const report = await validate(planned, {
    executor,
    signal: controller.signal,
    onProgress: (progress) => outcome.progress.push(progress),
    clock: () => 0,
  });
  return { ...outcome, report, points: report.experiments[0]?.points ?? [] };
}

describe('a validation', () => {
  it('compares every point, with an interval over replications, and keeps to its schema', async () => {
    const { report, points, progress } = await run(experiment);
    expect(validationReportSchema.parse(report)).toEqual(report);
    expect(points.map(({ title, technique, verdict }) => [title, technique, verdict])).toEqual([
      ['vhost', 'vhost-net', 'within'],
      ['half', 'sriov', 'within'],
    ]);
    expect(points[0]?.simulated).toBeCloseTo(0.1, 1);
    expect(points[0]?.ci95).toBeGreaterThan(0);
    expect([report.complete, report.summary.overall.points]).toEqual([true, 2]);
    expect(progress.map(({ done, total }) => `${done}/${total}`)).toEqual(['0/4', '1/4', '2/4', '3/4', '4/4', '4/4']);
  });

  it('says how far a value is off', async () => {
    const { points } = await run(changed('points.0.y', 10));
    expect(points[0]?.verdict).toBe('off');
    expect(points[0]?.error).toBeCloseTo(-0.99, 1);
  });

  it('simulates once what several points, experiments and comparisons ask for', async () => {
    const again = { ...experiment, id: 'again', measure: { ...experiment.measure, ratioTo: { technique: 'sriov' } } };
    const { tasks, report } = await run([experiment, again]);
    // Two techniques at two loads; the pair of one load and technique is a ratio of one simulation with itself.
    expect(tasks.length).toBe(2 * 3);
    expect(report.experiments[1]?.points[1]).toMatchObject({ simulated: 1e-6, ci95: 0 });
  });

  it('forms differences, inverses and offsets in the published unit', async () => {
    const measure = (rest: object) => ({ read: { kind: 'metric', metric: 'offeredPps' }, ...rest });
    const valueOf = async (rest: object) => (await run(changed('measure', measure(rest)))).points[1]?.simulated ?? NaN;
    const rate = await valueOf({});
    expect(await valueOf({ differenceFrom: {} })).toBe(0);
    expect(await valueOf({ ratioTo: {}, scale: 100, offset: -100 })).toBe(0);
    expect((await valueOf({ inverse: true, scale: 1e9 })) * rate).toBeCloseTo(1e9, -8);
  });

  it('sets a load that is a share of what is delivered above capacity', async () => {
    const overload = changed('scenario.flows.0.traffic.load', 5_000_000) as typeof experiment;
    const [first = {}, second = {}] = overload.points;
    const points = [first, { ...first, label: 'half', loadShare: 0.5 }, { ...second, set: {}, loadShare: 0.5 }];
    const { report, tasks, progress } = await run({ ...overload, points });
    const [full = 0, half = 0] = (report.experiments[0]?.points ?? []).map(({ simulated }) => simulated ?? NaN);
    expect(full).toBeLessThan(4);
    expect(half / full).toBeCloseTo(0.5, 1);
    expect([tasks.length, progress[0]?.total]).toEqual([8, 8]);
  });

  it('takes the load that is shared without the rare events that the point asks for', async () => {
    const overload = changed('scenario.flows.0.traffic.load', 5_000_000) as typeof experiment;
    const rare = { ...overload.points[0], loadShare: 0.5, set: { 'method.rareEvents': 'once' } };
    const { tasks } = await run({ ...overload, points: [rare] });
    const loads = tasks.map(({ scenario }) => {
      const traffic = scenario.flows[0]?.traffic;
      return [scenario.method.rareEvents, traffic && 'load' in traffic && traffic.load === 5_000_000];
    });
    expect(loads).toEqual([
      ['as-they-come', true],
      ['as-they-come', true],
      ['once', false],
      ['once', false],
    ]);
  });

  it('compares techniques at shares of what each delivers, and keeps its verdicts where a value was published several times', async () => {
    const overload = changed('scenario.flows.0.traffic.load', 5_000_000) as typeof experiment;
    const half = (technique: string, y: number, rest: object = {}) => ({
      ...{ label: technique, technique, y, loadShare: 0.5, tolerance: { type: 'relative', value: 0.1 } },
      ...rest,
    });
    const orderOf = async (rest: object) =>
      (await run({ ...overload, points: [half('vhost-net', 0.1, rest), half('sriov', 9)] })).report.experiments[0];
    expect((await orderOf({}))?.ordering).toEqual({ pairs: 1, agreeing: 0, techniques: { pairs: 1, agreeing: 0 } });
    const repeated = await orderOf({ repeats: [10] });
    expect(repeated?.ordering).toEqual({ pairs: 1, agreeing: 1, techniques: { pairs: 1, agreeing: 1 } });
    expect(repeated?.points[0]).toMatchObject({ published: 0.1, repeats: [10], verdict: 'off' });
  });

  it('tells why a point has no number', async () => {
    const noActor = await run(changed('measure.read', { kind: 'cycles-per-packet', actor: 'nobody' }));
    expect(noActor.points[0]).toMatchObject({ verdict: 'failed', simulated: null });
    expect(noActor.points[0]?.reason).toContain('The simulation has no actor "nobody"');
    const failed = await run(experiment, { fail: true });
    expect(failed.points[0]?.reason).toBe('A simulation failed: no memory.');
    const overload = changed('scenario.flows.0.traffic.load', 5_000_000) as typeof experiment;
    const rare = { ...overload.points[0], loadShare: 0.5, set: { 'method.rareEvents': 'once' } };
    const first = await run({ ...overload, points: [rare] }, { fail: true });
    expect(first.points[0]?.reason).toBe('A simulation failed: no memory.');
    const nothing = await run(changed('measure', { read: { kind: 'metric', metric: 'lossRatio' }, ratioTo: {} }));
    expect(nothing.points[0]?.reason).toContain('The quantity has no number');
  });

  it('keeps what is done when it is cancelled', async () => {
    const { report, points } = await run(experiment, { stopAfter: 2 });
    expect(report.complete).toBe(false);
    expect(points.map(({ verdict }) => verdict)).toEqual(['within', 'failed']);
    expect(points[1]?.reason).toContain('cancelled');
  });
});
