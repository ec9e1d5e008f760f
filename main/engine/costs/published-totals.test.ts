/** Sums of parameters against the published totals that they were split from. */
import { describe, expect, it } from 'vitest';
import { switchCosts } from '../model/data-plane.ts';
import { findCostModel, resolveCosts } from './models.ts';
import type { Costs } from './parameters.ts';

function costsOf(id: string): { costs: Costs; frequencyGhz: number } {
  const model = findCostModel(id) ?? expect.fail(`no model ${id}`);
  return { costs: resolveCosts(model, {}), frequencyGhz: model.frequencyGhz };
}

function copyCycles(costs: Costs, frequencyGhz: number, bytes: number, temperature: 'cold' | 'warm'): number {
  return (costs[`copy.${temperature}Event`] + bytes * costs[`copy.${temperature}Byte`]) * frequencyGhz;
}

const tenPercent = (published: number, sum: number) =>
  expect(Math.abs(sum / published - 1), `${sum} against ${published}`).toBeLessThan(0.1);

describe('xen-2006 at 1,500 bytes against Willmann et al., HPCA 2007 (Xen with the Intel NIC)', () => {
  const { costs, frequencyGhz } = costsOf('xen-2006');
  const packetsPerSecond = (megabits: number) => (megabits * 1e6) / (8 * 1448);
  const cold = copyCycles(costs, frequencyGhz, 1500, 'cold');
  const warm = copyCycles(costs, frequencyGhz, 1500, 'warm');
  /** Half an acknowledgement for each packet comes back the other way. */
  const back = costs['tcp.acknowledgement'] / 2;
  const driverDomainReceive = costs['host.driverReceive'] + costs['host.bridge'] + costs['xen.netbackReceive'];
  const driverDomainTransmit = costs['xen.netbackTransmit'] + costs['host.bridge'] + costs['host.driverTransmit'];

  it('meets hypervisor 6.4k, driver domain 9.3k and guest 8.0k cycles on receive', () => {
    const perDomainInterrupt = packetsPerSecond(1112) / 11_138;
    const perGuestInterrupt = packetsPerSecond(1112) / 5193;
    tenPercent(
      6400,
      costs['xen.grantReceive'] +
        costs['xen.grantTransmit'] / 2 +
        cold +
        (costs['xen.interrupt'] + costs['xen.hypercall'] + 2 * costs['xen.domainSwitch']) / perDomainInterrupt +
        costs['xen.eventChannel'] / perGuestInterrupt,
    );
    tenPercent(
      9300,
      driverDomainReceive + back * driverDomainTransmit + (costs['host.interrupt'] + costs['host.poll']) / perDomainInterrupt,
    );
    tenPercent(
      8000,
      costs['guest.paravirtualReceive'] +
        costs['guest.stackReceive'] +
        costs['guest.socketReceive'] +
        back * (costs['guest.stackTransmit'] + costs['guest.paravirtualTransmit']) +
        cold +
        (costs['guest.interrupt'] + costs['guest.poll']) / perGuestInterrupt,
    );
  });

  it('meets hypervisor 3.4k, driver domain 6.3k and guest 7.1k cycles on transmit', () => {
    const perDomainInterrupt = packetsPerSecond(1602) / 7438;
    const perGuestInterrupt = packetsPerSecond(1602) / 7853;
    tenPercent(
      3400,
      costs['xen.grantTransmit'] +
        back * costs['xen.grantReceive'] +
        (costs['xen.interrupt'] + costs['xen.hypercall'] + 2 * costs['xen.domainSwitch']) / perDomainInterrupt +
        costs['xen.eventChannel'] / perGuestInterrupt,
    );
    tenPercent(6300, driverDomainTransmit + back * driverDomainReceive + costs['host.interrupt'] / perDomainInterrupt);
    tenPercent(
      7100,
      costs['guest.socketTransmit'] +
        costs['guest.stackTransmit'] +
        costs['guest.paravirtualTransmit'] +
        back * (costs['guest.stackReceive'] + costs['guest.paravirtualReceive']) +
        warm +
        costs['guest.interrupt'] / perGuestInterrupt,
    );
  });

  it('meets native receive at 3,629 and transmit at 5,126 Mb/s on one CPU', () => {
    tenPercent(
      (frequencyGhz * 1e9) / packetsPerSecond(3629),
      costs['guest.driverReceive'] +
        costs['guest.stackReceive'] +
        costs['guest.socketReceive'] +
        back * (costs['guest.stackTransmit'] + costs['guest.driverTransmit']) +
        cold,
    );
    tenPercent(
      (frequencyGhz * 1e9) / packetsPerSecond(5126),
      costs['guest.driverTransmit'] +
        costs['guest.stackTransmit'] +
        costs['guest.socketTransmit'] +
        back * (costs['guest.stackReceive'] + costs['guest.driverReceive']) +
        warm,
    );
  });
});

describe('the KVM models', () => {
  it('receive about 1 Mpps with sockets on a 2013 core', () => {
    const { costs, frequencyGhz } = costsOf('kvm-2013');
    const small = copyCycles(costs, frequencyGhz, 64, 'cold');
    const cycles = costs['guest.driverReceive'] + costs['guest.stackReceive'] + costs['guest.socketReceive'] + small;
    tenPercent(1.05, (frequencyGhz * 1e3) / cycles);
  });

  it('forward 1.74 Mpps in the kernel at 3.8 GHz and switch 1.88 Mpps at 3.3 GHz', () => {
    const { costs } = costsOf('kvm-2017');
    const driver = costs['host.driverReceive'] + costs['host.driverTransmit'];
    tenPercent(1.74, 3800 / (driver + costs['guest.forward']));
    tenPercent(1.88, 3300 / (driver + costs['host.bridge']));
  });

  it('send about 100 kpps through an emulated e1000 in 2013', () => {
    const { costs, frequencyGhz } = costsOf('kvm-2013');
    const guest = costs['guest.socketTransmit'] + costs['guest.stackTransmit'] + costs['guest.driverTransmit'];
    const device =
      costs['vm.exitUser'] +
      costs['vm.exitPollution'] +
      costs['user.systemCall'] * costs['emulated.callsPerFrame'] +
      64 * costs['emulated.checksumByte'] +
      costs['emulated.devicePacket'];
    const host = costs['host.tapTransmit'] + costs['host.bridge'] + costs['host.driverTransmit'];
    tenPercent(100, (frequencyGhz * 1e6) / (guest + device + host));
  });

  it('cross from port to VM with poll-mode switches as Zhang et al. measured at 64 bytes', () => {
    const { costs } = costsOf('kvm-2017');
    const bytes = 64 * costs['copy.coldByte'] * 2.6;
    for (const [published, name] of [
      [340, 'ovs-dpdk'],
      [252, 'vpp'],
      [289, 'fastclick'],
      [293, 'snabb'],
      [432, 't4p4s'],
    ] as const) {
      const { burst, packet, vhost, batch } = switchCosts[name];
      tenPercent(published, costs[burst] / costs[batch] + costs[packet] + costs[vhost] + bytes);
    }
  });

  it('take what vhost’s worker reached on Broadwell with and without SMAP, before and after metadata were mapped', () => {
    const { costs, frequencyGhz } = costsOf('kvm-2017');
    const turn = costs['vhost.turn'] / costs['vhost.packetWeight'];
    const always =
      (costs['vhost.transmitPacket'] + turn + copyCycles(costs, frequencyGhz, 64, 'cold')) / frequencyGhz + costs['vhost.ringMemory'];
    const guard = costs['vhost.accessGuard'];
    const metadata = costs['vhost.metadataCheck'];
    const measured = [
      [always + guard + metadata + costs['vhost.metadataGuard'], 5.1],
      [always + metadata, 6.85],
      [always + guard, 6.25],
      [always, 7.8],
    ] as const;
    for (const [ns, mpps] of measured) expect(1000 / ns / mpps, `${mpps} Mpps`).toBeCloseTo(1, 1);
  });

  it('take 926 to 1,099 ns for a packet from the guest through vhost and tap to the wire', () => {
    for (const id of ['kvm-2013', 'kvm-2017']) {
      const { costs, frequencyGhz } = costsOf(id);
      const host = costs['host.tapTransmit'] + costs['host.bridge'] + costs['host.driverTransmit'];
      const cycles = costs['vhost.transmitPacket'] + copyCycles(costs, frequencyGhz, 64, 'cold') + host;
      const memoryNs = costs['vhost.ringMemory'] + costs['vhost.accessGuard'] + costs['vhost.metadataGuard'] + costs['vhost.metadataCheck'];
      expect(cycles / frequencyGhz + memoryNs, id).toBeGreaterThan(926 * 0.95);
      expect(cycles / frequencyGhz + memoryNs, id).toBeLessThan(1099 * 1.05);
    }
  });
});
