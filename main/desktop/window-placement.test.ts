import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { boundsFor, parsePlacement, SMALLEST_WINDOW, type Placement } from './window-placement.ts';

const screen = { x: 0, y: 25, width: 1920, height: 1055 };
const second = { x: 1920, y: 0, width: 2560, height: 1440 };
const last: Placement = { x: 2000, y: 100, width: 1400, height: 900, maximized: false };

describe('the place of a window', () => {
  it('is the one it had', () => {
    expect(boundsFor(last, [screen, second])).toEqual({ x: 2000, y: 100, width: 1400, height: 900 });
  });

  it("is the system's choice at the first start, and when the display is gone", () => {
    expect(boundsFor(null, [screen])).toEqual({ width: 1280, height: 860 });
    expect(boundsFor(last, [screen])).toEqual({ width: 1400, height: 900 });
  });

  it.each([
    ['above the display', { ...last, x: 100, y: -500 }],
    ['below the display', { ...last, x: 100, y: 1079 }],
    ['left of the display but for a strip', { ...last, x: -1350, y: 100 }],
  ])("is the system's choice when it was %s", (_name, placement) => expect(boundsFor(placement, [screen])).not.toHaveProperty('x'));

  it('fits a display that has become smaller', () => {
    expect(boundsFor({ ...last, x: 10, y: 10 }, [{ x: 0, y: 0, width: 1024, height: 700 }])).toEqual({
      x: 10,
      y: 10,
      width: 1024,
      height: 700,
    });
  });

  it('is beside the windows that are open already', () => {
    expect(boundsFor(last, [screen, second], 2)).toMatchObject({ x: 2056, y: 156 });
  });

  it('always leaves a window of a usable size with its title bar in reach', () => {
    const side = fc.integer({ min: -5000, max: 5000 });
    const length = fc.integer({ min: 1, max: 5000 });
    const area = fc.record({ x: side, y: side, width: fc.integer({ min: 640, max: 5000 }), height: fc.integer({ min: 480, max: 5000 }) });
    const placement = fc.record({ x: side, y: side, width: length, height: length, maximized: fc.boolean() });
    fc.assert(
      fc.property(placement, fc.array(area, { minLength: 1, maxLength: 3 }), (was, areas) => {
        const { x, y, width, height } = boundsFor(was, areas);
        const usable = width >= SMALLEST_WINDOW.width && height >= SMALLEST_WINDOW.height;
        const inReach =
          x === undefined || y === undefined || areas.some((a) => x + width > a.x && x < a.x + a.width && y >= a.y && y < a.y + a.height);
        return usable && inReach;
      }),
    );
  });

  it('is forgotten when the file cannot be read', () => {
    expect(parsePlacement(JSON.stringify(last))).toEqual(last);
    for (const text of ['', '{', 'null', '{"x":1}', JSON.stringify({ ...last, width: -1 }), JSON.stringify({ ...last, x: 0.5 })])
      expect(parsePlacement(text)).toBeNull();
  });
});
