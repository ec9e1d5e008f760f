/** Techniques that the hardware of the scenario does not allow. Where other points or techniques remain, the refusal stands in the results instead. */
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
    points.flatMap(({ where, point }) => {
      const limit = techniqueLimit(point, choice, catalogue);
      return limit ? [{ where, limit }] : [];
    }),
  );
  const noneLeft = refusals.every((refused) => refused.length === points.length);
  return refusals.flatMap((refused, index): Problem[] => {
    const [first] = refused;
    if (!first) return [];
    const { where, limit } = first;
    if (noneLeft) return [{ path: limit.path, message: limit.message, severity: 'error' }];
    return [
      { path: `techniques.${index}`, message: `${title(scenario, index)} is left out${where}: ${limit.message}`, severity: 'warning' },
    ];
  });
}

/** The scenario at the values of the swept settings that matter, one axis at a time; else as it is. */
function limitingPoints(scenario: Scenario): { readonly where: string; readonly point: Scenario }[] {
  const axes = sweptAxes(scenario).filter(({ path }) => LIMITING.test(path));
  if (axes.length === 0) return [{ where: '', point: scenario }];
  return axes.flatMap(({ path, values }) =>
    values.map((value) => ({ where: ` where ${path} is ${value}`, point: applySetting(scenario, path, value) })),
  );
}

function coreProblems(scenario: Scenario): Problem[] {
  const { networkCores } = scenario.host;
  return scenario.techniques.flatMap(({ name, options }, index): Problem[] => {
    const wanted = options.workerCores;
    if (wanted !== undefined && networkCores > 0 && wanted > networkCores)
      return [
        {
          path: `techniques.${index}.options.workerCores`,
          message: `${wanted} worker cores, but the host sets ${networkCores} apart for networking: only those are used. Raise host.networkCores.`,
          severity: 'warning',
        },
      ];
    if (name === 'vhost-user' && networkCores === 0)
      return [
        {
          path: `techniques.${index}`,
          message: 'A poll-mode switch never sleeps and would share its core with guests: set host.networkCores to at least 1.',
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
