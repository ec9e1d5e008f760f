/** Endpoints of the guided labs. */
import { fileURLToPath } from 'node:url';
import type { Handlers } from '../../../shared/contract/dispatch.ts';
import { refuse, succeed } from '../../../shared/contract/reply.ts';
import { labWords } from '../../texts/words.ts';
import { keepLessonProgress, noLessonProgress, ownLabsFolder, readLessonProgress, readLessons } from '../lessons.ts';

export type LessonHandlers = Pick<Handlers, 'lesson.list' | 'lesson.keep'>;

export function lessonHandlers(labsFolder: URL, dataFolder: string): LessonHandlers {
  return {
    'lesson.list'() {
      try {
        const ownFolder = ownLabsFolder(dataFolder);
        const files = readLessons([fileURLToPath(labsFolder), ownFolder]);
        const progress = readLessonProgress(dataFolder);
        return succeed({
          lessons: files.flatMap(({ id, checked }) =>
            checked.lesson ? [{ id, lesson: checked.lesson, progress: progress[id] ?? noLessonProgress }] : [],
          ),
          faulty: files.flatMap(({ file, checked }) => (checked.lesson ? [] : [{ file, problems: [...checked.problems] }])),
          ownFolder,
        });
      } catch (error) {
        return refuse('unavailable', labWords().lab.lessons.unreadable(reason(error)));
      }
    },

    'lesson.keep'({ id, progress }) {
      try {
        keepLessonProgress(dataFolder, id, progress);
        return succeed({});
      } catch (error) {
        return refuse('unavailable', labWords().lab.lessons.predictionsNotKept(reason(error)));
      }
    },
  };
}

function reason(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
