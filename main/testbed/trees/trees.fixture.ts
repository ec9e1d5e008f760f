/** The recorded trees, and trees that are made of them by random changes. */
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { RandomStream } from '../../engine/kernel/random-stream.ts';
import { recordedTreeSchema, type RecordedTree } from '../../../shared/testbed/recorded-tree.ts';
import { readyHost } from '../readiness/ready-host.fixture.ts';

export const recordedTrees: ReadonlyMap<string, RecordedTree> = new Map(
  readdirSync(import.meta.dirname).flatMap((file) =>
    file.endsWith('.json')
      ? [[basename(file, '.json'), recordedTreeSchema.parse(JSON.parse(readFileSync(join(import.meta.dirname, file), 'utf8')))] as const]
      : [],
  ),
);

const MOST_CHANGES = 4;
const GARBAGE = ['', '\n', '-1', '0', '999999999999999999999', '\u0000\uffff', ': : :', '../../..', 'x'.repeat(5000), 'NaN', '0-', '[]'];

/** The tree of a number, always the same. Every second is one of the ready host: most is at stake there. */
export function mutatedTree(number: number): RecordedTree {
  const random = new RandomStream(1, number, 'mutated trees');
  const oneOf = <Value>(values: readonly Value[]): Value | undefined => values[random.integer(values.length)];
  const tree = structuredClone((number % 2 === 0 ? undefined : oneOf([...recordedTrees.values()])) ?? readyHost());
  for (let change = random.integer(MOST_CHANGES); change >= 0; change--) {
    const kind = oneOf([tree.files, tree.folders, tree.links, tree.outputs]) ?? tree.files;
    const name = oneOf(Object.keys(kind));
    if (name === undefined) continue;
    const text = kind[name] ?? '';
    const cut = random.integer(text.length + 1);
    const way = oneOf<() => void>([
      () => delete kind[name],
      () => (kind[name] = null),
      () => (kind[name] = oneOf(GARBAGE) ?? ''),
      () => (kind[name] = text.slice(0, cut)),
      () => (kind[name] = text.slice(cut)),
      () => (kind[name] = `${text}\n${text}`),
      () => (kind[name] = text.replaceAll(/\d/g, () => String(random.integer(10)))),
    ]);
    way?.();
  }
  return tree;
}
