import { describe, expect, it } from 'vitest';
import { point } from '../charts/points.fixture.ts';
import { newScenario } from '../scenario/defaults.ts';
import { figureSchema, readFigure } from './figure.ts';
import { speaking } from '../texts/words.ts';
import { explain, findingSchema } from './finding.ts';
import { outcomeOf, questionSchema } from './question.ts';

const LOAD = 'flows.0.traffic.load';
const points = [
  point('sriov', { load: 10, means: { cyclesPerPacket: 2000 } }),
  point('sriov', { load: 50, means: { cyclesPerPacket: 1000 } }),
  point('sriov', { load: 90, overloaded: true, means: { offeredPps: 2e6, deliveredPps: 1e6 } }),
  point('emulated', { load: 10, means: { cyclesPerPacket: 20_000, latencyP99Ns: 4e5 } }),
  point('direct', { load: 10, refusal: 'too few NICs', replications: 0 }),
];
const source = { points, scenario: newScenario() };
const at = (technique: string, load: number) => ({ technique, at: { [LOAD]: load } });
const figure = (input: unknown) => readFigure(figureSchema.parse(input), source);
const factor = { kind: 'ratio', metric: 'cyclesPerPacket', of: at('emulated', 10), to: at('sriov', 10) };

describe('a figure', () => {
  it('is read off the point that it names, and tells both sides of a ratio', () => {
    expect(figure(factor)).toEqual({
      value: 10,
      sentence:
        'Cycles per packet: 20,000 cycles (emulated, 10 % of line rate) against 2,000 cycles (sriov, 10 % of line rate), 10 times as much.',
    });
  });

  it('finds up to which load the offered frames are carried', () => {
    expect(figure({ kind: 'carried-up-to', of: { technique: 'sriov' }, along: LOAD })).toEqual({
      value: 50,
      sentence: 'sriov carries what is offered up to 50 % of line rate (800 kpps); at 90 % of line rate it delivers 1 Mpps of 2 Mpps.',
    });
    expect(figure({ kind: 'carried-up-to', of: { technique: 'emulated' }, along: LOAD })?.sentence).toContain('at every step');
  });

  it('sums the cycles of the actors and activities that it names', () => {
    const share = figure({ kind: 'cycles-share', of: at('sriov', 10), title: 'the guest’s work', actors: ['guest'] });
    expect(share?.value).toBeCloseTo(0.6);
    expect(share?.sentence).toContain('the guest’s work: 1,800 of 2,000 cycles per packet, 60 %');
  });

  it('of a refused or missing point there is none', () => {
    expect(figure({ kind: 'metric', metric: 'lossRatio', of: at('direct', 10) })).toBeNull();
    expect(figure({ kind: 'metric', metric: 'lossRatio', of: at('sriov', 11) })).toBeNull();
  });
});

describe('a finding', () => {
  const because = [
    { below: 1, text: 'less' },
    { from: 1, below: 10, text: 'some' },
    { from: 10, text: 'many' },
  ];
  it('says only what holds for its figure', () => {
    const [found] = explain([findingSchema.parse({ figure: factor, because, costs: ['vm.exit'] })], source);
    expect(found).toMatchObject({ because: 'many', costs: ['vm.exit'] });
    const [missing] = explain([findingSchema.parse({ figure: { ...factor, of: at('emulated', 99) }, because })], source);
    expect(missing).toEqual({ sentence: 'The run has no figure for emulated, 99 % of line rate.', because: '', costs: [] });
  });
});

describe('a question', () => {
  const which = questionSchema.parse({
    id: 'most',
    kind: 'which',
    question: 'Which?',
    pick: 'most',
    options: ['sriov', 'emulated'].map((text) => ({ text, figure: { kind: 'metric', metric: 'cyclesPerPacket', of: at(text, 10) } })),
  });
  it('is answered by the option with the most', () => {
    expect(outcomeOf(which, 1, source)).toMatchObject({ predicted: 'emulated', simulated: 'emulated', comparison: 'As predicted.' });
    expect(outcomeOf(which, 0, source)).toMatchObject({ simulated: 'emulated', comparison: 'The simulation says otherwise.' });
  });

  it('cannot be answered where a figure is missing', () => {
    expect(outcomeOf(which, 1, { ...source, points: points.slice(0, 3) })).toMatchObject({
      simulated: '',
      comparison: 'This run cannot tell.',
    });
  });

  it('says how far a predicted number is off, in its unit', () => {
    const number = questionSchema.parse({
      id: 'p99',
      kind: 'number',
      question: 'How long?',
      figure: { kind: 'metric', metric: 'latencyP99Ns', of: at('emulated', 10) },
      unit: 'µs',
    });
    expect(outcomeOf(number, 410, source).comparison).toBe('The prediction is within a fifth of the simulated value.');
    expect(outcomeOf(number, 40, source)).toMatchObject({
      simulated: '400 µs',
      comparison: 'The simulated value is larger, by a factor of 10.',
    });
  });

  it('finds the range of a figure', () => {
    const range = questionSchema.parse({
      id: 'range',
      kind: 'range',
      question: 'How much?',
      figure: factor,
      options: [
        { text: 'below', below: 10 },
        { text: 'ten or more', from: 10 },
      ],
    });
    expect(outcomeOf(range, 1, source)).toMatchObject({ simulated: 'ten or more', comparison: 'As predicted.' });
  });
});

describe('figures, findings and outcomes', () => {
  const MARKED = /^⟦[^]*⟧$/u;
  const place = { kind: 'metric', metric: 'cyclesPerPacket', of: at('sriov', 10) };
  const share = { kind: 'cycles-share', of: at('sriov', 10), title: 'all of it' };
  const figures = [
    place,
    factor,
    share,
    { ...share, activities: ['application'] },
    { kind: 'bottleneck', of: at('sriov', 10) },
    { kind: 'carried-up-to', of: { technique: 'sriov' }, along: LOAD },
    { kind: 'carried-up-to', of: { technique: 'emulated' }, along: LOAD },
  ];
  const number = questionSchema.parse({ id: 'cycles', kind: 'number', question: 'How many?', figure: factor, unit: 'times' });

  it('are said in the language of who reads them', () => {
    const said = speaking('en-XA', () => [
      ...figures.map((one) => figure(one)?.sentence),
      ...explain([findingSchema.parse({ figure: { ...place, of: at('sriov', 11) } })], source).map(({ sentence }) => sentence),
      ...[10, 1, 100, -1].map((prediction) => outcomeOf(number, prediction, source).comparison),
      outcomeOf(number, 1, { ...source, points: [] }).comparison,
      outcomeOf(number, 1, source).simulated,
    ]);
    for (const sentence of said) expect(sentence).toMatch(MARKED);
    expect(speaking('en-XA', () => outcomeOf(number, 2, source).predicted)).toMatch(/^2 ⟦tímés·+⟧$/u);
  });
});
