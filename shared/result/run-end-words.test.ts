import { expect, it } from 'vitest';
import { runEndWords } from './run-end-words.ts';

it.each([
  [{ status: 'done', points: 1, message: '' }, 'The run is done: 1 point.'],
  [{ status: 'cancelled', points: 1200, message: '' }, 'The run was cancelled after 1,200 points.'],
  [{ status: 'failed', points: 0, message: 'Out of memory.' }, 'The run failed after 0 points. Out of memory.'],
] as const)('tells how a run ended: %j', (summary, words) => {
  expect(runEndWords(summary)).toBe(words);
});
