/** Exits that no device causes: while a vCPU runs, timer ticks of the guest and of the host interrupt it. An idle guest has none (tickless). */
import { Component } from '../kernel/event-loop.ts';
import { ContextState, type Context } from './context.ts';
import { VmCount } from './ledger.ts';
import type { Machine } from './machine.ts';

export class TimerExits extends Component {
  private readonly slot: number;
  private readonly exitSlot: number;

  private readonly machine: Machine;
  private readonly vcpu: Context;
  private readonly intervalNs: number;

  /** @param perSecond exits of the vCPU while it runs */
  constructor(machine: Machine, vcpu: Context, perSecond: number) {
    super();
    this.machine = machine;
    this.vcpu = vcpu;
    this.intervalNs = 1e9 / perSecond;
    this.slot = machine.cyclesSlot('hypervisor', 'timer exit');
    this.exitSlot = machine.ledger.slot('exit', 'timer');
    machine.loop.add(this);
    vcpu.tick(this);
  }

  /** The vCPU has work: ticks begin again, in their own rhythm. */
  wake(): void {
    const { loop } = this.machine;
    if (!loop.isScheduled(this)) loop.schedule(this, (Math.floor(loop.nowNs / this.intervalNs) + 1) * this.intervalNs);
  }

  override handle(): void {
    const { loop, ledger, costs } = this.machine;
    const { vcpu } = this;
    if (vcpu.state === ContextState.idle) return;
    loop.schedule(this, loop.nowNs + this.intervalNs);
    ledger.add(this.exitSlot, 1);
    ledger.addToVm(vcpu.vm, VmCount.exits, 1);
    vcpu.owe(this.slot, costs['vm.exitKernel'] + costs['vm.exitPollution']);
    vcpu.spend();
  }
}
