import { describe, expect, it } from 'vitest';
import type { PointResult, RunResult } from '../../shared/result/schema.ts';
import { loadPath, measuredPoint, refusedPoint, runOf, scenarioOf } from './run.fixture.ts';
import { runHeadlines } from './run-headlines.ts';
import { settingVerdicts } from './throughput-per-core.ts';

const scenario = scenarioOf();

/** A point whose one busy core carries 1 Gbit/s for each `gbps`, with an interval of the cycles of so many per cent. */
function point(technique: string, gbps: number, percent: number | null, changes: Partial<PointResult> = {}): PointResult {
  const made = measuredPoint(technique, technique, {}, 0);
  return {
    ...made,
    overloaded: false,
    resources: [{ name: 'core 0', kind: 'core', utilization: 0.5, note: '' }],
    metrics: {
      ...made.metrics,
      deliveredBps: { mean: gbps * 0.5e9, ci95: null, unit: 'bit/s' },
      cyclesPerPacket: { mean: 1000, ci95: percent === null ? null : 10 * percent, unit: 'cycles' },
    },
    ...changes,
  };
}

function verdictOf(points: readonly PointResult[]) {
  const [verdict] = settingVerdicts({ ...runOf(scenario), points: [...points] });
  if (!verdict) throw new Error('no verdict');
  return verdict;
}

const headlinesOf = (result: RunResult) => runHeadlines(result, settingVerdicts(result));

describe('the verdict on throughput per busy core', () => {
  it('divides what is delivered by the cores kept busy, and ranks without the baseline', () => {
    const { ranking, baseline, sentence } = verdictOf([point('native', 10, 1), point('virtio', 2, 1), point('sriov', 8, 1)]);
    expect(ranking.map(({ point: { technique }, bps }) => [technique, bps])).toEqual([
      ['sriov', 8e9],
      ['virtio', 2e9],
    ]);
    expect(baseline?.bps).toBe(10e9);
    expect(sentence).toBe(
      'sriov gives most throughput per busy core: 8 Gbit/s ± 1.0 %, 80 % of native; next is virtio with 2 Gbit/s ± 1.0 %.',
    );
  });

  it('calls a lead real only beyond both intervals together', () => {
    expect(verdictOf([point('sriov', 8, 3), point('vmdq', 7, 3)]).confidence).toMatch(/more than chance/);
    expect(verdictOf([point('sriov', 8, 10), point('vmdq', 7, 10)]).confidence).toMatch(/cannot be told apart/);
    expect(verdictOf([point('sriov', 8, null), point('vmdq', 7, null)]).confidence).toMatch(/one replication/);
  });

  it('leaves out what delivered nothing, and says so when that is all', () => {
    const { ranking, sentence } = verdictOf([point('sriov', 0, 1)]);
    expect(ranking).toEqual([]);
    expect(sentence).toMatch(/No virtualized technique/);
  });
});

describe('the headlines of a run', () => {
  it('of a DMA benchmark are payload and latency: no core works in it', () => {
    const benchmark = scenarioOf({ method: { kind: 'dma-benchmark', dma: {} } });
    const points = [point('native', 3, null), point('IOMMU off', 4, null)];
    const { lead, setting, findings } = headlinesOf({ ...runOf(benchmark), points });
    expect(lead).toMatch(/^Payload moved: IOMMU off moves 2 Gbit\/s, at a mean latency of .*; native moves 1.5 Gbit\/s/);
    expect([setting, findings]).toEqual(['', [expect.stringMatching(/ottleneck/)]]);
  });

  it('count over several settings who leads, and describe the last', () => {
    const { lead, setting } = headlinesOf(runOf(scenario, [20, 80]));
    expect(lead).toBe('emulated gives most throughput per busy core at both settings.');
    expect(setting).toBe('At 80 % of line rate');
  });

  it('name overloaded techniques and the resources that limit', () => {
    const { findings } = headlinesOf(runOf(scenario));
    expect(findings).toContain('Overloaded, with loss and latency that depend on the length of the run: emulated (45 kpps of 50 kpps).');
    expect(findings.at(-1)).toMatch(/^Bottlenecks, confirmed by experiment: guest cores \(native, emulated, /);
  });

  it('tell each reason once when every technique is refused at every setting', () => {
    const points = [20, 80].map((load) => refusedPoint('direct', { [loadPath]: load }));
    const { lead, findings } = headlinesOf({ ...runOf(scenario), points });
    expect(lead).toBe('No technique gave figures in this scenario.');
    expect(findings).toHaveLength(1);
  });
});
