import { describe, expect, it } from 'vitest';
import { progressText } from './progress-bar.ts';

describe('progress', () => {
  it('says how much is done and how long it will take', () => {
    expect(progressText({ done: 0, total: 8, secondsLeft: null }, 'finding the bottlenecks')).toBe(
      '[........................] 0 %, 0 of 8 simulations',
    );
    expect(progressText({ done: 4, total: 8, secondsLeft: 12.2 }, 'finding the bottlenecks')).toBe(
      '[############............] 50 %, 4 of 8 simulations, 13 s left',
    );
    expect(progressText({ done: 1, total: 8, secondsLeft: 190 }, 'finding the bottlenecks')).toContain('3 min 10 s left');
    expect(progressText({ done: 1, total: 8, secondsLeft: 7300 }, 'finding the bottlenecks')).toContain('2 h 1 min left');
    expect(progressText({ done: 8, total: 8, secondsLeft: 0 }, 'finding the bottlenecks')).toContain(
      '100 %, 8 of 8 simulations, finding the bottlenecks',
    );
  });
});
