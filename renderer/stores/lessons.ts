import { defineStore } from 'pinia';
import { ref, shallowRef } from 'vue';
import type { EndpointOutput } from '../../shared/contract/endpoints.ts';
import type { LessonProgress } from '../../shared/lessons/lesson.ts';
import { lab } from '../bridge/lab.ts';

type Listed = EndpointOutput<'lesson.list'>;
export type ListedLesson = Listed['lessons'][number];

/** The guided labs, and what the person predicted in each: kept in the data folder as it is entered. */
export const useLessonsStore = defineStore('lessons', () => {
  const listed = shallowRef<Listed | null>(null);
  /** Why they cannot be had, or a prediction not be kept; or empty. */
  const problem = ref('');
  /** Counts predictions: a list that was asked for before one does not have it. */
  let predictions = 0;

  async function load(): Promise<void> {
    const before = predictions;
    const reply = await lab().call('lesson.list', {});
    if (predictions !== before) return load();
    problem.value = reply.ok ? '' : reply.message;
    if (reply.ok) listed.value = reply.value;
  }

  async function keep(id: string, progress: LessonProgress): Promise<void> {
    const before = listed.value;
    if (!before) return;
    predictions++;
    listed.value = { ...before, lessons: before.lessons.map((one) => (one.id === id ? { ...one, progress } : one)) };
    const reply = await lab().call('lesson.keep', { id, progress });
    problem.value = reply.ok ? '' : reply.message;
  }

  return { listed, problem, load, keep };
});
