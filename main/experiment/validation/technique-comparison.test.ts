import { describe, expect, it } from 'vitest';
import { testCatalogue } from '../../../shared/scenario/check.fixture.ts';
import { checkExperiments } from '../../../shared/validation/check.ts';
import { experiment } from '../../../shared/validation/experiment.fixture.ts';
import { techniqueComparisons } from './technique-comparison.ts';

const forwarding = (application: object = { kind: 'data-plane', implementation: 'vpp' }) => ({
  vms: [{ name: 'vm', application }],
  flows: [{ name: 'load', direction: 'forward', vms: 'vm', traffic: { kind: 'constant', load: 90 } }],
  techniques: [{ name: 'native' }],
});
const streaming = {
  vms: [{ name: 'vm' }],
  flows: [{ name: 'load', vms: 'vm', traffic: { kind: 'tcp-stream' } }],
  techniques: [
    { name: 'sriov' },
    { name: 'sriov', label: 'the same' },
    { name: 'sriov', label: 'strict', options: { iommuMode: 'strict' } },
    { name: 'xen-split-driver' },
  ],
};

/** Whether two points of a scenario compare techniques. */
function compares(scenario: object, one: object, other: object): boolean {
  const base = { y: 1, tolerance: { type: 'relative', value: 0.1 } };
  const points = [
    { label: 'one', ...base, ...one },
    { label: 'other', ...base, ...other },
  ];
  const { problems, planned } = checkExperiments({ ...experiment, scenario, points }, testCatalogue);
  expect(problems.filter(({ severity }) => severity === 'error')).toEqual([]);
  const [plan] = planned;
  if (plan?.kind !== 'simulation') throw new Error('A simulation was expected.');
  return techniqueComparisons(plan.points)(0, 1);
}

const under = (set: object) => ({ technique: 'sriov', set });
const plane = (implementation: string, rest: object = {}) => ({ set: { 'vms.0.application.implementation': implementation, ...rest } });
const fixedInterval = { 'nic.moderation.kind': 'fixed', 'nic.moderation.intervalUs': 40 };

describe('points compare techniques', () => {
  it.each([
    ['of another name', streaming, { technique: 'sriov' }, { technique: 'xen-split-driver' }],
    ['with other options', streaming, { technique: 'sriov' }, { technique: 'strict' }],
    ['under another IOMMU mode of the host', streaming, under({}), under({ 'host.iommu.mode': 'strict' })],
    ['under another scheduler', streaming, under({}), under({ 'host.scheduler.kind': 'round-robin', 'host.scheduler.sliceUs': 500 })],
    ['with another offload', streaming, under({}), under({ 'flows.0.traffic.segmentationOffload': false })],
    ['that are data planes', forwarding(), plane('vpp'), plane('ovs-dpdk')],
    ['of which one is tuned', forwarding(), plane('vpp', { 'vms.0.application.batch': 64 }), plane('vale', fixedInterval)],
    ['with and without a mitigation', forwarding(), plane('xdp'), plane('xdp', { 'vms.0.application.retpoline': true })],
    ['that are a data plane and a forwarder', forwarding(), {}, { scenario: forwarding({ kind: 'poll-forwarder' }) }],
    ['at the same share of what each delivers', forwarding(), { ...plane('vpp'), loadShare: 0.5 }, { ...plane('bess'), loadShare: 0.5 }],
  ] as const)('%s', (_, scenario, one, other) => {
    expect(compares(scenario, one, other)).toBe(true);
  });
});

describe('points do not compare techniques', () => {
  it.each([
    ['that differ by the label alone', streaming, { technique: 'sriov' }, { technique: 'the same' }],
    ['whose host says what the technique says too', streaming, under({ 'host.iommu.mode': 'strict' }), { technique: 'strict' }],
    ['of one technique in two directions', streaming, under({}), under({ 'flows.0.direction': 'transmit' })],
    ['of one technique that is tuned', forwarding(), plane('vpp'), plane('vpp', { 'vms.0.application.batch': 64, ...fixedInterval })],
    ['of one technique and two numbers of VMs', streaming, under({}), under({ 'vms.0.count': 2 })],
    ['on other hardware', streaming, under({}), { technique: 'xen-split-driver', set: { 'nic.lineRateGbps': 1 } }],
    ['in other directions', streaming, under({}), { technique: 'xen-split-driver', set: { 'flows.0.direction': 'transmit' } }],
    ['at other loads', forwarding(), plane('vpp'), plane('bess', { 'flows.0.traffic.load': 50 })],
    ['at other shares', forwarding(), { ...plane('vpp'), loadShare: 0.5 }, { ...plane('bess'), loadShare: 0.99 }],
    ['that route by other tables', forwarding(), plane('xdp-route'), plane('linux-route', { 'vms.0.application.routes': 'full-table' })],
    ['of which one is left out', forwarding(), plane('vpp'), { ...plane('bess'), outside: 'Not modelled.' }],
  ] as const)('%s', (_, scenario, one, other) => {
    expect(compares(scenario, one, other)).toBe(false);
  });
});
