/**
 * Device emulation (e1000): wire, host driver, bridge, tap, device-model thread, guest ring, emulated interrupt. The guest's driver touches registers
 * at each interrupt (cause, mask, unmask) and tail writes; each is an exit to user space. On transmit every tail write runs the device model on the
 * vCPU itself. One queue, no suppression of notifications.
 */
import { copyCost } from '../model/copy.ts';
import { attachGuest } from '../model/guest.ts';
import { bridgeFromVm, bridgeFromWire, tapQueue } from '../model/host-network.ts';
import { ThreadWake } from '../model/notification.ts';
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
    const systemCalls = { actor: ACTOR, activity: 'system calls', frame: costs['user.systemCall'] * costs['user.callsPerPacket'] };
    const device = { actor: ACTOR, activity: 'device emulation', frame: costs['emulated.devicePacket'] };
    for (const vm of machine.vms) {
      const core = cores[vm.index % cores.length];
      const thread = machine.context({ name: `device model ${vm.name}`, core, vm: -1, switchNs: core.ns(costs['context.switch']) });
      const vcpu = machine.vcpu(vm, 0, costs['context.switch'] + costs['vm.exit']);
      const receive = guestReceiveRing(machine, vm, vcpu, {
        descriptors: costs['emulated.ring'],
        interrupt: softwareInterrupt(machine, costs['emulated.interruptAccesses']),
        signalCycles: costs['virtio.interrupt'] + costs['user.systemCall'],
        actor: ACTOR,
      });
      const tap = taps[vm.index];
      tap.setSignal(new ThreadWake(machine, thread));
      new Service(machine, thread, {
        name: 'receive',
        input: tap,
        output: receive,
        stage: Stage.backend,
        batch: costs['napi.weight'],
        costs: [systemCalls, device, copyCost(costs, ACTOR, 'host to guest', 'cold')],
      });
      attachGuest(machine, vm, vcpu, {
        receiveRings: [receive],
        transmit: bridgeFromVm(machine, vm, vcpu, taps, vectors),
        driverReceive: [{ actor: 'guest', activity: 'driver', frame: costs['guest.driverReceive'] }],
        driverTransmit: [{ actor: 'guest', activity: 'driver', frame: costs['guest.driverTransmit'] }],
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
          { actor: ACTOR, activity: 'register access', frame: registerAccess, exitsPerFrame: 1, exitReason: 'register access' },
          systemCalls,
          device,
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
