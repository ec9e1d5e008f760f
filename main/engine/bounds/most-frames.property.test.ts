/** No simulation delivers more than its bound, whatever the technique, the traffic and the settings. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { framesOf } from '../../../shared/scenario/traffic-frames.ts';
import { techniqueNames } from '../../../shared/catalogue/techniques.ts';
import type { Scenario } from '../../../shared/scenario/schema.ts';
import type { RunRecord } from '../run-record.ts';
import { anyTask } from '../scenario.fixture.ts';
import { simulate } from '../simulate.ts';
import { mostFrames } from './most-frames.ts';
import { traceDemands, type Demands } from './trace-demands.ts';

/** Of the solver. */
const ROUNDING = 1 + 1e-6;

/** What no luck changes: sizes, pauses and service times that are drawn have a mean only in the long run. */
function isExact({ flows, vms }: Scenario): boolean {
  const drawnService = vms.some(
    ({ application }) => application.kind === 'request-server' && application.serviceDistribution !== 'constant',
  );
  return (
    !drawnService &&
    flows.every(({ traffic }) => {
      if (traffic.kind === 'request-response') return traffic.thinkUs === 0;
      return traffic.kind === 'tcp-stream' || framesOf(traffic).kind === 'fixed';
    })
  );
}

/** Sources may offer more than on average in a short run: only resources and loops bound it. */
function withoutOfferedLoad({ classes, resources }: Demands): Demands {
  return { resources, classes: classes.map((one) => (one.closedLoop ? one : { ...one, mostPps: Number.POSITIVE_INFINITY })) };
}

/** Frames of whole transactions: at the end of a short run many requests have arrived whose answers are still to come. */
function deliveredPps({ flows, windowNs }: RunRecord, scenario: Scenario): number {
  const frames = flows.map(({ flow, deliveredFrames, latencyCount }) => {
    const traffic = scenario.flows[flow]?.traffic;
    if (traffic?.kind !== 'request-response') return deliveredFrames;
    return latencyCount * (1 + Math.ceil(traffic.responseBytes / (traffic.mtuBytes + 18)));
  });
  return frames.reduce((sum, count) => sum + count, 0) / (windowNs / 1e9);
}

describe.each(techniqueNames)('a simulation of %s', (technique) => {
  it('delivers no more than its bound', () => {
    const tasks = anyTask(technique).map((task) => ({
      ...task,
      scenario: { ...task.scenario, method: { ...task.scenario.method, warmup: 0 } },
    }));
    fc.assert(
      fc.property(
        tasks.filter(({ scenario }) => isExact(scenario)),
        (task) => {
          const record = simulate(task);
          fc.pre(record.refusal === null);
          const demands = traceDemands(task);
          fc.pre(demands !== null);
          expect(deliveredPps(record, task.scenario)).toBeLessThanOrEqual(mostFrames(withoutOfferedLoad(demands)).totalPps * ROUNDING);
        },
      ),
      { seed: 7, numRuns: 100 },
    );
  });
});
