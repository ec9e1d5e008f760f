/** Endpoints of the project. Each of them takes its turn: two pages may ask at the same time. */
import { realpathSync } from 'node:fs';
import { isAbsolute } from 'node:path';
import type { ProjectState } from '../../../shared/contract/endpoints.ts';
import type { Handlers } from '../../../shared/contract/dispatch.ts';
import { succeed, type Reply } from '../../../shared/contract/reply.ts';
import { openProject } from '../../project/open-project.ts';
import type { Project } from '../../project/project.ts';
import { readRecent } from '../../project/recent.ts';
import { salvageProject } from '../../project/salvage.ts';
import { createUntitled, discardUntitled, findRecoverable, isUntitled, newUntitledPath } from '../../project/untitled.ts';
import { WHOLE_CHECK_UP_TO, type OpenProject } from '../open-project.ts';
import type { Runs } from '../runs.ts';
import type { GuestMeasurements } from '../guest-measurements.ts';
import type { TakeTurn } from '../turns.ts';
import { notWhole } from './whole-path.ts';

export type ProjectHandlers = Pick<
  Handlers,
  | 'project.state'
  | 'project.writeAgain'
  | 'project.create'
  | 'project.open'
  | 'project.salvage'
  | 'project.saveAs'
  | 'project.saveDraft'
  | 'project.recent'
>;

export interface ProjectParts {
  readonly open: OpenProject;
  readonly runs: Runs;
  readonly guests: GuestMeasurements;
  readonly takeTurn: TakeTurn;
  readonly dataFolder: string;
}

export function projectHandlers({ open, runs, guests, takeTurn, dataFolder }: ProjectParts): ProjectHandlers {
  /** A project ends its run, whose points stay in it, and what is measured for it. */
  async function switchTo(path: string): Promise<Reply<ProjectState>> {
    const opened = openProject(path, { wholeCheckUpTo: WHOLE_CHECK_UP_TO });
    return opened.ok ? putInPlace(opened.value) : opened;
  }

  async function putInPlace(project: Project): Promise<Reply<ProjectState>> {
    await Promise.all([runs.stop(), guests.stop()]);
    const secured = await open.secure();
    if (!secured.ok) {
      project.close();
      return secured;
    }
    open.replaceWith(project);
    return succeed(open.state());
  }

  async function saveAs(path: string, overwrite: boolean): Promise<Reply<ProjectState>> {
    const before = open.current;
    const saved = await before.saveAs(path, overwrite);
    if (!saved.ok) return saved;
    if (realpathSync(path) === before.path) return succeed(open.state());
    const copy = openProject(path, { wholeCheckUpTo: WHOLE_CHECK_UP_TO });
    if (!copy.ok) return copy;
    open.continueIn(copy.value);
    // A run goes on in the copy; opening took it for one that a crash had ended.
    if (runs.activeRunId !== null) {
      copy.value.finishRun(runs.activeRunId, 'running', '', false);
      open.runsChanged();
    }
    if (isUntitled(dataFolder, before.path)) discardUntitled(dataFolder, before.path);
    return succeed(open.state());
  }

  return {
    'project.state': () => succeed(open.state()),

    'project.writeAgain': () =>
      takeTurn(() => {
        const written = open.current.writeAgain();
        open.changed();
        return written.ok ? succeed(open.state()) : written;
      }),

    'project.create': () =>
      takeTurn(async () => {
        const created = createUntitled(dataFolder);
        return created.ok ? putInPlace(created.value) : created;
      }),

    'project.open': ({ path }) =>
      takeTurn(async () => {
        if (!isAbsolute(path)) return notWhole(path);
        return isSameFile(path, open.current.path) ? succeed(open.state()) : switchTo(path);
      }),

    'project.salvage': ({ path }) =>
      takeTurn(async () => {
        if (!isAbsolute(path)) return notWhole(path);
        const into = newUntitledPath(dataFolder);
        if (!into.ok) return into;
        const salvaged = salvageProject(path, into.value);
        if (!salvaged.ok) return salvaged;
        const opened = await switchTo(into.value);
        return opened.ok ? succeed({ ...salvaged.value, state: opened.value }) : opened;
      }),

    'project.saveAs': ({ path, overwrite }) => takeTurn(() => (isAbsolute(path) ? saveAs(path, overwrite) : notWhole(path))),

    'project.saveDraft': ({ scenario }) =>
      takeTurn(() => {
        const written = open.current.writeDraft(scenario);
        open.changed();
        return written.ok ? succeed({}) : written;
      }),

    'project.recent': () => succeed({ recent: readRecent(dataFolder), recovered: findRecoverable(dataFolder) }),
  };
}

function isSameFile(path: string, realPath: string): boolean {
  try {
    return realpathSync(path) === realPath;
  } catch {
    return false;
  }
}
