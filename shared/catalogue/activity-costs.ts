/**
 * The cost parameters that the cycles of an activity come from: what the engine charges to an (actor, activity), by name. A test sets them all to zero and
 * sees the activity cost nothing.
 */
import type { Scenario, TechniqueChoice } from '../scenario/schema.ts';
import type { DataPlaneName, PollModeSwitch } from './data-planes.ts';

/** Empty: what is left of a core that polls, or a time that the scenario itself sets (the service of a request). */
export function activityCosts(actor: string, activity: string, scenario: Scenario, choice: TechniqueChoice): readonly string[] {
  const names = ofActivity(actor, activity, scenario, choice);
  return [...new Set(names)];
}

const PARAVIRTUAL = ['virtio', 'vhost-net', 'vhost-user', 'vmdq', 'xen-split-driver'];

function ofActivity(actor: string, activity: string, scenario: Scenario, { name, options }: TechniqueChoice): readonly string[] {
  const xen = name === 'xen-split-driver';
  const routed = options.dmaProtection === 'hypervisor';
  const bySwitch = switchCosts[options.switch ?? 'ovs-dpdk'];
  switch (activity) {
    case 'interrupt':
      return [{ guest: 'guest.interrupt', hypervisor: 'xen.interrupt' }[actor] ?? 'host.interrupt'];
    case 'vm exit':
      return ['vm.exit', 'vm.exitPollution'];
    case 'interrupt injection':
      return routed ? ['xen.interrupt', 'xen.eventChannel'] : ['vm.injectInterrupt', 'vm.postedInterrupt'];
    case 'end of interrupt':
      return ['vm.endOfInterruptExit', 'vm.exit', 'vm.exitPollution'];
    case 'halt and wake':
      return ['vm.haltExit'];
    case 'register access':
      return ['vm.exitUser', 'vm.exitPollution', 'emulated.interruptAccesses', 'emulated.receiveBatch'];
    case 'doorbell':
      return ['doorbell.write'];
    case 'poll':
      return actor === 'switch' ? [bySwitch.burst] : actor === 'guest' ? guestPoll(scenario) : ['host.poll'];
    case 'driver':
      return driver(actor, name, options.driverPlacement === 'hypervisor');
    case 'stack':
      return ['guest.stackReceive', 'guest.stackTransmit', 'tcp.acknowledgement'];
    case 'segment merge':
      return ['guest.segmentMerge', 'host.segmentMerge'];
    case 'application':
      return ['guest.socketReceive', 'guest.socketTransmit'];
    case 'service':
      return ['guest.socketTransmit'];
    case 'copy':
      return ['copy.coldEvent', 'copy.coldByte', 'copy.warmEvent', 'copy.warmByte', 'copy.freshByte'];
    case 'bridge':
      return actor === 'host' ? ['host.bridge', 'host.tapEnqueue'] : ['host.bridge'];
    case 'tap':
      return ['host.tapTransmit'];
    case 'wake-up':
      return ['wakeup.waker'];
    case 'main loop':
      return ['user.mainLoop'];
    case 'system calls':
      return ['user.systemCall', name === 'emulated' ? 'emulated.callsPerFrame' : 'user.callsPerPacket'];
    case 'device emulation':
      return ['emulated.devicePacket'];
    case 'checksum':
      return ['emulated.checksumByte'];
    case 'interrupt signal':
      if (xen) return ['xen.eventChannel'];
      return actor === 'device model' ? ['virtio.interrupt', 'user.systemCall'] : ['virtio.interrupt'];
    case 'kick':
      return ['virtio.kick', 'vm.exitPollution'];
    case 'hypercall':
      return xen ? ['xen.hypercall', 'xen.eventChannel'] : ['xen.hypercall'];
    case 'netback':
      return ['xen.netbackReceive', 'xen.netbackTransmit'];
    case 'grant operation':
      return ['xen.grantReceive', 'xen.grantTransmit'];
    case 'paravirtualization':
      return ['xen.guestPacket'];
    case 'descriptor check':
      return ['xen.descriptorCheck'];
    case 'virtqueue':
      return name === 'virtio' ? ['virtio.backendPacket'] : ['vhost.receivePacket', 'vhost.transmitPacket', 'vhost.ringMemory'];
    case 'turn':
      return ['vhost.turn'];
    case 'access guard':
      return ['vhost.accessGuard', 'vhost.metadataGuard'];
    case 'metadata check':
      return ['vhost.metadataCheck'];
    case 'vhost crossing':
      return [bySwitch.vhost];
    case 'queue hand-over':
      return ['vmdq.queueReceive', 'vmdq.queueTransmit'];
    case 'forwarding':
    case 'receiving':
    case 'sending':
      return actor === 'switch' ? [bySwitch.packet] : guestWork(scenario);
    case 'header miss':
      return ['memory.headerMiss'];
    case 'retpolines':
      return ['retpoline.packet'];
    case 'page allocation':
      return ['xdp.redirectedPage'];
    case 'route lookup':
      return ['route.fullTable'];
    case 'IOMMU mapping':
      return ['iommu.map', 'iommu.unmap', 'iommu.strictSearch', 'iommu.ringEntry'];
    case 'IOTLB invalidation':
      return ['iommu.invalidate', 'iommu.flushBatch'];
    case 'timer tick':
      return ['host.tick', 'host.tickRate'];
    case 'counter reading':
      return ['dpdk.counterReads', 'pcie.readLatency'];
    case 'timer exit':
      return ['vm.exitKernel', 'vm.exitPollution', 'vm.timerExits'];
    case 'context switch':
      return xen || routed
        ? ['xen.domainSwitch', 'xen.hypercall', 'context.pollution']
        : ['context.switch', 'vm.exit', 'context.pollution'];
    default:
      return [];
  }
}

function driver(actor: string, technique: string, inHypervisor: boolean): readonly string[] {
  if (actor !== 'guest') return ['host.driverReceive', 'host.driverTransmit'];
  return PARAVIRTUAL.includes(technique) && !inHypervisor
    ? ['guest.paravirtualReceive', 'guest.paravirtualTransmit']
    : ['guest.driverReceive', 'guest.driverTransmit'];
}

const switchCosts: Readonly<Record<PollModeSwitch, { readonly burst: string; readonly packet: string; readonly vhost: string }>> = {
  'ovs-dpdk': { burst: 'ovs.batch', packet: 'dpdk.switchPacket', vhost: 'dpdk.vhostCrossing' },
  vpp: { burst: 'vpp.vector', packet: 'vpp.packet', vhost: 'vpp.vhost' },
  bess: { burst: 'dpdk.poll', packet: 'bess.packet', vhost: 'bess.vhost' },
  fastclick: { burst: 'dpdk.poll', packet: 'fastclick.packet', vhost: 'fastclick.vhost' },
  snabb: { burst: 'dpdk.poll', packet: 'snabb.packet', vhost: 'snabb.vhost' },
  t4p4s: { burst: 'dpdk.poll', packet: 't4p4s.packet', vhost: 't4p4s.vhost' },
};

/** Of all groups of the scenario, by what they run. */
function guestPoll({ vms }: Scenario): readonly string[] {
  return vms.flatMap(({ application }) => {
    switch (application.kind) {
      case 'poll-forwarder':
        return ['dpdk.poll'];
      case 'data-plane':
        return planeBurst(application.implementation);
      default:
        return ['guest.poll'];
    }
  });
}

function guestWork({ vms }: Scenario): readonly string[] {
  return vms.flatMap(({ application }) => {
    switch (application.kind) {
      case 'poll-forwarder':
        return ['guest.pollForward'];
      case 'kernel-forwarder':
        return ['guest.forward'];
      case 'data-plane':
        return planePacket[application.implementation];
      default:
        return [];
    }
  });
}

function planeBurst(plane: DataPlaneName): readonly string[] {
  switch (plane) {
    case 'ovs-dpdk':
      return ['ovs.batch'];
    case 'dpdk':
    case 'bess':
    case 'fastclick':
    case 'snabb':
    case 't4p4s':
      return ['dpdk.poll'];
    case 'vpp':
      return ['vpp.vector'];
    case 'vpp-cross-connect':
      return ['vpp.crossConnectVector'];
    case 'vpp-ip4':
      return ['vpp.ip4Vector'];
    case 'vpp-mixed':
      return ['vpp.mixedVector'];
    case 'af-xdp':
      return ['guest.poll', 'user.systemCall'];
    case 'af-xdp-poll':
      return ['guest.poll', 'user.systemCall', 'afxdp.wakeup'];
    case 'af-xdp-busy-poll':
      return ['dpdk.poll', 'user.systemCall'];
    case 'netmap':
      return ['user.systemCall'];
    case 'linux-pktgen':
      return [];
    default:
      return ['guest.poll'];
  }
}

const kernelDriver = ['guest.driverReceive', 'guest.driverTransmit'];
const kernelForward = [...kernelDriver, 'guest.forward'];
const sockets = ['xdp.receive', 'afxdp.receive', 'afxdp.transmit'];
const xdp = ['xdp.receive', 'xdp.transmit'];

/** What a packet costs to be dropped, forwarded or sent. */
const planePacket: Readonly<Record<DataPlaneName, readonly string[]>> = {
  dpdk: ['dpdk.receive', 'guest.pollForward', 'dpdk.transmit'],
  'ovs-dpdk': ['dpdk.switchPacket', 'ovs.megaflow', 'ovs.subtable', 'ovs.exactMatchMiss'],
  vpp: ['vpp.packet'],
  'vpp-cross-connect': ['vpp.crossConnectPacket'],
  'vpp-ip4': ['vpp.ip4Packet'],
  'vpp-mixed': ['vpp.mixedPacket'],
  bess: ['bess.packet'],
  fastclick: ['fastclick.packet'],
  snabb: ['snabb.packet'],
  t4p4s: ['t4p4s.packet'],
  'af-xdp': sockets,
  'af-xdp-poll': sockets,
  'af-xdp-busy-poll': sockets,
  xdp,
  'xdp-redirect': [...xdp, 'xdp.redirect'],
  'xdp-route': [...xdp, 'xdp.redirect', 'xdp.route'],
  'xdp-generic': ['guest.driverReceive', 'xdp.transmit'],
  netmap: ['netmap.packet'],
  vale: ['vale.packet'],
  'linux-bridge': [...kernelDriver, 'host.bridge'],
  'linux-route': kernelForward,
  'linux-filter-raw': kernelForward,
  'linux-filter': [...kernelForward, 'netfilter.filter'],
  'linux-conntrack': [...kernelForward, 'netfilter.conntrack'],
  'linux-firewalld': [...kernelForward, 'netfilter.firewalld'],
  'linux-pktgen': kernelDriver,
  'ovs-kernel': [...kernelDriver, 'ovs.kernelSwitch'],
};
