import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Component, EventLoop } from './event-loop.ts';

class Recorder extends Component {
  readonly label: string;
  readonly log: string[];
  again: ((nowNs: number) => void) | null = null;
  private readonly loop: EventLoop;

  constructor(loop: EventLoop, label: string, log: string[]) {
    super();
    this.loop = loop;
    loop.add(this);
    this.label = label;
    this.log = log;
  }

  override handle(): void {
    const { nowNs } = this.loop;
    this.log.push(`${this.label}@${nowNs}`);
    this.again?.(nowNs);
  }
}

function loopOf(count: number) {
  const loop = new EventLoop();
  const log: string[] = [];
  const components = Array.from({ length: count }, (_, i) => new Recorder(loop, String(i), log));
  return { loop, log, at: (i: number) => components[i] as Recorder };
}

describe('event loop', () => {
  it('handles events in the order of time', () => {
    const { loop, log, at } = loopOf(5);
    for (const [i, timeNs] of [30, 10, 50, 20, 40].entries()) loop.schedule(at(i), timeNs);
    loop.run(100);
    expect(log).toEqual(['1@10', '3@20', '0@30', '4@40', '2@50']);
  });

  it('handles events of equal time in the order in which they were scheduled', () => {
    const { loop, log, at } = loopOf(4);
    for (const i of [2, 0, 3, 1]) loop.schedule(at(i), 7);
    loop.run(7);
    expect(log).toEqual(['2@7', '0@7', '3@7', '1@7']);
  });

  it('keeps one event for each component: scheduling again moves it', () => {
    const { loop, log, at } = loopOf(2);
    loop.schedule(at(0), 5);
    loop.schedule(at(0), 9);
    loop.run(20);
    expect(log).toEqual(['0@9']);
  });

  it('drops a cancelled event', () => {
    const { loop, log, at } = loopOf(2);
    loop.schedule(at(0), 5);
    loop.schedule(at(1), 6);
    loop.cancel(at(0));
    loop.run(20);
    expect(log).toEqual(['1@6']);
  });

  it('lets a handler schedule itself and others, also at the present time', () => {
    const { loop, log, at } = loopOf(3);
    at(0).again = (nowNs) => {
      if (nowNs < 3) loop.schedule(at(0), nowNs + 1);
      loop.schedule(at(2), nowNs);
    };
    loop.schedule(at(0), 1);
    loop.run(10);
    expect(log).toEqual(['0@1', '2@1', '0@2', '2@2', '0@3', '2@3']);
  });

  it('stops at the given time and goes on from there', () => {
    const { loop, log, at } = loopOf(1);
    loop.schedule(at(0), 11);
    loop.run(10);
    expect([log.length, loop.nowNs]).toEqual([0, 10]);
    loop.run(11);
    expect(log).toEqual(['0@11']);
  });

  it('refuses an event before the present', () => {
    const { loop, at } = loopOf(1);
    loop.schedule(at(0), 5);
    loop.run(5);
    expect(() => loop.schedule(at(0), 4)).toThrow('before now');
  });

  it('only lets time pass when there is nothing to do', () => {
    const { loop, log } = loopOf(3);
    loop.run(50);
    expect([loop.nowNs, loop.events, log.length]).toEqual([50, 0, 0]);
    const empty = new EventLoop();
    empty.run(7);
    expect([empty.nowNs, empty.events]).toEqual([7, 0]);
  });

  it('knows whether a component has an event, and when', () => {
    const { loop, at } = loopOf(2);
    const scheduled = () => [0, 1].map((i) => [loop.isScheduled(at(i)), loop.timeOf(at(i))]);
    const never = [false, Number.POSITIVE_INFINITY];
    expect(scheduled()).toEqual([never, never]);
    loop.schedule(at(0), 5);
    expect(scheduled()).toEqual([[true, 5], never]);
    loop.run(5);
    expect(scheduled()).toEqual([never, never]);
  });

  it('schedules by a time: only what has no event until then', () => {
    const { loop, log, at } = loopOf(3);
    loop.scheduleBy(at(0), 8);
    loop.schedule(at(1), 5);
    loop.schedule(at(2), 9);
    for (const i of [1, 2]) loop.scheduleBy(at(i), 7);
    loop.run(10);
    expect(log).toEqual(['1@5', '2@7', '0@8']);
  });

  it('takes an event that is scheduled between two runs, before the one that comes next', () => {
    const { loop, log, at } = loopOf(3);
    loop.schedule(at(0), 1e9);
    loop.run(1e6);
    loop.schedule(at(1), 2e6);
    loop.run(3e6);
    loop.schedule(at(2), 3e6);
    loop.run(2e9);
    expect(log).toEqual(['1@2000000', '2@3000000', '0@1000000000']);
  });

  it('keeps the order when events crowd and when they are years apart', () => {
    const { loop, log, at } = loopOf(100);
    const timesNs = Array.from({ length: 100 }, (_, i) => (i % 3 === 0 ? 1e3 + (i % 7) / 8 : 1e3 * 10 ** (i % 12)));
    for (const [i, timeNs] of timesNs.entries()) loop.schedule(at(i), timeNs);
    loop.run(1e15);
    const expected = [...timesNs.entries()].sort(([i, one], [j, other]) => one - other || i - j);
    expect(log).toEqual(expected.map(([i, timeNs]) => `${i}@${timeNs}`));
  });

  it('lets a handler cancel its own next event and those of others', () => {
    const { loop, log, at } = loopOf(3);
    at(0).again = (nowNs) => {
      loop.schedule(at(0), nowNs + 1);
      loop.cancel(at(0));
      loop.cancel(at(1));
    };
    loop.schedule(at(0), 1);
    loop.schedule(at(1), 2);
    loop.schedule(at(2), 3);
    loop.run(10);
    expect(log).toEqual(['0@1', '2@3']);
  });

  it('has nothing to cancel before the first event is scheduled', () => {
    const { loop, log, at } = loopOf(1);
    loop.cancel(at(0));
    loop.run(10);
    expect(log).toEqual([]);
  });

  it('puts an event that is scheduled again behind those of the same time', () => {
    const { loop, log, at } = loopOf(2);
    loop.schedule(at(0), 5);
    loop.schedule(at(1), 5);
    loop.schedule(at(0), 5);
    loop.run(5);
    expect(log).toEqual(['1@5', '0@5']);
  });

  it('refuses components that come after the first event', () => {
    const { loop, at } = loopOf(1);
    loop.schedule(at(0), 1);
    expect(() => new Recorder(loop, 'late', [])).toThrow('before the first event');
  });

  it('refuses a time that is not a number', () => {
    const { loop, at } = loopOf(1);
    expect(() => loop.schedule(at(0), Number.NaN)).toThrow('before now');
  });

  it('keeps the total order for any script of scheduling, moving and cancelling', () => {
    // Delays within a day, over days, and over years of the calendar.
    const delayNs = fc.oneof(fc.nat(5), fc.nat(2000), fc.nat(1_000_000));
    const action = fc.record({ index: fc.nat(12), delayNs, cancel: fc.boolean() });
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 13 }), fc.array(fc.array(action, { maxLength: 4 }), { maxLength: 60 }), (count, scripts) => {
        const { loop, log, at } = loopOf(count);
        // The model: a plain list, sorted by time and sequence before each event.
        let model: { index: number; timeNs: number; sequence: number }[] = [];
        let sequence = 0;
        const expected: string[] = [];
        let step = 0;
        const apply = (nowNs: number) => {
          for (const { index: any, delayNs, cancel } of scripts[step++] ?? []) {
            const index = any % count;
            model = model.filter((event) => event.index !== index);
            if (cancel) loop.cancel(at(index));
            else {
              loop.schedule(at(index), nowNs + delayNs);
              model.push({ index, timeNs: nowNs + delayNs, sequence: sequence++ });
            }
          }
        };
        for (let i = 0; i < count; i++) {
          at(i).again = (nowNs) => {
            const next = [...model].sort((one, other) => one.timeNs - other.timeNs || one.sequence - other.sequence)[0];
            expected.push(`${next?.index}@${next?.timeNs}`);
            model = model.filter((event) => event !== next);
            apply(nowNs);
          };
        }
        apply(0);
        for (const untilNs of [3, 1000, 1e5, 1e9]) {
          loop.run(untilNs);
          apply(untilNs);
        }
        loop.run(2e9);
        expect(log).toEqual(expected);
        expect(model).toEqual([]);
        expect(loop.events).toBe(log.length);
      }),
      { seed: 1, numRuns: 300 },
    );
  });

  it('tells traces apart by their fingerprint', () => {
    const fingerprintOf = (timeNs: number) => {
      const { loop, at } = loopOf(2);
      loop.schedule(at(1), timeNs);
      loop.run(100);
      return loop.fingerprint();
    };
    expect(fingerprintOf(5)).toBe(fingerprintOf(5));
    expect(fingerprintOf(5)).not.toBe(fingerprintOf(6));
  });
});
