/** The one project that the lab has open. There always is one: an untitled one when nothing else is. */
import { randomUUID } from 'node:crypto';
import type { ProjectState } from '../../shared/contract/endpoints.ts';
import { NEWEST_RUNS, runQuerySchema } from '../../shared/contract/run-query.ts';
import { refuse, succeed, type Reply } from '../../shared/contract/reply.ts';
import { labWords } from '../texts/words.ts';
import { checkInBackground, type BackgroundCheck } from '../project/check-in-background.ts';
import { noteRecent, titleOf } from '../project/recent.ts';
import type { Project } from '../project/project.ts';
import { createUntitled, discardUntitled, isUntitled, newUntitledPath } from '../project/untitled.ts';
import type { LabListener } from './events.ts';

export interface OpenProject {
  /** The project as it is now: asked for at each use, because it is replaced when another one is opened. */
  readonly current: Project;
  state(): ProjectState;
  /** Tells every page of the state as it is now. */
  changed(): void;
  /** The same, when runs were added, deleted, or changed their status. */
  runsChanged(): void;
  /** Brings work that only memory has into a file before it would be lost: the project's own, or an untitled one that is offered again. */
  secure(): Promise<Reply<null>>;
  /** Puts another project in the place of the open one, which is closed. */
  replaceWith(project: Project): void;
  /** The same for a copy of the open one: to every page it is the same project under another name. */
  continueIn(copy: Project): void;
  close(): void;
}

/** A file of up to so many bytes, some thousand points, is checked as a whole before it is opened; of a larger one the rest is checked in the background. */
export const WHOLE_CHECK_UP_TO = 16 * 2 ** 20;

const newest = runQuerySchema.parse({ limit: NEWEST_RUNS });

/** How often work that could not be written is tried again. */
const WRITE_AGAIN_MS = 5000;

/**
 * Opens a new untitled project. Throws, with a sentence for the user, when the data folder cannot be written.
 * @param checkThread module of the thread that checks large projects; default: the source.
 */
export function holdProject(dataFolder: string, announce: LabListener, checkThread?: URL): OpenProject {
  const untitled = createUntitled(dataFolder);
  if (!untitled.ok) throw new Error(untitled.message);
  let current = untitled.value;
  let projectId = randomUUID();
  let runsRevision = 0;
  let check: BackgroundCheck | null = null;
  let damaged = false;

  const writingAgain = setInterval(() => {
    if (current.unwritten !== '' && current.writeAgain().ok) announce('project.changed', state());
  }, WRITE_AGAIN_MS);
  writingAgain.unref();

  async function secure(): Promise<Reply<null>> {
    current.writeAgain();
    if (current.unwritten === '') return succeed(null);
    const into = newUntitledPath(dataFolder);
    const copied = into.ok ? await current.saveAs(into.value, false) : into;
    if (copied.ok) return succeed(null);
    return refuse('refused', labWords().lab.closingWouldLose(current.unwritten, copied.message));
  }

  /** A damaged file is not written any more: it stays as it is, for what can be recovered. */
  async function checkCurrent(): Promise<void> {
    damaged = false;
    if (!current.unchecked) return;
    const [project, own] = [current, checkInBackground(current.path, checkThread)];
    check = own;
    const finding = await own.finding;
    if (finding === null || check !== own) return;
    damaged = true;
    project.stopWriting(`It is damaged: ${finding}. Recover what can be read into a new project, or open a backup.`);
    announce('project.changed', state());
  }

  /** Everything is in the file already; an untitled project with nothing in it is not worth offering again. */
  function closeCurrent(): void {
    const empty = current.readDraft() === null && current.countRuns() === 0 && current.listMeasurements().length === 0;
    const { path, readOnly } = current;
    check?.end();
    check = null;
    current.close();
    if (empty && !readOnly) discardUntitled(dataFolder, path);
  }

  function state(): ProjectState {
    const named = !isUntitled(dataFolder, current.path);
    return {
      projectId,
      path: named ? current.path : null,
      title: named ? titleOf(current.path) : 'Untitled project',
      readOnly: current.readOnly,
      readOnlyReason: current.readOnlyReason,
      unwritten: current.unwritten,
      damaged,
      draft: current.readDraft(),
      runCount: current.countRuns(),
      runsRevision,
      newestRuns: [...current.pageOfRuns(newest).runs],
    };
  }

  function putInPlace(project: Project): void {
    closeCurrent();
    current = project;
    if (!isUntitled(dataFolder, project.path)) noteRecent(dataFolder, project.path, new Date());
    void checkCurrent();
    runsChanged();
  }

  function runsChanged(): void {
    runsRevision++;
    announce('project.changed', state());
  }

  return {
    get current() {
      return current;
    },
    state,
    changed() {
      announce('project.changed', state());
    },
    runsChanged,
    secure,
    replaceWith(project) {
      projectId = randomUUID();
      putInPlace(project);
    },
    continueIn: putInPlace,
    close() {
      clearInterval(writingAgain);
      closeCurrent();
    },
  };
}
