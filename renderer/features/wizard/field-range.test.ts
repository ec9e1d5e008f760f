import { expect, it } from 'vitest';
import { scenarioSchema } from '../../../shared/scenario/schema.ts';
import { rangeText } from './field-range.ts';

const draft = scenarioSchema.parse({
  vms: [{ name: 'vm', application: { kind: 'request-server' } }],
  flows: [
    { name: 'a', vms: 'vm', traffic: { kind: 'poisson' } },
    { name: 'b', vms: 'vm', traffic: { kind: 'tcp-stream' } },
    { name: 'c', vms: 'vm', traffic: { kind: 'constant', size: { kind: 'empirical', sizes: [{ frameBytes: 64, weight: 1 }] } } },
  ],
  techniques: [{ name: 'sriov' }],
});

it.each([
  ['host.cores', '1 to 512'],
  ['host.frequencyGhz', '0.1 to 10'],
  ['vms.0.count', '1 to 1,024'],
  ['vms.0.application.serviceUs', '0 to 1,000,000'],
  ['flows.1.traffic.windowKib', '2 to 65,536'],
  ['flows.0.traffic.size.frameBytes', '64 to 9,022'],
  ['flows.2.traffic.size.sizes.0.weight', 'more than 0, at most 1,000,000,000'],
  ['techniques.0.options.workerCores', '1 to 64'],
  ['method.warmup', '0 to 600,000'],
  ['method.seed', '0 to 4,294,967,295'],
])('%s ranges %s', (path, text) => {
  expect(rangeText(path, draft)).toBe(text);
});

it.each(['name', 'host.iommu.mode', 'host.colour', 'flows.1.traffic.load', ''])('"%s" has no range', (path) => {
  expect(rangeText(path, draft)).toBe('');
});

it('is empty for a draft that is no scenario', () => {
  expect(rangeText('flows.0.traffic.load', 'nonsense')).toBe('');
});
