import { readdirSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseMeasured } from '../main/measured/read-measured.ts';
import { layBeside } from '../shared/measured/beside.ts';
import { measuredResultSchema } from '../shared/measured/schema.ts';
import { damagedBytes, editedValues, share } from './inputs.ts';

const folder = new URL('../main/measured/golden/', import.meta.url);
const golden = readdirSync(folder).map((name) => readFileSync(new URL(name, folder)));
const texts = golden.map((bytes) => (bytes[0] === 0x1f ? gunzipSync(bytes) : bytes).toString('utf8'));
const values = texts.filter((text) => text.trimStart().startsWith('{')).map((text) => JSON.parse(text) as unknown);

/** What is read fits the schema, with numbers only; what is not is refused in a sentence. */
function check(bytes: Uint8Array, outcomes: { read: number; refused: number }): void {
  const reply = parseMeasured(bytes, 'file');
  if (reply.ok) {
    const parsed = measuredResultSchema.parse(reply.value);
    layBeside(parsed, []);
    for (const { points } of parsed.series) {
      for (const { value, low, high } of points) {
        if (low !== null && high !== null && low > high) throw new Error(`an interval from ${low} to ${high} of ${value}`);
      }
    }
    outcomes.read++;
  } else {
    expect(reply.code).toBe('bad-input');
    expect(reply.message).toMatch(/[.)]$/s);
    outcomes.refused++;
  }
}

describe('a file of measurements', () => {
  it('as bytes, is read into numbers or refused in words', () => {
    const outcomes = { read: 0, refused: 0 };
    fc.assert(
      fc.property(damagedBytes([...golden, ...texts.map((text) => Buffer.from(text))]), (bytes) => check(bytes, outcomes)),
      share(0.1),
    );
    for (const count of Object.values(outcomes)) expect(count).toBeGreaterThan(0);
  });

  it('as values, is read into numbers or refused in words', () => {
    const outcomes = { read: 0, refused: 0 };
    fc.assert(
      fc.property(editedValues(values), (value) => check(Buffer.from(JSON.stringify(value) ?? ''), outcomes)),
      share(0.1),
    );
    for (const count of Object.values(outcomes)) expect(count).toBeGreaterThan(0);
  });
});
