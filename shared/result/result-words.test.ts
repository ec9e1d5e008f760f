import { describe, expect, it } from 'vitest';
import { point, scenario } from '../charts/points.fixture.ts';
import { unmarked } from '../texts/unmarked.fixture.ts';
import { boundCause, boundGap, boundSentence } from './bound-words.ts';
import { comparisonNote, comparisonSentences } from './comparison-words.ts';
import { gatheredPieces } from './packet-trace.ts';
import { parameterSentence } from './parameter-words.ts';
import { partialNotes, partialText } from './partial.ts';
import { runEndWords } from './run-end-words.ts';
import type { Bound, ParameterScreening } from './schema.ts';
import { changeText, sensitivitySentence } from './sensitivity-words.ts';
import { foundLoads } from './study-kinds.ts';
import { causesText, stoppingReason, stoppingText } from './trust-words.ts';

const wire = { lever: 'link', title: 'the wire', resources: ['wire to host'], gainPercent: 11.1 };
const bound: Bound = { deliveredPps: 812_744, limits: [wire], latencyNs: 5029, utilizations: [{ ...wire, utilization: 1 }] };
const limitless: Bound = { ...bound, limits: [] };
const idle: Bound = { ...limitless, utilizations: [] };
const sriov = point('sriov');
const techniques = [sriov, point('vhost-net', { means: { latencyMeanNs: 90_000 } }), point('emulated', { overloaded: true })];
const partial = point('sriov', { replications: 2 });

const cost = {
  name: 'vm.exit',
  unit: 'cycles',
  provenance: 'assumed' as const,
  value: 2,
  low: 1,
  high: 3,
  changes: [{ metric: 'cyclesPerPacket' as const, atLow: -0.1, atHigh: 0.2 }],
  largest: 0.2,
};
function screening(deviation: number, factors: number): ParameterScreening {
  return {
    trajectories: 4,
    factors: Array.from({ length: factors }, (_, number) => ({
      path: `cost-${number}`,
      kind: 'cost',
      low: 1,
      high: 2,
      effects: [{ metric: 'deliveredPps', mean: 0.2, meanSize: 0.3, deviation, count: 4 }],
      largest: 0.3,
    })),
    unused: 0,
  };
}

const all = ['loss', 'growing-latency'] as const;
const stoppings = (['precision', 'maximum', 'unstable'] as const).map((reason) => ({ reason, metric: 'latencyMeanNs' as const }));

const sentenceOf = (found: ParameterScreening): string => parameterSentence(sriov, found);
const ends = ['done', 'cancelled', 'failed'] as const;
/** One that comes again, and two others. */
const pieces = ['copy', 'copy', 'exit', 'halt'].map((reason) => ({ reason, ns: 1 }));

type Said = [what: string, write: () => readonly string[]];

describe('the words of a result', () => {
  it.each<Said>([
    ['what a bound is', () => [bound, limitless, idle].map(boundSentence)],
    ['what sets a bound', () => [bound, limitless, idle].map(boundCause)],
    ['how far a bound is reached', () => [bound, idle].map((one) => boundGap(point('sriov', { bound: one })))],
    ['which technique is better', () => comparisonSentences(techniques, scenario())],
    ['how they were compared', () => [comparisonNote(techniques, scenario())]],
    ['what settings and costs do', () => [screening(0, 0), screening(0, 4), screening(1, 4), screening(1, 7)].map(sentenceOf)],
    ['which costs matter', () => [[cost], []].map((costs) => sensitivitySentence(sriov, { costs, unused: 0 }))],
    ['what a cost changes', () => [changeText(cost, 'cyclesPerPacket')]],
    ['why a run is not studied', () => [foundLoads()]],
    ['that a point is partial', () => [partialText(partial, scenario())]],
    ['that points are partial', () => [[partial], [partial, sriov]].flatMap((points) => partialNotes(points, scenario()))],
    [
      'why a point is overloaded',
      () => [[], all.slice(0, 1), all.slice(1), all].map((causes) => causesText({ overloadCauses: [...causes] })),
    ],
    ['what ended the replications', () => stoppings.map(({ reason }) => stoppingReason(reason))],
    ['how well they are known', () => stoppings.map((stopping) => stoppingText({ ...stopping, relativeHalfWidth: 0.018 }, 20))],
    ['that their interval is missing', () => stoppings.map((stopping) => stoppingText({ ...stopping, relativeHalfWidth: null }, 20))],
    ['how a run ended', () => ends.map((status) => runEndWords({ status, points: 2, message: '' }))],
    ['why a packet took so long', () => gatheredPieces(pieces, 2).map(({ reason }) => reason)],
  ])('are all from the texts: %s', (_what, write) => {
    expect(write().join('')).toMatch(/\p{L}{2}/u);
    expect(unmarked(() => write().join(' '))).toBe('');
  });
});
