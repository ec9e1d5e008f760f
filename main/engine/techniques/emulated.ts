/**
 * Device emulation (e1000): wire, host driver, bridge, tap, device-model thread, guest ring, emulated interrupt. The guest's driver touches registers
 * at each interrupt (cause, mask, unmask) and tail writes; each is an exit to user space. On transmit every tail write runs the device model on the
 * vCPU itself, which cuts segments of TSO into frames. One queue, no suppression of notifications. Where the device model keeps the interval between
 * interrupts that the driver programs, sent and received frames share the interrupts.
 */
import { copyCost } from '../model/copy.ts';
import { attachGuest } from '../model/guest.ts';
import { bridgeFromVm, bridgeFromWire, tapQueue } from '../model/host-network.ts';
import { InterruptModeration } from '../model/interrupt-moderation.ts';
import { GuestInterrupt, IntervalVector } from '../model/interrupt.ts';
import type { Machine } from '../model/machine.ts';
import { ThreadWake } from '../model/notification.ts';
import type { Output } from '../model/output.ts';
import { Service } from '../model/service.ts';
import { Stage } from '../model/stage.ts';
import { guestReceiveRing, softwareInterrupt } from '../model/virtqueue.ts';
import type { Technique } from './technique.ts';

const ACTOR = 'device model';

export const emulated: Technique = {
  name: 'emulated',
  networkRole: 'network',
  virtualized: true,
  switchesInside: false,
  build(machine) {
    const { costs } = machine;
    const cores = machine.networkCores(machine.settings.technique.options.workerCores);
    const taps = machine.vms.map((vm) => tapQueue(machine, vm));
    const vectors = bridgeFromWire(machine, taps, cores);
    const registerAccess = costs['vm.exitUser'] + costs['vm.exitPollution'];
    const systemCalls = { actor: ACTOR, activity: 'system calls', frame: costs['user.systemCall'] * costs['emulated.callsPerFrame'] };
    const mainLoop = { actor: ACTOR, activity: 'main loop', event: costs['user.mainLoop'] };
    const framesPerTailWrite = machine.settings.technique.options.transmitBatch ?? 1;
    const device = { actor: ACTOR, activity: 'device emulation', frame: costs['emulated.devicePacket'] };
    for (const vm of machine.vms) {
      const core = cores[vm.index % cores.length];
      const thread = machine.context({ name: `device model ${vm.name}`, core, vm: -1, switchNs: core.ns(costs['context.switch']) });
      const vcpu = machine.vcpu(vm, 0, costs['context.switch'] + costs['vm.exit']);
      const intervalNs = costs['emulated.interruptInterval'];
      const interrupt = new GuestInterrupt(machine, vcpu, softwareInterrupt(machine, costs['emulated.interruptAccesses']));
      const vector = intervalNs > 0 ? new IntervalVector(machine, interrupt, new InterruptModeration('fixed', intervalNs)) : null;
      const receive = guestReceiveRing(machine, vm, vcpu, {
        descriptors: costs['emulated.ring'],
        interrupt: vector ?? interrupt,
        signalCycles: costs['virtio.interrupt'] + costs['user.systemCall'],
        actor: ACTOR,
      });
      vector?.serve(receive);
      const toTap = bridgeFromVm(machine, vm, vcpu, taps, vectors);
      const tap = taps[vm.index];
      tap.setSignal(new ThreadWake(machine, thread));
      new Service(machine, thread, {
        name: 'receive',
        input: tap,
        output: receive,
        stage: Stage.backend,
        batch: costs['napi.weight'],
        costs: [mainLoop, systemCalls, device, copyCost(costs, ACTOR, 'host to guest', 'cold')],
      });
      attachGuest(machine, vm, vcpu, {
        receiveRings: [receive],
        transmit: vector ? new CompletingOutput(machine, toTap, vector) : toTap,
        driverReceive: [{ actor: 'guest', activity: 'driver', frame: costs['guest.driverReceive'] }],
        driverTransmit: [{ actor: 'guest', activity: 'driver', unit: costs['guest.driverTransmit'] }],
        deviceReceive: [
          {
            actor: ACTOR,
            activity: 'register access',
            frame: registerAccess / costs['emulated.receiveBatch'],
            exitsPerFrame: 1 / costs['emulated.receiveBatch'],
            exitReason: 'register access',
          },
        ],
        deviceTransmit: [
          {
            actor: ACTOR,
            activity: 'register access',
            unit: registerAccess / framesPerTailWrite,
            exitsPerUnit: 1 / framesPerTailWrite,
            exitReason: 'register access',
          },
          systemCalls,
          device,
          { actor: ACTOR, activity: 'checksum', byte: costs['emulated.checksumByte'] },
          copyCost(costs, ACTOR, 'guest to host', 'warm'),
          { actor: 'host', activity: 'tap', frame: costs['host.tapTransmit'] },
          { actor: 'host', activity: 'bridge', frame: costs['host.bridge'] },
          { actor: 'host', activity: 'driver', frame: costs['host.driverTransmit'] },
        ],
        receivedWarm: true,
      });
    }
  },
};

/** The device model has sent a frame at once: its completion is an interrupt cause. */
class CompletingOutput implements Output {
  private readonly machine: Machine;
  private readonly output: Output;
  private readonly vector: IntervalVector;

  constructor(machine: Machine, output: Output, vector: IntervalVector) {
    this.machine = machine;
    this.output = output;
    this.vector = vector;
  }

  room(): number {
    return this.output.room();
  }

  push(packet: number): void {
    const bytes = this.machine.packets.bytes[packet];
    this.output.push(packet);
    this.vector.sent(bytes);
  }

  flush(producer: Parameters<Output['flush']>[0]): void {
    this.output.flush(producer);
  }

  wait(service: Parameters<Output['wait']>[0]): void {
    this.output.wait(service);
  }
}
