/** Where a window was, and where it may stand again: displays come and go between two starts. */
import { z } from 'zod';

export interface Rectangle {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export const placementSchema = z.object({
  x: z.int(),
  y: z.int(),
  width: z.int().min(1).max(100_000),
  height: z.int().min(1).max(100_000),
  maximized: z.boolean(),
});
/** Bounds in the normal state, device-independent pixels, and whether the window filled the screen. */
export type Placement = z.infer<typeof placementSchema>;

/** Without a position the system places the window. */
export interface WindowBounds {
  readonly width: number;
  readonly height: number;
  readonly x?: number;
  readonly y?: number;
}

export const SMALLEST_WINDOW = { width: 640, height: 480 } as const;
const FIRST_WINDOW = { width: 1280, height: 860 } as const;
/** How much of the top edge must be on a display for the person to be able to drag the window, pixels. */
const GRIP = { width: 120, height: 32 } as const;
/** How far a further window stands from the one before, pixels. */
const CASCADE = 28;

/**
 * Bounds for a window that was last at `last`, on displays with these work areas. The position is given up when the title bar would be out of reach,
 * and the size is bound to the display.
 * @param ordinal number of windows that are open already.
 */
export function boundsFor(last: Placement | null, workAreas: readonly Rectangle[], ordinal = 0): WindowBounds {
  if (!last) return withinArea(FIRST_WINDOW, workAreas[0]);
  const wanted = { ...last, x: last.x + ordinal * CASCADE, y: last.y + ordinal * CASCADE };
  for (const area of workAreas) {
    const bounds = { x: wanted.x, y: wanted.y, ...withinArea(wanted, area) };
    if (showsGrip(bounds, area)) return bounds;
  }
  return withinArea(last, workAreas[0]);
}

/** The placement that was stored, or null when it cannot be read. */
export function parsePlacement(text: string): Placement | null {
  try {
    const parsed = placementSchema.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}

function showsGrip(window: Rectangle, area: Rectangle): boolean {
  const width = Math.min(window.x + window.width, area.x + area.width) - Math.max(window.x, area.x);
  return width >= GRIP.width && window.y >= area.y && window.y + GRIP.height <= area.y + area.height;
}

function withinArea(size: { readonly width: number; readonly height: number }, area: Rectangle | undefined): WindowBounds {
  const bound = (wanted: number, smallest: number, most: number): number => Math.max(smallest, Math.min(wanted, most));
  return {
    width: bound(size.width, SMALLEST_WINDOW.width, area?.width ?? FIRST_WINDOW.width),
    height: bound(size.height, SMALLEST_WINDOW.height, area?.height ?? FIRST_WINDOW.height),
  };
}
