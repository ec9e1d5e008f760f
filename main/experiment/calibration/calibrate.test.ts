import { describe, expect, it } from 'vitest';
import { calibrationSchema } from '../../../shared/calibration/schema.ts';
import type { MeasuredSeries } from '../../../shared/measured/schema.ts';
import { scenarioSchema, type Scenario } from '../../../shared/scenario/schema.ts';
import { createInlineExecutor } from '../executor/inline.ts';
import type { Progress } from '../progress.ts';
import { runScenario } from '../run.ts';
import { fitWithin, remembering } from './bounded-fit.ts';
import { certaintyOf, remainingError } from './certainty.ts';
import { calibrate } from './calibrate.ts';
import { CalibrationError } from './free-costs.ts';

const signal = new AbortController().signal;
const executor = createInlineExecutor();

/** Two techniques in overload, where what they deliver follows from their costs, and frames of two lengths. */
const scenario = scenarioSchema.parse({
  vms: [{ name: 'vm' }],
  flows: [{ name: 'load', vms: 'vm', traffic: { kind: 'poisson', load: 10 } }],
  techniques: [{ name: 'vhost-net' }, { name: 'virtio' }],
  method: {
    kind: 'sweep',
    sweep: [{ path: 'flows.0.traffic.size.frameBytes', values: [512, 1518] }],
    durationMs: 20,
    replications: 1,
    confirmBottleneck: false,
  },
});

/** What a system with these costs would be measured to deliver, as a series for each technique. */
async function measuredWith(costs: Readonly<Record<string, number>>, of: Scenario = scenario): Promise<MeasuredSeries[]> {
  const { points } = await runScenario({ ...of, costs }, { executor, signal, onProgress: () => undefined, clock: () => 0 });
  return [...Map.groupBy(points, ({ technique }) => technique)].map(([label, own]) => ({
    label,
    metric: 'cyclesPerPacket',
    quantity: 'cycles for each packet',
    unit: 'cycles',
    axis: { kind: 'setting', path: 'flows.0.traffic.size.frameBytes' },
    conversion: '',
    points: own.map(({ settings, metrics }) => ({
      x: Number(settings['flows.0.traffic.size.frameBytes']),
      value: metrics['cyclesPerPacket']?.mean ?? 0,
      low: null,
      high: null,
      deviation: null,
    })),
  }));
}

const fit = (series: MeasuredSeries[], parameters: string[], of = scenario) =>
  calibrate({ scenario: of, measured: { series }, parameters }, { executor, signal, onProgress: () => undefined, clock: () => 0 });

describe('a calibration', () => {
  it('finds the costs of a simulated system again, within 5 %, says how well, and what to measure next', async () => {
    const costs = { 'host.bridge': 700, 'virtio.backendPacket': 1100 };
    const found = await fit(await measuredWith(costs), Object.keys(costs));
    expect(calibrationSchema.parse(found)).toEqual(found);
    for (const { name, fitted, low, high, interval } of found.parameters) {
      const actual = costs[name as keyof typeof costs];
      expect(Math.abs(fitted / actual - 1), name).toBeLessThan(0.05);
      expect(fitted).toBeGreaterThan(low);
      expect(fitted).toBeLessThan(high);
      expect(interval).not.toBeNull();
    }
    expect(found.error.after).toBeLessThan(found.error.before / 10);
    expect(found.rSquared).toBeGreaterThan(0.99);
    expect(found.values).toHaveLength(4);
    expect(found.next?.sentence).toContain(`the interval of ${found.next?.parameter} shrinks to about`);
    expect(found.next?.remaining).toBeLessThan(1);
  });

  it('tells how far it has come, of what is simulated at most', async () => {
    const told: Progress[] = [];
    const series = await measuredWith({ 'host.bridge': 700 });
    let now = 0;
    const options = { executor, signal, onProgress: (progress: Progress) => told.push(progress), clock: () => (now += 10) };
    await calibrate({ scenario, measured: { series }, parameters: ['host.bridge'] }, options);
    expect(told.map(({ done }) => done)).toEqual(told.map((_, index) => index + 1));
    for (const { done, total } of told) expect(done).toBeLessThanOrEqual(total);
    // Each simulation takes ten milliseconds by this clock.
    expect(told[0]?.secondsLeft).toBeCloseTo(((told[0]?.total ?? 0) - 1) / 100, 9);
  });

  it('stays in the range of a cost, and says that the values ask for more', async () => {
    const found = await fit(await measuredWith({ 'host.bridge': 3000 }), ['host.bridge']);
    const [bridge] = found.parameters;
    expect(bridge?.fitted).toBeCloseTo(bridge?.high ?? 0, 6);
    expect(found.remarks.join()).toContain('host.bridge is at the end of its range');
  });

  it('leaves a cost as it is that nothing depends on, and fits the others', async () => {
    const found = await fit(await measuredWith({ 'host.bridge': 700 }), ['guest.socketTransmit', 'host.bridge']);
    expect(found.parameters.map(({ name }) => name)).toEqual(['host.bridge']);
    expect(Math.abs((found.parameters[0]?.fitted ?? 0) / 700 - 1)).toBeLessThan(0.05);
    expect(found.remarks).toContain('No measured value depends on guest.socketTransmit: it stays as it is.');
  });

  it('refuses costs that nothing depends on, that are not there, and values beside nothing, with the remedy', async () => {
    const series = await measuredWith({});
    await expect(fit(series, ['xen.grantCopy'])).rejects.toThrow(CalibrationError);
    await expect(fit(series, ['emulated.devicePacket'])).rejects.toThrow('No measured value depends on emulated.devicePacket');
    await expect(fit(series, ['host.brigde'])).rejects.toThrow('Did you mean');
    await expect(fit(series, [])).rejects.toThrow('Name the costs');
    await expect(fit(series.slice(0, 1), ['host.bridge'])).rejects.toThrow('At least three measured values');
    const elsewhere = series.map((one) => ({ ...one, points: one.points.map((point) => ({ ...point, x: 9 })) }));
    await expect(fit(elsewhere, ['host.bridge'])).rejects.toThrow('No measured value stands beside a point of the scenario');
    const benchmark = scenarioSchema.parse({ ...scenario, method: { kind: 'rfc2544-throughput' } });
    await expect(fit(series, ['host.bridge'], benchmark)).rejects.toThrow('set method.kind to sweep');
  });

  it('ends when it is called off', async () => {
    const controller = new AbortController();
    const ended = calibrate(
      { scenario, measured: { series: await measuredWith({ 'host.bridge': 700 }) }, parameters: ['host.bridge'] },
      { executor, signal: controller.signal, clock: () => 0, onProgress: () => controller.abort(new Error('called off')) },
    );
    await expect(ended).rejects.toThrow('called off');
  });
});

describe('a bounded fit', () => {
  const line = ([slope = 0, offset = 0]: readonly number[]) => Promise.resolve([0, 1, 2, 3].map((x) => slope * x + offset));

  it('finds the parameters of a model that is evaluated elsewhere, and evaluates none twice', async () => {
    let calls = 0;
    const evaluate = remembering((parameters) => {
      calls++;
      return line(parameters);
    });
    const found = await fitWithin(evaluate, [0.2, 0.5, 0.8, 1.1], {
      weights: [100, 100, 100, 100],
      initial: [0.5, 0.5],
      step: 0.01,
      maxIterations: 20,
    });
    expect(found.parameters[0]).toBeCloseTo(0.3, 3);
    expect(found.parameters[1]).toBeCloseTo(0.2, 3);
    expect(calls).toBe(found.evaluations);
  });

  it('keeps to the bounds, and fails as the model does', async () => {
    const found = await fitWithin(remembering(line), [2, 4, 6, 8], {
      weights: [1, 1, 1, 1],
      initial: [0.5, 0.5],
      step: 0.01,
      maxIterations: 20,
    });
    expect(found.parameters).toEqual([1, 1]);
    const failing = remembering(() => Promise.reject(new Error('no worker')));
    await expect(fitWithin(failing, [1, 1, 1], { weights: [1, 1, 1], initial: [0.5], step: 0.01, maxIterations: 5 })).rejects.toThrow(
      'no worker',
    );
  });
});

describe('the certainty of a fit', () => {
  it('is that of linear theory', () => {
    // Two values of 1 and one of their sum, each with variance 4: the inverse of [[2, 1], [1, 2]] is [[2, -1], [-1, 2]] / 3.
    const { standardErrors, correlated, inverseInformation } = certaintyOf(
      [
        [1, 0],
        [0, 1],
        [1, 1],
      ],
      4,
    );
    expect(standardErrors[0]).toBeCloseTo(Math.sqrt(8 / 3), 9);
    expect(correlated).toEqual([]);
    // A further value of the first alone: [[3, 1], [1, 2]] has the inverse [[2, -1], [-1, 3]] / 5.
    expect(inverseInformation && remainingError(inverseInformation, 0, [1, 0])).toBeCloseTo(Math.sqrt(2 / 5 / (2 / 3)), 9);
  });

  it('names parameters that are not told apart, and those that are not determined', () => {
    expect(
      certaintyOf(
        [
          [1, 1],
          [1, 1.01],
          [1, 0.99],
        ],
        1,
      ).correlated[0]?.correlation,
    ).toBeLessThan(-0.99);
    expect(
      certaintyOf(
        [
          [1, 1],
          [2, 2],
          [3, 3],
        ],
        1,
      ),
    ).toMatchObject({ standardErrors: [Infinity, Infinity], inverseInformation: null });
    expect(certaintyOf([[1, 2]], 1).inverseInformation).toBeNull();
  });
});
