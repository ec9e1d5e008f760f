import { describe, expect, it } from 'vitest';
import { contrast } from '../charts/colours.ts';
import { paletteCss } from './palette-css.ts';
import { surfaceColours, type ColourPair } from './palette.ts';

it('is what the page has as variables', async () => {
  await expect(paletteCss()).toMatchFileSnapshot('../../renderer/ui/palette.css');
});

describe.each(['light', 'dark'] as const)('texts in %s', (mode) => {
  const of = (pair: ColourPair): string => pair[mode];
  const surfaces = (['page', 'surface', 'surface-raised', 'surface-sunken'] as const).map((name) => surfaceColours[name]);

  it.each(['ink', 'ink-soft', 'ink-faint', 'accent', 'good', 'caution', 'bad', 'quiet'] as const)(
    '%s keeps 4.5:1 on every surface',
    (ink) => {
      for (const surface of surfaces) expect(contrast(of(surfaceColours[ink]), of(surface))).toBeGreaterThanOrEqual(4.5);
    },
  );

  it.each(['accent', 'good', 'caution', 'bad'] as const)('%s keeps 4.5:1 on its own soft ground', (name) => {
    expect(contrast(of(surfaceColours[name]), of(surfaceColours[`${name}-soft`]))).toBeGreaterThanOrEqual(4.5);
  });

  it('marks of focus and strong lines keep 3:1', () => {
    for (const surface of surfaces) expect(contrast(of(surfaceColours.focus), of(surface))).toBeGreaterThanOrEqual(3);
    expect(contrast(of(surfaceColours['line-strong']), of(surfaceColours.surface))).toBeGreaterThanOrEqual(3);
  });
});
