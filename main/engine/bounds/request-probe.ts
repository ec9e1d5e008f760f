/** A client that makes one request after another, and rests after so many: the work of a transaction on a machine that has no other traffic. */
import type { Traffic } from '../../../shared/scenario/schema.ts';
import type { Machine } from '../model/machine.ts';
import type { FlowOfVm } from '../traffic/build-traffic.ts';
import { RequestClient } from '../traffic/request-client.ts';

/** Transactions measured, after one that warms up the IOTLB. */
export const MEASURED_TRANSACTIONS = 2;
const LONGEST_WAIT_NS = 1e12;

export class RequestProbe extends RequestClient {
  /** Times at which transactions ended, ns. */
  readonly endsNs: number[] = [];
  private readonly loopMachine: Machine;
  private readonly onWarm: () => void;

  /** @param onWarm called at the end of the first transaction */
  constructor(
    machine: Machine,
    { flow, vm, partner }: FlowOfVm,
    traffic: Extract<Traffic, { kind: 'request-response' }>,
    onWarm: () => void,
  ) {
    const name = `probe ${flow.name} ${vm.name}`;
    if (flow.direction === 'vm-to-vm' && partner) super(machine, name, traffic, partner, vm);
    else super(machine, name, traffic, vm, null);
    this.loopMachine = machine;
    this.onWarm = onWarm;
  }

  /** Makes the requests of one slot; false: one was lost or got stuck. */
  transact(slot: number): boolean {
    const { loop } = this.loopMachine;
    this.endsNs.length = 0;
    super.again(slot, loop.nowNs);
    for (let waitNs = 1e6; !this.done && waitNs <= LONGEST_WAIT_NS; waitNs *= 10) loop.run(loop.nowNs + waitNs);
    return this.done;
  }

  private get done(): boolean {
    return this.endsNs.length > MEASURED_TRANSACTIONS;
  }

  protected override again(slot: number, atNs: number): void {
    this.endsNs.push(atNs);
    if (this.endsNs.length === 1) this.onWarm();
    if (!this.done) super.again(slot, atNs);
  }
}
