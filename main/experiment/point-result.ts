/** Merges the replications of a point, in their order, into its result. */
import { domainRemarks } from '../../shared/catalogue/domain-of-applicability.ts';
import { metricNames, type Bound, type Metric, type OverloadCause, type PointResult } from '../../shared/result/schema.ts';
import type { BoundRecord, RunRecord } from '../engine/run-record.ts';
import type { PlannedPoint } from './plan.ts';
import {
  flowMetrics,
  flowMetricsOver,
  mergedHistogram,
  metricsOver,
  percentiles,
  pointMetrics,
  samplesOf,
  vmMetrics,
  withoutLatencyIntervals,
  type MetricValues,
} from './point-metrics.ts';
import { loadedBeyondCapacity, overloadCauses } from './stability.ts';
import { latencyDistribution } from './statistics/distribution-band.ts';
import { SAMPLES_BEYOND } from './statistics/quantile.ts';
import { warmupOf } from './warm-up-series.ts';
import { costModelOf, hostProfileOf, lineRateGbpsOf } from '../engine/costs/scenario-profiles.ts';

/** Share of replications overloaded by themselves from which a point is at the edge: fewer are chance. */
const MIXED_SHARE = 0.1;
/** Share of the offered frames that may be under way at the end of a run without a remark. */
const QUEUED_SHARE = 0.05;

/** A replication that was simulated. */
export interface NumberedRecord {
  readonly number: number;
  readonly record: RunRecord;
}

/** What the replications say about the point as a whole. */
export interface PointEstimates {
  readonly metrics: Record<string, Metric>;
  readonly causes: readonly OverloadCause[];
}

/** Latencies of a point that is overloaded by growing without bound have means, but no intervals. */
export function estimatesOf(measured: readonly RunRecord[], values: readonly MetricValues[]): PointEstimates {
  const causes = overloadCauses(measured);
  const metrics = metricsOver(measured.map((record, i) => ({ values: values[i] as MetricValues, samples: samplesOf(record.vms) })));
  return { metrics: isUnstable(causes) ? withoutLatencyIntervals(metrics) : metrics, causes };
}

export function isUnstable(causes: readonly OverloadCause[]): boolean {
  return causes.includes('growing-latency');
}

export function mergeReplications(point: PlannedPoint, replications: readonly NumberedRecord[]): PointResult {
  const records = replications.map(({ record }) => record);
  const identity = { id: point.id, settings: { ...point.settings }, technique: point.technique, techniqueName: point.choice.name };
  const refusal = records.find((record) => record.refusal !== null)?.refusal ?? null;
  const measured = records.filter((record) => record.refusal === null);
  const values = measured.map(pointMetrics);
  const { metrics, causes } = estimatesOf(measured, values);
  const intervals = isUnstable(causes) ? withoutLatencyIntervals : (own: Record<string, Metric>) => own;
  const windowNs = sum(measured.map((record) => record.windowNs));
  const delivered = sum(measured.map((record) => sum(record.vms.map((vm) => vm.deliveredFrames))));
  const samples = sum(measured.map((record) => sum(record.vms.map((vm) => vm.latencyCount))));
  const warmup = warmupOf(measured);
  const busyCycles = sum(measured.map((record) => record.busyCycles));
  const perSecond = (count: number) => (windowNs > 0 ? (count / windowNs) * 1e9 : 0);
  const perFrame = (count: number) => (delivered > 0 ? count / delivered : 0);
  return {
    ...identity,
    replications: measured.length,
    overloaded: causes.length > 0,
    overloadCauses: [...causes],
    warmupMs: Math.max(0, ...measured.map((record) => record.warmupNs / 1e6)),
    metrics,
    ...(measured.length > 0 ? { replicationValues: valuesOf(replications, values) } : {}),
    ...(warmup ? { warmup } : {}),
    vms: vmResults(measured, perSecond, intervals),
    flows: flowResults(point, measured, intervals),
    drops: dropsOf(
      summed(measured, (record) => record.drops.map(({ place, frames }) => [place, frames])),
      perSecond,
    ),
    queues: queueResults(measured),
    cycles: summed(measured, (record) => record.cycles.map(({ actor, activity, cycles }) => [`${actor}|${activity}`, cycles]))
      .filter(([, cycles]) => cycles > 0)
      .map(([key, cycles]) => {
        const [actor = '', activity = ''] = key.split('|');
        return { actor, activity, cyclesPerPacket: perFrame(cycles), share: cycles / busyCycles };
      }),
    stages: summed(measured, (record) => record.stages.map(({ stage, sumNs }) => [stage, sumNs]))
      .filter(([, sumNs]) => sumNs > 0)
      .map(([stage, sumNs]) => ({ stage, meanNs: samples > 0 ? sumNs / samples : 0 })),
    exits: summed(measured, (record) => record.exits.map(({ reason, count }) => [reason, count])).map(([reason, count]) => ({
      reason,
      perSecond: perSecond(count),
    })),
    interrupts: summed(measured, (record) => record.interrupts.map(({ kind, count }) => [kind, count])).map(([kind, count]) => ({
      kind,
      perSecond: perSecond(count),
    })),
    copies: summed(measured, (record) => record.copies.map(({ place, count }) => [place, count])).map(([place, count]) => ({
      place,
      perPacket: perFrame(count),
    })),
    resources: (measured[0]?.resources ?? []).map(({ name, kind, note }, i) => ({
      name,
      kind,
      note,
      utilization: sum(measured.map((record) => record.resources[i]?.utilization ?? 0)) / measured.length,
    })),
    contexts: contextResults(measured),
    latencyCdf: latencyDistribution(
      measured.map(({ vms }) => mergedHistogram(vms)),
      isUnstable(causes),
    ),
    ...(measured[0]?.bound === undefined ? {} : { bound: boundResult(measured[0].bound) }),
    bottleneck: { resource: null, sentence: refusal ?? 'The bottleneck has not been looked for.', confirmed: false, knobs: [] },
    accounting: {
      inFlightStart: sum(measured.map(({ accounting }) => accounting.inFlightStart)),
      offered: sum(measured.map(({ accounting }) => accounting.offered)),
      delivered: sum(measured.map(({ accounting }) => accounting.delivered)),
      lost: sum(measured.map(({ accounting }) => accounting.lost)),
      inFlightEnd: sum(measured.map(({ accounting }) => accounting.inFlightEnd)),
    },
    remarks:
      refusal === null
        ? [...overloadRemarks(measured, causes), ...queueRemarks(measured), ...sampleRemarks(measured, metrics), ...domainRemarksOf(point)]
        : [],
    refusal,
  };
}

/** In the form that results keep. */
export function boundResult(bound: BoundRecord | null): Bound | null {
  return (
    bound && {
      ...bound,
      limits: bound.limits.map((limit) => ({ ...limit, resources: [...limit.resources] })),
      utilizations: [...bound.utilizations],
    }
  );
}

/** Queues that are still filling hide the loss of an overloaded point. */
function queueRemarks(measured: readonly RunRecord[]): string[] {
  const offered = sum(measured.map(({ accounting }) => accounting.offered));
  const queued = sum(measured.map(({ accounting }) => accounting.inFlightEnd));
  if (queued <= QUEUED_SHARE * offered) return [];
  const percent = Math.round((100 * queued) / offered);
  return [`${percent} % of the offered frames were still queued at the end: loss grows once the queues are full. Run longer to see it.`];
}

function overloadRemarks(measured: readonly RunRecord[], causes: readonly OverloadCause[]): string[] {
  const remarks: string[] = [];
  if (isUnstable(causes))
    remarks.push('Latency grew as long as the point ran: latencies are those of this length of run, and no interval is given for them.');
  const beyond = measured.filter(loadedBeyondCapacity).length;
  if (beyond >= MIXED_SHARE * measured.length && beyond > 0 && beyond < measured.length)
    remarks.push(
      `${beyond} of ${measured.length} replications were overloaded by themselves: the load is at the edge of what is carried, and the means are over both kinds.`,
    );
  return remarks;
}

function sampleRemarks(measured: readonly RunRecord[], metrics: Readonly<Record<string, Metric>>): string[] {
  const marked = Object.entries(percentiles).filter(([name]) => metrics[name]?.tooFewSamples);
  const fewest = Math.min(...measured.map(({ vms }) => samplesOf(vms)));
  if (marked.length === 0 || fewest === 0) return [];
  const names = marked.map(([, probability]) => `p${Number((100 * probability).toFixed(1))}`);
  return [
    `Too few samples for ${names.join(', ')}: a replication has ${fewest}, fewer than ${SAMPLES_BEYOND} of them beyond it. Run longer to trust it.`,
  ];
}

/** Of the replications that gave figures. */
function valuesOf(replications: readonly NumberedRecord[], values: readonly MetricValues[]): NonNullable<PointResult['replicationValues']> {
  return {
    numbers: replications.filter(({ record }) => record.refusal === null).map(({ number }) => number),
    values: Object.fromEntries(metricNames.map((name) => [name, values.map((own) => own[name])])),
  };
}

type Intervals = (metrics: Record<string, Metric>) => Record<string, Metric>;

function domainRemarksOf({ scenario, choice }: PlannedPoint): string[] {
  const costModelYear = costModelOf(scenario)?.year ?? 0;
  const hostCores = scenario.host.cores ?? hostProfileOf(scenario)?.cores ?? 1;
  return domainRemarks({ scenario, technique: choice.name, costModelYear, hostCores, lineRateGbps: lineRateGbpsOf(scenario) });
}

function vmResults(measured: readonly RunRecord[], perSecond: (count: number) => number, intervals: Intervals): PointResult['vms'] {
  return (measured[0]?.vms ?? []).map((vm, i) => ({
    name: vm.name,
    metrics: intervals(
      metricsOver(
        measured.flatMap((record) => {
          const own = record.vms[i];
          return own ? [{ values: vmMetrics(record, own, record.frequencyGhz), samples: own.latencyCount }] : [];
        }),
      ),
    ),
    drops: dropsOf(
      summed(measured, (record) => (record.vms[i]?.drops ?? []).map(({ place, frames }) => [place, frames])),
      perSecond,
    ),
  }));
}

function flowResults({ scenario }: PlannedPoint, measured: readonly RunRecord[], intervals: Intervals): PointResult['flows'] {
  const [first] = measured;
  return (first?.flows ?? []).map(({ vm, flow }, i) => {
    const own = measured.flatMap((record) => (record.flows[i] ? [{ record, flow: record.flows[i] }] : []));
    const total = (count: 'offered' | 'delivered' | 'lost') => sum(own.map((one) => one.flow.accounting[count]));
    const [offered, delivered, lost] = [total('offered'), total('delivered'), total('lost')];
    return {
      name: scenario.flows[flow]?.name ?? '',
      direction: scenario.flows[flow]?.direction ?? 'receive',
      vm: first?.vms[vm]?.name ?? '',
      metrics: intervals(
        flowMetricsOver(own.map((one) => ({ values: flowMetrics(one.record, one.flow), samples: one.flow.latencyCount }))),
      ),
      accounting: { inFlightStart: 0, offered, delivered, lost, inFlightEnd: offered - delivered - lost },
    };
  });
}

/** Contexts that did something, each with its share of the time of its core. */
function contextResults(measured: readonly RunRecord[]): PointResult['contexts'] {
  const coreCycles = sum(measured.map(({ windowNs, frequencyGhz }) => windowNs * frequencyGhz));
  return (measured[0]?.contexts ?? [])
    .map(({ name, core }, i) => {
      const activities = summed(measured, (record) =>
        (record.contexts[i]?.cycles ?? []).map(({ actor, activity, cycles }) => [`${actor}|${activity}`, cycles]),
      ).map(([key, cycles]) => {
        const [actor = '', activity = ''] = key.split('|');
        return { actor, activity, utilization: cycles / coreCycles };
      });
      return { name, core, utilization: sum(activities.map(({ utilization }) => utilization)), activities };
    })
    .filter(({ utilization }) => utilization > 0);
}

function queueResults(measured: readonly RunRecord[]): PointResult['queues'] {
  return (measured[0]?.queues ?? []).map(({ place, queues, capacity }, i) => ({
    place,
    queues,
    capacity,
    meanPackets: sum(measured.map((record) => record.queues[i]?.meanPackets ?? 0)) / measured.length,
    mostPackets: Math.max(...measured.map((record) => record.queues[i]?.mostPackets ?? 0)),
  }));
}

function dropsOf(frames: readonly [place: string, frames: number][], perSecond: (count: number) => number): PointResult['drops'] {
  const lost = sum(frames.map(([, count]) => count));
  return frames
    .filter(([, count]) => count > 0)
    .map(([place, count]) => ({ place, framesPerSecond: perSecond(count), share: count / lost }));
}

/** Amounts by key over all records, in the order of first appearance. */
function summed(records: readonly RunRecord[], entries: (record: RunRecord) => [string, number][]): [string, number][] {
  const totals = new Map<string, number>();
  for (const record of records) for (const [key, amount] of entries(record)) totals.set(key, (totals.get(key) ?? 0) + amount);
  return [...totals];
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
