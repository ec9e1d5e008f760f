import { expect, it } from 'vitest';
import { keyWords, unitInWords } from './key-words.ts';

it('reads words and unit of a field from its key', () => {
  expect(keyWords('rateLimitMbps')).toEqual({ title: 'Rate limit', unit: 'Mbit/s' });
  expect(keyWords('iommuMode')).toEqual({ title: 'IOMMU mode', unit: '' });
  expect(keyWords('segmentsPerAck')).toEqual({ title: 'Segments per ACK', unit: '' });
  expect(keyWords('toVms')).toEqual({ title: 'To VMs', unit: '' });
  expect(keyWords('vcpus')).toEqual({ title: 'vCPUs', unit: '' });
  expect(unitInWords('sliceUs')).toBe('microseconds');
  expect(unitInWords('cores')).toBe('');
});
