import { defineStore } from 'pinia';
import { computed, ref, shallowReactive, shallowRef, watch } from 'vue';
import type { EndpointInput, EndpointOutput, ProjectState, RunSummary } from '../../shared/contract/endpoints.ts';
import { MOST_RUNS_OF_PAGE } from '../../shared/contract/run-query.ts';
import { succeed, type Reply } from '../../shared/contract/reply.ts';
import { lab } from '../bridge/lab.ts';
import { useTexts } from '../texts/texts.ts';

export type RecentProjects = EndpointOutput<'project.recent'>;
const AUTOSAVE_PAUSE_MS = 600;

/** The open project: its state as the lab last told it, and the draft of the scenario, saved as typed. */
export const useProjectStore = defineStore('project', () => {
  const state = shallowRef<ProjectState | null>(null);
  const recent = shallowRef<RecentProjects>({ recent: [], recovered: [] });
  /** Why the draft could not be saved, or empty. */
  const autosaveProblem = ref('');
  /** Counts changes of the draft that came from outside the wizard: another project, another window. */
  const draftGeneration = ref(0);
  let waitingDraft: { readonly scenario: unknown } | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const title = computed(() => state.value?.title ?? useTexts().value.project.untitled);
  const runCount = computed(() => state.value?.runCount ?? 0);
  /** The newest runs, newest first: a few, however many there are. The others are listed page by page. */
  const newestRuns = computed(() => state.value?.newestRuns ?? []);
  const newestRun = computed(() => newestRuns.value[0] ?? null);
  /** Identities of the runs that were asked for, those that were asked for last at the end. */
  const wanted = new Set<string>();
  /** What they are; null: the project has no such run. */
  const asked = shallowReactive(new Map<string, RunSummary | null>());
  /** Another value: what was listed of the runs may be out of date. */
  const runsVersion = computed(() => `${state.value?.projectId ?? ''} ${state.value?.runsRevision ?? 0}`);
  const draft = computed(() => state.value?.draft ?? null);
  /** Why the last changes are in memory only, or empty. */
  const unwritten = computed(() => state.value?.unwritten ?? '');
  const readOnly = computed(() => state.value?.readOnly ?? false);
  const untitled = computed(() => state.value !== null && state.value.path === null);

  /** Takes a state from the lab. An edit that is still waiting to be saved is newer than the draft in it. */
  function accept(next: ProjectState): void {
    const newest = waitingDraft ? { ...next, draft: waitingDraft.scenario } : next;
    state.value = newest;
  }

  async function load(): Promise<Reply<ProjectState>> {
    return take(await lab().call('project.state', {}));
  }

  async function create(): Promise<Reply<ProjectState>> {
    await flush();
    return replaceWith(await lab().call('project.create', {}));
  }

  async function open(path: string): Promise<Reply<ProjectState>> {
    await flush();
    return replaceWith(await lab().call('project.open', { path }));
  }

  /** Recovers what can be read of a damaged project into a new one, and opens that. */
  async function salvage(path: string): Promise<Reply<EndpointOutput<'project.salvage'>>> {
    await flush();
    const reply = await lab().call('project.salvage', { path });
    if (reply.ok) replaceWith(succeed(reply.value.state));
    return reply;
  }

  async function saveAs(path: string, overwrite = false): Promise<Reply<ProjectState>> {
    await flush();
    return take(await lab().call('project.saveAs', { path, overwrite }));
  }

  /** Tries again to write what is in memory only. */
  async function writeAgain(): Promise<Reply<ProjectState>> {
    await flush();
    return take(await lab().call('project.writeAgain', {}));
  }

  async function loadRecent(): Promise<void> {
    const reply = await lab().call('project.recent', {});
    if (reply.ok) recent.value = reply.value;
  }

  /** Keeps the draft as typed, valid or not, shortly after the last change. */
  function saveDraft(scenario: unknown): void {
    if (!state.value || readOnly.value) return;
    waitingDraft = { scenario };
    state.value = { ...state.value, draft: scenario };
    clearTimeout(timer);
    timer = setTimeout(() => void flush(), AUTOSAVE_PAUSE_MS);
  }

  /** Saves a waiting draft at once. */
  async function flush(): Promise<void> {
    clearTimeout(timer);
    const waiting = waitingDraft;
    if (!waiting) return;
    const reply = await lab().call('project.saveDraft', { scenario: waiting.scenario });
    if (waitingDraft === waiting) waitingDraft = null;
    // What the lab keeps in memory has its own message.
    autosaveProblem.value = reply.ok || unwritten.value !== '' ? '' : reply.message;
  }

  /** A run of the project by its identity, as far as this page knows it: one of the newest, or one that was asked for by `know`. */
  function runOf(runId: string): RunSummary | undefined {
    return newestRuns.value.find((run) => run.runId === runId) ?? asked.get(runId) ?? undefined;
  }

  /** Whether it is known what this run is, or that there is none. */
  function isKnown(runId: string): boolean {
    return runOf(runId) !== undefined || asked.has(runId);
  }

  /** A page of the runs, newest first. */
  function listRuns(query: EndpointInput<'run.list'>['query'], signal?: AbortSignal): Promise<Reply<EndpointOutput<'run.list'>>> {
    return lab().call('run.list', { query }, signal);
  }

  /** Asks what these runs are now. */
  async function readRuns(runIds: readonly string[]): Promise<void> {
    if (runIds.length === 0) return;
    const version = runsVersion.value;
    const reply = await listRuns({ runIds: [...runIds] });
    // All that are wanted are read anew already.
    if (version !== runsVersion.value) return;
    const found = new Map(reply.ok ? reply.value.runs.map((run) => [run.runId, run]) : []);
    for (const runId of runIds) if (wanted.has(runId)) asked.set(runId, found.get(runId) ?? null);
  }

  /** Makes a run known from now on, whatever becomes of it. */
  async function know(runId: string): Promise<void> {
    const isNew = !wanted.delete(runId);
    wanted.add(runId);
    for (const oldest of wanted)
      if (wanted.size > MOST_RUNS_OF_PAGE) {
        wanted.delete(oldest);
        asked.delete(oldest);
      }
    if (isNew) await readRuns([runId]);
  }
  watch(runsVersion, () => void readRuns([...wanted]));

  async function deleteRun(runId: string): Promise<Reply<unknown>> {
    const reply = await lab().call('run.delete', { runId });
    if (reply.ok) await load();
    return reply;
  }

  function follow(): void {
    lab().listen('project.changed', (next) => {
      const isOther = next.projectId !== state.value?.projectId;
      // An edit that waits is of the project that was open before.
      if (isOther) waitingDraft = null;
      accept(next);
      if (isOther) draftGeneration.value++;
    });
  }

  function take(reply: Reply<ProjectState>): Reply<ProjectState> {
    if (reply.ok) accept(reply.value);
    return reply;
  }

  function replaceWith(reply: Reply<ProjectState>): Reply<ProjectState> {
    if (!reply.ok) return reply;
    waitingDraft = null;
    state.value = reply.value;
    draftGeneration.value++;
    return reply;
  }

  return {
    state,
    recent,
    autosaveProblem,
    draftGeneration,
    title,
    runCount,
    newestRuns,
    newestRun,
    runsVersion,
    runOf,
    isKnown,
    listRuns,
    readRuns,
    know,
    draft,
    unwritten,
    readOnly,
    untitled,
    load,
    create,
    open,
    salvage,
    saveAs,
    writeAgain,
    loadRecent,
    saveDraft,
    flush,
    deleteRun,
    follow,
  };
});
