import { describe, expect, it } from 'vitest';
import type { KeptMeasurement } from '../../../shared/measured/kept.ts';
import type { MeasuredSeries } from '../../../shared/measured/schema.ts';
import { loadPath, runOf, scenarioOf } from '../run.fixture.ts';
import { measuredChapter } from './measured-chapter.ts';

const loads = [20, 80];
const result = runOf(scenarioOf({ method: { kind: 'sweep', sweep: [{ path: loadPath, values: loads }] } }), loads);

function measurementOf(series: readonly MeasuredSeries[], warnings: readonly string[] = []): KeptMeasurement {
  return {
    id: 'one',
    runId: 'run',
    fileName: 'lab.csv',
    addedAt: '2026-01-02T03:04:05.000Z',
    result: {
      tool: 'csv',
      toolVersion: '',
      title: 'Rack 3',
      measuredAt: '2026-01-01T00:00:00.000Z',
      conditions: [],
      series: [...series],
      distributions: [],
      warnings: [...warnings],
    },
  };
}

/** What the simulated figures of `run.fixture.ts` are at a load of 20: 18 kpps, 9.9 µs, each ± 1 %. */
const seriesOf = (changes: Partial<MeasuredSeries>): MeasuredSeries => ({
  label: 'sriov',
  metric: 'deliveredPps',
  quantity: 'received',
  unit: 'pps',
  axis: { kind: 'setting', path: loadPath },
  points: [{ x: 20, value: 20_000, low: null, high: null, deviation: null }],
  conversion: '',
  ...changes,
});

/** What a reader sees of the content, in order. */
function textOf(content: unknown, between = ' '): string {
  if (typeof content === 'string') return content;
  if (Array.isArray(content)) return content.map((part) => textOf(part, between)).join(between);
  const { text, stack, table } = (content ?? {}) as {
    readonly text?: unknown;
    readonly stack?: unknown;
    readonly table?: { readonly body: unknown };
  };
  return text === undefined ? textOf(stack ?? table?.body ?? '') : textOf(text, '');
}
const chapterOf = (...measurements: readonly KeptMeasurement[]) => textOf(measuredChapter(result, measurements));

describe('the chapter of measured values', () => {
  it('is left out of a run that nothing is laid beside', () => {
    expect(measuredChapter(result, [])).toEqual([]);
  });

  it('sets a measured value beside the simulated one of its technique and setting, with the residual', () => {
    const text = chapterOf(measurementOf([seriesOf({})]));
    expect(text).toMatch(/sriov sriov 20 % of line rate Delivered 20 kpps 18\.00 ± 0\.18 kpps -10 % outside/);
    expect(text).not.toContain('80 %');
  });

  it('says inside where the intervals meet, and how wide the measured one is', () => {
    const points = [{ x: 20, value: 18_500, low: 18_100, high: 18_900, deviation: null }];
    expect(chapterOf(measurementOf([seriesOf({ points })]))).toMatch(/18\.5 kpps \(18\.1 kpps to 18\.9 kpps\) .* -2\.7 % inside/);
  });

  it('gives no residual of what was measured as nothing', () => {
    const points = [{ x: 20, value: 0, low: null, high: null, deviation: null }];
    expect(chapterOf(measurementOf([seriesOf({ points })]))).toMatch(/0 pps .* – /);
  });

  it('says what is beside nothing, and why, what the file warned of, and when it was measured', () => {
    const series = [
      seriesOf({ points: [{ x: 50, value: 1, low: null, high: null, deviation: null }] }),
      seriesOf({ label: 'NDR', metric: null }),
    ];
    const text = chapterOf(measurementOf(series, ['Two columns were left out.']));
    expect(text).toContain(`Beside nothing, no point of the run has these values of ${loadPath}: sriov, received.`);
    expect(text).toContain('Beside nothing, the lab has no metric that means the same: NDR, received.');
    expect(text).toContain('Two columns were left out.');
    expect(text).toMatch(/lab\.csv: Rack 3, measured 2026-01-01/);
  });

  it.each([
    ['no cost', {}, 'No cost of the scenario was fitted to measured values.'],
    [
      'a cost',
      {
        costs: { 'host.bridge': 900 },
        sources: { 'costs.host.bridge': { provenance: 'derived' as const, source: 'Costs calibrated on a host.' } },
      },
      'Fitted to measured values: host.bridge (',
    ],
    [
      'a cost of a model of its own',
      {
        costModel: 'calibrated',
        profiles: [
          {
            kind: 'costs' as const,
            id: 'calibrated',
            title: 'calibrated on lab-3',
            base: 'kvm-2017',
            changes: { 'vm.exit': { value: 1500, provenance: 'derived' as const, source: 'Fitted.' } },
          },
        ],
      },
      'Fitted to measured values: vm.exit (',
    ],
  ])('says what small residuals are worth where %s was fitted', (_what, parts, sentence) => {
    expect(textOf(measuredChapter(runOf(scenarioOf(parts)), [measurementOf([])]))).toContain(sentence);
  });
});
