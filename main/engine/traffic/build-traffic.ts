/** Builds the sources of all flows and returns what starts them. */
import { recordedPps } from '../../../shared/scenario/recording.ts';
import type { Flow, OpenLoopTraffic } from '../../../shared/scenario/schema.ts';
import { framesOf } from '../../../shared/scenario/traffic-frames.ts';
import { lineRatePps } from '../model/ethernet.ts';
import type { Machine, VirtualMachine } from '../model/machine.ts';
import { meanFrameBytes } from './frame-sizes.ts';
import { FittedSource } from './fitted-source.ts';
import { OpenLoopSource } from './open-loop-source.ts';
import { ReplaySource } from './replay-source.ts';
import { RequestClient } from './request-client.ts';
import { TcpConnection } from './tcp-connection.ts';

export interface Source {
  start(): void;
}

export function buildTraffic(machine: Machine): Source[] {
  return flowsOfVms(machine).flatMap((one) => {
    machine.flows.openAccount(one.accounted.index, one.flowNumber);
    return sourcesOf(machine, one);
  });
}

/** A flow of the scenario as one VM of its group has it. */
export interface FlowOfVm {
  readonly flow: Flow;
  readonly flowNumber: number;
  readonly vm: VirtualMachine;
  /** The other VM of a flow between VMs; else null. */
  readonly partner: VirtualMachine | null;
  /** VM on whose account its frames go. */
  readonly accounted: VirtualMachine;
  /** Who sends the data, and who receives it; null: the peer on the wire. */
  readonly sender: VirtualMachine | null;
  readonly receiver: VirtualMachine | null;
  /** All VMs that have the flow. */
  readonly group: readonly VirtualMachine[];
}

/** Every flow of every VM, in the order of the scenario. */
export function flowsOfVms(machine: Machine): FlowOfVm[] {
  return machine.settings.scenario.flows.flatMap((flow, flowNumber) => {
    const group = machine.vms.filter((vm) => vm.group.name === flow.vms);
    const receivers = machine.vms.filter((vm) => vm.group.name === flow.toVms);
    return group.map((vm, number): FlowOfVm => {
      const partner = flow.direction === 'vm-to-vm' ? partnerOf(vm, number, receivers) : null;
      return {
        flow,
        flowNumber,
        vm,
        partner,
        // A transaction between VMs is on the account of the one that serves it.
        accounted: flow.traffic.kind === 'request-response' && partner ? partner : vm,
        sender: flow.direction === 'transmit' || flow.direction === 'vm-to-vm' ? vm : null,
        receiver: flow.direction === 'vm-to-vm' ? partner : flow.direction === 'transmit' ? null : vm,
        group,
      };
    });
  });
}

/** VMs of the two groups in turn; a group that sends to itself sends to the next VM. */
function partnerOf(vm: VirtualMachine, number: number, receivers: readonly VirtualMachine[]): VirtualMachine {
  const candidate = receivers[number % receivers.length];
  return candidate === vm ? receivers[(number + 1) % receivers.length] : candidate;
}

function sourcesOf(machine: Machine, { flow, vm, partner, sender, receiver, group }: FlowOfVm): Source[] {
  const { traffic } = flow;
  const name = `${flow.name} ${vm.name}`;
  switch (traffic.kind) {
    case 'constant':
    case 'poisson':
    case 'on-off': {
      const ratePps = rateOfVm(machine, traffic, group);
      return ratePps > 0 ? [new OpenLoopSource(machine, { name, traffic, ratePps, vm, sender, receiver })] : [];
    }
    case 'fitted': {
      const ratePps = rateOfVm(machine, traffic, group);
      return ratePps > 0 ? [new FittedSource(machine, { name, traffic, ratePps, vm, sender, receiver })] : [];
    }
    case 'replay': {
      const ratePps = rateOfVm(machine, traffic, group);
      const phase = group.indexOf(vm) / group.length;
      return ratePps > 0 ? [new ReplaySource(machine, { name, traffic, ratePps, vm, sender, receiver, phase })] : [];
    }
    case 'request-response':
      return flow.direction === 'vm-to-vm' && partner
        ? [new RequestClient(machine, name, traffic, partner, vm)]
        : [new RequestClient(machine, name, traffic, vm, null)];
    case 'tcp-stream':
      return Array.from({ length: traffic.connections }, (_, number) => new TcpConnection(machine, number, traffic, vm, sender, receiver));
  }
}

/** Frames per second of one VM of the group. */
export function rateOfVm(machine: Machine, traffic: OpenLoopTraffic, group: readonly VirtualMachine[]): number {
  const meanBytes = meanFrameBytes(framesOf(traffic));
  const ports = traffic.loadScope === 'total' ? new Set(group.map((vm) => vm.port)).size : 1;
  const total = ratePps(traffic, meanBytes, ports, machine.lineRateGbps);
  return traffic.loadScope === 'total' ? total / group.length : total;
}

function ratePps(traffic: OpenLoopTraffic, meanBytes: number, ports: number, lineRateGbps: number): number {
  switch (traffic.loadUnit) {
    case 'percent-of-line-rate':
      return (traffic.load / 100) * ports * lineRatePps(meanBytes, lineRateGbps);
    case 'packets-per-second':
      return traffic.load;
    case 'megabits-per-second':
      return (traffic.load * 1e6) / (8 * meanBytes);
    case 'times-recorded':
      return traffic.load * recordedPps(traffic.recording);
  }
}
