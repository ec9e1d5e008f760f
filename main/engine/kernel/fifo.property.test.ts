import { assert, array, constant, integer, oneof, property, record } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Fifo } from './fifo.ts';

const operation = oneof(
  record({ kind: constant('push' as const), value: integer() }),
  record({ kind: constant('unshift' as const), value: integer() }),
  record({ kind: constant('shift' as const), value: constant(0) }),
  record({ kind: constant('removeAt' as const), value: integer({ min: 0, max: 30 }) }),
);

describe('a queue of objects', () => {
  it('does what an array does', () => {
    assert(
      property(array(operation, { maxLength: 200 }), (operations) => {
        const fifo = new Fifo<number>();
        const model: number[] = [];
        for (const { kind, value } of operations) {
          if (kind === 'push') {
            fifo.push(value);
            model.push(value);
          } else if (kind === 'unshift') {
            fifo.unshift(value);
            model.unshift(value);
          } else if (kind === 'shift') {
            expect(fifo.shift()).toBe(model.shift());
          } else if (value < model.length) {
            expect(fifo.removeAt(value)).toBe(model.splice(value, 1)[0]);
          }
          expect(Array.from({ length: fifo.length }, (_, i) => fifo.at(i))).toEqual(model);
        }
      }),
      { seed: 1 },
    );
  });
});
