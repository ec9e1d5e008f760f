/** Values along a slider: evenly, or the smaller the finer for values of several decades. */
export interface SliderScale {
  readonly low: number;
  readonly high: number;
  /** Values far above this are spaced by ratio, values far below evenly; null: all evenly. */
  readonly unit: number | null;
  readonly whole: boolean;
}

/** Positions go from 0 to this. */
export const LAST_POSITION = 1000;

export function positionOf(value: number, scale: SliderScale): number {
  const { low, high } = scale;
  const [from, at, to] = [low, Math.min(high, Math.max(low, value)), high].map((one) => stretched(one, scale)) as [number, number, number];
  return to === from ? 0 : (LAST_POSITION * (at - from)) / (to - from);
}

/** A value of few digits. */
export function valueAtPosition(position: number, scale: SliderScale): number {
  const { low, high } = scale;
  if (position <= 0) return low;
  if (position >= LAST_POSITION) return high;
  const [from, to] = [stretched(low, scale), stretched(high, scale)];
  const value = unstretched(from + ((to - from) * position) / LAST_POSITION, scale);
  return Math.min(high, Math.max(low, rounded(value, scale)));
}

/** The next value in a direction; the value itself at the end. */
export function neighbourOf(value: number, direction: 1 | -1, scale: SliderScale): number {
  for (let position = Math.round(positionOf(value, scale)); position >= 0 && position <= LAST_POSITION; position += direction) {
    const next = valueAtPosition(position, scale);
    if (direction * (next - value) > 0) return next;
  }
  return value;
}

function stretched(value: number, { unit }: SliderScale): number {
  return unit === null ? value : Math.log1p(value / unit);
}

function unstretched(stretch: number, { unit }: SliderScale): number {
  return unit === null ? stretch : unit * Math.expm1(stretch);
}

function rounded(value: number, { low, high, whole }: SliderScale): number {
  if (whole && value < 100) return Math.round(value);
  // A hundred steps of an even scale, or two digits, whichever is finer.
  const digits = Math.max(2, Math.ceil(Math.log10(Math.abs(value) / ((high - low) / 100) || 1)));
  const short = Number(value.toPrecision(Math.min(digits, 6)));
  return whole ? Math.round(short) : short;
}
