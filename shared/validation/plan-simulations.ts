/** Simulations of an experiment: the scenario of each point and of what it is compared with, checked as any scenario is. */
import { changeSetting } from '../scenario/change-setting.ts';
import { checkScenario } from '../scenario/check.ts';
import type { Problem } from '../scenario/problem.ts';
import { isMeasuring } from '../scenario/method-goals.ts';
import type { Scenario, TechniqueChoice } from '../scenario/schema.ts';
import { sweptAxes } from '../scenario/swept-axes.ts';
import { suggest } from '../scenario/suggestion.ts';
import { openLoopsText } from '../scenario/traffic-loops.ts';
import type { Catalogue } from '../scenario/technique-limits.ts';
import { words } from '../texts/words.ts';
import type { PlannedExperiment, PlannedPoint, PlannedSimulation } from './plan.ts';
import type { Configuration, Measure, SimulationExperiment } from './schema.ts';

type Point = SimulationExperiment['points'][number];
/** A value, or what is wrong with it; paths are relative to the point. */
type Attempt<Value> = { readonly value: Value } | { readonly problems: readonly Problem[] };

export function planSimulations(
  experiment: SimulationExperiment,
  catalogue: Catalogue,
): { readonly problems: Problem[]; readonly plan: PlannedExperiment | null } {
  const base = experiment.scenario === undefined ? null : checkScenario(experiment.scenario, catalogue);
  if (base && !base.scenario) return { problems: base.problems.map((problem) => within('scenario', problem)), plan: null };
  const problems: Problem[] = [];
  const points = experiment.points.map((point, index) => {
    if (point.outside !== undefined) return null;
    const planned = planPoint(experiment, point, catalogue);
    if ('value' in planned) return planned.value;
    problems.push(...planned.problems.map((problem) => within(`points.${index}`, problem)));
    return null;
  });
  return { problems, plan: problems.length > 0 ? null : { kind: 'simulation', experiment, points } };
}

function planPoint(experiment: SimulationExperiment, point: Point, catalogue: Catalogue): Attempt<PlannedPoint> {
  const measure = point.measure ?? experiment.measure;
  if (measure.ratioTo && measure.differenceFrom) return fault('measure', words().validation.problems.twoReferences);
  const scenario = point.scenario ?? experiment.scenario;
  if (scenario === undefined) return fault('scenario', words().validation.problems.noScenario);
  const own: Configuration = { scenario, set: point.set, technique: point.technique };
  const simulation = resolve(own, catalogue, '');
  if ('problems' in simulation) return simulation;
  const group = missingName(measure, simulation.value.scenario);
  if (group) return group;
  const other = measure.ratioTo ?? measure.differenceFrom;
  const loadShare = point.loadShare ?? null;
  const badShare = loadShare === null ? null : shareProblem(simulation.value.scenario, other);
  if (badShare) return badShare;
  if (!other) return { value: { measure, simulation: simulation.value, loadShare, reference: null } };
  const reference = resolve(configurationBeside(own, other), catalogue, `measure.${measure.ratioTo ? 'ratioTo' : 'differenceFrom'}`);
  return 'problems' in reference ? reference : { value: { measure, simulation: simulation.value, loadShare, reference: reference.value } };
}

/** What a configuration leaves out is as in the point, whose settings it changes further. */
function configurationBeside(point: Configuration, other: Configuration): Configuration {
  if (other.scenario) return other;
  return { scenario: point.scenario, set: { ...point.set, ...other.set }, technique: other.technique ?? point.technique };
}

/** Problems stand at `place`, a path from the point, empty for the point itself. */
function resolve({ scenario: input, set = {}, technique }: Configuration, catalogue: Catalogue, place: string): Attempt<PlannedSimulation> {
  const at = (field: string) => (place === '' ? field : `${place}.${field}`);
  let document: unknown = input;
  for (const [path, value] of Object.entries(set)) {
    const change = changeSetting(document, path, value);
    if (!change.ok) return fault(at(`set.${path}`), change.message);
    document = change.document;
  }
  const { problems, scenario } = checkScenario(document, catalogue);
  if (!scenario) {
    return {
      problems: problems.map((problem) => ({
        ...problem,
        path: at('set'),
        message: words().validation.problems.settingProblem(problem.path, problem.message),
      })),
    };
  }
  if (sweptAxes(scenario).length > 0 || scenario.method.kind === 'sweep' || isMeasuring(scenario.method.kind))
    return fault(at('scenario.method.kind'), words().validation.problems.swept);
  const choice = chosenTechnique(scenario, technique);
  return choice ? { value: { scenario, choice } } : fault(at('technique'), techniqueAdvice(scenario, technique));
}

function chosenTechnique({ techniques }: Scenario, technique: string | undefined): TechniqueChoice | undefined {
  if (technique === undefined) return techniques.length === 1 ? techniques[0] : undefined;
  return techniques.find(({ label }) => label === technique) ?? techniques.find(({ name }) => name === technique);
}

function techniqueAdvice({ techniques }: Scenario, technique: string | undefined): string {
  const names = techniques.map(({ label, name }) => label ?? name);
  const { severalTechniques, noTechnique } = words().validation.problems;
  if (technique === undefined) return severalTechniques(String(names.length), names.join(', '));
  return noTechnique(technique, suggest(technique, names));
}

function shareProblem({ flows }: Scenario, other: Configuration | undefined): Attempt<never> | null {
  if (other) return fault('loadShare', words().validation.problems.shareAndComparison);
  if (flows.every(({ traffic }) => 'load' in traffic)) return null;
  return fault('loadShare', words().validation.problems.shareOfClosedLoop(openLoopsText()));
}

function missingName({ read }: Measure, { vms, flows: all }: Scenario): Attempt<never> | null {
  if (read.kind === 'flow-metric') {
    const flows = all.map(({ name }) => name);
    return flows.includes(read.flow)
      ? null
      : fault('measure.read.flow', words().validation.problems.noFlow(read.flow, suggest(read.flow, flows)));
  }
  if (read.kind !== 'metric' || read.vms === undefined) return null;
  const names = vms.map(({ name }) => name);
  if (names.includes(read.vms)) return null;
  return fault('measure.read.vms', words().validation.problems.noVmGroup(read.vms, suggest(read.vms, names)));
}

function fault(path: string, message: string): { readonly problems: readonly Problem[] } {
  return { problems: [{ path, message, severity: 'error' }] };
}

function within(head: string, problem: Problem): Problem {
  return { ...problem, path: problem.path === '' ? head : `${head}.${problem.path}` };
}
