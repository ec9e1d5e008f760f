/** The checker of lab files: every problem with its place and remedy. */
import type { z } from 'zod';
import { checkScenario, type Catalogue } from '../scenario/check.ts';
import type { Problem } from '../scenario/problem.ts';
import type { Scenario } from '../scenario/schema.ts';
import { suggest } from '../scenario/suggestion.ts';
import { words } from '../texts/words.ts';
import type { Figure, Place } from './figure.ts';
import type { Finding } from './finding.ts';
import { lessonSchema, type Lesson } from './lesson.ts';

export interface CheckedLesson {
  readonly problems: readonly Problem[];
  /** Null when there is a problem. */
  readonly lesson: (Omit<Lesson, 'scenario'> & { readonly scenario: Scenario }) | null;
}

/** Never throws, whatever the input is. */
export function checkLesson(input: unknown, catalogue: Catalogue): CheckedLesson {
  const parsed = lessonSchema.safeParse(input);
  if (!parsed.success) return { problems: parsed.error.issues.flatMap(issueProblems), lesson: null };
  const lesson = parsed.data;
  const checked = checkScenario(lesson.scenario, catalogue);
  const ofScenario = checked.problems
    .filter(({ severity }) => severity === 'error')
    .map((problem) => ({ ...problem, path: ['scenario', problem.path].filter(Boolean).join('.') }));
  if (!checked.scenario) return { problems: ofScenario, lesson: null };
  const scenario = checked.scenario;
  const problems = [
    ...repeatedIds(lesson),
    ...figuresOf(lesson).flatMap(({ figure, path }) => figureProblems(figure, path, scenario)),
    ...costProblems(lesson.findings, scenario, catalogue),
  ];
  return problems.length > 0 ? { problems, lesson: null } : { problems: [], lesson: { ...lesson, scenario } };
}

/** Problems of findings alone, for the cards of examples. */
export function findingProblems(findings: readonly Finding[], scenario: Scenario, catalogue: Catalogue): readonly Problem[] {
  return [
    ...findings.flatMap(({ figure }, index) => figureProblems(figure, `findings.${index}.figure`, scenario)),
    ...costProblems(findings, scenario, catalogue),
  ];
}

function figuresOf(lesson: Lesson): readonly { readonly figure: Figure; readonly path: string }[] {
  return [
    ...lesson.questions.flatMap((question, index) =>
      question.kind === 'which'
        ? question.options.map(({ figure }, option) => ({ figure, path: `questions.${index}.options.${option}.figure` }))
        : [{ figure: question.figure, path: `questions.${index}.figure` }],
    ),
    ...lesson.findings.map(({ figure }, index) => ({ figure, path: `findings.${index}.figure` })),
  ];
}

function figureProblems(figure: Figure, path: string, scenario: Scenario): readonly Problem[] {
  const along = figure.kind === 'carried-up-to' ? figure.along : null;
  const places = [{ place: figure.of, path: `${path}.of` }, ...(figure.kind === 'ratio' ? [{ place: figure.to, path: `${path}.to` }] : [])];
  const swept = scenario.method.sweep.map((axis) => axis.path);
  return [
    ...(along !== null && !swept.includes(along)
      ? [error(`${path}.along`, words().lessons.problems.lineNotSwept(along, suggest(along, swept)))]
      : []),
    ...places.flatMap(({ place, path: at }) => placeProblems(place, at, scenario, along)),
  ];
}

/** A place must name one point: a technique of the scenario, and a value of every axis that has several. */
function placeProblems({ technique, at, vms }: Place, path: string, scenario: Scenario, along: string | null): readonly Problem[] {
  const texts = words().lessons.problems;
  const labels = scenario.techniques.map((choice) => choice.label ?? choice.name);
  const axes = scenario.method.sweep;
  const groups = scenario.vms.map(({ name }) => name);
  return [
    ...(labels.includes(technique) ? [] : [error(`${path}.technique`, texts.noTechnique(technique, suggest(technique, labels)))]),
    ...(vms === undefined || groups.includes(vms) ? [] : [error(`${path}.vms`, texts.noVmGroup(vms, suggest(vms, groups)))]),
    ...Object.entries(at).flatMap(([setting, value]) => {
      const axis = axes.find((one) => one.path === setting);
      if (!axis) return [error(`${path}.at.${setting}`, texts.notSwept(setting))];
      const has = axis.values.some((one) => one === value);
      return has ? [] : [error(`${path}.at.${setting}`, texts.noValue(String(value), setting, axis.values.join(', ')))];
    }),
    ...axes
      .filter((axis) => axis.values.length > 1 && axis.path !== along && !Object.hasOwn(at, axis.path))
      .map((axis) => error(`${path}.at`, texts.severalPoints(axis.path, axis.values.join(', ')))),
  ];
}

function costProblems(findings: readonly Finding[], scenario: Scenario, { costModels }: Catalogue): readonly Problem[] {
  const names = costModels.find(({ id }) => id === scenario.costModel)?.parameters.map(({ name }) => name) ?? [];
  return findings.flatMap(({ costs }, index) =>
    costs.flatMap((name, position) =>
      names.includes(name)
        ? []
        : [
            error(
              `findings.${index}.costs.${position}`,
              words().lessons.problems.noCostParameter(scenario.costModel, name, suggest(name, names)),
            ),
          ],
    ),
  );
}

function repeatedIds({ questions }: Lesson): readonly Problem[] {
  return questions.flatMap(({ id }, index) =>
    questions.findIndex((other) => other.id === id) < index
      ? [error(`questions.${index}.id`, words().lessons.problems.repeatedIdentity(id))]
      : [],
  );
}

function issueProblems(issue: z.core.$ZodIssue): readonly Problem[] {
  const path = issue.path.join('.');
  if (issue.code !== 'unrecognized_keys') return [error(path, `${issue.message}.`.replace(/\.\.$/, '.'))];
  return issue.keys.map((key) => error([path, key].filter(Boolean).join('.'), words().lessons.problems.unknownField(key)));
}

function error(path: string, message: string): Problem {
  return { path, message, severity: 'error' };
}
