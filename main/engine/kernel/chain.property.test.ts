import fc from 'fast-check';
import { expect, it } from 'vitest';
import { Chain, type Chained } from './chain.ts';

class Item implements Chained<Item> {
  next: Item | null = null;
}

it('gives back what was put in, in the same order, and its items can be put in again', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom('push', 'push', 'shift', 'takeAll'), { maxLength: 60 }), (script) => {
      const chain = new Chain<Item>();
      const spare = Array.from({ length: 60 }, () => new Item());
      let model: Item[] = [];
      for (const action of script) {
        if (action === 'push') {
          const item = spare.pop();
          if (!item) continue;
          chain.push(item);
          model.push(item);
        } else if (action === 'shift') {
          const item = chain.shift();
          expect(item).toBe(model.shift() ?? null);
          if (item) spare.push(item);
        } else {
          const taken: Item[] = [];
          let item = chain.takeAll();
          while (item) {
            taken.push(item);
            const { next } = item;
            item.next = null;
            item = next;
          }
          expect(taken).toEqual(model);
          spare.push(...taken);
          model = [];
        }
        expect(chain.isEmpty).toBe(model.length === 0);
      }
    }),
    { seed: 1 },
  );
});
