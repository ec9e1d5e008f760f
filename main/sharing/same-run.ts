/** Which runs belong together: what they simulate decides, and neither their names nor where they ran. */
import { withoutCaptureNames } from '../../shared/scenario/named-capture.ts';
import type { Scenario } from '../../shared/scenario/schema.ts';
import type { RunIdentity } from '../../shared/sharing/schema.ts';
import { canonicalJson } from '../experiment/executor/task-key.ts';
import type { Project, RunHead } from '../project/project.ts';

/** Equal for scenarios that simulate the same, but for their seeds. */
export function scenarioKey(scenario: Scenario): string {
  const flows = withoutCaptureNames(scenario.flows);
  return canonicalJson({ ...scenario, name: '', description: '', sources: undefined, flows, method: { ...scenario.method, seed: 0 } });
}

export interface HeldRun {
  readonly identity: RunIdentity;
  readonly head: RunHead;
  /** Equal for scenarios that simulate the same, but for their seeds. */
  readonly scenarioKey: string;
  /** Equal for runs whose figures must be equal, bit for bit. */
  readonly key: string;
}

function heldRun(identity: RunIdentity, head: RunHead): HeldRun {
  const ofScenario = scenarioKey(head.scenario);
  return { identity, head, scenarioKey: ofScenario, key: `${head.engineVersion} ${head.seed} ${ofScenario}` };
}

/** The runs of a project, newest first: those that can be read, and the others. */
export function runsOf(project: Project): { readonly runs: readonly HeldRun[]; readonly unreadable: readonly RunIdentity[] } {
  const runs: HeldRun[] = [];
  const unreadable: RunIdentity[] = [];
  for (const { runId, scenarioName, startedAt, points } of project.listRuns()) {
    const head = project.readRunHead(runId);
    const { engineVersion = '', seed = 0 } = head ?? {};
    const identity = { runId, scenarioName, startedAt, engineVersion, seed, points };
    if (head) runs.push(heldRun(identity, head));
    else unreadable.push(identity);
  }
  return { runs, unreadable };
}
