import { expect, it } from 'vitest';
import { at, bareMachine, contextOn, CountingEndpoint, ringOf, serverOf } from './bare-machine.fixture.ts';
import { TimerExits } from './timer-exits.ts';

/** A vCPU that works for the first `busyNs` and sleeps then. */
function exitsIn(busyNs: number, endNs: number) {
  const machine = bareMachine({ scenario: { costs: { 'vm.exitKernel': 2000, 'vm.exitPollution': 500 } } });
  const vcpu = contextOn(machine, 0, { vm: 0 });
  const work = ringOf(machine);
  serverOf(machine, vcpu, () => busyNs, { input: work });
  new TimerExits(machine, vcpu, 1000);
  const endpoint = new CountingEndpoint(machine);
  work.push(endpoint.packet());
  work.flush(null);
  machine.loop.run(endNs);
  const { ledger } = machine;
  return {
    exits: ledger.counts[ledger.slot('exit', 'timer')],
    cycles: ledger.counts[machine.cyclesSlot('hypervisor', 'timer exit')],
    ghz: at(machine.cores, 0).frequencyGhz,
  };
}

it('come at their rate while the vCPU runs', () => {
  const { exits, cycles, ghz } = exitsIn(20e6, 10.5e6);
  expect(exits).toBe(10);
  expect(cycles * ghz).toBeCloseTo(10 * 2500, 6);
});

it('are none while it is idle', () => {
  expect(exitsIn(1000, 10.5e6).exits).toBe(0);
});
