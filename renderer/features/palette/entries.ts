/** All that can be reached by words: commands, screens, runs, examples, and what the catalogue holds. */
import { techniques } from '../../../shared/catalogue/techniques.ts';
import type { EndpointOutput } from '../../../shared/contract/endpoints.ts';
import type { MenuCommand } from '../../../shared/contract/shortcuts.ts';
import { useCommands } from '../../app/commands.ts';
import { goTo } from '../../app/route.ts';
import type { Route } from '../../app/routes.ts';
import { runTime } from '../../app/run-time.ts';
import { useLabStore } from '../../stores/lab.ts';
import { useLayoutStore } from '../../stores/layout.ts';
import { useProjectStore } from '../../stores/project.ts';
import { useThemeStore } from '../../stores/theme.ts';
import { askForNotifications } from '../../app/run-notifications.ts';
import { steps } from '../wizard/problems.ts';
import { commandKeys, commandTitles } from './command-titles.ts';
import type { Searchable } from './ranking.ts';

export interface PaletteEntry extends Searchable {
  readonly id: string;
  readonly group: 'Commands' | 'Screens' | 'Runs' | 'Examples' | 'Catalogue' | 'Help';
  readonly keys: string;
  readonly act: () => void | Promise<void>;
}

type Example = EndpointOutput<'scenario.examples'>['examples'][number];

export function paletteEntries(examples: readonly Example[], showShortcuts: () => void): readonly PaletteEntry[] {
  return [
    ...commandEntries(),
    ...screenEntries(),
    ...runEntries(),
    ...exampleEntries(examples),
    entry('Help', 'Keyboard shortcuts', 'keys overview', showShortcuts, '?'),
    ...catalogueEntries(),
  ];
}

function commandEntries(): PaletteEntry[] {
  const commands = useCommands();
  const theme = useThemeStore();
  const layout = useLayoutStore();
  return [
    ...(Object.keys(commandTitles) as MenuCommand[]).map((command) =>
      entry('Commands', commandTitles[command], '', () => commands.execute(command), commandKeys(command)),
    ),
    entry('Commands', 'Compare the techniques', 'first comparison', () => commands.compareAll()),
    entry('Commands', 'Theme: as the system has it', 'light dark colour', () => theme.choose('system')),
    entry('Commands', 'Theme: light', 'colour', () => theme.choose('light')),
    entry('Commands', 'Theme: dark', 'colour', () => theme.choose('dark')),
    entry(
      'Commands',
      layout.textures ? 'Charts: colours alone' : 'Charts: textures beside colours',
      'patterns accessibility',
      () => void (layout.textures = !layout.textures),
    ),
    layout.notify
      ? entry('Commands', 'Do not notify when a run ends', 'notification', () => void (layout.notify = false))
      : entry('Commands', 'Notify when a run ends', 'notification', () => askForNotifications()),
  ];
}

function screenEntries(): PaletteEntry[] {
  const screen = (title: string, hint: string, route: Route): PaletteEntry => entry('Screens', title, hint, () => goTo(route));
  return [
    screen('Start', 'home', { name: 'start' }),
    ...steps.map(({ title }, step) => screen(`Scenario: ${title}`, 'wizard edit', { name: 'scenario', step })),
    screen('Scenario: All fields', 'editor edit settings', { name: 'scenario', step: 0, view: 'fields' }),
    screen('Scenario: Text', 'editor edit JSON import download', { name: 'scenario', step: 0, view: 'text' }),
    screen('Scenario: Changes', 'diff compare difference', { name: 'scenario', step: 0, view: 'changes' }),
    screen('Guided labs', 'lessons teaching predict', { name: 'labs' }),
    screen('Testbed', 'probe host readiness twin', { name: 'testbed' }),
    screen('Validation', 'published measurements', { name: 'validation' }),
    screen('Catalogue', 'techniques NICs hosts costs', { name: 'catalogue' }),
  ];
}

function runEntries(): PaletteEntry[] {
  const project = useProjectStore();
  return project.runs.toReversed().flatMap(({ runId, scenarioName, startedAt, status }) => {
    const when = `${runTime(startedAt)}, ${status}`;
    if (status === 'running') return [entry('Runs', `Progress of ${scenarioName}`, when, () => goTo({ name: 'run', runId }), '', runId)];
    return [
      entry('Runs', `Results of ${scenarioName}`, when, () => goTo({ name: 'results', runId }), '', `results ${runId}`),
      entry('Runs', `Compare ${scenarioName}`, when, () => goTo({ name: 'compare', runId }), '', `compare ${runId}`),
    ];
  });
}

function exampleEntries(examples: readonly Example[]): PaletteEntry[] {
  const commands = useCommands();
  return examples.map(({ name, description, scenario }) =>
    entry('Examples', `Example: ${name}`, description, () => commands.editScenario(scenario)),
  );
}

function catalogueEntries(): PaletteEntry[] {
  const lab = useLabStore();
  const toCatalogue = (): void => goTo({ name: 'catalogue' });
  return [
    ...techniques.map(({ name, title, path }) => entry('Catalogue', `Technique: ${name}`, `${title}. ${path}`, toCatalogue)),
    ...lab.nicProfiles.map(({ id, title }) => entry('Catalogue', `NIC: ${title}`, id, toCatalogue)),
    ...lab.hostProfiles.map(({ id, title }) => entry('Catalogue', `Host: ${title}`, id, toCatalogue)),
    ...lab.costModels.flatMap(({ id, parameters }) =>
      parameters.map(({ name }) => entry('Catalogue', `Cost: ${name}`, id, () => goTo({ name: 'catalogue', cost: { model: id, name } }))),
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
