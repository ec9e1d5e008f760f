import { readdirSync, readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { simulate } from '../main/engine/simulate.ts';
import { planRun } from '../main/experiment/plan.ts';
import { mergeReplications } from '../main/experiment/point-result.ts';
import { catalogue } from '../main/lab/catalogue.ts';
import { pointSchema } from '../shared/result/schema.ts';
import { checkScenario } from '../shared/scenario/check.ts';
import { scenarioJsonSchema } from '../shared/scenario/json-schema.ts';
import { scenarioSchema, type Scenario } from '../shared/scenario/schema.ts';
import { editedValues, share } from './inputs.ts';

const examples = new URL('../examples/', import.meta.url);
const validation = new URL('../validation/', import.meta.url);
const written = (folder: URL): unknown[] =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .map((name) => JSON.parse(readFileSync(new URL(name, folder), 'utf8')) as unknown);
/** As written, and with every default filled in, so that each field is there to be changed. */
const scenarios = written(examples).flatMap((scenario) => [scenario, scenarioSchema.parse(scenario)]);
const others = written(validation).map((file) => (file as { readonly scenario: unknown }).scenario);

const published = new Ajv2020({ strict: false }).compile(scenarioJsonSchema());

describe('a scenario', () => {
  it('is explained when it is refused, and never accepted against the published schema', () => {
    const outcomes = { accepted: 0, refused: 0 };
    fc.assert(
      fc.property(editedValues([...scenarios, ...others]), (input) => {
        const { problems, scenario } = checkScenario(input, catalogue);
        expect(problems.some(({ severity }) => severity === 'error')).toBe(scenario === null);
        for (const { message } of problems) expect(message).toMatch(/[.?`]$/);
        outcomes[scenario ? 'accepted' : 'refused']++;
        if (!scenario) return;
        expect(published(input), JSON.stringify(published.errors)).toBe(true);
        expect(checkScenario(scenario, catalogue).scenario).toEqual(scenario);
      }),
      share(0.25),
    );
    expect(outcomes.accepted).toBeGreaterThan(0);
    expect(outcomes.refused).toBeGreaterThan(outcomes.accepted / 10);
  });

  it('can be simulated when it is accepted: the accounts close and every figure is a number', () => {
    let simulated = 0;
    fc.assert(
      fc.property(editedValues(scenarios), (input) => {
        const { scenario } = checkScenario(input, catalogue);
        const [point] = scenario ? planRun(briefly(scenario)) : [];
        if (!point || !isSmall(point.scenario)) return;
        const record = simulate({ scenario: point.scenario, technique: point.choice, replication: 0 });
        const { inFlightStart, offered, delivered, lost, inFlightEnd } = record.accounting;
        expect(delivered + lost + inFlightEnd).toBe(inFlightStart + offered);
        const result = pointSchema.safeParse(mergeReplications(point, [{ number: 0, record }]));
        expect(result.error?.issues).toBeUndefined();
        simulated++;
      }),
      share(0.1),
    );
    expect(simulated).toBeGreaterThan(0);
  });
});

function briefly(scenario: Scenario): Scenario {
  return { ...scenario, method: { ...scenario.method, durationMs: 0.5, warmup: 0, replications: 1, costDraws: 0 } };
}

/** Whether half a millisecond of it is little work. */
function isSmall({ vms, flows }: Scenario): boolean {
  const vcpus = vms.reduce((sum, { count, vcpus: ofEach }) => sum + count * ofEach, 0);
  return (
    vcpus <= 128 &&
    flows.every(({ traffic }) => {
      if (traffic.kind === 'request-response') return traffic.outstanding <= 100;
      if (traffic.kind === 'tcp-stream') return traffic.connections <= 10;
      if (traffic.loadUnit === 'percent-of-line-rate') return traffic.load <= 200;
      return traffic.load <= 1e6;
    })
  );
}
