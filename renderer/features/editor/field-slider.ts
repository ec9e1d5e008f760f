/** Which numbers are dragged, and how far. */
import type { SliderScale } from '../../ui/index.ts';
import { valueAt } from '../wizard/draft-path.ts';
import { sliderRange } from '../wizard/slider-range.ts';
import type { Profiles } from '../wizard/summary.ts';
import type { WordedField } from './field-groups.ts';

/** Ethernet frame of the smallest size with preamble and gap, bits. */
const SMALLEST_FRAME_BITS = 672;

/** Null for what is no quantity. */
export function sliderOf({ field: { path, kind, node }, words }: WordedField, draft: unknown, profiles: Profiles): SliderScale | null {
  if (kind !== 'number' || path === 'method.seed') return null;
  if (path.endsWith('.traffic.load')) return loadSlider(valueAt(draft, `${path}Unit`), draft, profiles);
  const usual = [node.default, words.fallback].find((value) => typeof value === 'number');
  return sliderRange(node, usual);
}

/** Up to what one port can carry. */
function loadSlider(unit: unknown, draft: unknown, { nicProfiles }: Profiles): SliderScale | null {
  const profile = nicProfiles.find(({ id }) => id === valueAt(draft, 'nic.profile'));
  const lineRateGbps = valueAt(draft, 'nic.lineRateGbps') ?? profile?.lineRateGbps.value;
  if (unit === 'percent-of-line-rate') return { low: 0, high: 100, unit: null, whole: false };
  if (unit === 'times-recorded') return { low: 0, high: 10, unit: 0.1, whole: false };
  if (typeof lineRateGbps !== 'number') return null;
  const high = unit === 'packets-per-second' ? (lineRateGbps * 1e9) / SMALLEST_FRAME_BITS : lineRateGbps * 1000;
  return { low: 0, high: Number(high.toPrecision(4)), unit: high / 1000, whole: false };
}
