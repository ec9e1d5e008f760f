import { describe, expect, it } from 'vitest';
import { point, refusedPoint } from '../charts/points.fixture.ts';
import { speaking } from '../texts/words.ts';
import { layBeside } from './beside.ts';
import { leftOutSentences, measuredText, residualText, simulatedText, withinText } from './beside-words.ts';
import { EMULATED_CPU, emulatedCpuText, isOfEmulatedCpu } from './emulated-cpu.ts';
import { knownUnit } from './measured-units.ts';
import { tcpFrameBytes, udpFrameBytes } from './layers.ts';
import { measuredPointSchema, type MeasuredPoint, type MeasuredSeries } from './schema.ts';

const value = (number: number, parts: Partial<MeasuredPoint> = {}): MeasuredPoint => ({
  x: null,
  value: number,
  low: null,
  high: null,
  deviation: null,
  ...parts,
});

function series(points: MeasuredPoint[], parts: Partial<MeasuredSeries> = {}): MeasuredSeries {
  return { label: 'all', metric: 'deliveredPps', quantity: 'frames', unit: 'pps', axis: null, points, conversion: '', ...parts };
}

describe('a measured value beside a run', () => {
  it('has the residual, and whether the interval of the simulation holds it', () => {
    const points = [point('sriov', { means: { deliveredPps: 990 }, ci95: 20 }), point('vhost', { means: { deliveredPps: 900 }, ci95: 20 })];
    const { compared, leftOut } = layBeside({ series: [series([value(1000)])] }, points);
    expect(compared.map(({ technique, residual, within }) => [technique, residual, within])).toEqual([
      ['sriov', -0.01, true],
      ['vhost', -0.1, false],
    ]);
    expect(leftOut).toEqual([]);
  });

  it('lies inside as soon as its own interval touches that of the simulation, which holds the costs where they were drawn', () => {
    const drawn = point('sriov', { means: { deliveredPps: 900 }, ci95: 1 });
    const metrics = {
      ...drawn.metrics,
      deliveredPps: { mean: 900, ci95: 1, unit: 'pps', uncertainty: { low: 800, high: 995, draws: 39, probability: 0.95 } },
    };
    const [one, other] = layBeside({ series: [series([value(1000, { low: 990, high: 1010 }), value(1000)])] }, [
      { ...drawn, metrics },
    ]).compared;
    expect([one?.within, other?.within]).toEqual([true, false]);
  });

  it('is laid beside the points of its setting, and of its technique where it is called like one', () => {
    const points = ['sriov', 'vhost'].flatMap((technique) => [0.1 + 0.2, 0.5].map((load) => point(technique, { load })));
    const along = series([value(8e5, { x: 0.3 })], { label: 'vhost', axis: { kind: 'setting', path: 'flows.0.traffic.load' } });
    expect(layBeside({ series: [along] }, points).compared.map(({ pointId }) => pointId)).toEqual(['vhost 0.30000000000000004']);
  });

  it('is laid beside the points that were offered the load at which it was measured, however their scenario says it', () => {
    const points = [39_500, 40_100, 60_000].map((offeredPps) => point('virtio', { load: offeredPps, means: { offeredPps } }));
    const atLoad = series([value(3e4, { x: 40_000 })], { label: 'virtio', quantity: 'overload', axis: { kind: 'load' } });
    expect(layBeside({ series: [atLoad] }, points).compared.map(({ pointId }) => pointId)).toEqual(['virtio 39500', 'virtio 40100']);
    const { compared, leftOut } = layBeside({ series: [atLoad] }, points.slice(2));
    expect(compared).toEqual([]);
    expect(leftOut).toEqual([
      {
        label: 'virtio',
        quantity: 'overload',
        reason: 'no point of the run was offered 40 kpps, as it was when this was measured',
      },
    ]);
  });

  it('is laid beside no other technique than that of its name, also where the run has not simulated that', () => {
    const { compared, leftOut } = layBeside({ series: [series([value(1)], { label: 'virtio' })] }, [
      point('sriov'),
      refusedPoint('virtio', 'no'),
    ]);
    expect(compared).toEqual([]);
    expect(leftOut.map(({ reason }) => reason)).toEqual(['the run has no figures of virtio']);
  });

  it('is left out with the reason where nothing is like it', () => {
    const reasons = layBeside(
      {
        series: [
          series([value(1)], { metric: null }),
          series([value(1, { x: 1 })], { axis: { kind: 'time' } }),
          series([value(1, { x: 7 })], { axis: { kind: 'setting', path: 'flows.0.traffic.load' } }),
        ],
      },
      [point('sriov', { load: 1 }), refusedPoint('vhost', 'no', 7)],
    ).leftOut.map(({ reason }) => reason);
    expect(reasons).toEqual([
      'the lab has no metric that means the same',
      'values in time',
      'no point of the run has these values of flows.0.traffic.load',
    ]);
  });

  it('has no residual where nothing was measured, and no verdict without an interval', () => {
    const [one] = layBeside({ series: [series([value(0)])] }, [point('sriov', { ci95: null })]).compared;
    expect(one).toMatchObject({ residual: null, within: null });
    expect([residualText(null), residualText(0.0421), residualText(-0.5), withinText(null)]).toEqual([
      '–',
      '+4.21 %',
      '-50 %',
      'no interval',
    ]);
  });

  it('reads with its interval and its unit', () => {
    expect(measuredText(value(5e5, { low: 4.98e5, high: 5.02e5 }), 'pps')).toBe('500 kpps (498 kpps to 502 kpps)');
    expect(measuredText(value(1500, { deviation: 20 }), 'ns')).toBe('1.5 µs, σ 20 ns');
    expect(simulatedText({ simulated: { mean: 5e5, ci95: 12_000, unit: 'pps' }, unit: 'pps' })).toBe('500 ± 12 kpps');
  });

  it('is told in the language of who reads it, whatever is the reason why it is beside nothing', () => {
    const points = [point('sriov', { means: { deliveredPps: 990 } })];
    const axes = [{ kind: 'time' }, { kind: 'setting', path: 'vms.0.count' }, { kind: 'load' }] as const;
    const left = [
      ...axes.map((axis) => series([value(1000, { x: 3 })], { axis })),
      series([value(1)], { metric: null }),
      series([value(1)], { label: 'vmdq' }),
      series([value(1)], { metric: 'weightedJainIndex', label: 'other' }),
    ];
    speaking('en-XA', () => {
      const { leftOut } = layBeside(
        { series: left },
        points.map((one) => ({ ...one, metrics: { deliveredPps: { mean: 1, ci95: 0, unit: 'pps' } } })),
      );
      expect(leftOut.map(({ reason }) => reason)).toEqual(left.map(() => expect.stringMatching(/^⟦.+⟧$/)));
      const texts = [...leftOutSentences(leftOut), withinText(null), withinText(true), measuredText(value(1, { low: 0, high: 2 }), 'pps')];
      expect(texts).toEqual(texts.map(() => expect.stringMatching(/^⟦.+⟧$/)));
      expect(measuredPointSchema.safeParse(value(1, { low: 2, high: 0 })).error?.issues[0]?.message).toMatch(/^⟦Thé íntérvál/);
    });
  });

  it('of an emulated CPU is known in files by English words, and said in those of the page', () => {
    speaking('en-XA', () => {
      expect(isOfEmulatedCpu({ warnings: [EMULATED_CPU] })).toBe(true);
      expect(EMULATED_CPU).toMatch(/^Emulated CPU/);
      expect(emulatedCpuText()).toMatch(/^⟦Émúlátéd CPÚ/);
    });
  });
});

describe('units and layers', () => {
  it.each([
    ['Gbit/s', 'bit/s', 1e9],
    ['Mbits/s', 'bit/s', 1e6],
    ['Mbps', 'bit/s', 1e6],
    ['MB/s', 'bit/s', 8e6],
    ['kBps', 'bit/s', 8e3],
    ['Mpps', 'pps', 1e6],
    ['frames/s', 'pps', 1],
    ['us', 'ns', 1e3],
    ['ms', 'ns', 1e6],
    ['%', 'ratio', 0.01],
  ])('%s is %s times %d', (text, unit, factor) => {
    expect(knownUnit(text)).toEqual({ unit, factor });
  });

  it('are not guessed', () => {
    for (const text of ['Mips', 'constructor', 'Gb', 'furlong']) expect(knownUnit(text)).toBeNull();
  });

  it('put payload into frames: a full segment of Ethernet is a frame of 1518 bytes', () => {
    expect(tcpFrameBytes(1448, 4)).toBe(1518);
    expect(tcpFrameBytes(1428, 6)).toBe(1518);
    expect(udpFrameBytes(1472, 4)).toBe(1518);
    expect(udpFrameBytes(1473, 4)).toBeNull();
    expect(udpFrameBytes(1, 4)).toBe(64);
  });
});
