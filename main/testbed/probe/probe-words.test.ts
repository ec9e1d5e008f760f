import { expect, it } from 'vitest';
import { adapterName, adapterRows, inventoryRows } from '../../../shared/testbed/probe-words.ts';
import { speaking } from '../../../shared/texts/words.ts';
import { recordedTrees } from '../trees/trees.fixture.ts';
import { probeHost } from './probe-host.ts';
import { treeFiles } from './recorded-tree.ts';

const probes = [...recordedTrees.values()].map((tree) => probeHost(treeFiles(tree), 'recorded', '2026-01-01T00:00:00.000Z'));
const rows = () => probes.flatMap((probe) => [...inventoryRows(probe), ...probe.adapters.flatMap((one) => adapterRows(probe, one))]);
const MARKED = /⟦.*⟧/u;

it('names what a host has in the language of who reads it', () => {
  const english = rows();
  speaking('en-XA', rows).forEach(([title, value], at) => {
    expect(title).toMatch(MARKED);
    const [, was = ''] = english[at] ?? [];
    if (/unknown|\bnone\b|\byes\b|\bno\b/.test(was)) expect(value, title).toMatch(MARKED);
  });
});

it('names an adapter by its interface and its address', () => {
  const adapters = probes.flatMap((probe) => probe.adapters).filter(({ interfaces, pciAddress }) => interfaces.length > 0 && pciAddress);
  expect(adapters.length).toBeGreaterThan(0);
  for (const adapter of adapters) expect(adapterName(adapter)).toBe(`${adapter.interfaces.join(', ')} at ${adapter.pciAddress ?? ''}`);
});
