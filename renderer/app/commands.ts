/** What the person can do from anywhere: the same commands for buttons, keys and the native menu. */
import type { TopicPayload } from '../../shared/contract/endpoints.ts';
import { newScenario } from '../../shared/scenario/defaults.ts';
import { useScenarioDraft } from '../features/wizard/scenario-draft.ts';
import type { ExportFormat } from '../stores/export-choice.ts';
import { useLayoutStore } from '../stores/layout.ts';
import { useProjectStore } from '../stores/project.ts';
import { useRunsStore } from '../stores/runs.ts';
import { useThemeStore } from '../stores/theme.ts';
import { useTexts } from '../texts/texts.ts';
import { exportRun } from './export-run.ts';
import { chooseFile } from './file-choice.ts';
import { announce, complain, valueOrComplaint } from './notices.ts';
import { goTo, useRoute } from './route.ts';

export type Command = TopicPayload<'menu.command'>['command'];

export interface Commands {
  execute(command: Command): Promise<void>;
  /** Opens a project file, of the recent ones for instance. */
  openProject(path: string): Promise<void>;
  /** To the latest results of the open project, or its scenario when it has none. */
  showProject(): void;
  /** Puts a scenario in the wizard, as the draft of the open project. */
  editScenario(scenario: unknown): Promise<void>;
  /** Puts a scenario in the wizard and runs it at once: an example. */
  runScenario(scenario: unknown): Promise<void>;
  /** Runs the comparison of techniques at once. */
  compareAll(): Promise<void>;
  /** Whether there is a project to run in: a new one of this window, when the open one is read-only. */
  writableProject(): Promise<boolean>;
}

export function useCommands(): Commands {
  const project = useProjectStore();
  const scenario = useScenarioDraft();
  const runs = useRunsStore();
  const theme = useThemeStore();
  const layout = useLayoutStore();
  const route = useRoute();
  const texts = useTexts();

  async function create(): Promise<void> {
    if (valueOrComplaint(await project.create())) goTo({ name: 'scenario', step: 0 });
  }

  async function openProject(path: string): Promise<void> {
    const reply = await project.open(path);
    if (!reply.ok && reply.code === 'damaged')
      return complain(reply.message, { label: texts.value.project.recover, execute: () => salvage(path) });
    const opened = valueOrComplaint(reply);
    if (!opened) return void project.loadRecent();
    showProject();
    if (opened.readOnly) announce(opened.readOnlyReason);
  }

  async function salvage(path: string): Promise<void> {
    const salvaged = valueOrComplaint(await project.salvage(path));
    if (!salvaged) return;
    showProject();
    announce(texts.value.project.recovered(salvaged.runs, salvaged.points));
  }

  function showProject(): void {
    const latest = project.newestRun;
    goTo(latest ? { name: 'results', runId: latest.runId } : { name: 'scenario', step: 0 });
  }

  async function open(): Promise<void> {
    const file = await chooseFile({ mode: 'open', kind: 'project', suggestedName: '' });
    if (file) await openProject(file.path);
  }

  async function saveAs(): Promise<void> {
    const suggestedName = project.state?.path ? texts.value.project.copyOf(project.title) : project.title;
    const file = await chooseFile({ mode: 'save', kind: 'project', suggestedName });
    if (!file) return;
    if (valueOrComplaint(await project.saveAs(file.path, file.overwrite))) announce(texts.value.project.savedAs(file.path));
  }

  async function run(): Promise<void> {
    const started = valueOrComplaint(await scenario.run());
    if (started) goTo({ name: 'run', runId: started.runId });
    else if (scenario.errors.length > 0) goTo({ name: 'scenario', step: 5 });
  }

  /** A project that can be written: a copy of this window's own, when the open one is read-only. */
  async function writableProject(): Promise<boolean> {
    return !project.readOnly || valueOrComplaint(await project.create()) !== null;
  }

  async function editScenario(next: unknown): Promise<void> {
    if (!(await writableProject())) return;
    scenario.replace(next);
    goTo({ name: 'scenario', step: 0 });
  }

  async function runScenario(next: unknown): Promise<void> {
    if (!(await writableProject())) return;
    scenario.replace(next);
    await run();
  }

  async function cancel(): Promise<void> {
    const running = 'runId' in route.value ? route.value.runId : runs.runningIds.at(-1);
    if (running !== undefined) valueOrComplaint(await runs.cancel(running));
  }

  async function exportShown(format: ExportFormat): Promise<void> {
    const runId = 'runId' in route.value ? route.value.runId : project.newestRun?.runId;
    if (runId === undefined) complain(texts.value.project.nothingToExport);
    else await exportRun(runId, { ...layout.exporting, format });
  }

  const actions: Readonly<Record<Command, () => Promise<void> | void>> = {
    new: create,
    open,
    'save-as': saveAs,
    run,
    cancel,
    'export-csv': () => exportShown('csv'),
    'export-pdf': () => exportShown('pdf'),
    'toggle-theme': () => theme.toggle(),
  };

  return {
    async execute(command) {
      await actions[command]();
    },
    openProject,
    showProject,
    editScenario,
    runScenario,
    compareAll: () => runScenario(newScenario()),
    writableProject,
  };
}
