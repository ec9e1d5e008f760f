import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { catalogue } from '../main/lab/catalogue.ts';
import { techniqueComparisons } from '../main/experiment/validation/technique-comparison.ts';
import { checkExperiments } from '../shared/validation/check.ts';
import { pointTitle } from '../shared/validation/published.ts';

const files = readdirSync('validation').filter((name) => name.endsWith('.json'));
/** The collection of published results that the records were taken from; not part of the checkout. */
const collection = '../shared/reference/published-results.json';

type Fields = Readonly<Record<string, unknown>>;
type PublishedRecord = Fields & { readonly id: string; readonly points: readonly Fields[] };

const readJson = (path: string) => JSON.parse(readFileSync(path, 'utf8')) as unknown;

/** What the simulator and the comparison need beside the published record. */
const OWN_FIELDS = ['kind', 'scenario', 'measure', 'costModel', 'scale', 'reason'];
const OWN_POINT_FIELDS = ['repeats', 'scenario', 'set', 'technique', 'measure', 'loadShare', 'outside', 'parameter', 'costModel'];

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

/** "one | other" for each pair of points that compares techniques. */
function comparedTechniques(id: string): string[] {
  const [plan] = checkExperiments(readJson(`validation/${id}.json`), catalogue).planned;
  if (plan?.kind !== 'simulation') throw new Error(`${id} is no simulation.`);
  const areTechniques = techniqueComparisons(plan.points);
  const titles = plan.experiment.points.map((point) => pointTitle(point, plan.experiment.x));
  return titles.flatMap((one, index) =>
    titles.flatMap((other, otherIndex) => (otherIndex > index && areTechniques(index, otherIndex) ? [`${one} | ${other}`] : [])),
  );
}

describe('comparisons of techniques', () => {
  it('of switches are those at one load', () => {
    expect(comparedTechniques('ssw-lat-p2p-max').sort()).toEqual(
      [10, 50, 99]
        .flatMap((load) => [
          `OVS-DPDK @ ${load} % | VALE (interrupt driven) @ ${load} %`,
          `OVS-DPDK @ ${load} % | VPP @ ${load} %`,
          `VPP @ ${load} % | VALE (interrupt driven) @ ${load} %`,
        ])
        .sort(),
    );
  });

  it('of a technique with a NIC of its own are those in one direction on that NIC', () => {
    expect(comparedTechniques('cdna1-int')).toEqual(['TX Xen + RiceNIC | TX CDNA', 'RX Xen + RiceNIC | RX CDNA']);
  });

  it('are those of schedulers, IOMMU modes and mitigations, and not those of workloads or hosts', () => {
    expect(comparedTechniques('xen-credit-ping')).toEqual([
      'Credit, 30 ms slice | round robin 30 ms',
      'Credit, 30 ms slice | round robin 0.5 ms',
    ]);
    expect(comparedTechniques('iommu-modes-10g')).toEqual(['strict | none']);
    expect(comparedTechniques('retpoline')).toEqual(['off | retpoline']);
    // A data plane beside sockets, which say nothing of routes and flow tables.
    expect(comparedTechniques('linux-pktgen')).toEqual(['Linux pktgen | FreeBSD netsend (raw socket)']);
    expect(['eli-exits-eli', 'pcie-lat-hosts-8k', 'vpp-vector-xc'].flatMap(comparedTechniques)).toEqual([]);
  });
});
