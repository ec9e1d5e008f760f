/** Endpoints of scenarios: the check while it is typed, and the examples. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import type { EndpointOutput } from '../../../shared/contract/endpoints.ts';
import type { Handlers } from '../../../shared/contract/dispatch.ts';
import { refuse, succeed, type Reply } from '../../../shared/contract/reply.ts';
import { checkScenario } from '../../../shared/scenario/check.ts';
import { worded } from '../../texts/words.ts';
import { catalogue } from '../catalogue.ts';
import { cardSchema, type Card } from '../../../shared/lessons/lesson.ts';
import { labWords } from '../../texts/words.ts';
import { boundPoints } from '../bound-points.ts';
import { checkedScenario } from './checked-scenario.ts';
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
      const { problems, scenario } = worded(() => checkScenario(input, catalogue));
      return succeed({ problems, scenario, estimate: scenario && (await estimator.estimate(scenario)) });
    },

    async 'scenario.bounds'({ scenario: input }, signal) {
      const scenario = checkedScenario(input);
      return scenario.ok ? succeed(await boundPoints(scenario.value, MOST_POINTS, signal)) : scenario;
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
        return scenario ? [{ id, name: scenario.name, description: scenario.description, scenario, card: readCard(folder, file) }] : [];
      });
    const place = ({ card }: Example): number => card?.order ?? Number.POSITIVE_INFINITY;
    return succeed({ examples: examples.sort((one, other) => compareNumbers(place(one), place(other)) || one.id.localeCompare(other.id)) });
  } catch (error) {
    return refuse('unavailable', labWords().lab.examplesUnreadable(error instanceof Error ? error.message : String(error)));
  }
}

/** Null for an example without a card: it is listed all the same. */
function readCard(folder: URL, file: string): Card | null {
  const card = new URL(`cards/${file}`, folder);
  return existsSync(card) ? cardSchema.parse(JSON.parse(readFileSync(card, 'utf8'))) : null;
}

/** Also of two infinities, whose difference is no number. */
function compareNumbers(one: number, other: number): number {
  return one === other ? 0 : one - other;
}
