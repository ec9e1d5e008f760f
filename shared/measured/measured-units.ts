/** Units that people and tools write, as factors to the lab's base units: bit/s, pps, ns, ratio. Exact powers of ten; bytes are 8 bits. */

export interface KnownUnit {
  /** Base unit. */
  readonly unit: string;
  /** Base units in one of it. */
  readonly factor: number;
}

const prefixes: Readonly<Record<string, number>> = { '': 1, k: 1e3, K: 1e3, M: 1e6, m: 1e6, G: 1e9, g: 1e9, T: 1e12, t: 1e12 };

const times: Readonly<Record<string, number>> = { ns: 1, us: 1e3, µs: 1e3, μs: 1e3, usec: 1e3, ms: 1e6, msec: 1e6, s: 1e9, sec: 1e9 };

const plain: Readonly<Record<string, KnownUnit>> = {
  '': { unit: '', factor: 1 },
  ratio: { unit: 'ratio', factor: 1 },
  '%': { unit: 'ratio', factor: 0.01 },
  percent: { unit: 'ratio', factor: 0.01 },
  cycles: { unit: 'cycles', factor: 1 },
  '/s': { unit: '/s', factor: 1 },
};

/** Those that people write most, of a base unit, that one first. */
export function usualUnits(base: string): readonly string[] {
  switch (base) {
    case 'pps':
      return ['pps', 'kpps', 'Mpps'];
    case 'bit/s':
      return ['bit/s', 'kbit/s', 'Mbit/s', 'Gbit/s', 'MB/s'];
    case 'ns':
      return ['ns', 'µs', 'ms', 's'];
    case 'ratio':
      return ['ratio', '%'];
    default:
      return [base];
  }
}

/** `Gbit/s`, `Mbps`, `MB/s`, `kpps`, `Mpps`, `us`, `%`; null for one that is not known. */
export function knownUnit(text: string): KnownUnit | null {
  const trimmed = text.trim();
  if (Object.hasOwn(plain, trimmed)) return plain[trimmed] ?? null;
  if (Object.hasOwn(times, trimmed)) return { unit: 'ns', factor: times[trimmed] ?? 1 };
  const rate = /^([kKmMgGtT]?)(pps|(?:pkts?|packets|frames)\/s|bps|bits?\/s|b\/s|Bps|B\/s|bytes\/s)$/.exec(
    trimmed.replace(/\/sec(ond)?$/, '/s'),
  );
  if (!rate) return null;
  const factor = prefixes[rate[1] ?? ''] ?? 1;
  const base = rate[2] ?? '';
  if (base === 'Bps' || base === 'B/s' || base === 'bytes/s') return { unit: 'bit/s', factor: 8 * factor };
  return { unit: base.startsWith('b') ? 'bit/s' : 'pps', factor };
}
