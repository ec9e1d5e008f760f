import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { catalogue } from '../main/lab/catalogue.ts';
import { checkExperiments } from '../shared/validation/check.ts';

const files = readdirSync('validation').filter((name) => name.endsWith('.json'));
/** The collection of published results that the records were taken from; not part of the checkout. */
const collection = '../shared/reference/published-results.json';

type Fields = Readonly<Record<string, unknown>>;
type PublishedRecord = Fields & { readonly id: string; readonly points: readonly Fields[] };

const readJson = (path: string) => JSON.parse(readFileSync(path, 'utf8')) as unknown;

/** What the simulator needs beside the published record. */
const OWN_FIELDS = ['kind', 'scenario', 'measure', 'costModel', 'scale', 'reason'];
const OWN_POINT_FIELDS = ['scenario', 'set', 'technique', 'measure', 'loadShare', 'outside', 'parameter', 'costModel'];

const without = (fields: Fields, names: readonly string[]): Fields =>
  Object.fromEntries(Object.entries(fields).filter(([name]) => !names.includes(name)));

describe('the experiments', () => {
  it.each(files)('%s is valid, and called after its identity', (file) => {
    const { problems, planned } = checkExperiments(readJson(`validation/${file}`), catalogue);
    expect(problems).toEqual([]);
    expect(planned.map(({ experiment }) => `${experiment.id}.json`)).toEqual([file]);
  });

  it.skipIf(!existsSync(collection))('carry the published records unchanged', () => {
    const published = new Map((readJson(collection) as PublishedRecord[]).map((record) => [record.id, record]));
    for (const file of files) {
      const { points, ...record } = readJson(`validation/${file}`) as PublishedRecord;
      const own = { ...without(record, OWN_FIELDS), points: points.map((point) => without(point, OWN_POINT_FIELDS)) };
      expect(own, file).toEqual(published.get(record.id));
    }
  });
});
