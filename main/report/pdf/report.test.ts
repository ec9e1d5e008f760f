import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { techniqueNames } from '../../../shared/catalogue/techniques.ts';
import type { RunSummary } from '../../../shared/contract/endpoints.ts';
import { reportSectionIds, type ReportSectionId } from '../../../shared/report/sections.ts';
import type { RunResult } from '../../../shared/result/schema.ts';
import { keptReport } from '../../../shared/validation/report.fixture.ts';
import type { KeptValidation } from '../../../shared/validation/report.ts';
import { pdfReport } from '../index.ts';
import { applicationVersion } from '../run-facts.ts';
import { refusedPoint, runOf, scenarioOf, summary } from '../run.fixture.ts';

/** The reports are read with poppler (Debian: poppler-utils), which CI installs and has to have; where it is not there, these tests are reported as skipped. */
const popplerIsThere = process.env['CI'] !== undefined || spawnSync('pdftotext', ['-v']).error === undefined;

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'iovlab-report-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Paper {
  readonly bytes: Uint8Array;
  /** As poppler reads it, in reading order, lines joined. */
  readonly text: string;
  readonly pages: number;
  readonly path: string;
}

async function paperOf(
  result: RunResult,
  told: RunSummary = summary,
  validation: KeptValidation | null = null,
  sections: readonly ReportSectionId[] = reportSectionIds,
): Promise<Paper> {
  const { bytes } = await pdfReport({ result, summary: told, validation, measurements: [], sections });
  const path = join(folder, `${bytes.length}.pdf`);
  writeFileSync(path, bytes);
  const raw = execFileSync('pdftotext', ['-enc', 'UTF-8', path, '-'], { encoding: 'utf8' });
  const info = execFileSync('pdfinfo', [path], { encoding: 'utf8' });
  return { bytes, text: raw.replace(/\s+/g, ' '), pages: Number(/Pages:\s+(\d+)/.exec(info)?.[1]), path };
}

/** What poppler may print. */
const MOST_BYTES = 64 * 1024 * 1024;

/** Words that reach over the margins of their page, upright or across. */
function outsideMargins(path: string): string[] {
  const boxes = execFileSync('pdftotext', ['-bbox', path, '-'], { encoding: 'utf8', maxBuffer: MOST_BYTES });
  return boxes.split('<page ').flatMap((page) => {
    const [width = 0, height = 0] = [...page.matchAll(/^width="([\d.]+)" height="([\d.]+)"/g)].flatMap((size) => size.slice(1).map(Number));
    const words = [...page.matchAll(/<word xMin="([\d.-]+)" yMin="([\d.-]+)" xMax="([\d.-]+)" yMax="([\d.-]+)">(.*?)<\/word>/g)];
    return words.flatMap(([, left, top, right, bottom, word = '']) =>
      Number(left) < 50 || Number(right) > width - 49 || Number(top) < 20 || Number(bottom) > height - 11 ? [word] : [],
    );
  });
}

describe.runIf(popplerIsThere)('the PDF report of a sweep over all techniques', () => {
  const loads = [20, 80];
  const method = { seed: 4711, replications: 3, kind: 'sweep' as const, sweep: [{ path: 'flows.0.traffic.load', values: loads }] };
  const result = runOf(scenarioOf({ method, costs: { 'vm.exit': 1234 } }), loads);
  let paper: Paper;
  beforeAll(async () => {
    paper = await paperOf(result);
  });

  it('says what was asked, in every letter that was typed', () => {
    expect(paper.text).toContain('Eight VMs');
    expect(paper.text).toContain('Does load λ ≤ 1 → a delay of 5 µs ± 1?');
  });

  it('says which run it is of', () => {
    for (const fact of ['4711', '9.8.7', applicationVersion, '2026-03-04 05:06:07 UTC', 'run-7']) expect(paper.text).toContain(fact);
  });

  it('names the best technique, every technique, its bottleneck and what helps next', () => {
    expect(paper.text).toMatch(/gives most throughput per busy core at both settings/);
    for (const name of techniqueNames) expect(paper.text).toContain(name);
    expect(paper.text).toContain('The bottleneck: guest cores of sriov.');
    expect(paper.text).toContain('faster guest cores');
    expect(paper.text).toContain('8 VMs but 1 NIC');
  });

  it('has every chart, with axes whose text can be read', () => {
    for (const caption of [
      'Delivered throughput',
      'Latency distribution',
      'Cycles per packet by activity',
      'Lost frames by place',
      'Jain’s',
      'Utilization',
    ]) {
      expect(paper.text).toContain(caption);
    }
    expect(paper.text).toContain('Offered load, % of line rate');
    expect(paper.text).toContain('Share of delivered frames');
  });

  it('states its statistics, its domain and the source of every cost', () => {
    for (const words of [
      'Student’s t',
      'MSER-5',
      'common random numbers',
      '3 independent replications',
      'not cycle-accurate',
      'The account closes exactly',
    ]) {
      expect(paper.text).toContain(words);
    }
    for (const cost of ['vm.exit', 'vhost.receivePacket', 'dpdk.burst', 'set by hand', '1,234']) expect(paper.text).toContain(cost);
  });

  it('numbers its pages and lists its contents', () => {
    expect(paper.pages).toBeGreaterThan(12);
    expect(paper.pages).toBeLessThan(50);
    expect(paper.text).toContain(`Page ${paper.pages} of ${paper.pages}`);
    expect(paper.text).toMatch(/Contents The scenario .*Figures .*Results by setting/);
  });

  it('keeps every text within the margins', () => {
    expect(paper.text.split(' ').length).toBeGreaterThan(1000);
    expect(outsideMargins(paper.path)).toEqual([]);
  });

  it('has a structure for screen readers: headings, tables with heads, lists, contents, and figures told in words', async () => {
    const part = await paperOf(result, summary, null, ['scenario', 'figures', 'results']);
    const structure = execFileSync('pdfinfo', ['-struct-text', part.path], { encoding: 'utf8', maxBuffer: MOST_BYTES });
    for (const line of [
      /^ {2}H1 \(block\)\n {4}"Eight VMs"/m,
      /^ {2}H2 \(block\)\n {4}"Contents"\n {2}TOC\n {4}TOCI/m,
      /^ {2}H1 \(block\)\n {4}"The scenario"/m,
      /^ {2}H2 \(block\)\n {4}"Techniques"\n {2}Table \(block\)\n {4}TR\n {6}TH:\s+\/Scope \/Column\s+"Name in this report"/m,
      /^ {2}L \(block\)\n {4}LI \(block\)\n {6}LBody \(block\)/m,
      /^ {2}Figure\n {4}".*"\n {2}Caption\n {4}"Figure 1\. Delivered throughput/m,
    ])
      expect(structure).toMatch(line);
    // Running heads, feet and the heads of tables that are repeated on further pages are no text.
    expect(structure).not.toContain('Page 2 of');
    expect(structure.match(/"Most throughput per busy core, by setting"/g)).toHaveLength(1);
    const text = Buffer.from(part.bytes).toString('latin1');
    expect(text.match(/\/S \/Figure/g)?.length).toBe(text.match(/\/Alt \(/g)?.length);
    expect(text).toContain('/Lang (en)');
    expect(text).toContain('/DisplayDocTitle true');
    const info = execFileSync('pdfinfo', [part.path], { encoding: 'utf8' });
    expect(info).toMatch(/Title: +Eight VMs: IOVLab report\n[^]*Tagged: +yes/);
  });

  it('has the chosen sections only, in its own order, and names no section that it has not', async () => {
    const { text, pages } = await paperOf(result, summary, null, ['references', 'scenario']);
    expect(pages).toBeLessThan(6);
    expect(text).toMatch(/Contents The scenario \d References \d /);
    expect(text).not.toContain('Results by setting');
    expect(text).not.toContain('All its parameters stand in');
    expect(paper.text).toContain('All its parameters stand in “Parameters and their sources”.');
  });

  it('draws its charts as vectors and embeds its fonts', () => {
    expect(execFileSync('pdfimages', ['-list', paper.path], { encoding: 'utf8' }).trim().split('\n')).toHaveLength(2);
    const fonts = execFileSync('pdffonts', [paper.path], { encoding: 'utf8' }).trim().split('\n').slice(2);
    expect(fonts.length).toBeGreaterThan(1);
    for (const font of fonts) expect(font).toMatch(/ yes yes yes /);
  });

  it('can be drawn by a viewer', () => {
    execFileSync('pdftoppm', ['-r', '20', '-png', paper.path, join(folder, 'page')]);
    expect(readFileSync(join(folder, `page-${String(paper.pages).padStart(2, '0')}.png`)).length).toBeGreaterThan(100);
  });

  it('is named after the scenario, and the same, byte for byte, for the same run', async () => {
    const { name, bytes } = await pdfReport({ result, summary, validation: null, measurements: [], sections: reportSectionIds });
    expect(name).toBe('eight-vms.pdf');
    expect(Buffer.from(bytes).equals(Buffer.from(paper.bytes))).toBe(true);
  });
});

describe.runIf(popplerIsThere)('the PDF report of an unusual run', () => {
  it('is short for one point of one replication, and claims no confidence', async () => {
    const scenario = scenarioOf({ techniques: [{ name: 'sriov' }], method: { replications: 1 } });
    const { points } = runOf(scenario);
    const single = points.map((point) => ({
      ...point,
      replications: 1,
      metrics: Object.fromEntries(Object.entries(point.metrics).map(([name, metric]) => [name, { ...metric, ci95: null }])),
    }));
    const { text, pages } = await paperOf({ ...runOf(scenario), points: single });
    expect(text).toContain('One replication gives no confidence intervals');
    expect(pages).toBeLessThan(30);
  });

  it('shows intervals that hold the uncertainty of the costs, where they were drawn', async () => {
    const scenario = scenarioOf({ techniques: [{ name: 'sriov' }], method: { costDraws: 39 } });
    const run = runOf(scenario);
    const points = run.points.map((point) => ({
      ...point,
      metrics: Object.fromEntries(
        Object.entries(point.metrics).map(([name, metric]) => [
          name,
          { ...metric, uncertainty: { low: metric.mean * 0.7, high: metric.mean * 1.2, draws: 39, probability: 0.95 } },
        ]),
      ),
    }));
    const { text } = await paperOf({ ...run, points });
    expect(text).toContain('With the uncertainty of the costs: 95 % over 39 draws');
    expect(text).toContain('to 3,600');
    expect(text).toContain('The uncertain costs were drawn 39 times');
  });

  it('says by how much techniques differ, which percentiles have too few samples, what is overloaded and what ended the replications', async () => {
    const scenario = scenarioOf({
      techniques: [{ name: 'sriov' }, { name: 'virtio' }, { name: 'emulated' }],
      method: { stopping: { metrics: ['latencyMeanNs'], relativeHalfWidth: 0.03, maxReplications: 40 } },
    });
    const run = runOf(scenario);
    const points = run.points.map((point, index) => {
      const values = [9000, 9400, 9200].map((value) => value + 1000 * index);
      return {
        ...point,
        metrics: {
          ...point.metrics,
          latencyMeanNs: { mean: 9200 + 1000 * index, ci95: 497, unit: 'ns' },
          latencyP99Ns: { mean: 19500, ci95: 195, unit: 'ns', tooFewSamples: true as const },
        },
        replicationValues: { numbers: [0, 1, 2], values: { latencyMeanNs: values } },
        stopping: { reason: 'maximum' as const, metric: 'latencyMeanNs' as const, relativeHalfWidth: 0.054 },
        ...(point.overloaded ? { overloadCauses: ['growing-latency' as const] } : {}),
        warmup: { sliceMs: 0.25, latencyNs: [5000, 9000, 9100, 9200], cutsMs: [0.5] },
      };
    });
    const { text } = await paperOf({ ...run, points });
    for (const words of [
      'Latency, mean: sriov is lower than virtio, the next, by 1 µs.',
      'Overloaded techniques are not compared with those that carry the load.',
      '19.5 µs ‡',
      'emulated: Overloaded: latency grew without bound.',
      'Replications: maximum reached after 3 replications, Latency, mean within ± 5.4 %.',
      'Replications of each point 10 to 40',
      'maximum reached at 3 points',
      'Welch’s plot',
    ])
      expect(text).toContain(words);
  });

  it('sets published against simulated values of the engine’s validation, and says how far each technique was validated', async () => {
    const scenario = scenarioOf({ techniques: [{ name: 'sriov' }, { name: 'vmdq' }] });
    const { text } = await paperOf(runOf(scenario), summary, keptReport());
    for (const words of [
      'Validation against published measurements',
      'Engine 9.8.7, validated on 2026-02-03 04:05:06 UTC: 1 published experiment was simulated',
      'Figure V1. Simulated against published values',
      'Simulated as published',
      'sriov-scaling: Measurement',
      'Somebody et al., ATC 2012',
      '+5.0 %',
      '-30.0 %',
      'A disk is no NIC.',
      'sriov: 2 published points, median error 17.5 %, 1 within their tolerance.',
      'vmdq: no published measurement of it was simulated.',
    ])
      expect(text).toContain(words);
  });

  it('says how a validation is made where none is kept', async () => {
    const { text } = await paperOf(runOf(scenarioOf({ techniques: [{ name: 'sriov' }] })));
    expect(text).toContain('No validation of engine 9.8.7 is kept on this machine');
    expect(text).toContain('run `lab validate`');
  });

  it('has a chapter of what a benchmark method measured, with its departures from the RFC and what failed', async () => {
    const run = runOf(scenarioOf({ techniques: [{ name: 'sriov' }, { name: 'vhost-net' }] }));
    const measurement = {
      kind: 'throughput' as const,
      frames: '64 bytes',
      meanFrameBytes: 64,
      maximumPps: 14_880_952,
      maximumIsWire: true,
      directions: ['receive'],
      interfaces: 1,
      deviations: ['Throughput is confirmed by a trial of 20 ms (RFC 2544: 60 s).'],
      trials: [],
      failure: null,
      throughputPps: 2_000_000,
      lowestLossPps: 2_100_000,
      attempts: 1,
      resolution: 0.005,
    };
    const failed = { ...measurement, throughputPps: null, failure: 'Every load that was tried has loss.' };
    const points = run.points.map((point, number) => ({ ...point, measurement: number === 0 ? measurement : failed }));
    const { text } = await paperOf({ ...run, points });
    expect(text).toContain('Measurement: RFC 2544 throughput');
    expect(text).toContain('64 bytes, receive, 1 interface; theoretical maximum 14.9 Mpps');
    expect(text).toContain('2 Mpps');
    expect(text).toContain('a trial of 20 ms (RFC 2544: 60 s)');
    expect(text).toContain('vhost-net, 64 bytes: Every load that was tried has loss.');
    expect(text).toContain('Figure M1. Rate against mean frame size');
  });

  it('ranks the costs that screened points depend on', async () => {
    const run = runOf(scenarioOf({ techniques: [{ name: 'sriov' }] }));
    const changes = [{ metric: 'cyclesPerPacket' as const, atLow: -0.12, atHigh: 0.34 }];
    const cost = {
      name: 'guest.fictive',
      unit: 'cycles',
      provenance: 'assumed' as const,
      value: 5,
      low: 4,
      high: 9,
      changes,
      largest: 0.34,
    };
    const { text } = await paperOf({
      ...run,
      points: run.points.map((point) => ({ ...point, sensitivity: { costs: [cost], unused: 60 } })),
    });
    for (const words of ['What the figures depend on', 'guest.fictive', '-12 to +34 %', 'sriov uses 1 uncertain cost: 1 assumed'])
      expect(text).toContain(words);
  });

  it('sets simulated figures against their bounds, and lists what would help', async () => {
    const run = runOf(scenarioOf({ techniques: [{ name: 'sriov' }] }));
    const limit = { lever: 'link', title: 'the wire', resources: ['wire to host'], gainPercent: 11 };
    const bound = { deliveredPps: 100_000, limits: [limit], latencyNs: 5000, utilizations: [] };
    const effects = [{ metric: 'deliveredBps' as const, percent: 61, ci95: 3 }];
    const change = { title: 'a second queue', settings: [{ path: 'vms.0.vcpus', value: 2 }], effects };
    const impossible = [{ title: 'twice the ports (32)', reason: 'There are no more slots.' }];
    const whatNext = { measure: 'deliveredBps' as const, replications: 3, changes: [change], impossible };
    const { text } = await paperOf({ ...run, points: run.points.map((point) => ({ ...point, bound, whatNext })) });
    for (const words of [
      'Bound: 100 kpps, set by the wire',
      'What would help',
      'A second queue',
      '+61 % ± 3 %',
      'There are no more slots.',
    ])
      expect(text.replaceAll(/\s+/g, ' ')).toContain(words);
  });

  it('ranks settings and costs by their elementary effects', async () => {
    const run = runOf(scenarioOf({ techniques: [{ name: 'sriov' }] }));
    const effects = [{ metric: 'deliveredPps' as const, mean: 0.3, meanSize: 0.3, deviation: 0.2, count: 4 }];
    const factor = { path: 'nic.ports', kind: 'setting' as const, low: 1, high: 2, effects, largest: 0.3 };
    const parameters = { trajectories: 4, factors: [factor], unused: 9 };
    const { text } = await paperOf({ ...run, points: run.points.map((point) => ({ ...point, parameters })) });
    for (const words of ['What settings and costs do', 'nic.ports', '+30 %, σ 20 %', 'sriov depends most on nic.ports'])
      expect(text.replaceAll(/\s+/g, ' ')).toContain(words);
  });

  it('says that a run was cancelled, and how far it came', async () => {
    const whole = runOf(scenarioOf());
    const { text } = await paperOf({ ...whole, complete: false, points: whole.points.slice(0, 4) }, { ...summary, status: 'cancelled' });
    expect(text).toContain('This run was cancelled: 4 of 9 points have figures');
    expect(text).not.toContain('(partial:');
    const points = whole.points.map((point, index) => (index === 0 ? { ...point, replications: 2 } : point));
    const partial = await paperOf({ ...whole, complete: false, points }, { ...summary, status: 'cancelled' });
    expect(partial.text.replaceAll(/\s+/g, ' ')).toContain('(partial: 2 of 3 replications)');
    expect(partial.text.replaceAll(/\s+/g, ' ')).toContain('rest on fewer than the 3 replications asked for');
  });

  it('says that nothing was finished', async () => {
    const { text } = await paperOf({ ...runOf(scenarioOf()), complete: false, points: [] }, { ...summary, status: 'cancelled' });
    expect(text).toContain('No point of the run was finished');
  });

  it('gives the reasons when every technique is refused', async () => {
    const scenario = scenarioOf({ techniques: [{ name: 'direct' }] });
    const { text } = await paperOf({ ...runOf(scenario), points: [refusedPoint('direct', {})] });
    expect(text).toContain('No technique gave figures in this scenario.');
    expect(text).toContain('direct: 8 VMs but 1 NIC');
  });

  it('wraps the longest names and marks letters that no font has', async () => {
    const label = 'W'.repeat(64);
    const scenario = scenarioOf({
      name: `${'N'.repeat(100)} 測試 🚀`,
      techniques: [
        { name: 'sriov', label },
        { name: 'virtio', label: 'Шлюз → 1' },
      ],
    });
    const { text, path } = await paperOf(runOf(scenario));
    expect(text).toContain('Шлюз → 1');
    expect(outsideMargins(path)).toEqual([]);
  });

  it('stays readable for 36 settings of 9 techniques', async () => {
    const counts = [1, 2, 4, 8, 16, 32];
    const loads = [10, 25, 40, 55, 70, 85];
    const sweep = [
      { path: 'vms.0.count', values: counts },
      { path: 'flows.0.traffic.load', values: loads },
    ];
    const whole = runOf(scenarioOf({ method: { kind: 'sweep', sweep } }), loads);
    const points = counts.flatMap((count) =>
      whole.points.map((point) => ({ ...point, settings: { 'vms.0.count': count, ...point.settings } })),
    );
    const { text, pages } = await paperOf({ ...whole, points });
    expect(text).toContain('at all 36 settings');
    expect(pages).toBeLessThan(90);
  });
});
