/**
 * The host's own networking, shared by the techniques with a software switch in the kernel: soft interrupts that poll the NIC and forward
 * over the bridge, and transmit queues of the host driver.
 */
import type { Context } from './context.ts';
import { HostInterrupt, type InterruptVector } from './interrupt.ts';
import type { Machine, VirtualMachine } from './machine.ts';
import { interruptVector, receiveQueue, transmitQueue } from './nic-queues.ts';
import type { TransmitQueue } from './nic-transmit.ts';
import type { Output } from './output.ts';
import { RateLimit } from './rate-limit.ts';
import { Ring } from './ring.ts';
import { Service } from './service.ts';
import { Stage } from './stage.ts';
import { queueOfConnection, SwitchOutput } from './switch-output.ts';
import { segmentMerge } from './work-cost.ts';

/** Vectors of the host's queue pairs: by port, then by queue. */
export type HostVectors = readonly (readonly InterruptVector[])[];

/**
 * A soft-interrupt context for each port and network core, with the bridge towards the VMs' tap queues (`toVm`, by VM). Returns the vectors of
 * its queue pairs, for the transmit queues of the same driver.
 */
export function bridgeFromWire(machine: Machine, toVm: readonly Output[], cores = machine.networkCores()): HostVectors {
  const { costs } = machine;
  const pairs = Math.max(1, Math.min(cores.length, machine.settings.nic.queuePairs.value));
  return machine.ports.map((port, portNumber) => {
    const queues = cores.slice(0, pairs).map((core, number) => {
      const softInterrupt = machine.context({
        name: `soft interrupt of port ${portNumber}, queue ${number}`,
        core,
        vm: -1,
        priority: true,
        switchNs: 0,
      });
      const vector = interruptVector(machine, new HostInterrupt(machine, softInterrupt, 0));
      const queue = receiveQueue(machine, `port ${portNumber} receive queue ${number}`, vector, false);
      const toWire = transmitQueue(machine, port, softInterrupt, { name: `port ${portNumber} forwarding`, vector });
      new Service(machine, softInterrupt, {
        name: 'host receive',
        input: queue.ring,
        output: new SwitchOutput(machine.packets, toVm, toWire),
        stage: Stage.host,
        batch: costs['napi.weight'],
        merge: segmentMerge('host', costs['host.segmentMerge']),
        costs: [
          { actor: 'host', activity: 'poll', event: costs['host.poll'] },
          { actor: 'host', activity: 'driver', frame: costs['host.driverReceive'] },
          { actor: 'host', activity: 'bridge', unit: costs['host.bridge'] + costs['host.tapEnqueue'] },
        ],
      });
      return { queue, vector };
    });
    port.receive.classify = (packet) =>
      queues[queueOfConnection(machine.packets.connection[packet] + 7 * machine.packets.vm[packet], pairs)].queue;
    return queues.map(({ vector }) => vector);
  });
}

/** The tap queue of a VM's queue pair: what the bridge puts there waits for the backend; overflow is lost after the host has worked for it. */
export function tapQueue(machine: Machine, vm: VirtualMachine): Ring {
  return new Ring(
    {
      name: `${vm.name} tap`,
      capacity: machine.costs['backlog.packets'],
      waitStage: Stage.backendQueue,
      dropSlot: machine.ledger.slot('drop', 'tap queue'),
      signal: null,
      whenFull: 'drop',
    },
    machine.flows,
  );
}

/**
 * What a backend running in `backend` sends for the VM: over the bridge to other VMs, or out of the VM's port through the host driver, whose
 * queue pair is chosen by the backend's core (XPS).
 */
export function bridgeFromVm(
  machine: Machine,
  vm: VirtualMachine,
  backend: Context,
  toVm: readonly Output[],
  vectors: HostVectors,
): Output {
  const ofPort = vectors[vm.port];
  const vector = ofPort[backend.core.number % ofPort.length];
  const wire: TransmitQueue = transmitQueue(machine, machine.ports[vm.port], backend, { name: `${vm.name} host transmit`, vector });
  return limited(machine, vm, new SwitchOutput(machine.packets, toVm, wire));
}

/** The VM's transmit rate limit, in software, in front of `output`. */
export function limited(machine: Machine, vm: VirtualMachine, output: Output): Output {
  const rateMbps = vm.group.rateLimitMbps;
  return rateMbps === undefined ? output : new RateLimit(machine, output, rateMbps);
}
