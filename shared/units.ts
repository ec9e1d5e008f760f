/** Numbers for people: units with sensible digits. Times in ns, rates in /s and bit/s. */
import { decimalSign, formatNumber } from './number-format.ts';

const prefixes = [
  { factor: 1e9, letter: 'G' },
  { factor: 1e6, letter: 'M' },
  { factor: 1e3, letter: 'k' },
] as const;

/** Three significant digits with an SI prefix: 812744 pps -> "813 kpps". */
export function formatRate(value: number, unit: string): string {
  const prefix = prefixes.find(({ factor }) => Math.abs(value) >= factor);
  return prefix ? `${digits(value / prefix.factor)} ${prefix.letter}${unit}` : `${digits(value)} ${unit}`;
}

/** ns, µs, ms or s, three significant digits. */
export function formatTimeNs(valueNs: number): string {
  const size = Math.abs(valueNs);
  if (size >= 1e9) return `${digits(valueNs / 1e9)} s`;
  if (size >= 1e6) return `${digits(valueNs / 1e6)} ms`;
  if (size >= 1e3) return `${digits(valueNs / 1e3)} µs`;
  return `${digits(valueNs)} ns`;
}

/** 0.0123 -> "1.23 %". */
export function formatPercent(ratio: number): string {
  return `${digits(ratio * 100)} %`;
}

/** Any metric by its unit. */
export function formatMetric(value: number, unit: string): string {
  switch (unit) {
    case 'ns':
      return formatTimeNs(value);
    case 'pps':
    case 'bit/s':
    case '/s':
      return formatRate(value, unit);
    case 'ratio':
      return formatPercent(value);
    default:
      return unit === '' ? digits(value) : `${digits(value)} ${unit}`;
  }
}

const THREE_DIGITS = { maximumSignificantDigits: 3 };

/** Three significant digits without exponent; whole numbers from 100 on, with thousands marked. */
export function digits(value: number): string {
  if (!Number.isFinite(value)) return '–';
  if (value === 0) return '0';
  const size = Math.abs(value);
  if (size >= 100) return formatNumber(Math.round(value));
  if (size < 0.001) return value.toExponential(1).replace('.', decimalSign());
  return formatNumber(Number(value.toPrecision(3)), THREE_DIGITS);
}

/** A value with its margin in one unit, both to the digits of the margin: "3.1 ± 0.4 µs", "500 ± 12 kpps". */
export function formatWithMargin(value: number, margin: number, unit: string): string {
  if (margin === 0 || !Number.isFinite(margin)) return formatMetric(value, unit);
  const { factor, name } = scaleOf(Math.max(Math.abs(value), margin), unit);
  const decimals = Math.max(0, Math.min(6, MARGIN_DIGITS - 1 - Math.floor(Math.log10(margin / factor))));
  const shown = (amount: number): string =>
    formatNumber(amount / factor, { minimumFractionDigits: decimals, maximumFractionDigits: decimals });
  return `${shown(value)} ± ${shown(margin)}${name === '' ? '' : ` ${name}`}`;
}

/** Significant digits of a margin. */
const MARGIN_DIGITS = 2;

/** Size and name of the unit in which a value is shown. */
function scaleOf(value: number, unit: string): { readonly factor: number; readonly name: string } {
  switch (unit) {
    case 'ns': {
      const scales = [
        { factor: 1e9, name: 's' },
        { factor: 1e6, name: 'ms' },
        { factor: 1e3, name: 'µs' },
      ];
      return scales.find(({ factor }) => value >= factor) ?? { factor: 1, name: unit };
    }
    case 'pps':
    case 'bit/s':
    case '/s': {
      const prefix = prefixes.find(({ factor }) => value >= factor);
      return { factor: prefix?.factor ?? 1, name: `${prefix?.letter ?? ''}${unit}` };
    }
    case 'ratio':
      return { factor: 0.01, name: '%' };
    default:
      return { factor: 1, name: unit };
  }
}
