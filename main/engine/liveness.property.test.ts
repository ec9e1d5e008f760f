/** Nothing gets stuck: when sources stop, every frame arrives or is lost, and every core goes idle. */
import fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { techniqueNames } from '../../shared/catalogue/techniques.ts';
import { ContextState } from './model/context.ts';
import { anyTask } from './scenario.fixture.ts';
import { buildMachine } from './build-machine.ts';
import { simulate } from './simulate.ts';
import { OpenLoopSource } from './traffic/open-loop-source.ts';

const STOPS_NS = 1e6;
/** Long enough for full queues to leave at the lowest rate limit of the scenarios, 5 Mbit/s. */
const DRAINED_NS = 60e9;

afterEach(() => {
  vi.restoreAllMocks();
});

/** From `STOPS_NS` on, sources neither send nor wait for their next frame. */
function stopSources(): void {
  vi.restoreAllMocks();
  const send = OpenLoopSource.prototype.handle;
  vi.spyOn(OpenLoopSource.prototype, 'handle').mockImplementation(function (this: OpenLoopSource) {
    if (this['machine'].loop.nowNs < STOPS_NS) send.call(this);
  });
}

describe.each(techniqueNames)('a machine under %s', (technique) => {
  it('runs empty when nothing more is offered', () => {
    const openLoop = anyTask(technique).filter(({ scenario }) =>
      scenario.flows.every(({ traffic }) => traffic.kind !== 'tcp-stream' && traffic.kind !== 'request-response'),
    );
    fc.assert(
      fc.property(openLoop, (task) => {
        fc.pre(simulate(task).refusal === null);
        stopSources();
        const machine = buildMachine(task);
        machine.loop.run(DRAINED_NS);
        expect([machine.ledger.inFlight, machine.packets.live]).toEqual([0, 0]);
        for (const core of machine.cores) expect(machine.loop.timeOf(core)).toBe(Number.POSITIVE_INFINITY);
        for (const { state, owedNs, hasWork } of machine.contexts) expect([state, owedNs, hasWork]).toEqual([ContextState.idle, 0, false]);
      }),
      { seed: 5, numRuns: 25 },
    );
  });
});
