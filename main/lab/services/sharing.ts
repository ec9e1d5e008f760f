/** Endpoints of sharing: another project beside the open one, and its runs brought into it. */
import { isAbsolute } from 'node:path';
import type { Handlers } from '../../../shared/contract/dispatch.ts';
import { refuse, succeed, type Reply } from '../../../shared/contract/reply.ts';
import { labWords } from '../../texts/words.ts';
import type { Project } from '../../project/project.ts';
import { compareProjects } from '../../sharing/compare-projects.ts';
import { mergeProjects } from '../../sharing/merge-projects.ts';
import type { OpenProject } from '../open-project.ts';
import { readingProject } from '../sharing.ts';
import type { TakeTurn } from '../turns.ts';
import { notWhole } from './whole-path.ts';

export type SharingHandlers = Pick<Handlers, 'project.compare' | 'project.merge'>;

/** @param isRunning whether a run is going on: its points are not all there. */
export function sharingHandlers(open: OpenProject, takeTurn: TakeTurn, isRunning: () => boolean): SharingHandlers {
  function withOther<Value>(path: string, use: (other: Project) => Reply<Value>): Reply<Value> {
    if (!isAbsolute(path)) return notWhole(path);
    return readingProject(path, (other) =>
      other.path === open.current.path ? refuse('refused', labWords().lab.sharing.isOpenProject, 'path') : use(other),
    );
  }

  return {
    'project.compare': ({ path }) => takeTurn(() => withOther(path, (other) => succeed(compareProjects(open.current, other)))),

    'project.merge': ({ path }) =>
      takeTurn(() => {
        if (open.current.readOnly) return refuse('read-only', labWords().lab.readOnlyProject);
        if (isRunning()) return refuse('refused', labWords().lab.sharing.runGoesOn);
        return withOther(path, (other) => {
          const merged = mergeProjects(open.current, other);
          open.runsChanged();
          return merged;
        });
      }),
  };
}
