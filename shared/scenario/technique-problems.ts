/** Techniques that the hardware of the scenario does not allow. Where other points or techniques remain, the refusal stands in the results instead. */
import type { Problem } from './problem.ts';
import type { Scenario } from './schema.ts';
import { applySetting } from './settings.ts';
import { techniqueLimit, techniqueRefusal, type Catalogue } from './technique-limits.ts';

/** Settings that decide whether a technique can be used. */
const LIMITING = /^(vms\.\d+\.(count|vcpus)|nic\.(ports|virtualFunctions))$/;

export function techniqueProblems(scenario: Scenario, catalogue: Catalogue): Problem[] {
  return [...limitProblems(scenario, catalogue), ...coreProblems(scenario)];
}

function limitProblems(scenario: Scenario, catalogue: Catalogue): Problem[] {
  const swept = scenario.method.kind === 'sweep' && scenario.method.sweep.some(({ path }) => LIMITING.test(path));
  if (swept) return scenario.techniques.flatMap((_, index) => sweptLimit(scenario, index, catalogue));
  const limits = scenario.techniques.map((choice) => techniqueLimit(scenario, choice, catalogue));
  const noneLeft = limits.every((limit) => limit !== null);
  return limits.flatMap((limit, index): Problem[] => {
    if (!limit) return [];
    return noneLeft
      ? [{ path: limit.path, message: limit.message, severity: 'error' }]
      : [{ path: `techniques.${index}`, message: `${title(scenario, index)} is left out: ${limit.message}`, severity: 'warning' }];
  });
}

/** The first value of an axis at which the technique is refused. */
function sweptLimit(scenario: Scenario, index: number, catalogue: Catalogue): Problem[] {
  const choice = scenario.techniques[index];
  if (!choice) return [];
  for (const { path, values } of scenario.method.sweep) {
    if (!LIMITING.test(path)) continue;
    for (const value of values) {
      const refusal = techniqueRefusal(applySetting(scenario, path, value), choice, catalogue);
      if (refusal !== null)
        return [
          {
            path: `techniques.${index}`,
            message: `${title(scenario, index)} is left out where ${path} is ${value}: ${refusal}`,
            severity: 'warning',
          },
        ];
    }
  }
  return [];
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
