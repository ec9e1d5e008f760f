/** Where packets enter: the wire towards a VM's port, or the send queue of a VM. */
import type { Machine, VirtualMachine } from '../model/machine.ts';
import { queueOfConnection } from '../model/switch-output.ts';

/** The peer puts the packet on the wire of the VM's port. */
export function sendFromPeer(machine: Machine, vm: VirtualMachine, packet: number): void {
  machine.ports[vm.port].link.send(packet);
}

/** The VM's application sends the packet; a pure acknowledgement is sent by its stack. */
export function sendFromVm(machine: Machine, vm: VirtualMachine, packet: number): void {
  const { packets } = machine;
  const rings = packets.control[packet] ? vm.controlRings : vm.sendRings;
  const ring = rings[queueOfConnection(packets.connection[packet], rings.length)];
  ring.push(packet);
  ring.flush(null);
}
