/** What a new scenario holds: a first comparison that runs in seconds. */
import { techniqueNames } from '../catalogue/techniques.ts';
import { words } from '../texts/words.ts';
import { scenarioSchema, type Scenario } from './schema.ts';

/** Eight VMs receive through one 10GbE port. Direct assignment is left out: it would need a NIC for each. */
export function newScenario(): Scenario {
  return scenarioSchema.parse({
    ...words().scenario.first,
    vms: [{ name: 'vm', count: 8 }],
    flows: [{ name: 'incoming', direction: 'receive', vms: 'vm', traffic: { kind: 'poisson', load: 80 } }],
    techniques: techniqueNames.filter((name) => name !== 'direct').map((name) => ({ name })),
    method: { durationMs: 20, replications: 3 },
  });
}
