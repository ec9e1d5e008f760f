/** The machine of a task: hardware, VMs, the technique between them, and traffic. */
import { resolveCosts } from './costs/models.ts';
import { Machine, type WatchingParts } from './model/machine.ts';
import type { SimulationTask } from './run-record.ts';
import { techniqueByName } from './techniques/index.ts';
import { buildTraffic } from './traffic/build-traffic.ts';
import { costModelOf, hostProfileOf, nicProfileOf } from './costs/scenario-profiles.ts';

/** The machine of a task with its traffic started. */
export function buildMachine(task: SimulationTask, watching?: WatchingParts): Machine {
  const machine = buildHost(task, false, watching);
  for (const source of buildTraffic(machine)) source.start();
  for (const work of machine.periodicWork) work.start();
  return machine;
}

/** The machine of a task without traffic: hardware, VMs and the technique between them. */
export function buildHost(task: SimulationTask, leastWork = false, watching?: WatchingParts): Machine {
  const { scenario, technique, perturbation } = task;
  const costModel = costModelOf(scenario);
  const host = hostProfileOf(scenario);
  const nic = nicProfileOf(scenario);
  if (!costModel || !host || !nic) throw new Error('The scenario names a profile that does not exist; check it before running it.');
  const { networkRole, virtualized, switchesInside, build } = techniqueByName[technique.name];
  const machine = new Machine({
    scenario,
    technique,
    costs: resolveCosts(costModel, scenario.costs, host),
    nic,
    cores: scenario.host.cores ?? host.cores,
    frequencyGhz: scenario.host.frequencyGhz ?? host.frequencyGhz,
    replication: task.replication,
    networkRole,
    virtualized,
    switchesInside: switchesInside && nic.embeddedSwitchPps.value > 0,
    factor: (lever) => (perturbation?.lever === lever ? perturbation.factor : 1),
    trial: task.trial ?? null,
    leastWork,
    watching,
  });
  build(machine);
  return machine;
}
