/** Brings the runs of one project into another. What is there stays; the project that they come from is only read. */
import { randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { succeed, type Reply } from '../../shared/contract/reply.ts';
import { isPartial } from '../../shared/result/partial.ts';
import type { PointResult } from '../../shared/result/schema.ts';
import type { MergeReport } from '../../shared/sharing/schema.ts';
import { planRun } from '../experiment/plan.ts';
import { planPlaces } from '../experiment/plan-places.ts';
import type { Project } from '../project/project.ts';
import { runsOf, type HeldRun } from './same-run.ts';
import { pointsInParts, summariesInParts } from './points-in-parts.ts';

/** Records of simulations in one transaction: some megabytes. */
const SIMULATIONS_AT_ONCE = 200;

type Outcome = MergeReport['runs'][number];

/**
 * Runs of the same scenario, seed and engine have the same figures: their points and replications complete each other in the run that is there. All others
 * become runs of their own, as does one that contradicts. Refused as the project refuses to be written: what was brought in before stays.
 */
export function mergeProjects(into: Project, from: Project): Reply<MergeReport> {
  const { runs, unreadable } = runsOf(from);
  const outcomes: Outcome[] = unreadable.map((run) => ({ run, outcome: 'unreadable', into: '', points: 0, contradiction: '' }));
  const placed = new Map<string, string>();
  const there = Map.groupBy(runsOf(into).runs, ({ key }) => key);
  // The oldest first, as they were started.
  for (const run of runs.toReversed()) {
    const alike = there.get(run.key) ?? [];
    const merged = mergeRun(into, from, run, alike);
    if (!merged.ok) return merged;
    const { outcome, into: runId } = merged.value;
    if (outcome === 'added' || outcome === 'contradicts') there.set(run.key, [inNewPlace(run, runId), ...alike]);
    outcomes.push(merged.value);
    placed.set(run.identity.runId, merged.value.into);
  }
  const measurements = mergeMeasurements(into, from, placed);
  return measurements.ok ? succeed({ runs: outcomes, measurements: measurements.value }) : measurements;
}

/** @param alike runs that are there and must have the same figures */
function mergeRun(into: Project, from: Project, run: HeldRun, alike: readonly HeldRun[]): Reply<Outcome> {
  const partners = alike.map((partner) => ({ partner, found: newPoints(into, from, partner, run) }));
  const agreeing = partners.flatMap(({ partner, found }) => ('points' in found ? [{ partner, points: found.points }] : []));
  // Where several have the same figures, the one that lacks least.
  const [best] = agreeing.toSorted((one, other) => one.points.length - other.points.length);
  if (!best) {
    const contradiction = partners.flatMap(({ found }) => ('contradiction' in found ? [found.contradiction] : []))[0];
    return addRun(into, from, run, contradiction ?? '');
  }
  const { partner, points } = best;
  const outcome = { run: run.identity, into: partner.identity.runId, points: points.length, contradiction: '' };
  if (points.length === 0) return succeed({ ...outcome, outcome: 'known' });
  const put = putRun(into, from, run.identity.runId, partner, points);
  return put.ok ? succeed({ ...outcome, outcome: 'combined' }) : put;
}

/** Ids of points that `into` does not have, or has with fewer replications; or the point that contradicts. */
function newPoints(
  into: Project,
  from: Project,
  { identity: { runId } }: HeldRun,
  run: HeldRun,
): { readonly points: readonly string[] } | { readonly contradiction: string } {
  const points: string[] = [];
  for (const part of pointsInParts(from, run.identity.runId)) {
    const ids = part.map(({ id }) => id);
    const mine = new Map(into.readPoints(runId, ids).map((point) => [point.id, point]));
    for (const point of part) {
      const known = mine.get(point.id);
      if (known && !agrees(known, point)) return { contradiction: point.id };
      if (!known || point.replications > known.replications) points.push(point.id);
    }
  }
  return { points };
}

/** Replications of the same number have the same figures. Where they were not kept, the means of as many replications have. */
function agrees(one: PointResult, other: PointResult): boolean {
  if (one.refusal !== other.refusal) return false;
  if (one.replications === other.replications) return isDeepStrictEqual(one.metrics, other.metrics);
  const [mine, theirs] = [one.replicationValues, other.replicationValues];
  if (!mine || !theirs) return true;
  return mine.numbers.every((number, index) => {
    const place = theirs.numbers.indexOf(number);
    return (
      place < 0 ||
      Object.entries(mine.values).every(
        ([metric, values]) => values[index] === theirs.values[metric as keyof typeof theirs.values]?.[place],
      )
    );
  });
}

/** @param contradiction point with other figures than a run that is there; empty: there is none. */
function addRun(into: Project, from: Project, run: HeldRun, contradiction: string): Reply<Outcome> {
  const { identity, head } = run;
  const runId = into.findRun(identity.runId) ? randomUUID() : identity.runId;
  const started = into.startRun({ runId, startedAt: identity.startedAt }, head.scenario, head.seed, head.engineVersion);
  if (!started.ok) return started;
  const put = putRun(into, from, identity.runId, inNewPlace(run, runId), null);
  const outcome = contradiction === '' ? 'added' : 'contradicts';
  return put.ok ? succeed({ run: identity, outcome, into: runId, points: put.value, contradiction }) : put;
}

/** The run as it stands in the other project. */
function inNewPlace(run: HeldRun, runId: string): HeldRun {
  return { ...run, identity: { ...run.identity, runId } };
}

/** @param wanted ids of points; null: all. @returns how many points were put. */
function putRun(
  into: Project,
  from: Project,
  fromId: string,
  { identity: { runId }, head }: HeldRun,
  wanted: readonly string[] | null,
): Reply<number> {
  const placeOf = planPlaces(head.scenario);
  const wantedIds = wanted && new Set(wanted);
  let count = 0;
  for (const part of pointsInParts(from, fromId)) {
    const points = part.filter(({ id }) => wantedIds === null || wantedIds.has(id));
    const put = into.putResults(runId, { simulations: [], used: [], points, placeOf });
    if (!put.ok) return put;
    count += points.length;
  }
  for (const simulations of inChunks(from.simulationsOf(fromId), SIMULATIONS_AT_ONCE)) {
    const kept = into.putResults(runId, { simulations, used: [], points: [], placeOf });
    if (!kept.ok) return kept;
  }
  const summary = from.findRun(fromId);
  const complete = isComplete(into, runId, head);
  const before = into.findRun(runId);
  const status = complete ? 'done' : before?.status === 'running' ? (summary?.status ?? 'cancelled') : (before?.status ?? 'cancelled');
  const finished = into.finishRun(runId, status, complete ? '' : (summary?.message ?? ''), complete);
  return finished.ok ? succeed(count) : finished;
}

/** Every point of the plan is there with all its replications. */
function isComplete(project: Project, runId: string, { scenario }: HeldRun['head']): boolean {
  const known = new Set<string>();
  for (const part of summariesInParts(project, runId)) for (const point of part) if (!isPartial(point, scenario)) known.add(point.id);
  return planRun(scenario).every(({ id }) => known.has(id));
}

function* inChunks<Item>(items: Iterable<Item>, size: number): Generator<Item[]> {
  let chunk: Item[] = [];
  for (const item of items) {
    chunk.push(item);
    if (chunk.length < size) continue;
    yield chunk;
    chunk = [];
  }
  if (chunk.length > 0) yield chunk;
}

/** Those with other values than all that are there, each beside the run that its own went into. */
function mergeMeasurements(into: Project, from: Project, placed: ReadonlyMap<string, string>): Reply<number> {
  const known = into.listMeasurements();
  const added = from.listMeasurements().filter((one) => !known.some((other) => isDeepStrictEqual(one.result, other.result)));
  for (const measurement of added) {
    const runId = placed.get(measurement.runId ?? '') || null;
    const id = known.some((other) => other.id === measurement.id) ? randomUUID() : measurement.id;
    const put = into.addMeasurement({ ...measurement, id, runId });
    if (!put.ok) return put;
  }
  return succeed(added.length);
}
