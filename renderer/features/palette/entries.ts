/** All that can be reached by words: commands, screens, runs, examples, and what the catalogue holds. */
import { techniques } from '../../../shared/catalogue/techniques.ts';
import type { EndpointOutput, RunSummary } from '../../../shared/contract/endpoints.ts';
import type { MenuCommand } from '../../../shared/contract/shortcuts.ts';
import { useCommands } from '../../app/commands.ts';
import { verifyEvidence } from '../../app/evidence.ts';
import { compareWithProject } from '../../app/project-comparison.ts';
import { goTo } from '../../app/route.ts';
import type { Route } from '../../app/routes.ts';
import { runTime } from '../../app/run-time.ts';
import { formatChoices, useFormatStore } from '../../stores/format.ts';
import { useLabStore } from '../../stores/lab.ts';
import { useLayoutStore } from '../../stores/layout.ts';
import { useThemeStore } from '../../stores/theme.ts';
import { useTexts, type Texts } from '../../texts/texts.ts';
import { askForNotifications } from '../../app/run-notifications.ts';
import { steps, stepTitle } from '../wizard/problems.ts';
import { commandKeys, commandTitles } from './command-titles.ts';
import type { Searchable } from './ranking.ts';

export interface PaletteEntry extends Searchable {
  readonly id: string;
  readonly group: keyof Texts['palette']['groups'];
  readonly keys: string;
  readonly act: () => void | Promise<void>;
}

type Example = EndpointOutput<'scenario.examples'>['examples'][number];

/** @param runs those that can be reached: of a large project not all of them. */
export function paletteEntries(
  examples: readonly Example[],
  runs: readonly RunSummary[],
  showShortcuts: () => void,
): readonly PaletteEntry[] {
  return [
    ...commandEntries(),
    ...screenEntries(),
    ...runEntries(runs),
    ...exampleEntries(examples),
    entry('help', useTexts().value.shortcuts.title, useTexts().value.palette.hints.shortcuts, showShortcuts, '?'),
    ...catalogueEntries(),
  ];
}

function commandEntries(): PaletteEntry[] {
  const commands = useCommands();
  const theme = useThemeStore();
  const layout = useLayoutStore();
  const format = useFormatStore();
  const { palette: texts, format: formats } = useTexts().value;
  const titles = commandTitles();
  return [
    ...(Object.keys(titles) as MenuCommand[]).map((command) =>
      entry('commands', titles[command], '', () => commands.execute(command), commandKeys(command)),
    ),
    entry('commands', texts.compareTechniques, texts.hints.compareTechniques, () => commands.compareAll()),
    entry('commands', texts.compareProject, texts.hints.compareProject, () => compareWithProject()),
    entry('commands', texts.verifyEvidence, texts.hints.verifyEvidence, () => verifyEvidence()),
    entry('commands', texts.theme.system, texts.hints.themeSystem, () => theme.choose('system')),
    entry('commands', texts.theme.light, texts.hints.theme, () => theme.choose('light')),
    entry('commands', texts.theme.dark, texts.hints.theme, () => theme.choose('dark')),
    ...formatChoices.map((choice) =>
      entry('commands', formats.command(formats.names[choice]), texts.hints.format, () => void (format.choice = choice)),
    ),
    entry(
      'commands',
      layout.textures ? texts.coloursAlone : texts.textures,
      texts.hints.textures,
      () => void (layout.textures = !layout.textures),
    ),
    layout.notify
      ? entry('commands', texts.doNotNotify, texts.hints.notify, () => void (layout.notify = false))
      : entry('commands', texts.notify, texts.hints.notify, () => askForNotifications()),
  ];
}

function screenEntries(): PaletteEntry[] {
  const screen = (title: string, hint: string, route: Route): PaletteEntry => entry('screens', title, hint, () => goTo(route));
  const { screens, hints } = useTexts().value.palette;
  return [
    screen(screens.start, hints.start, { name: 'start' }),
    ...steps.map((_step, step) => screen(screens.step(stepTitle(step)), hints.step, { name: 'scenario', step })),
    screen(screens.allFields, hints.allFields, { name: 'scenario', step: 0, view: 'fields' }),
    screen(screens.text, hints.text, { name: 'scenario', step: 0, view: 'text' }),
    screen(screens.changes, hints.changes, { name: 'scenario', step: 0, view: 'changes' }),
    screen(screens.labs, hints.labs, { name: 'labs' }),
    screen(screens.testbed, hints.testbed, { name: 'testbed' }),
    screen(screens.validation, hints.validation, { name: 'validation' }),
    screen(screens.catalogue, hints.catalogue, { name: 'catalogue' }),
    screen(screens.mine, hints.mine, { name: 'catalogue', mine: true }),
  ];
}

function runEntries(reached: readonly RunSummary[]): PaletteEntry[] {
  const { runs } = useTexts().value.palette;
  return reached.flatMap(({ runId, scenarioName, startedAt, status }) => {
    const when = `${runTime(startedAt)}, ${status}`;
    if (status === 'running') return [entry('runs', runs.progress(scenarioName), when, () => goTo({ name: 'run', runId }), '', runId)];
    return [
      entry('runs', runs.results(scenarioName), when, () => goTo({ name: 'results', runId }), '', `results ${runId}`),
      entry('runs', runs.compare(scenarioName), when, () => goTo({ name: 'compare', runId }), '', `compare ${runId}`),
    ];
  });
}

function exampleEntries(examples: readonly Example[]): PaletteEntry[] {
  const commands = useCommands();
  return examples.map(({ name, description, scenario }) =>
    entry('examples', useTexts().value.palette.example(name), description, () => commands.editScenario(scenario)),
  );
}

function catalogueEntries(): PaletteEntry[] {
  const lab = useLabStore();
  const { catalogue } = useTexts().value.palette;
  const toCatalogue = (): void => goTo({ name: 'catalogue' });
  return [
    ...techniques().map(({ name, title, path }) => entry('catalogue', catalogue.technique(name), `${title}. ${path}`, toCatalogue)),
    ...lab.nicProfiles.map(({ id, title }) => entry('catalogue', catalogue.nic(title), id, toCatalogue)),
    ...lab.hostProfiles.map(({ id, title }) => entry('catalogue', catalogue.host(title), id, toCatalogue)),
    ...lab.costModels.flatMap(({ id, parameters }) =>
      parameters.map(({ name }) =>
        entry('catalogue', catalogue.cost(name), id, () => goTo({ name: 'catalogue', cost: { model: id, name } })),
      ),
    ),
  ];
}

function entry(
  group: PaletteEntry['group'],
  title: string,
  hint: string,
  act: PaletteEntry['act'],
  keys = '',
  id = `${group} ${title} ${hint}`,
): PaletteEntry {
  return { id, group, title, hint, keys, act };
}
