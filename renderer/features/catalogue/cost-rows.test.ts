import { describe, expect, it } from 'vitest';
import type { CostModel, CostParameter } from '../../../shared/catalogue/profiles.ts';
import { costRows, provenanceCounts } from './cost-rows.ts';

function parameter(name: string, value: number, other: Partial<CostParameter> = {}): CostParameter {
  return {
    name,
    value,
    unit: 'cycles',
    meaning: `cost of ${name}`,
    source: 'Dall et al.',
    hardware: 'Xeon',
    provenance: 'published',
    low: 0,
    high: 9,
    ...other,
  };
}
function model(id: string, parameters: CostParameter[]): CostModel {
  return { id, title: id, machine: '', frequencyGhz: 2, year: 2017, parameters };
}

const old = model('old', [parameter('vm.exit', 2000), parameter('copy', 0), parameter('grant.map', 900, { provenance: 'assumed' })]);
const young = model('young', [parameter('vm.exit', 1000), parameter('copy', 0), parameter('post', 5, { source: 'Zhang et al.' })]);
const everything = { text: '', provenance: null, onlyDifferent: false };

describe('rows of cost models', () => {
  it('show one model alone', () => {
    expect(costRows(old, null, everything).map(({ name, ratio }) => [name, ratio])).toEqual([
      ['vm.exit', null],
      ['copy', null],
      ['grant.map', null],
    ]);
  });

  it('put two side by side, with what only one of them has', () => {
    const rows = costRows(old, young, everything);
    expect(rows.map(({ name, first, second, ratio }) => [name, first?.value, second?.value, ratio])).toEqual([
      ['vm.exit', 2000, 1000, 0.5],
      ['copy', 0, 0, null],
      ['grant.map', 900, undefined, null],
      ['post', undefined, 5, null],
    ]);
  });

  it('are found by every word, in name, meaning, source or hardware of either model', () => {
    expect(costRows(old, null, { ...everything, text: ' EXIT dall ' }).map(({ name }) => name)).toEqual(['vm.exit']);
    expect(costRows(old, young, { ...everything, text: 'zhang' }).map(({ name }) => name)).toEqual(['post']);
    expect(costRows(old, null, { ...everything, text: 'exit nothing' })).toEqual([]);
  });

  it('are found by provenance and by difference', () => {
    expect(costRows(old, null, { ...everything, provenance: 'assumed' }).map(({ name }) => name)).toEqual(['grant.map']);
    expect(costRows(old, young, { ...everything, onlyDifferent: true }).map(({ name }) => name)).toEqual(['vm.exit', 'grant.map', 'post']);
    expect(costRows(old, null, { ...everything, onlyDifferent: true })).toHaveLength(3);
  });
});

it('counts where the numbers of a model come from', () => {
  expect([...provenanceCounts(old)]).toEqual([
    ['published', 2],
    ['assumed', 1],
  ]);
});
