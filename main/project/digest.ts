/**
 * Digests of rows. SQLite's own check finds damaged pages but not a changed byte inside a text: with a digest, what is read is exactly
 * what was written, or is known not to be.
 */
import { createHash } from 'node:crypto';

/** SHA-256 over the fields of a row, 32 hex digits (128 bits: chance collisions are out of reach). */
export function digestOf(...fields: readonly (string | number)[]): string {
  return createHash('sha256').update(JSON.stringify(fields)).digest('hex').slice(0, 32);
}
