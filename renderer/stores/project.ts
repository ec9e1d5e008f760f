import { defineStore } from 'pinia';
import { computed, ref, shallowRef } from 'vue';
import type { EndpointOutput, ProjectState } from '../../shared/contract/endpoints.ts';
import { succeed, type Reply } from '../../shared/contract/reply.ts';
import { lab } from '../bridge/lab.ts';

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

  const title = computed(() => state.value?.title ?? 'Untitled project');
  const runs = computed(() => state.value?.runs ?? []);
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
    runs,
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
