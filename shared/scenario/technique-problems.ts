/** Techniques that the hardware of the scenario does not allow. Where other points or techniques remain, the refusal stands in the results instead. */
import { words } from '../texts/words.ts';
import type { Problem } from './problem.ts';
import type { Scenario } from './schema.ts';
import { applySetting } from './settings.ts';
import { sweptAxes } from './swept-axes.ts';
import { excessFunctions, techniqueLimit, type Catalogue } from './technique-limits.ts';

/** Settings that decide whether a technique can be used. */
const LIMITING = /^(vms\.\d+\.(count|vcpus)|nic\.(ports|virtualFunctions))$/;

export function techniqueProblems(scenario: Scenario, catalogue: Catalogue): Problem[] {
  const functions = functionProblems(scenario, catalogue);
  return [...(functions.length > 0 ? functions : limitProblems(scenario, catalogue)), ...coreProblems(scenario)];
}

/** More virtual functions than the NIC has are a fault of the description itself, whatever techniques remain. */
function functionProblems(scenario: Scenario, { nicProfiles }: Catalogue): Problem[] {
  const path = 'nic.virtualFunctions';
  const nic = nicProfiles.find(({ id }) => id === scenario.nic.profile);
  const enabled = scenario.nic.virtualFunctions;
  const isSwept = sweptAxes(scenario).some((axis) => axis.path === path);
  if (!nic || enabled === undefined || isSwept || enabled <= nic.virtualFunctions.value) return [];
  return [{ path, message: excessFunctions(nic, enabled), severity: 'error' }];
}

function limitProblems(scenario: Scenario, catalogue: Catalogue): Problem[] {
  const points = limitingPoints(scenario);
  const refusals = scenario.techniques.map((choice) =>
    points.flatMap(({ swept, point }) => {
      const limit = techniqueLimit(point, choice, catalogue);
      return limit ? [{ swept, limit }] : [];
    }),
  );
  const noneLeft = refusals.every((refused) => refused.length === points.length);
  return refusals.flatMap((refused, index): Problem[] => {
    const [first] = refused;
    if (!first) return [];
    const { swept, limit } = first;
    if (noneLeft) return [{ path: limit.path, message: limit.message, severity: 'error' }];
    return [{ path: `techniques.${index}`, message: leftOut(title(scenario, index), swept, limit.message), severity: 'warning' }];
  });
}

interface LimitingPoint {
  /** Null: nothing that matters is swept. */
  readonly swept: { readonly path: string; readonly value: string } | null;
  readonly point: Scenario;
}

function leftOut(technique: string, swept: LimitingPoint['swept'], limit: string): string {
  const texts = words().problems.techniques;
  return swept ? texts.leftOutWhere(technique, swept.path, swept.value, limit) : texts.leftOut(technique, limit);
}

/** The scenario at the values of the swept settings that matter, one axis at a time; else as it is. */
function limitingPoints(scenario: Scenario): readonly LimitingPoint[] {
  const axes = sweptAxes(scenario).filter(({ path }) => LIMITING.test(path));
  if (axes.length === 0) return [{ swept: null, point: scenario }];
  return axes.flatMap(({ path, values }) =>
    values.map((value) => ({ swept: { path, value: String(value) }, point: applySetting(scenario, path, value) })),
  );
}

function coreProblems(scenario: Scenario): Problem[] {
  const texts = words().problems.techniques;
  const { networkCores } = scenario.host;
  return scenario.techniques.flatMap(({ name, options }, index): Problem[] => {
    const wanted = options.workerCores;
    if (wanted !== undefined && networkCores > 0 && wanted > networkCores)
      return [
        {
          path: `techniques.${index}.options.workerCores`,
          message: texts.excessWorkers(wanted, networkCores),
          severity: 'warning',
        },
      ];
    if (name === 'vhost-user' && networkCores === 0)
      return [
        {
          path: `techniques.${index}`,
          message: texts.switchWithoutCore,
          severity: 'warning',
        },
      ];
    return [];
  });
}

function title(scenario: Scenario, index: number): string {
  const choice = scenario.techniques[index];
  return choice?.label ?? choice?.name ?? '';
}
