import { expect, it } from 'vitest';
import { scenario } from './points.fixture.ts';
import { wireLimit } from './wire-limit.ts';

const sized = (frameBytes: number) =>
  scenario({ flows: [{ name: 'load', vms: 'vm', traffic: { kind: 'constant', size: { kind: 'fixed', frameBytes } } }] });

it('gives the frame rates of RFC 2544 for 10 Gigabit Ethernet', () => {
  expect(Math.round(wireLimit(sized(64), {}, 10)?.pps ?? 0)).toBe(14_880_952);
  expect(Math.round(wireLimit(sized(1518), {}, 10)?.pps ?? 0)).toBe(812_744);
});

it('follows a swept frame size and counts all ports', () => {
  const swept = { ...sized(1518), nic: { ...sized(1518).nic, ports: 2 } };
  expect(Math.round(wireLimit(swept, { 'flows.0.traffic.size.frameBytes': 64 }, 10)?.pps ?? 0)).toBe(29_761_905);
});

it('knows no limit for closed loops, for traffic between VMs and for mixed sizes', () => {
  expect(wireLimit(scenario({ flows: [{ name: 'load', vms: 'vm', traffic: { kind: 'request-response' } }] }), {}, 10)).toBeNull();
  expect(
    wireLimit(scenario({ flows: [{ name: 'load', vms: 'vm', toVms: 'vm', direction: 'vm-to-vm', traffic: { kind: 'poisson' } }] }), {}, 10),
  ).toBeNull();
  expect(
    wireLimit(
      scenario({
        flows: [
          { name: 'small', vms: 'vm', traffic: { kind: 'poisson', size: { kind: 'fixed', frameBytes: 64 } } },
          { name: 'large', vms: 'vm', traffic: { kind: 'poisson' } },
        ],
      }),
      {},
      10,
    ),
  ).toBeNull();
});
