import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { TimerQueue } from './timer-queue.ts';

function drain(timers: TimerQueue): [timeNs: number, value: number][] {
  const taken: [number, number][] = [];
  while (timers.length > 0) {
    const timeNs = timers.earliestNs;
    taken.push([timeNs, timers.pop()]);
  }
  return taken;
}

describe('timer queue', () => {
  it('has no earliest time when it is empty', () => {
    const timers = new TimerQueue();
    expect(timers.earliestNs).toBe(Number.POSITIVE_INFINITY);
    timers.push(3, 1);
    expect(timers.earliestNs).toBe(3);
    timers.pop();
    expect(timers.earliestNs).toBe(Number.POSITIVE_INFINITY);
  });

  it('gives timers of equal time back in the order in which they were set', () => {
    const timers = new TimerQueue();
    for (let value = 0; value < 100; value++) timers.push(value % 2, value);
    const evens = Array.from({ length: 50 }, (_, i) => 2 * i);
    expect(drain(timers).map(([, value]) => value)).toEqual([...evens, ...evens.map((even) => even + 1)]);
  });

  it('sorts any timers by time, then by the order of setting, also when setting and taking are mixed', () => {
    const steps = fc.array(fc.oneof(fc.record({ timeNs: fc.integer({ min: 0, max: 20 }) }), fc.constant('take' as const)), {
      maxLength: 300,
    });
    fc.assert(
      fc.property(steps, (script) => {
        const timers = new TimerQueue();
        let model: [timeNs: number, value: number][] = [];
        let value = 0;
        for (const step of script) {
          if (step === 'take') {
            if (model.length === 0) continue;
            // Array.prototype.sort is stable: equal times stay in the order of setting.
            model = model.sort(([one], [other]) => one - other);
            expect(timers.earliestNs).toBe(model[0]?.[0]);
            expect(timers.pop()).toBe(model.shift()?.[1]);
          } else {
            timers.push(step.timeNs, value);
            model.push([step.timeNs, value++]);
          }
        }
        expect(drain(timers)).toEqual(model.sort(([one], [other]) => one - other));
      }),
      { seed: 1, numRuns: 200 },
    );
  });
});
