import { expect, it } from 'vitest';
import { formatWithMargin } from './units.ts';

it.each([
  [3100, 400, 'ns', '3.10 ± 0.40 µs'],
  [500_000, 12_345, 'pps', '500 ± 12 kpps'],
  [0.0123, 0.0004, 'ratio', '1.230 ± 0.040 %'],
  [5, 20_000, 'ns', '0 ± 20 µs'],
  [2817, 3.1, 'cycles', '2,817.0 ± 3.1 cycles'],
  [0.98, 0.01, '', '0.980 ± 0.010'],
  [3100, 0, 'ns', '3.1 µs'],
])('shows %d ± %d %s in one unit, to the digits of the margin', (value, margin, unit, text) => {
  expect(formatWithMargin(value, margin, unit)).toBe(text);
});
