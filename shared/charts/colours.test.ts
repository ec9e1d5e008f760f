import { describe, expect, it } from 'vitest';
import { techniqueNames } from '../catalogue/techniques.ts';
import { darkLook, lightLook, printLook } from './chart-look.ts';
import { activityFamily, contrast, inkOn, mix, techniqueStyle } from './colours.ts';

describe.each([lightLook, darkLook, printLook])('technique colours in $mode', (look) => {
  it('keep a contrast of 3:1 to the surface', () => {
    for (const name of techniqueNames) expect(contrast(techniqueStyle(name, 0, look).colour, look.surface), name).toBeGreaterThanOrEqual(3);
  });

  it('are all different, and so are the symbols', () => {
    const styles = techniqueNames.map((name) => techniqueStyle(name, 0, look));
    expect(new Set(styles.map(({ colour }) => colour)).size).toBe(techniqueNames.length);
    expect(new Set(styles.map(({ symbol }) => symbol)).size).toBe(techniqueNames.length);
  });

  it('give text on them a contrast of 4.2:1', () => {
    for (const name of techniqueNames) {
      const { colour } = techniqueStyle(name, 0, look);
      expect(contrast(colour, inkOn(colour)), name).toBeGreaterThanOrEqual(4.2);
    }
  });
});

it('tells the variants of a technique apart by dash and shade', () => {
  const [first, second] = [0, 1].map((variant) => techniqueStyle('sriov', variant, lightLook));
  expect(first?.dash).toBe('solid');
  expect(second?.dash).not.toBe('solid');
  expect(second?.colour).not.toBe(first?.colour);
  expect(second?.symbol).toBe(first?.symbol);
});

it('mixes colours by amount', () => {
  expect(mix('#000000', '#ffffff', 0)).toBe('#000000');
  expect(mix('#000000', '#ffffff', 0.5)).toBe('#808080');
  expect(mix('#000000', '#ffffff', 1)).toBe('#ffffff');
});

it('counts an activity that it does not know as work of the back end', () => {
  expect(activityFamily('vm exit')).toBe('exits');
  expect(activityFamily('toString')).toBe('backend');
});
