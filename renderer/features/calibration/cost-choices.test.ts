import { describe, expect, it } from 'vitest';
import type { CostParameter } from '../../../shared/catalogue/profiles.ts';
import { point } from '../../../shared/charts/points.fixture.ts';
import { scenarioSchema } from '../../../shared/scenario/schema.ts';
import { costChoices } from './cost-choices.ts';

const scenario = scenarioSchema.parse({
  vms: [{ name: 'vm' }],
  flows: [{ name: 'load', vms: 'vm', traffic: { kind: 'poisson', load: 5 } }],
  techniques: [{ name: 'sriov' }],
});

function cost(name: string, provenance: CostParameter['provenance'], high = 20): CostParameter {
  return { name, value: 10, unit: 'cycles', meaning: name, source: 'test', hardware: 'test', provenance, low: 10, high };
}

function namesWith(parameters: readonly CostParameter[], parts: Parameters<typeof point>[1] = {}): string[] {
  const model = {
    id: scenario.costModel,
    title: '',
    year: 2017,
    machine: '',
    description: '',
    frequencyGhz: 2,
    parameters: [...parameters],
  };
  return costChoices([point('sriov', parts)], scenario, { costModels: [model], hostProfiles: [], nicProfiles: [] }).map(({ name }) => name);
}

describe('costs that a calibration may fit', () => {
  it('are those that the techniques use, the least known first, then by their share of the cycles', () => {
    const parameters = [
      cost('guest.socketReceive', 'published'),
      cost('guest.stackReceive', 'assumed'),
      cost('guest.socketTransmit', 'assumed'),
      cost('dpdk.burst', 'assumed'),
    ];
    expect(namesWith(parameters)).toEqual(['guest.socketTransmit', 'guest.stackReceive', 'guest.socketReceive']);
  });

  it('have a range', () => {
    expect(namesWith([cost('guest.socketReceive', 'assumed', 10), cost('guest.stackReceive', 'assumed')])).toEqual(['guest.stackReceive']);
  });

  it('stand in the order of their effect, where the costs were varied', () => {
    const parameters = [cost('guest.socketReceive', 'assumed'), cost('guest.stackReceive', 'published')];
    const varied = {
      name: 'guest.stackReceive',
      unit: 'cycles',
      provenance: 'published',
      value: 10,
      low: 10,
      high: 20,
      changes: [],
      largest: 0.2,
    } as const;
    expect(namesWith(parameters, { sensitivity: { costs: [varied] } as never })).toEqual(['guest.stackReceive', 'guest.socketReceive']);
    expect(namesWith(parameters, { refusal: 'There is no function.' })).toEqual([]);
  });
});
