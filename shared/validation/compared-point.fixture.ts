/** A compared point, for tests. */
import type { ComparedPoint } from './report.ts';

export function point(fields: Partial<ComparedPoint>): ComparedPoint {
  return {
    title: 'point',
    source: 'test',
    provenance: 'published',
    unit: 'Mpps',
    published: 1,
    repeats: [],
    tolerance: { type: 'relative', value: 0.1 },
    bound: null,
    technique: 'sriov',
    simulated: 1,
    ci95: 0.01,
    error: 0,
    verdict: 'within',
    reason: '',
    ...fields,
  };
}
