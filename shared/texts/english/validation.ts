import { plural } from './plural.ts';

/** Published measurements against simulations. */
export const validation = {
  /** How far a technique was validated. `error`: "6.2 %". */
  record: {
    none: 'no published measurement of it was simulated',
    points: (points: number, within: string) =>
      plural(points, {
        one: `${points} published point, ${within} within its tolerance`,
        other: `${points} published points, ${within} within their tolerance`,
      }),
    pointsWithError: (points: number, error: string, within: string) =>
      plural(points, {
        one: `${points} published point, median error ${error}, ${within} within its tolerance`,
        other: `${points} published points, median error ${error}, ${within} within their tolerance`,
      }),
  },
  /** What is wrong with an experiment. `suggestion`: empty, or a sentence with a space before it. */
  problems: {
    experiment: 'The experiment',
    emptyList: 'The list is empty: give an experiment.',
    identity: 'An identity has lower-case letters, digits and "-", at most 64.',
    repeatedIdentity: (id: string) => `Two experiments are called "${id}". Rename or remove one of them.`,
    unnamedPoint: 'A point has a `label` or an `x`. Give one of them.',
    pointNamedTwice: 'A point has a `label` or an `x`, not both. Give one of them.',
    twoReferences: 'A quantity has a `ratioTo` or a `differenceFrom`, not both. Remove one of them.',
    noScenario: 'The point has no scenario, and neither has the experiment. Give one of them a `scenario`.',
    swept: 'The points of an experiment are its sweep: set method.kind to fixed-load.',
    settingProblem: (setting: string, problem: string) => `${setting}: ${problem}`,
    severalTechniques: (techniques: string, names: string) => `The scenario has ${techniques} techniques: name one of ${names}.`,
    noTechnique: (technique: string, suggestion: string) => `The scenario has no technique "${technique}".${suggestion}`,
    shareAndComparison: 'A share of the load and a comparison do not go together. Leave out one of them.',
    shareOfClosedLoop: (openLoops: string) => `A share of the load needs open-loop traffic: use ${openLoops} flows.`,
    noFlow: (flow: string, suggestion: string) => `There is no flow "${flow}".${suggestion}`,
    noVmGroup: (group: string, suggestion: string) => `There is no VM group "${group}".${suggestion}`,
    noCostModel: (costModel: string, suggestion: string) => `There is no cost model "${costModel}".${suggestion}`,
    parameterMissing: '`parameter` is missing: name a cost parameter, or say in `outside` why there is none.',
    noCostParameter: (name: string, suggestion: string) => `There is no cost parameter "${name}".${suggestion}`,
  },
};
