/** The scenario that a new project and the quick start begin with: every technique, one host, four VMs that receive. */
import { techniqueNames } from '../../../shared/catalogue/techniques.ts';
import { scenarioSchema, type Scenario } from '../../../shared/scenario/schema.ts';

export function newScenario(): Scenario {
  return scenarioSchema.parse({
    name: 'Technique comparison',
    description: 'Four virtual machines receive 1518-byte frames at 90 % of a 10 Gbit/s link; every technique carries the same frames.',
    vms: [{ name: 'vm', count: 4 }],
    flows: [{ name: 'inbound', direction: 'receive', vms: 'vm', traffic: { kind: 'poisson', load: 90 } }],
    nic: { ports: 1 },
    techniques: techniqueNames.map((name) => ({ name })),
    method: { durationMs: 30, replications: 3 },
  });
}
