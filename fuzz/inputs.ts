/** What the fuzz tests feed the edges with, and how much of it. */
import fc from 'fast-check';

const longRun = process.env['IOVLAB_FUZZ_INPUTS'];
/** Inputs of all edges together: few in every run of the tests, many in `npm run fuzz`. */
const INPUTS = Number(longRun ?? 3000);

/** How many inputs an edge gets, of all: the same ones in every run of the tests, which judges a change; others each time in a long run, unless it is given a seed. */
export function share(ofAll: number): { readonly numRuns: number; readonly seed?: number } {
  const seed = process.env['IOVLAB_FUZZ_SEED'] ?? (longRun === undefined ? '1' : undefined);
  return { numRuns: Math.ceil(ofAll * INPUTS), ...(seed === undefined ? {} : { seed: Number(seed) }) };
}

/** A change of one place in a sequence of bytes. */
const damage = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({ kind: fc.constant('set' as const), at: fc.nat(), bytes: fc.uint8Array({ minLength: 1, maxLength: 8 }) }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant('insert' as const), at: fc.nat(), bytes: fc.uint8Array({ minLength: 1, maxLength: 64 }) }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('remove' as const), at: fc.nat(), count: fc.integer({ min: 1, max: 512 }) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('repeat' as const), at: fc.nat(), count: fc.integer({ min: 1, max: 512 }) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('cut' as const), at: fc.nat() }) },
);

/** Good files, damaged in up to four places; now and then bytes that were never a file. */
export function damagedBytes(good: readonly Uint8Array[]): fc.Arbitrary<Uint8Array> {
  const damaged = fc
    .record({ file: fc.constantFrom(...good), damages: fc.array(damage, { maxLength: 4 }) })
    .map(({ file, damages }) => damages.reduce((bytes: Uint8Array, one) => damagedBy(bytes, one), file));
  return fc.oneof({ weight: 9, arbitrary: damaged }, { weight: 1, arbitrary: fc.uint8Array({ maxLength: 4096 }) });
}

type Damage = typeof damage extends fc.Arbitrary<infer Value> ? Value : never;

function damagedBy(bytes: Uint8Array, change: Damage): Uint8Array {
  const at = bytes.length > 0 ? change.at % bytes.length : 0;
  const [before, after] = [bytes.subarray(0, at), bytes.subarray(at)];
  switch (change.kind) {
    case 'set':
      return Buffer.concat([before, change.bytes, after.subarray(change.bytes.length)]);
    case 'insert':
      return Buffer.concat([before, change.bytes, after]);
    case 'remove':
      return Buffer.concat([before, after.subarray(change.count)]);
    case 'repeat':
      return Buffer.concat([before, after.subarray(0, change.count), after]);
    case 'cut':
      return before;
  }
}

/** A change of one value in a tree of plain data. */
const edit = fc.record({
  at: fc.nat(),
  kind: fc.oneof(
    { weight: 4, arbitrary: fc.constant('scale' as const) },
    { weight: 1, arbitrary: fc.constantFrom('replace', 'borrow', 'remove', 'repeat') },
  ),
  factor: fc.constantFrom(-1, 0, 0.01, 0.5, 2, 2, 3, 3, 10, 1000),
  other: fc.nat(),
  value: fc.oneof(
    fc.constantFrom(0, -0, -1, 1, 0.5, 1e-9, 1e9, 1e21, 2 ** 31, 2 ** 32, 2 ** 53, Number.MAX_VALUE, Number.MIN_VALUE),
    fc.constantFrom(null, true, false, '', [], {}, '__proto__', 'constructor', 'automatic', '1', 'x'.repeat(10_000), [[[[[]]]]]),
    fc.jsonValue(),
  ),
});

/** Plain data with up to four values changed: numbers scaled; any value replaced, by an odd one or one from elsewhere in it, removed or repeated. */
export function editedValues(good: readonly unknown[]): fc.Arbitrary<unknown> {
  return fc.record({ root: fc.constantFrom(...good), edits: fc.array(edit, { maxLength: 4 }) }).map(({ root, edits }) => {
    const copy: unknown = structuredClone(root);
    for (const { at, kind, factor, other, value } of edits) {
      const places = kind === 'scale' ? placesIn(copy).filter(holdsNumber) : placesIn(copy);
      const place = places[at % places.length];
      const source = places[other % places.length];
      if (!place || !source) continue;
      const { parent, key } = place;
      if (kind === 'scale') parent[key] = Number(parent[key]) * factor;
      else if (kind === 'replace') parent[key] = structuredClone(value);
      else if (kind === 'borrow') parent[key] = structuredClone(source.parent[source.key]);
      else if (!Array.isArray(parent)) delete parent[key];
      else if (kind === 'remove') parent.splice(Number(key), 1);
      else parent.splice(Number(key), 0, structuredClone(parent[Number(key)]));
    }
    return copy;
  });
}

interface Place {
  readonly parent: Record<string, unknown>;
  readonly key: string;
}

function placesIn(value: unknown): Place[] {
  if (typeof value !== 'object' || value === null) return [];
  const parent = value as Record<string, unknown>;
  return Object.keys(parent).flatMap((key) => [{ parent, key }, ...placesIn(parent[key])]);
}

function holdsNumber({ parent, key }: Place): boolean {
  return typeof parent[key] === 'number';
}
