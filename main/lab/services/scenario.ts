/** Endpoints of scenarios: the check while it is typed, and the examples. */
import { readdirSync, readFileSync } from 'node:fs';
import type { EndpointOutput } from '../../../shared/contract/endpoints.ts';
import type { Handlers } from '../../../shared/contract/dispatch.ts';
import { refuse, succeed, type Reply } from '../../../shared/contract/reply.ts';
import { checkScenario } from '../../../shared/scenario/check.ts';
import { catalogue } from '../catalogue.ts';
import { boundPoints } from '../bound-points.ts';
import type { Estimator } from '../estimate/estimate.ts';

export type ScenarioHandlers = Pick<Handlers, 'scenario.check' | 'scenario.bounds' | 'scenario.examples'>;
type Examples = EndpointOutput<'scenario.examples'>;
type Example = Examples['examples'][number];

/** Bounds of so many points are computed at once: two settings of all techniques, and a second at most. */
const MOST_POINTS = 18;
const EXTENSION = '.json';

export function scenarioHandlers(estimator: Estimator, examplesFolder: URL): ScenarioHandlers {
  return {
    async 'scenario.check'({ scenario: input }) {
      const { problems, scenario } = checkScenario(input, catalogue);
      return succeed({ problems, scenario, estimate: scenario && (await estimator.estimate(scenario)) });
    },

    async 'scenario.bounds'({ scenario: input }, signal) {
      const { problems, scenario } = checkScenario(input, catalogue);
      if (scenario) return succeed(await boundPoints(scenario, MOST_POINTS, signal));
      const first = problems.find(({ severity }) => severity === 'error');
      return refuse('bad-input', first?.message ?? 'The scenario cannot be run.', ['scenario', first?.path].filter(Boolean).join('.'));
    },

    'scenario.examples': () => readExamples(examplesFolder),
  };
}

function readExamples(folder: URL): Reply<Examples> {
  try {
    const examples = readdirSync(folder)
      .filter((file) => file.endsWith(EXTENSION))
      .flatMap((file) => {
        const { scenario } = checkScenario(JSON.parse(readFileSync(new URL(file, folder), 'utf8')), catalogue);
        const id = file.slice(0, -EXTENSION.length);
        return scenario ? [{ id, name: scenario.name, description: scenario.description, scenario }] : [];
      });
    // The widest comparison first: it shows best what the lab is for.
    const widest = (one: Example, other: Example) => other.scenario.techniques.length - one.scenario.techniques.length;
    return succeed({ examples: examples.sort((one, other) => widest(one, other) || one.id.localeCompare(other.id)) });
  } catch (error) {
    return refuse(
      'unavailable',
      `The examples cannot be read: ${error instanceof Error ? error.message : String(error)}. Install IOVLab again to have them.`,
    );
  }
}
