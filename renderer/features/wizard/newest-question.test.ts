import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { newestQuestion } from './newest-question.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

/** Answers each question with itself after the time. */
function asked(answerMs: number) {
  const log: string[] = [];
  const questions = newestQuestion<string, string>({
    ask: async (question, signal) => {
      log.push(`ask ${question}`);
      signal.addEventListener('abort', () => log.push(`give up ${question}`));
      await new Promise((resolve) => setTimeout(resolve, answerMs));
      return question;
    },
    show: (answer) => log.push(`show ${answer}`),
    pauseMs: 100,
    patienceMs: 500,
  });
  return { log, questions };
}

it('asks one question at a time, the newest next, with a pause between them', async () => {
  const { log, questions } = asked(30);
  questions.put('a');
  await vi.advanceTimersByTimeAsync(10);
  for (const question of ['b', 'c', 'd']) questions.put(question);
  await vi.advanceTimersByTimeAsync(40);
  expect(log).toEqual(['ask a', 'show a']);
  await vi.advanceTimersByTimeAsync(200);
  expect(log).toEqual(['ask a', 'show a', 'ask d', 'show d']);
});

it('gives up a slow question for a newer one, and shows no answer to it', async () => {
  const { log, questions } = asked(2000);
  questions.put('a');
  await vi.advanceTimersByTimeAsync(200);
  questions.put('b');
  await vi.advanceTimersByTimeAsync(5000);
  expect(log).toEqual(['ask a', 'give up a', 'ask b', 'show b']);
});

it('shows nothing of what was dropped', async () => {
  const { log, questions } = asked(50);
  questions.put('a');
  await vi.advanceTimersByTimeAsync(10);
  questions.put('b');
  questions.drop();
  await vi.advanceTimersByTimeAsync(1000);
  expect(log).toEqual(['ask a', 'give up a']);
});
