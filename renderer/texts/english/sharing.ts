import { plural } from '../../../shared/texts/english/plural.ts';

/** Another project beside the open one. */
export const sharing = {
  title: (project: string, other: string) => `${project} beside ${other}`,
  nothingInCommon: 'The projects have no runs of the same scenario.',
  onlyIn: (project: string) => `Only in ${project}`,
  close: 'Close',
  merge: {
    start: 'Bring its runs into this project',
    working: 'Bringing in…',
    readOnly: 'The project is open read-only: save it under another name first.',
    done: (other: string, project: string) => `${other} is brought into ${project}.`,
    outcome: 'Brought in',
  },
  pair: {
    here: 'Here',
    there: 'There',
    runHere: (run: string) => `Here: ${run}`,
    runThere: (run: string) => `There: ${run}`,
    settings: (scenario: string) => `Settings of ${scenario} that differ`,
    setting: 'Setting',
    notSet: 'not set',
    figures: (scenario: string) => `Figures of ${scenario} that differ`,
    point: 'Point',
    metric: 'Metric',
    difference: 'There is',
    pooled: 'Pooled',
    /** The command between back quotes is set as code. */
    further: (count: number, text: string) =>
      plural(count, {
        one: `${text} further figure differs: \`lab compare --all\` lists it.`,
        other: `${text} further figures differ: \`lab compare --all\` lists them.`,
      }),
  },
};
