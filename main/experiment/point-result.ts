/** Merges the replications of a point, in their order, into its result. */
import { domainRemarks } from '../../shared/catalogue/domain-of-applicability.ts';
import type { PointResult } from '../../shared/result/schema.ts';
import { findHostProfile } from '../engine/costs/host-profiles.ts';
import { findCostModel } from '../engine/costs/models.ts';
import { findNicProfile } from '../engine/costs/nic-profiles.ts';
import { bucketMiddleNs } from '../engine/kernel/histogram.ts';
import type { RunRecord } from '../engine/run-record.ts';
import type { PlannedPoint } from './plan.ts';
import { flowMetrics, flowMetricsOver, mergedHistogram, metricsOver, pointMetrics, vmMetrics } from './point-metrics.ts';
import { loadedBeyondCapacity } from './stability.ts';

/** Steps of the latency distribution kept in a result. */
const CDF_STEPS = 100;
/** Samples without which p99.9 says little: ten beyond it. */
const SAMPLES_FOR_P999 = 10_000;
/** Share of the offered frames that may be under way at the end of a run without a remark. */
const QUEUED_SHARE = 0.05;

export function mergeReplications(point: PlannedPoint, records: readonly RunRecord[]): PointResult {
  const identity = { id: point.id, settings: { ...point.settings }, technique: point.technique, techniqueName: point.choice.name };
  const refusal = records.find((record) => record.refusal !== null)?.refusal ?? null;
  const measured = records.filter((record) => record.refusal === null);
  const metrics = metricsOver(measured.map(pointMetrics));
  const windowNs = sum(measured.map((record) => record.windowNs));
  const delivered = sum(measured.map((record) => sum(record.vms.map((vm) => vm.deliveredFrames))));
  const samples = sum(measured.map((record) => sum(record.vms.map((vm) => vm.latencyCount))));
  const busyCycles = sum(measured.map((record) => record.busyCycles));
  const perSecond = (count: number) => (windowNs > 0 ? (count / windowNs) * 1e9 : 0);
  const perFrame = (count: number) => (delivered > 0 ? count / delivered : 0);
  return {
    ...identity,
    replications: measured.length,
    overloaded: measured.some(loadedBeyondCapacity),
    warmupMs: Math.max(0, ...measured.map((record) => record.warmupNs / 1e6)),
    metrics,
    vms: vmResults(measured, perSecond),
    flows: flowResults(point, measured),
    drops: dropsOf(
      summed(measured, (record) => record.drops.map(({ place, frames }) => [place, frames])),
      perSecond,
    ),
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
    latencyCdf: cdfOf(measured),
    bottleneck: { resource: null, sentence: refusal ?? 'The bottleneck has not been looked for.', confirmed: false, knobs: [] },
    accounting: {
      inFlightStart: sum(measured.map(({ accounting }) => accounting.inFlightStart)),
      offered: sum(measured.map(({ accounting }) => accounting.offered)),
      delivered: sum(measured.map(({ accounting }) => accounting.delivered)),
      lost: sum(measured.map(({ accounting }) => accounting.lost)),
      inFlightEnd: sum(measured.map(({ accounting }) => accounting.inFlightEnd)),
    },
    remarks: refusal === null ? [...queueRemarks(measured), ...sampleRemarks(samples), ...domainRemarksOf(point)] : [],
    refusal,
  };
}

/** Queues that are still filling hide the loss of an overloaded point. */
function queueRemarks(measured: readonly RunRecord[]): string[] {
  const offered = sum(measured.map(({ accounting }) => accounting.offered));
  const queued = sum(measured.map(({ accounting }) => accounting.inFlightEnd));
  if (queued <= QUEUED_SHARE * offered) return [];
  const percent = Math.round((100 * queued) / offered);
  return [`${percent} % of the offered frames were still queued at the end: loss grows once the queues are full. Run longer to see it.`];
}

function sampleRemarks(samples: number): string[] {
  return samples > 0 && samples < SAMPLES_FOR_P999 ? [`p99.9 rests on ${samples} samples: too few to trust. Run longer.`] : [];
}

function domainRemarksOf({ scenario, choice }: PlannedPoint): string[] {
  const costModelYear = findCostModel(scenario.costModel)?.year ?? 0;
  const hostCores = scenario.host.cores ?? findHostProfile(scenario.host.profile)?.cores ?? 1;
  const lineRateGbps = scenario.nic.lineRateGbps ?? findNicProfile(scenario.nic.profile)?.lineRateGbps.value ?? 0;
  return domainRemarks({ scenario, technique: choice.name, costModelYear, hostCores, lineRateGbps });
}

function vmResults(measured: readonly RunRecord[], perSecond: (count: number) => number): PointResult['vms'] {
  return (measured[0]?.vms ?? []).map((vm, i) => ({
    name: vm.name,
    metrics: metricsOver(measured.flatMap((record) => (record.vms[i] ? [vmMetrics(record, record.vms[i], record.frequencyGhz)] : []))),
    drops: dropsOf(
      summed(measured, (record) => (record.vms[i]?.drops ?? []).map(({ place, frames }) => [place, frames])),
      perSecond,
    ),
  }));
}

function flowResults({ scenario }: PlannedPoint, measured: readonly RunRecord[]): PointResult['flows'] {
  const [first] = measured;
  return (first?.flows ?? []).map(({ vm, flow }, i) => {
    const own = measured.flatMap((record) => (record.flows[i] ? [{ record, flow: record.flows[i] }] : []));
    const total = (count: 'offered' | 'delivered' | 'lost') => sum(own.map((one) => one.flow.accounting[count]));
    const [offered, delivered, lost] = [total('offered'), total('delivered'), total('lost')];
    return {
      name: scenario.flows[flow]?.name ?? '',
      direction: scenario.flows[flow]?.direction ?? 'receive',
      vm: first?.vms[vm]?.name ?? '',
      metrics: flowMetricsOver(own.map((one) => flowMetrics(one.record, one.flow))),
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

function cdfOf(measured: readonly RunRecord[]): PointResult['latencyCdf'] {
  const { buckets, counts } = mergedHistogram(measured.flatMap((record) => record.vms));
  const total = sum(counts);
  const cdf: { ns: number; probability: number }[] = [];
  let seen = 0;
  let nextStep = 0;
  for (const [i, bucket] of buckets.entries()) {
    seen += counts[i] ?? 0;
    if (seen / total >= nextStep || seen === total) {
      cdf.push({ ns: bucketMiddleNs(bucket), probability: seen / total });
      nextStep = Math.floor((seen / total) * CDF_STEPS + 1) / CDF_STEPS;
    }
  }
  return cdf;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
