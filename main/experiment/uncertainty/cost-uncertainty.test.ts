import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { scenarioSchema, type ScenarioInput } from '../../../shared/scenario/schema.ts';
import { findCostModel } from '../../engine/costs/models.ts';
import { uncertainCosts } from '../../engine/costs/uncertain-costs.ts';
import { simulate } from '../../engine/simulate.ts';
import type { Executor } from '../executor/executor.ts';
import { runScenario } from '../run.ts';
import { predictionInterval, withCostUncertainty, type DrawnMetrics } from './cost-interval.ts';
import { drawCosts, triangular } from './draw-costs.ts';

function scenarioWith(method: ScenarioInput['method'], changes: Partial<ScenarioInput> = {}) {
  return scenarioSchema.parse({
    vms: [{ name: 'vm' }],
    flows: [{ name: 'load', vms: 'vm', traffic: { kind: 'poisson', load: 20 } }],
    techniques: [{ name: 'sriov' }, { name: 'virtio' }],
    method: { durationMs: 1, replications: 2, confirmBottleneck: false, ...method },
    ...changes,
  });
}

describe('uncertain costs', () => {
  const costs = uncertainCosts(scenarioWith({}));
  const named = (name: string) => costs.find((cost) => cost.name === name);

  it('keep measured values within 10 or 20 percent, and take the whole range of the others', () => {
    const parameters = findCostModel('kvm-2017')?.parameters ?? [];
    for (const { name, low, value, high, provenance } of costs) {
      expect(low).toBeLessThanOrEqual(value);
      expect(high).toBeGreaterThanOrEqual(value);
      const own = parameters.find((parameter) => parameter.name === name);
      if (provenance === 'assumed') expect([low, high]).toEqual([own?.low, own?.high]);
      if (provenance === 'published') expect((high - low) / value).toBeLessThanOrEqual(0.2 + 1e-9);
    }
    expect(named('virtio.kick')).toMatchObject({ provenance: 'secondary', low: 2565 * 0.8 });
  });

  it('leave out abilities, published limits and what is set by hand, and narrow what was measured on the host', () => {
    for (const name of ['vm.postingAvailable', 'vhost.packetWeight']) expect(named(name)).toBeUndefined();
    const other = uncertainCosts(scenarioWith({}, { costs: { 'vm.exit': 5 }, host: { profile: 'xeon-e5-2630v4' } }));
    expect(other.find(({ name }) => name === 'vm.exit')).toBeUndefined();
    const measured = other.find(({ name }) => name === 'pcie.readLatency');
    expect(measured && (measured.high - measured.low) / measured.value).toBeCloseTo(0.2);
  });

  it('have the range of their own source where the scenario has found them', () => {
    const source = { provenance: 'measured', source: 'Measured on a host.' } as const;
    const found = uncertainCosts(
      scenarioWith(
        {},
        {
          costs: { 'vm.exit': 1500, 'host.bridge': 700 },
          sources: { 'costs.vm.exit': { ...source, low: 1400, high: 1700 }, 'costs.host.bridge': source },
        },
      ),
    );
    expect(found.find(({ name }) => name === 'vm.exit')).toMatchObject({ provenance: 'measured', low: 1400, value: 1500, high: 1700 });
    expect(found.find(({ name }) => name === 'host.bridge')).toBeUndefined();
  });
});

describe('draws of the costs', () => {
  it('fall once into each equally likely part of a cost’s distribution, within its range', () => {
    const scenario = scenarioWith({ costDraws: 20 });
    const draws = drawCosts(scenario);
    expect(draws).toHaveLength(20);
    for (const cost of uncertainCosts(scenario)) {
      const values = draws.map((draw) => draw[cost.name] ?? Number.NaN).sort((one, other) => one - other);
      for (const [part, value] of values.entries()) {
        const slack = cost.whole ? 0.5 : 1e-9 * cost.high;
        expect(value).toBeGreaterThanOrEqual(triangular(cost, part / 20) - slack);
        expect(value).toBeLessThanOrEqual(triangular(cost, (part + 1) / 20) + slack);
        if (cost.whole) expect(Number.isInteger(value)).toBe(true);
      }
    }
  });

  it('follow from the seed, and keep costs that are set by hand', () => {
    const scenario = scenarioWith({ costDraws: 5 }, { costs: { 'vm.exit': 7 } });
    expect(drawCosts(scenario)).toEqual(drawCosts(scenario));
    expect(drawCosts(scenario).map((draw) => draw['vm.exit'])).toEqual([7, 7, 7, 7, 7]);
    expect(drawCosts(scenarioWith({ costDraws: 5, seed: 2 }))).not.toEqual(drawCosts(scenario));
  });

  it('have the quantiles of a triangular distribution', () => {
    const cost = { low: 1, value: 2, high: 5 };
    expect([0, 0.25, 1].map((probability) => triangular(cost, probability))).toEqual([1, 2, 5]);
    // Its median, by the closed form.
    expect(triangular(cost, 0.5)).toBeCloseTo(5 - Math.sqrt((4 * 3) / 2), 12);
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1, noNaN: true }), (probability) => {
        const value = triangular({ low: 3, value: 3, high: 9 }, probability);
        expect(value).toBeGreaterThanOrEqual(3);
        expect(value).toBeLessThanOrEqual(9);
      }),
    );
  });
});

describe('the interval over draws', () => {
  it('lies between the extremes of 39 draws at 95 %, leaves out one at each end of 79, and promises less of fewer', () => {
    const values = (count: number) => Array.from({ length: count }, (_, index) => index);
    expect(predictionInterval(values(39))).toEqual({ low: 0, high: 38, probability: 0.95 });
    expect(predictionInterval(values(79))).toEqual({ low: 1, high: 77, probability: 0.95 });
    expect(predictionInterval(values(9)).probability).toBeCloseTo(0.8);
  });

  it('joins costs and replications, holds the mean, and stays within what a metric can be', () => {
    const drawn = [-3, 4].map((difference) => ({ drawn: { lossRatio: difference }, base: { lossRatio: 0 } }) as unknown as DrawnMetrics);
    const wide = withCostUncertainty({ lossRatio: { mean: 10, ci95: 4, unit: '/s' } }, drawn)['lossRatio']?.uncertainty;
    expect([wide?.low, wide?.high]).toEqual([5, 10 + Math.hypot(4, 4)]);
    const ratio = withCostUncertainty({ lossRatio: { mean: 0.5, ci95: null, unit: 'ratio' } }, drawn)['lossRatio']?.uncertainty;
    expect([ratio?.low, ratio?.high]).toEqual([0, 1]);
    expect(withCostUncertainty({ lossRatio: { mean: 1, ci95: null, unit: '' } }, drawn.slice(1))['lossRatio']?.uncertainty).toBeUndefined();
  });
});

describe('a run with draws of the costs', () => {
  const executor = (workers: number): Executor => ({
    workers,
    run: (task) => Promise.resolve(simulate(task)),
    close: () => Promise.resolve(),
  });
  const { signal } = new AbortController();

  it('gives each metric an interval around its mean, the same with any number of workers, and changes no mean', async () => {
    const totals: number[] = [];
    const options = { signal, clock: () => 0, onProgress: ({ total }: { total: number }) => totals.push(total) };
    const run = await runScenario(scenarioWith({ costDraws: 4 }), { ...options, executor: executor(1) });
    expect(await runScenario(scenarioWith({ costDraws: 4 }), { ...options, executor: executor(3) })).toEqual(run);
    const plain = await runScenario(scenarioWith({}), { ...options, executor: executor(1) });
    for (const [index, point] of run.points.entries()) {
      for (const [name, { mean, ci95, uncertainty }] of Object.entries(point.metrics)) {
        expect(mean).toBe(plain.points[index]?.metrics[name]?.mean);
        expect(uncertainty).toMatchObject({ draws: 4, probability: 0.6 });
        expect(uncertainty?.low).toBeLessThanOrEqual(Math.max(0, mean - (ci95 ?? 0)));
        expect(uncertainty?.high).toBeGreaterThanOrEqual(mean);
      }
      const cycles = point.metrics['cyclesPerPacket'];
      expect((cycles?.uncertainty?.high ?? 0) - (cycles?.mean ?? 0)).toBeGreaterThan(cycles?.ci95 ?? 0);
    }
    expect(totals[0]).toBe(2 * (2 + 4));
    expect(plain.points[0]?.metrics['deliveredPps']).not.toHaveProperty('uncertainty');
  });

  it('keeps what was drawn when it is cancelled', async () => {
    const controller = new AbortController();
    let simulations = 0;
    const counting: Executor = {
      ...executor(1),
      run: (task) => {
        simulations++;
        if (simulations === 10) controller.abort();
        return Promise.resolve(simulate(task));
      },
    };
    const run = await runScenario(scenarioWith({ costDraws: 8, order: 'planned' }), {
      executor: counting,
      signal: controller.signal,
      clock: () => 0,
      onProgress: () => undefined,
    });
    expect(run.complete).toBe(false);
    expect(run.points[0]?.metrics['deliveredPps']?.uncertainty?.draws).toBe(6);
  });
});
