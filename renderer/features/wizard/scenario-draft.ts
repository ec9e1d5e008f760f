import { defineStore } from 'pinia';
import { computed, ref, shallowRef } from 'vue';
import type { RunEstimate } from '../../../shared/contract/endpoints.ts';
import { refuse, type Reply } from '../../../shared/contract/reply.ts';
import type { Problem } from '../../../shared/scenario/problem.ts';
import { lab } from '../../bridge/lab.ts';
import { withOwnProfiles } from '../../../shared/scenario/own-profiles.ts';
import { useLabStore } from '../../stores/lab.ts';
import { useProjectStore } from '../../stores/project.ts';
import { useRunsStore } from '../../stores/runs.ts';
import { useTexts } from '../../texts/texts.ts';
import { withDefaults } from './defaults.ts';
import { withValueAt } from './draft-path.ts';
import { draftProfiles } from './own-profiles.ts';
import { afterEdit, noHistory, redone, undone, type History } from './history.ts';
import { newScenario } from '../../../shared/scenario/defaults.ts';

const CHECK_PAUSE_MS = 200;

/** The scenario being edited: a plain JSON draft, valid or not, checked by the lab and saved as it is typed. */
export const useScenarioDraft = defineStore('scenario-draft', () => {
  const project = useProjectStore();
  const runs = useRunsStore();
  const knownProfiles = useLabStore();
  const draft = shallowRef<unknown>(newScenario());
  /** As it was when the project was opened. */
  const opened = shallowRef<unknown>(draft.value);
  const problems = shallowRef<readonly Problem[]>([]);
  const estimate = shallowRef<RunEstimate | null>(null);
  /** Why the check could not be made, or empty. */
  const checkProblem = ref('');
  const checking = ref(false);
  const history = shallowRef<History>(noHistory);
  /** Field that the wizard brings into view next, by path. */
  const wantedPath = ref<string | null>(null);
  let timer: ReturnType<typeof setTimeout> | undefined;
  let abort = new AbortController();

  const errors = computed(() => problems.value.filter(({ severity }) => severity === 'error'));
  const effective = computed(() => withDefaults(draft.value));
  /** The profiles that the draft may name: those of the catalogue and its own. */
  const catalogue = computed(() => withOwnProfiles(knownProfiles, draftProfiles(draft.value)));
  const canUndo = computed(() => history.value.past.length > 0);
  const canRedo = computed(() => history.value.future.length > 0);
  /** Why the scenario cannot be run now, or empty. */
  const obstacle = computed(() => {
    if (project.readOnly) return project.state?.readOnlyReason || useTexts().value.wizard.obstacles.readOnly;
    if (errors.value.length > 0) return useTexts().value.wizard.obstacles.problems(errors.value.length);
    return checkProblem.value;
  });

  /** Takes the draft of the open project, or a new scenario when it has none. */
  function load(): void {
    history.value = noHistory;
    draft.value = project.draft === null ? newScenario() : withDefaults(project.draft);
    opened.value = draft.value;
    void check();
  }

  /** Puts another scenario in place of the draft: an example, an imported file. Can be undone. */
  function replace(scenario: unknown): void {
    change(withDefaults(scenario), null);
  }

  function edit(path: string, value: unknown): void {
    change(withValueAt(draft.value, path, value), path);
  }

  /** An edit of more than one value. `field` joins successive edits of the same field for undo. */
  function apply(transform: (draft: unknown) => unknown, field: string | null = null): void {
    change(transform(draft.value), field);
  }

  function undo(): void {
    step(undone(history.value, draft.value));
  }

  function redo(): void {
    step(redone(history.value, draft.value));
  }

  function step(to: { readonly history: History; readonly draft: unknown }): void {
    history.value = to.history;
    settle(to.draft);
  }

  function change(next: unknown, field: string | null): void {
    history.value = afterEdit(history.value, draft.value, field);
    settle(next);
  }

  function settle(next: unknown): void {
    draft.value = next;
    project.saveDraft(next);
    checking.value = true;
    clearTimeout(timer);
    timer = setTimeout(() => void check(), CHECK_PAUSE_MS);
  }

  /** Asks the lab about the draft as it is now; an older question is given up. */
  async function check(): Promise<void> {
    clearTimeout(timer);
    abort.abort();
    abort = new AbortController();
    const { signal } = abort;
    checking.value = true;
    const reply = await lab().call('scenario.check', { scenario: draft.value }, signal);
    if (signal.aborted) return;
    checking.value = false;
    checkProblem.value = reply.ok ? '' : reply.message;
    if (!reply.ok) return;
    problems.value = reply.value.problems;
    estimate.value = reply.value.estimate;
  }

  /** Starts a run of the draft as it is now. */
  async function run(): Promise<Reply<{ runId: string }>> {
    if (checking.value) await check();
    if (obstacle.value !== '') return refuse('refused', obstacle.value);
    return runs.start(draft.value);
  }

  return {
    draft,
    opened,
    effective,
    catalogue,
    problems,
    errors,
    estimate,
    checking,
    checkProblem,
    obstacle,
    canUndo,
    canRedo,
    wantedPath,
    load,
    replace,
    edit,
    apply,
    undo,
    redo,
    check,
    run,
  };
});
