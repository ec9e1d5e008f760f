/** Project files as large as a campaign leaves them, for the benchmarks: copies of a few simulated points, as large as those of a real sweep. */
import { scenarioSchema, type Scenario, type ScenarioInput } from '../shared/scenario/schema.ts';
import { sweepSettings } from '../shared/scenario/sweep-settings.ts';
import { runOnThisMachine } from '../main/lab/run-on-this-machine.ts';
import { createProject } from '../main/project/open-project.ts';
import type { Reply } from '../shared/contract/reply.ts';
import { summaryOf } from '../shared/result/point-summary.ts';
import type { PointResult } from '../shared/result/schema.ts';

const POINTS_OF_A_WRITE = 500;

/** Four VMs on one port, simulated for 20 ms three times; `loads` are percent of line rate. */
export function benchmarkScenario(
  techniques: ScenarioInput['techniques'],
  loads: readonly number[] = [],
  frameBytes: readonly number[] = [],
): Scenario {
  const sweep = [
    { path: 'flows.0.traffic.load', values: [...loads] },
    { path: 'flows.0.traffic.size.frameBytes', values: [...frameBytes] },
  ].filter(({ values }) => values.length > 0);
  return scenarioSchema.parse({
    name: 'Benchmark',
    vms: [{ name: 'vm', count: 4 }],
    flows: [{ name: 'load', vms: 'vm', traffic: { kind: 'poisson', load: 20 } }],
    techniques,
    method: { kind: sweep.length > 0 ? 'sweep' : 'fixed-load', sweep, durationMs: 20, replications: 3 },
  });
}

/** One simulated point of each technique, at the load of the scenario itself. */
export async function simulatedPoints(scenario: Scenario): Promise<readonly PointResult[]> {
  const atItsLoad: Scenario = { ...scenario, method: { ...scenario.method, kind: 'fixed-load', sweep: [] } };
  const { result } = await runOnThisMachine(atItsLoad, { signal: new AbortController().signal, onProgress: () => undefined });
  return result.points;
}

/** The points of a sweep: at each of its settings a copy of each point that was simulated. */
export function sweepOfCopies(scenario: Scenario, simulated: readonly PointResult[]): readonly PointResult[] {
  return [...sweepSettings(scenario)].flatMap(({ settings }) => simulated.map((point) => copyOf(point, settings)));
}

export function copyOf(point: PointResult, settings: PointResult['settings']): PointResult {
  const words = Object.entries(settings).map(([path, value]) => `${path}=${value}`);
  return { ...point, id: [point.technique, ...words].join(' '), settings };
}

/** The point with its figures and without most of its parts: 100,000 of them take 1.3 GiB, and not four. */
export function withoutParts(point: PointResult): PointResult {
  const nothing: [] = [];
  return {
    ...summaryOf(point),
    vms: point.vms,
    cycles: point.cycles,
    flows: nothing,
    drops: nothing,
    queues: nothing,
    stages: nothing,
    exits: nothing,
    interrupts: nothing,
    copies: nothing,
    resources: nothing,
    contexts: nothing,
    latencyCdf: nothing,
  };
}

/** A new project with so many runs of these points, `run-0` and so on; where they are many, each has its number in its name. */
export function writeRuns(path: string, scenario: Scenario, runs: number, points: readonly PointResult[], numbered = false): void {
  const project = must(createProject(path));
  for (let run = 0; run < runs; run++) {
    const named = numbered ? { ...scenario, name: `${scenario.name} ${run}` } : scenario;
    must(project.startRun({ runId: `run-${run}`, startedAt: new Date(run).toISOString() }, named, 1, 'benchmark'));
    for (let first = 0; first < points.length; first += POINTS_OF_A_WRITE)
      must(project.putPoints(`run-${run}`, points.slice(first, first + POINTS_OF_A_WRITE)));
    must(project.finishRun(`run-${run}`, 'done', '', true));
  }
  project.close();
}

/** The value of a reply. Throws when it was refused. */
export function must<Value>(reply: Reply<Value>): Value {
  if (!reply.ok) throw new Error(reply.message);
  return reply.value;
}
