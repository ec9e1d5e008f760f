import { expect, it } from 'vitest';
import { formatSourced } from './nic-parameters.ts';

it.each([
  [15_000_000, 'pps', '15 Mpps'],
  [524_288, 'bytes', '512 KiB'],
  [512, 'bytes', '512 bytes'],
  [4096, 'count', '4,096'],
  [10, 'Gbit/s', '10 Gbit/s'],
  [0, 'count', 'none'],
])('%d %s is written %s', (value, unit, text) => {
  expect(formatSourced({ value, unit, source: '', provenance: 'published' })).toBe(text);
});
