import { describe, expect, it } from 'vitest';
import { Component, EventLoop } from './event-loop.ts';

class Recorder extends Component {
  readonly label: string;
  readonly log: string[];
  again: ((nowNs: number) => void) | null = null;

  constructor(label: string, log: string[]) {
    super();
    this.label = label;
    this.log = log;
  }

  override handle(nowNs: number): void {
    this.log.push(`${this.label}@${nowNs}`);
    this.again?.(nowNs);
  }
}

function loopOf(count: number) {
  const loop = new EventLoop();
  const log: string[] = [];
  const components = Array.from({ length: count }, (_, i) => new Recorder(String(i), log));
  for (const component of components) loop.add(component);
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
