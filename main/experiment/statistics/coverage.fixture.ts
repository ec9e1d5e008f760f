/**
 * The coverage study: how often intervals that promise 95 % hold a figure that is known. Models with known answers: queues on the engine's own rings,
 * services and cores, and plain random numbers where a queue would take too long. Seeds are fixed: a study with the same number of cases gives the same
 * figure. Run by the tests with few cases, and with many by `npm run study:coverage`.
 */
import { stoppingRuleSchema } from '../../../shared/scenario/schema.ts';
import { bestSubset, differenceAmong, type ComparedSample } from '../../../shared/statistics/all-pairs.ts';
import { estimateMean } from '../../../shared/statistics/confidence.ts';
import { differenceOf } from '../../../shared/statistics/difference.ts';
import { Histogram, type HistogramSpan } from '../../engine/kernel/histogram.ts';
import { RandomStream } from '../../engine/kernel/random-stream.ts';
import { sparseDifference } from '../../engine/kernel/sparse-histogram.ts';
import { bareMachine, contextOn, ringOf, serverOf, sourceInto } from '../../engine/model/bare-machine.fixture.ts';
import { VmCount } from '../../engine/model/ledger.ts';
import { latencyDistribution, type LatencyHistogram } from './distribution-band.ts';
import { estimateQuantileNs, samplesFor } from './quantile.ts';
import { nextRound, stopped } from './stopping.ts';

export interface CoverageStudy {
  readonly name: string;
  /** Cases that the tests run: some tenths of a second each. */
  readonly cases: number;
  /** Whether the interval holds the known figure, case by case. */
  readonly covers: (cases: number) => Iterable<boolean>;
}

/** Share of the cases in which the interval holds, 0 to 1. */
export function coverageOf({ covers }: CoverageStudy, cases: number): number {
  let held = 0;
  for (const covered of covers(cases)) if (covered) held++;
  return held / cases;
}

/** Half-widths of 0 hold nothing but the figure itself. */
function holds(known: number, { mean, ci95 }: { readonly mean: number; readonly ci95: number | null }): boolean {
  return ci95 !== null && Math.abs(mean - known) <= ci95;
}

/** One value for each replication of a case, from streams that no other case has. */
function* replicated<Value>(cases: number, replications: number, name: string, one: (stream: RandomStream) => Value): Generator<Value[]> {
  for (let number = 0; number < cases; number++)
    yield Array.from({ length: replications }, (_, replication) => one(new RandomStream(number, replication, name)));
}

/** Of the queues and the distributions: the usual number. */
const REPLICATIONS = 5;

/** Mean service time of the queues, ns. */
const SERVICE_NS = 1000;
const LOAD = 0.5;
const CUSTOMERS = 500;

const queuePercentiles = [0.5, 0.95] as const;

interface QueueRun {
  readonly meanNs: number;
  /** In the order of `queuePercentiles`. */
  readonly percentilesNs: readonly number[];
}

/** A replication of a queue with Poisson arrivals and one server, after a warm-up. */
function queueRun(replication: number, service: 'exponential' | 'constant'): QueueRun {
  const machine = bareMachine({ replication });
  const input = ringOf(machine);
  const stream = machine.stream('service');
  serverOf(machine, contextOn(machine), () => (service === 'constant' ? SERVICE_NS : stream.exponential(SERVICE_NS)), { input });
  sourceInto(machine, input, (LOAD * 1e9) / SERVICE_NS).start();
  const durationNs = (CUSTOMERS * SERVICE_NS) / LOAD;
  machine.loop.run(durationNs / 10);
  const from = machine.ledger.snapshot(machine.loop.nowNs);
  machine.loop.run(1.1 * durationNs);
  const to = machine.ledger.snapshot(machine.loop.nowNs);
  const difference = (count: number) => machine.ledger.vmCountOf(to.counts, 0, count) - machine.ledger.vmCountOf(from.counts, 0, count);
  const { buckets, counts } = machine.ledger.histogramBetween(0, from, to);
  return {
    meanNs: difference(VmCount.latencySumNs) / difference(VmCount.latencyCount),
    percentilesNs: queuePercentiles.map((probability) => estimateQuantileNs(buckets, counts, probability)),
  };
}

/** Queues are remembered: their mean and percentiles are of the same runs. */
const queueRuns = new Map<string, QueueRun>();

function* queueCases(cases: number, service: 'exponential' | 'constant'): Generator<QueueRun[]> {
  for (let first = 0; first < cases * REPLICATIONS; first += REPLICATIONS)
    yield Array.from({ length: REPLICATIONS }, (_, index) => {
      const key = `${service} ${first + index}`;
      const run = queueRuns.get(key) ?? queueRun(first + index, service);
      queueRuns.set(key, run);
      return run;
    });
}

function queueStudy(name: string, service: 'exponential' | 'constant', known: number, figure: (run: QueueRun) => number): CoverageStudy {
  return {
    name,
    cases: 1000,
    *covers(cases) {
      for (const runs of queueCases(cases, service)) yield holds(known, estimateMean(runs.map(figure)));
    },
  };
}

/** Time in an M/M/1 system is exponential with mean S / (1 - rho); an M/D/1 customer waits rho S / (2 (1 - rho)) on average (Kleinrock I). */
const mm1MeanNs = SERVICE_NS / (1 - LOAD);
const md1MeanNs = SERVICE_NS + (LOAD * SERVICE_NS) / (2 * (1 - LOAD));

const queueStudies = [
  queueStudy('mean latency of M/M/1', 'exponential', mm1MeanNs, ({ meanNs }) => meanNs),
  queueStudy('mean latency of M/D/1', 'constant', md1MeanNs, ({ meanNs }) => meanNs),
  ...queuePercentiles.map((probability, index) =>
    queueStudy(
      `p${100 * probability} of M/M/1`,
      'exponential',
      -mm1MeanNs * Math.log(1 - probability),
      ({ percentilesNs }) => percentilesNs[index] ?? 0,
    ),
  ),
];

/** A histogram of so many exponential latencies of mean 1000 ns. */
function exponentials(stream: RandomStream, count: number): LatencyHistogram {
  const histogram = new Histogram();
  for (let sample = 0; sample < count; sample++) histogram.add(stream.exponential(1000));
  const empty: HistogramSpan = { first: 0, counts: new Uint32Array(0) };
  return sparseDifference([histogram.snapshot()], [empty]);
}

/** Percentiles from as few samples as are taken for enough. */
const percentileStudies = [
  [0.5, 2000],
  [0.95, 1000],
  [0.99, 1000],
  [0.999, 400],
].map(([probability = 0, casesOfTest = 0]): CoverageStudy => ({
  name: `p${Number((100 * probability).toFixed(1))} from ${samplesFor(probability)} samples of a replication`,
  cases: casesOfTest,
  *covers(cases) {
    const known = -1000 * Math.log(1 - probability);
    for (const samples of replicated(cases, 5, 'percentile', (stream) => exponentials(stream, samplesFor(probability))))
      yield holds(known, estimateMean(samples.map(({ buckets, counts }) => estimateQuantileNs(buckets, counts, probability))));
  },
}));

/** Share of latencies below a value, as the band has it at the step next to it. */
const bandStudies = [0.1, 0.5, 0.9].map((probability): CoverageStudy => ({
  name: `band of the latency distribution at ${probability}`,
  cases: 1000,
  *covers(cases) {
    for (const samples of replicated(cases, REPLICATIONS, 'band', (stream) => exponentials(stream, 500))) {
      const steps = latencyDistribution(samples, false);
      const step = steps.find((one) => one.probability >= probability);
      // The step's share is of its whole bucket: up to 1/128 beyond its middle.
      const known = 1 - Math.exp((-(step?.ns ?? 0) * (1 + 1 / 256)) / 1000);
      yield (step?.low ?? 1) <= known && known <= (step?.high ?? 0);
    }
  },
}));

/** Normal, by Box and Muller. */
function normal(stream: RandomStream): number {
  return Math.sqrt(stream.exponential(2)) * Math.cos(2 * Math.PI * stream.uniform());
}

/** Means of 50 exponential values: a little skewed, as latencies are. */
function skewed(stream: RandomStream): number {
  let sum = 0;
  for (let value = 0; value < 50; value++) sum += stream.exponential(1 / 50);
  return sum;
}

function stoppingStudy(name: string, relativeHalfWidth: number, draw: (stream: RandomStream) => number): CoverageStudy {
  return {
    name: `sequential stopping, ${name}`,
    cases: 2000,
    *covers(cases) {
      const rule = stoppingRuleSchema.parse({ metrics: ['latencyMeanNs'], relativeHalfWidth });
      for (let number = 0; number < cases; number++) {
        const stream = new RandomStream(number, 0, 'stopping');
        const values = Array.from({ length: rule.minReplications }, () => draw(stream));
        const metric = () => ({ latencyMeanNs: { ...estimateMean(values), unit: 'ns' } });
        const bounds = () => ({ done: values.length, most: rule.maxReplications });
        while (stopped(rule, metric(), bounds(), false) === null)
          for (let added = nextRound(bounds()); added > 0; added--) values.push(draw(stream));
        yield holds(1, estimateMean(values));
      }
    },
  };
}

const stoppingStudies = [
  stoppingStudy('normal values that vary by 4 %', 0.02, (stream) => 1 + 0.04 * normal(stream)),
  stoppingStudy('normal values that vary by 8 %', 0.02, (stream) => 1 + 0.08 * normal(stream)),
  stoppingStudy('skewed values that vary by 14 %', 0.05, skewed),
];

/** Techniques on common random numbers: the packets of a replication move all of them, and each has some chance of its own. */
const offsets = [0, 0.5, 0.5, 3];

function techniques(number: number, replications: number): ComparedSample[] {
  const streams = Array.from({ length: replications }, (_, replication) => new RandomStream(number, replication, 'techniques'));
  const rows = streams.map((stream) => {
    const packets = 5 * normal(stream);
    return offsets.map((offset, technique) => 100 + offset + packets + 0.3 * (1 + technique) * normal(stream));
  });
  return offsets.map((_, technique) => {
    const values = rows.map((row) => row[technique] ?? 0);
    return { run: '', metric: estimateMean(values), replications, values: new Map(values.entries()) };
  });
}

const differenceStudy: CoverageStudy = {
  name: 'paired difference',
  cases: 4000,
  *covers(cases) {
    for (let number = 0; number < cases; number++) {
      const [one, , , other] = techniques(number, 5);
      if (!one || !other) throw new Error('There are four techniques.');
      const { amount, halfWidth } = differenceOf(other, one, { confidence: 0.95, samePackets: true });
      yield holds(3, { mean: amount, ci95: halfWidth });
    }
  },
};

/** Those that keep their promise with 95 % or more, however the techniques depend on each other. */
export const jointStudies: readonly CoverageStudy[] = [
  {
    name: 'differences of all pairs together',
    cases: 2000,
    *covers(cases) {
      for (let number = 0; number < cases; number++) {
        const samples = techniques(number, 5);
        yield samples.every((one, i) =>
          samples.slice(i + 1).every((other, j) => {
            const { amount, halfWidth } = differenceAmong(samples.length, other, one);
            return holds((offsets[i + 1 + j] ?? 0) - (offsets[i] ?? 0), { mean: amount, ci95: halfWidth });
          }),
        );
      }
    },
  },
  {
    name: 'the best is in the best subset',
    cases: 2000,
    *covers(cases) {
      for (let number = 0; number < cases; number++) yield bestSubset(techniques(number, 5), 'less')?.[0] ?? false;
    },
  },
];

/** Those whose intervals hold in 95 % of cases, no more and no less. */
export const coverageStudies: readonly CoverageStudy[] = [
  ...queueStudies,
  ...percentileStudies,
  ...bandStudies,
  ...stoppingStudies,
  differenceStudy,
];
