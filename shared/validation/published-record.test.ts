import { describe, expect, it } from 'vitest';
import { testCatalogue as catalogue } from '../scenario/check.fixture.ts';
import { checkExperiments } from './check.ts';
import { experiment } from './experiment.fixture.ts';
import { measureOf } from './published-record.ts';

const { scenario } = experiment;
/** The experiment without what a record of a collection does not have. */
const record = Object.fromEntries(Object.entries(experiment).filter(([name]) => !['kind', 'measure', 'scenario'].includes(name)));
const eachItsOwn = { ...record, points: experiment.points.map((point) => ({ ...point, scenario })) };

describe('a published record with scenarios', () => {
  it('is simulated as an experiment that says so', () => {
    const written = checkExperiments(experiment, catalogue);
    const { problems, planned } = checkExperiments([{ ...record, scenario }], catalogue);
    expect(problems).toEqual([]);
    expect(planned).toEqual(written.planned);
  });

  it('may have a scenario for each point and none for all', () => {
    const { problems, planned } = checkExperiments([eachItsOwn], catalogue);
    expect(problems).toEqual([]);
    const [plan] = planned;
    if (plan?.kind !== 'simulation') throw new Error('A simulation was expected.');
    expect(plan.points.map((point) => point?.simulation.choice.name)).toEqual(['vhost-net', 'sriov']);
    expect(plan.points.map((point) => point?.measure)).toEqual([
      { read: { kind: 'metric', metric: 'deliveredPps' }, scale: 1e-6, inverse: false, offset: 0 },
      { read: { kind: 'metric', metric: 'deliveredPps' }, scale: 1e-6, inverse: false, offset: 0 },
    ]);
  });

  it('is told which point has no scenario', () => {
    const [first, second] = eachItsOwn.points;
    const { problems } = checkExperiments({ ...eachItsOwn, points: [first, { ...second, scenario: undefined }] }, catalogue);
    expect(problems.map(({ path, message }) => `${path}: ${message}`)).toEqual([
      'points.1.scenario: The point has no scenario, and neither has the experiment. Give one of them a `scenario`.',
    ]);
  });

  it('has to say what is read where its words leave a choice', () => {
    const { problems } = checkExperiments({ ...record, scenario, metric: 'gain', unit: '%' }, catalogue);
    expect(problems.map(({ path, message }) => `${path}: ${message}`).join()).toContain('measure: `measure` is missing');
  });

  it('is no simulation without a scenario', () => {
    expect(checkExperiments(record, catalogue).problems[0]?.path).toBe('kind');
  });
});

describe('what is read for a published metric', () => {
  it.each([
    ['throughput', 'Gbit/s', 'deliveredBps', 1e-9],
    ['TCP throughput', 'Mb/s', 'deliveredBps', 1e-6],
    ['packet rate (simplex)', 'Mpps', 'deliveredPps', 1e-6],
    ['mean latency', 'us', 'latencyMeanNs', 1e-3],
    ['round-trip latency, p99.9', 'us', 'latencyP999Ns', 1e-3],
    ['round-trip latency, p99', 'us', 'latencyP99Ns', 1e-3],
    ['cycles per packet (total)', 'cycles', 'cyclesPerPacket', 1],
    ['exits', '1/s', 'exitsPerSecond', 1],
  ])('%s in %s', (metric, unit, read, scale) => {
    expect(measureOf(metric, unit)).toEqual({ read: { kind: 'metric', metric: read }, scale });
  });

  it.each([
    ['round-trip latency, max', 'us'],
    ['transaction rate', '1/s'],
    ['performance', '% of bare metal'],
    ['round trip', 'cycles'],
    ['constructor', 'toString'],
  ])('leaves %s in %s to a person', (metric, unit) => {
    expect(measureOf(metric, unit)).toBeNull();
  });
});
