/** Every endpoint of the contract on a real lab, with good and bad input, through the same dispatch as the page's calls. */
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { dispatch } from '../../shared/contract/dispatch.ts';
import { endpoints, type EndpointInput, type EndpointName, type EndpointOutput, type TopicName } from '../../shared/contract/endpoints.ts';
import type { ErrorCode, Reply } from '../../shared/contract/reply.ts';
import { NEWEST_RUNS } from '../../shared/contract/run-query.ts';
import type { ScenarioInput } from '../../shared/scenario/schema.ts';
import { shortMeasuring } from '../../shared/testbed/guest-measuring.fixture.ts';
import { emptyTree, type RecordedTree } from '../../shared/testbed/recorded-tree.ts';
import { experiment } from '../../shared/validation/experiment.fixture.ts';
import { createLab, type Lab } from './lab.ts';

const scenario = {
  name: 'Contract',
  vms: [{ name: 'vm', count: 2 }],
  flows: [{ name: 'load', vms: 'vm', traffic: { kind: 'poisson', load: 20 } }],
  techniques: [{ name: 'sriov' }, { name: 'virtio' }],
  method: { durationMs: 2, replications: 2 },
} satisfies ScenarioInput;

const GUEST_ORDER = { ...shortMeasuring, devices: ['virtio-net'], tests: ['round-trips' as const] };

let folder: string;
let lab: Lab;
/** A run that is done, of the project that `lab` has open. */
let runId: string;
const never = new AbortController().signal;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'iovlab-contract-'));
  mkdirSync(join(folder, 'studies'));
  lab = createLab({
    kind: 'desktop',
    dataFolder: join(folder, 'data'),
    workers: 2,
    validationFolder: experimentsIn(join(folder, 'experiments')),
    pickFile: ({ mode }) => Promise.resolve(mode === 'open' ? join(folder, 'picked.iovlab') : null),
  });
  runId = await finishedRun(lab);
  value(await call('project.saveAs', { path: join(folder, 'study.iovlab') }));
  copyFileSync(join(folder, 'study.iovlab'), join(folder, 'damaged.iovlab'));
  truncateSync(join(folder, 'damaged.iovlab'), Math.floor(readFileSync(join(folder, 'damaged.iovlab')).length * 0.8));
  writeFileSync(join(folder, 'letter.iovlab'), 'Dear Sir or Madam, this is no project.'.repeat(10));
});

afterAll(async () => {
  await lab.close();
  rmSync(folder, { recursive: true });
});

async function call<Name extends EndpointName>(name: Name, input: EndpointInput<Name>): Promise<Reply<EndpointOutput<Name>>> {
  const reply = await dispatch(lab.handlers, name, input, never);
  // The page takes only what the contract promises, after a way over the wire.
  const sent: unknown = JSON.parse(JSON.stringify(reply));
  if (reply.ok) endpoints[name].output.parse((sent as { value: unknown }).value);
  return reply as Reply<EndpointOutput<Name>>;
}

function value<Value>(reply: Reply<Value>): Value {
  if (!reply.ok) throw new Error(`${reply.code}: ${reply.message}`);
  return reply.value;
}

/** A folder of one small experiment. */
function experimentsIn(path: string): URL {
  mkdirSync(path);
  writeFileSync(join(path, `${experiment.id}.json`), JSON.stringify(experiment));
  return new URL(`${pathToFileURL(path).href}/`);
}

async function finishedRun(of: Lab): Promise<string> {
  const finished = new Promise<string>((resolve) => {
    of.subscribe((topic, payload) => {
      if (topic === 'run.finished') resolve(z.object({ summary: z.object({ runId: z.string() }) }).parse(payload).summary.runId);
    });
  });
  value(await call('run.start', { scenario }));
  return finished;
}

/** Run of an endlessly repeated scenario, as the caller needs one that goes on. */
async function endlessRun(): Promise<string> {
  const started = value(await call('run.start', { scenario: { ...scenario, method: { ...scenario.method, replications: 1000 } } }));
  return started.runId;
}

/** Resolves at the next event of the topic. */
function nextOf(of: Lab, name: TopicName): Promise<void> {
  return new Promise((resolve) => {
    const end = of.subscribe((topic) => {
      if (topic !== name) return;
      end();
      resolve();
    });
  });
}

const MEASURED = 'technique,cyclesPerPacket,latencyMeanNs\nsriov,4000,60000\nvirtio,17000,90000\n';

/** Beside the run that is done. */
async function addMeasurement(table = 'deliveredPps [kpps]\n500\n'): Promise<string> {
  const base64 = Buffer.from(table).toString('base64');
  return value(await call('measured.add', { fileName: 'table.csv', base64, runId })).id;
}

/** Sends a capture of a real tool in pieces, as the page does. */
async function sentCapture(): Promise<string> {
  const bytes = readFileSync(new URL('../capture/golden/dumpcap.pcapng', import.meta.url));
  const { captureId } = value(await call('capture.begin', { name: 'dumpcap.pcapng' }));
  for (let at = 0; at < bytes.length; at += 6000)
    value(await call('capture.append', { captureId, base64: bytes.subarray(at, at + 6000).toString('base64') }));
  return captureId;
}

/** Two points of two replications, and as many to confirm their bottlenecks. */
const SIMULATIONS = 8;

type GoodCases = { readonly [Name in EndpointName]: () => Promise<void> };

/** One good input for each endpoint, with what it must bring about. */
const goodCases: GoodCases = {
  async 'lab.describe'() {
    const description = value(await call('lab.describe', {}));
    expect(description).toMatchObject({ kind: 'desktop', workers: 2, platform: process.platform });
    expect(description.nicProfiles.map(({ id }) => id)).toContain('82599');
    expect(description.costModels.map(({ id }) => id)).toContain('kvm-2017');
  },
  async 'lab.diagnostics'() {
    const { text } = value(await call('lab.diagnostics', {}));
    expect(text).toMatch(/^IOVLab .*, desktop\n/);
    expect(text).toMatch(/^Project: (untitled|named), \d+ runs$/m);
  },
  async 'scenario.check'() {
    const checked = value(await call('scenario.check', { scenario }));
    expect(checked.problems).toEqual([]);
    expect(checked.estimate).toMatchObject({ points: 2, simulations: 4 });
    expect(checked.estimate?.frames).toBeGreaterThan(100);
    expect(checked.estimate?.seconds).toBeGreaterThan(0);
  },
  async 'scenario.bounds'() {
    const { points, leftOut } = value(await call('scenario.bounds', { scenario }));
    expect(leftOut).toBe(0);
    expect(points.map(({ technique }) => technique)).toEqual(['sriov', 'virtio']);
    for (const { bound } of points) expect(bound?.deliveredPps).toBeGreaterThan(100_000);
  },
  async 'packet.trace'() {
    const asked = { scenario, technique: 'sriov', settings: {}, replication: 0 };
    const { trace } = value(await call('packet.trace', { ...asked, wish: { quantile: 0.9 } }));
    expect(trace).toMatchObject({ technique: 'sriov', outcome: 'delivered', replication: 0 });
    const again = value(await call('packet.trace', { ...asked, wish: { packet: trace?.packet ?? { source: 0, number: 0 } } }));
    expect(again.trace).toEqual(trace);
  },
  async 'scenario.examples'() {
    const { examples } = value(await call('scenario.examples', {}));
    expect(examples.map(({ id }) => id)).toContain('technique-comparison');
    expect(examples.every(({ description }) => description.length > 0)).toBe(true);
  },
  async 'capture.begin'() {
    const first = value(await call('capture.begin', { name: 'one.pcap' })).captureId;
    const second = value(await call('capture.begin', { name: '..' })).captureId;
    expect(second).not.toBe(first);
    // Only one is held.
    expect(await call('capture.append', { captureId: first, base64: 'AAAA' })).toMatchObject({ ok: false, code: 'not-found' });
  },
  async 'capture.append'() {
    const { captureId } = value(await call('capture.begin', { name: 'zeros.pcap' }));
    value(await call('capture.append', { captureId, base64: 'AAAAAAAA' }));
    const reply = await call('capture.propose', { captureId, options: {} });
    expect(reply).toMatchObject({
      ok: false,
      code: 'bad-input',
      message: expect.stringContaining('"zeros.pcap" cannot be used: it is no capture'),
    });
  },
  async 'capture.propose'() {
    const captureId = await sentCapture();
    const replay = value(await call('capture.propose', { captureId, options: { by: 'ip', vms: 2 } }));
    expect(replay).toMatchObject({ fileName: 'dumpcap.pcapng', packets: 150, taken: 150 });
    expect(replay.flows.map(({ traffic }) => traffic.kind)).toEqual(['replay', 'replay', 'replay']);
    const fitted = value(await call('capture.propose', { captureId, options: { by: 'ip', vms: 2, as: 'fitted' } }));
    expect(fitted.flows.map(({ traffic }) => traffic.kind)).toEqual(['fitted', 'fitted', 'fitted']);
    const { vms, flows } = replay;
    expect(value(await call('scenario.check', { scenario: { ...scenario, vms, flows } })).problems).toEqual([]);
  },
  async 'lesson.list'() {
    const { lessons, faulty } = value(await call('lesson.list', {}));
    expect(lessons.map(({ id }) => id)).toContain('receive-livelock');
    expect(faulty).toEqual([]);
  },
  async 'lesson.keep'() {
    value(await call('lesson.keep', { id: 'vf-limits', progress: { predictions: { vfs: 40 }, runId: null } }));
    const { lessons } = value(await call('lesson.list', {}));
    expect(lessons.find(({ id }) => id === 'vf-limits')?.progress.predictions).toEqual({ vfs: 40 });
  },
  async 'run.list'() {
    const { total, runs } = value(await call('run.list', {}));
    expect([total, runs.length]).toEqual([value(await call('project.state', {})).runCount, total]);
    expect(value(await call('run.list', { query: { runIds: [runId, 'gone'] } }))).toMatchObject({ total: 1, runs: [{ runId }] });
  },
  async 'run.start'() {
    const id = await finishedRun(lab);
    expect(value(await call('run.get', { runId: id })).summary.status).toBe('done');
  },
  async 'run.resume'() {
    const id = await endlessRun();
    await nextOf(lab, 'run.progress');
    value(await call('run.cancel', { runId: id }));
    value(await call('run.resume', { runId: id }));
    expect(value(await call('run.get', { runId: id })).summary).toMatchObject({ status: 'running', message: '' });
    value(await call('run.cancel', { runId: id }));
  },
  async 'run.cancel'() {
    const id = await endlessRun();
    value(await call('run.cancel', { runId: id }));
    expect(value(await call('run.get', { runId: id }))).toMatchObject({ summary: { status: 'cancelled' }, result: { complete: false } });
    expect(lab.running).toBe(false);
  },
  async 'run.get'() {
    const { summary, result } = value(await call('run.get', { runId }));
    expect(summary).toMatchObject({ runId, status: 'done', points: 2, scenarioName: 'Contract', techniques: ['sriov', 'virtio'] });
    expect(result.complete).toBe(true);
    expect(result.points.map(({ technique }) => technique)).toEqual(['sriov', 'virtio']);
  },
  async 'run.head'() {
    const { summary, head, places } = value(await call('run.head', { runId }));
    expect(summary).toMatchObject({ runId, status: 'done', points: 2 });
    expect(head).toMatchObject({ complete: true, seed: head.scenario.method.seed });
    expect(places).toEqual([{ settings: {}, measured: true }]);
  },
  async 'run.follow'() {
    const { summary, scenario, techniques, points } = value(await call('run.follow', { runId }));
    expect(summary).toMatchObject({ runId, status: 'done', points: 2 });
    const each = scenario.method.replications;
    expect(techniques).toEqual(['sriov', 'virtio'].map((technique) => ({ technique, done: each, total: each, refusal: null })));
    expect(points.map(({ technique }) => technique)).toEqual(['sriov', 'virtio']);
    expect(points[0]).not.toHaveProperty('cycles');
  },
  async 'run.points'() {
    const { total, points } = value(await call('run.points', { runId }));
    expect([total, points.map(({ technique }) => technique)]).toEqual([2, ['sriov', 'virtio']]);
    const order = { by: 'metric', metric: 'cyclesPerPacket', descending: true } as const;
    const dearest = value(await call('run.points', { runId, query: { order, limit: 1 } }));
    expect(dearest).toMatchObject({ total: 2, points: [{ technique: 'virtio' }] });
  },
  async 'run.wholePoints'() {
    const { points } = value(await call('run.points', { runId, query: { techniques: ['virtio'] } }));
    const whole = value(await call('run.wholePoints', { runId, pointIds: [...points.map(({ id }) => id), 'gone'] })).points;
    expect(whole.map(({ technique }) => technique)).toEqual(['virtio']);
    expect(whole[0]?.latencyCdf.length).toBeGreaterThan(0);
  },
  async 'run.delete'() {
    const id = await finishedRun(lab);
    value(await call('run.delete', { runId: id }));
    expect(await call('run.get', { runId: id })).toMatchObject({ ok: false, code: 'not-found' });
  },
  async 'run.restore'() {
    const id = await finishedRun(lab);
    const before = value(await call('run.get', { runId: id }));
    value(await call('run.delete', { runId: id }));
    value(await call('run.restore', { runId: id }));
    expect(value(await call('run.get', { runId: id }))).toEqual(before);
  },
  async 'validation.state'() {
    const finished = nextOf(lab, 'validation.finished');
    value(await call('validation.start', {}));
    expect(value(await call('validation.state', {})).progress).toMatchObject({ done: 0 });
    await finished;
    const { progress, last, problem } = value(await call('validation.state', {}));
    expect({ progress, problem }).toEqual({ progress: null, problem: '' });
    expect(last?.report).toMatchObject({ complete: true, summary: { simulated: 1, overall: { points: 2 } } });
  },
  async 'validation.start'() {
    const [progressed, finished] = [nextOf(lab, 'validation.progress'), nextOf(lab, 'validation.finished')];
    value(await call('validation.start', {}));
    expect(await call('validation.start', {})).toMatchObject({ ok: false, code: 'refused' });
    await progressed;
    await finished;
  },
  async 'validation.cancel'() {
    const before = value(await call('validation.state', {})).last;
    value(await call('validation.start', {}));
    value(await call('validation.cancel', {}));
    const after = value(await call('validation.state', {}));
    expect(after).toMatchObject({ progress: null, last: before });
    expect(after.problem).toMatch(/^Cancelled/);
    // One that has ended is as the caller wants it.
    value(await call('validation.cancel', {}));
  },
  async 'project.state'() {
    const state = value(await call('project.state', {}));
    expect(state).toMatchObject({ path: join(folder, 'study.iovlab'), title: 'study', readOnly: false });
    const listed = value(await call('run.list', { query: { limit: NEWEST_RUNS } }));
    expect([state.runCount, state.newestRuns]).toEqual([listed.total, listed.runs]);
  },
  async 'project.writeAgain'() {
    expect(value(await call('project.writeAgain', {}))).toMatchObject({ unwritten: '' });
  },
  async 'project.create'() {
    const created = value(await call('project.create', {}));
    expect(created).toEqual({
      projectId: created.projectId,
      path: null,
      title: 'Untitled project',
      readOnly: false,
      readOnlyReason: '',
      unwritten: '',
      damaged: false,
      draft: null,
      runCount: 0,
      runsRevision: created.runsRevision,
      newestRuns: [],
    });
    value(await call('project.open', { path: join(folder, 'study.iovlab') }));
  },
  async 'project.open'() {
    value(await call('project.create', {}));
    const opened = value(await call('project.open', { path: join(folder, 'study.iovlab') }));
    expect(opened.runCount).toBe(value(await call('run.list', {})).total);
    expect(value(await call('run.get', { runId })).result.points).toHaveLength(2);
  },
  async 'project.compare'() {
    const path = join(folder, 'other.iovlab');
    copyFileSync(join(folder, 'study.iovlab'), path);
    const compared = value(await call('project.compare', { path }));
    expect(compared.onlyInOther).toEqual([]);
    expect(compared.pairs.every(({ points }) => points.length === 0)).toBe(true);
  },
  async 'project.merge'() {
    const path = join(folder, 'copy-to-merge.iovlab');
    copyFileSync(join(folder, 'study.iovlab'), path);
    const { runs, measurements } = value(await call('project.merge', { path }));
    expect(new Set(runs.map(({ outcome }) => outcome))).toEqual(new Set(['known']));
    expect(measurements).toBe(0);
  },
  async 'project.salvage'() {
    expect(await call('project.open', { path: join(folder, 'damaged.iovlab') })).toMatchObject({ ok: false, code: 'damaged' });
    const salvaged = value(await call('project.salvage', { path: join(folder, 'damaged.iovlab') }));
    expect(salvaged.runs).toBe(1);
    expect(salvaged.state).toMatchObject({ path: null, title: 'Untitled project' });
    expect(salvaged.state.newestRuns).toHaveLength(salvaged.runs);
    value(await call('project.open', { path: join(folder, 'study.iovlab') }));
  },
  async 'project.saveAs'() {
    const path = join(folder, 'studies', 'copy.iovlab');
    expect(value(await call('project.saveAs', { path }))).toMatchObject({ path, title: 'copy' });
    expect(value(await call('run.get', { runId })).result.complete).toBe(true);
    value(await call('project.open', { path: join(folder, 'study.iovlab') }));
  },
  async 'project.saveDraft'() {
    const draft = { name: 'half-typed', vms: [{ count: -3 }], extra: null };
    value(await call('project.saveDraft', { scenario: draft }));
    expect(value(await call('project.state', {})).draft).toEqual(draft);
  },
  async 'project.recent'() {
    value(await call('project.create', {}));
    value(await call('project.saveDraft', { scenario: { name: 'left behind' } }));
    value(await call('project.open', { path: join(folder, 'study.iovlab') }));
    const { recent, recovered } = value(await call('project.recent', {}));
    expect(recent[0]).toMatchObject({ path: join(folder, 'study.iovlab'), title: 'study', exists: true });
    const [left] = recovered;
    if (!left) throw new Error('The untitled project is not offered again.');
    expect(value(await call('project.open', { path: left.path }))).toMatchObject({ path: null, draft: { name: 'left behind' } });
    value(await call('project.open', { path: join(folder, 'study.iovlab') }));
  },
  async 'report.charts'() {
    const { archive, files } = value(await call('report.charts', { runId }));
    expect(archive).toMatch(/-charts\.zip$/);
    expect(Buffer.from(files.find(({ name }) => name.endsWith('.svg'))?.base64 ?? '', 'base64').toString()).toMatch(/^<svg/);
    expect(
      Buffer.from(files.find(({ name }) => name.endsWith('.png'))?.base64 ?? '', 'base64')
        .subarray(1, 4)
        .toString(),
    ).toBe('PNG');
  },
  async 'report.parquet'() {
    const { archive, files } = value(await call('report.parquet', { runId }));
    expect(archive).toMatch(/-parquet\.zip$/);
    expect(files.map(({ base64 }) => Buffer.from(base64, 'base64').subarray(-4).toString())).toEqual(files.map(() => 'PAR1'));
  },
  async 'report.sqlite'() {
    const { name, base64 } = value(await call('report.sqlite', { runId }));
    expect(name).toMatch(/\.sqlite$/);
    expect(Buffer.from(base64, 'base64').subarray(0, 15).toString()).toBe('SQLite format 3');
  },
  async 'report.csv'() {
    const { files } = value(await call('report.csv', { runId }));
    expect(files.length).toBeGreaterThan(1);
    expect(files.every(({ name, text }) => name.endsWith('.csv') && text.includes('\n'))).toBe(true);
  },
  async 'measured.list'() {
    await addMeasurement();
    const { measurements } = value(await call('measured.list', {}));
    expect(measurements.at(-1)).toMatchObject({
      fileName: 'table.csv',
      runId,
      result: { tool: 'csv', series: [{ metric: 'deliveredPps' }] },
    });
  },
  async 'measured.columns'() {
    const base64 = Buffer.from('technique,Mpps\nsriov,0.5\n').toString('base64');
    expect(value(await call('measured.columns', { fileName: 'table.csv', base64 })).columns).toEqual([
      { name: 'technique', example: 'sriov', meaning: { role: 'label' } },
      { name: 'Mpps', example: '0.5', meaning: { role: 'left-out' } },
    ]);
    expect(value(await call('measured.columns', { fileName: 'a.json', base64: 'e30=' })).columns).toBeNull();
  },
  async 'measured.add'() {
    const id = await addMeasurement();
    expect(value(await call('measured.list', {})).measurements.map((one) => one.id)).toContain(id);
    const base64 = Buffer.from('technique,Mpps\nsriov,0.5\n').toString('base64');
    const columns = { Mpps: { role: 'metric', metric: 'deliveredPps', part: 'value', unit: 'Mpps' } } as const;
    const explained = value(await call('measured.add', { fileName: 'table.csv', base64, runId, columns })).id;
    const { measurements } = value(await call('measured.list', {}));
    expect(measurements.find((one) => one.id === explained)?.result.series).toMatchObject([
      { label: 'sriov', metric: 'deliveredPps', points: [{ value: 500_000 }] },
    ]);
  },
  async 'measured.place'() {
    const id = await addMeasurement();
    value(await call('measured.place', { id, runId: null }));
    expect(value(await call('measured.list', {})).measurements.find((one) => one.id === id)?.runId).toBeNull();
  },
  async 'measured.remove'() {
    const id = await addMeasurement();
    value(await call('measured.remove', { id }));
    expect(value(await call('measured.list', {})).measurements.map((one) => one.id)).not.toContain(id);
  },
  async 'measured.restore'() {
    const id = await addMeasurement();
    value(await call('measured.remove', { id }));
    value(await call('measured.restore', { id }));
    expect(value(await call('measured.list', {})).measurements.map((one) => one.id)).toContain(id);
  },
  async 'host.probe'() {
    const tree = JSON.parse(readFileSync(new URL('../testbed/trees/32em64t-2n8c+1mic.json', import.meta.url), 'utf8')) as RecordedTree;
    const { probe, readiness, twin } = value(await call('host.probe', { recording: tree, adapter: 'eth0' }));
    expect(probe.cpu.cores.value).toBe(16);
    expect(readiness.find(({ technique }) => technique === 'native')?.status).toBe('ready');
    expect(twin.scenario.nic.profile).toBe('i350');
  },
  async 'host.microProbe'() {
    const probe = value(await call('host.microProbe', { repetitions: 1 }));
    expect(probe).toMatchObject({ repetitions: 1 });
    expect(probe.values.map(({ name }) => name)).toContain('system-call');
  },
  async 'guest.inspect'() {
    const { requirements, adapters } = value(await call('guest.inspect', {}));
    expect(requirements.map(({ name }) => name)).toContain('QEMU');
    expect(adapters.filter(({ usual }) => usual).map(({ id }) => id)).toEqual(['e1000', 'virtio-net']);
  },
  async 'guest.plan'() {
    const { requirements } = value(await call('guest.inspect', {}));
    const planned = await call('guest.plan', { order: GUEST_ORDER });
    if (requirements.some(({ found }) => found === null)) expect(planned).toMatchObject({ ok: false, code: 'unavailable' });
    else expect(value(planned).commands.join('\n')).toMatch(/qemu-system-x86_64 .*-accel tcg .*virtio-net-pci/);
    expect(await call('guest.plan', { order: { ...GUEST_ORDER, devices: ['ne2000'] } })).toMatchObject({ ok: false, code: 'unavailable' });
  },
  async 'guest.state'() {
    expect(value(await call('guest.state', {}))).toEqual({ progress: null, measurementId: null, problem: '' });
  },
  async 'guest.start'() {
    value(await call('guest.start', { order: GUEST_ORDER, minutes: 1 }));
    expect(await call('guest.start', { order: GUEST_ORDER, minutes: 1 })).toMatchObject({ ok: false, code: 'refused' });
    value(await call('guest.cancel', {}));
    expect(value(await call('guest.state', {}))).toMatchObject({ progress: null, measurementId: null });
  },
  async 'guest.cancel'() {
    expect(await call('guest.cancel', {})).toEqual({ ok: true, value: {} });
  },
  async 'calibration.state'() {
    expect(value(await call('calibration.state', {}))).toMatchObject({ progress: null });
  },
  async 'calibration.start'() {
    const id = await finishedRun(lab);
    const measurementId = await addMeasurement(MEASURED);
    const order = { runId: id, measurementId, parameters: ['host.bridge'] };
    const [progressed, finished] = [nextOf(lab, 'calibration.progress'), nextOf(lab, 'calibration.finished')];
    value(await call('calibration.start', order));
    expect(await call('calibration.start', order)).toMatchObject({ ok: false, code: 'refused' });
    await progressed;
    expect(value(await call('calibration.state', {})).progress).toMatchObject({ runId: id, measurementId });
    await finished;
    const { progress, outcome, problem } = value(await call('calibration.state', {}));
    expect({ progress, problem }).toEqual({ progress: null, problem: '' });
    expect(outcome).toMatchObject({ runId: id, measurementId, calibration: { parameters: [{ name: 'host.bridge' }] } });
    expect(outcome?.costModel.changes['host.bridge']?.value).toBe(outcome?.calibration.parameters[0]?.fitted);
    expect(outcome?.costModel.changes['host.bridge']?.source).toMatch(/^Costs calibrated on/);
    expect(outcome?.scenario).toMatchObject({ costModel: outcome?.costModel.id, profiles: [outcome?.costModel] });
    const again = nextOf(lab, 'calibration.finished');
    value(await call('calibration.start', { ...order, parameters: ['dpdk.burst'] }));
    await again;
    expect(value(await call('calibration.state', {}))).toMatchObject({
      outcome: null,
      problem: expect.stringContaining('No measured value depends on dpdk.burst') as string,
    });
  },
  async 'calibration.cancel'() {
    const id = await finishedRun(lab);
    const measurementId = await addMeasurement(MEASURED);
    value(await call('calibration.start', { runId: id, measurementId, parameters: ['host.bridge'] }));
    value(await call('calibration.cancel', {}));
    expect(value(await call('calibration.state', {}))).toMatchObject({
      progress: null,
      outcome: null,
      problem: expect.stringMatching(/^Cancelled/) as string,
    });
  },
  async 'study.state'() {
    expect(value(await call('study.state', {}))).toEqual({ progress: null, kind: 'costs', problem: '' });
  },
  async 'study.start'() {
    const id = await finishedRun(lab);
    const pointIds = value(await call('run.get', { runId: id })).result.points.map((point) => point.id);
    const [progressed, finished] = [nextOf(lab, 'study.progress'), nextOf(lab, 'study.finished')];
    value(await call('study.start', { kind: 'costs', runId: id, pointIds }));
    expect(await call('study.start', { kind: 'costs', runId: id, pointIds })).toMatchObject({ ok: false, code: 'refused' });
    await progressed;
    await finished;
    const { points } = value(await call('run.get', { runId: id })).result;
    expect(points.map(({ refusal, sensitivity }) => refusal !== null || (sensitivity?.costs.length ?? 0) > 5)).toEqual(
      points.map(() => true),
    );
    const again = nextOf(lab, 'study.finished');
    value(await call('study.start', { kind: 'what-next', runId: id, pointIds }));
    await again;
    const known = value(await call('run.get', { runId: id })).result.points;
    expect(known.every(({ whatNext, sensitivity }) => (whatNext?.changes.length ?? 0) > 2 && sensitivity)).toBe(true);
  },
  async 'study.cancel'() {
    const id = await finishedRun(lab);
    const pointIds = value(await call('run.get', { runId: id })).result.points.map((point) => point.id);
    value(await call('study.start', { kind: 'costs', runId: id, pointIds }));
    expect(value(await call('study.state', {})).progress?.runId).toBe(id);
    value(await call('study.cancel', {}));
    expect(value(await call('study.state', {}))).toEqual({ progress: null, kind: 'costs', problem: 'Cancelled: nothing was kept.' });
  },
  async 'report.json'() {
    const { name, text } = value(await call('report.json', { runId }));
    expect(name).toMatch(/\.json$/);
    expect(JSON.parse(text)).toMatchObject({ scenario: { name: 'Contract' }, seed: 1 });
  },
  async 'report.pdf'() {
    const { name, base64 } = value(await call('report.pdf', { runId }));
    expect(name).toMatch(/\.pdf$/);
    expect(Buffer.from(base64, 'base64').subarray(0, 5).toString()).toBe('%PDF-');
  },
  async 'evidence.state'() {
    expect(value(await call('evidence.state', {}))).toMatchObject({ progress: null });
  },
  async 'evidence.write'() {
    const path = join(folder, 'studies', 'written.iovlab-evidence.zip');
    const id = await finishedRun(lab);
    const [progressed, finished] = [nextOf(lab, 'evidence.progress'), nextOf(lab, 'evidence.finished')];
    value(await call('evidence.write', { runId: id, path }));
    expect(await call('evidence.verify', { path, sample: 1 })).toMatchObject({ ok: false, code: 'refused' });
    await Promise.all([progressed, finished]);
    expect(value(await call('evidence.state', {}))).toEqual({
      kind: 'write',
      path,
      progress: null,
      outcome: { kind: 'written', simulations: SIMULATIONS },
      problem: '',
    });
    expect(await call('evidence.write', { runId: id, path })).toMatchObject({ ok: false, code: 'refused', path: 'path' });
    const again = nextOf(lab, 'evidence.finished');
    value(await call('evidence.write', { runId: id, path, overwrite: true }));
    await again;
  },
  async 'evidence.verify'() {
    const path = join(folder, 'study.iovlab-evidence.zip');
    const written = nextOf(lab, 'evidence.finished');
    value(await call('evidence.write', { runId: await finishedRun(lab), path }));
    await written;
    for (const [sample, simulatedAgain] of [
      [1, 1],
      [null, SIMULATIONS],
    ] as const) {
      const verified = nextOf(lab, 'evidence.finished');
      value(await call('evidence.verify', { path, sample }));
      await verified;
      expect(value(await call('evidence.state', {})).outcome).toMatchObject({
        kind: 'verified',
        verification: { verdict: 'identical', simulations: SIMULATIONS, simulatedAgain, findings: [] },
      });
    }
    const refused = nextOf(lab, 'evidence.finished');
    value(await call('evidence.verify', { path: join(folder, 'letter.iovlab'), sample: 1 }));
    await refused;
    expect(value(await call('evidence.state', {}))).toMatchObject({
      outcome: null,
      problem: expect.stringMatching(/^"letter\.iovlab" is no evidence archive, or is damaged/) as string,
    });
  },
  async 'evidence.cancel'() {
    const path = join(folder, 'cancelled.iovlab-evidence.zip');
    value(await call('evidence.write', { runId: await finishedRun(lab), path }));
    value(await call('evidence.cancel', {}));
    expect(value(await call('evidence.state', {}))).toMatchObject({
      progress: null,
      outcome: null,
      problem: 'Cancelled: nothing was written.',
    });
    expect(existsSync(path)).toBe(false);
  },
  async 'file.list'() {
    const listing = value(await call('file.list', { folder }));
    expect(listing.parent).toBe(join(folder, '..'));
    expect(listing.entries).toContainEqual({ name: 'studies', path: join(folder, 'studies'), kind: 'folder' });
    expect(listing.entries).toContainEqual({ name: 'study.iovlab', path: join(folder, 'study.iovlab'), kind: 'project' });
    expect(value(await call('file.list', {})).folder).not.toBe('');
  },
  async 'file.pick'() {
    expect(value(await call('file.pick', { mode: 'open' }))).toEqual({ path: join(folder, 'picked.iovlab') });
    expect(value(await call('file.pick', { mode: 'save', kind: 'evidence', suggestedName: 'study' }))).toEqual({ path: null });
  },
};

type BadCase = readonly [input: unknown, code: ErrorCode, path?: string];
type BadCases = { readonly [Name in EndpointName]: readonly BadCase[] };

/** Bad inputs of each endpoint, and how each is refused. Paths stand for places in the folder of the test. */
const badCases: BadCases = {
  'lab.describe': [
    [null, 'bad-input'],
    [{ verbose: true }, 'bad-input'],
  ],
  'lab.diagnostics': [[{ lines: 5 }, 'bad-input']],
  'scenario.check': [
    ['scenario', 'bad-input'],
    [{ scenario, also: 1 }, 'bad-input'],
  ],
  'scenario.bounds': [
    [{ scenario, also: 1 }, 'bad-input'],
    [{ scenario: { ...scenario, nic: { profile: '82598eb' } } }, 'bad-input', 'scenario.nic.profile'],
    [{ scenario: 'no scenario' }, 'bad-input', 'scenario'],
  ],
  'packet.trace': [
    [{ scenario, technique: 'sriov', settings: {}, replication: 0, wish: { quantile: 2 } }, 'bad-input'],
    [{ scenario, technique: 'gone', settings: {}, replication: 0, wish: { quantile: 0.5 } }, 'not-found'],
    [{ scenario: 'no scenario', technique: 'sriov', settings: {}, replication: 0, wish: { quantile: 0.5 } }, 'bad-input', 'scenario'],
  ],
  'scenario.examples': [[[], 'bad-input']],
  'capture.begin': [
    [{ name: '' }, 'bad-input', 'name'],
    [{}, 'bad-input', 'name'],
  ],
  'capture.append': [
    [{ captureId: 'none', base64: 'AAAA' }, 'not-found', 'captureId'],
    [{ captureId: 'none', base64: '?' }, 'bad-input', 'base64'],
  ],
  'capture.propose': [
    [{ captureId: 'none', options: {} }, 'not-found', 'captureId'],
    [{ captureId: 'none', options: { by: 'colour' } }, 'bad-input', 'options.by'],
    [{ captureId: 'none', options: { vms: 0 } }, 'bad-input', 'options.vms'],
  ],
  'lesson.list': [[{ also: 1 }, 'bad-input']],
  'lesson.keep': [[{ id: 'vf-limits', progress: { predictions: { vfs: 'many' }, runId: null } }, 'bad-input', 'progress.predictions.vfs']],
  'run.list': [
    [{ query: { limit: 101 } }, 'bad-input', 'query.limit'],
    [{ query: { runIds: [''] } }, 'bad-input', 'query.runIds.0'],
    [null, 'bad-input'],
  ],
  'run.start': [
    [{ scenario: { ...scenario, colour: 'red' } }, 'bad-input', 'scenario.colour'],
    [
      { scenario: { ...scenario, flows: [{ name: 'load', vms: 'vm', traffic: { kind: 'poisson', load: -1 } }] } },
      'bad-input',
      'scenario.flows.0.traffic.load',
    ],
    [{ scenario: { ...scenario, nic: { profile: '82598eb' } } }, 'bad-input', 'scenario.nic.profile'],
    [{ scenario: 'no scenario' }, 'bad-input', 'scenario'],
    [undefined, 'bad-input'],
  ],
  'run.resume': [
    [{ runId: 'no-such-run' }, 'not-found', 'runId'],
    [{}, 'bad-input', 'runId'],
  ],
  'run.cancel': [
    [{ runId: 'no-such-run' }, 'not-found', 'runId'],
    [{ runId: '' }, 'bad-input', 'runId'],
  ],
  'run.get': [
    [{ runId: 'no-such-run' }, 'not-found', 'runId'],
    [{ runId: 7 }, 'bad-input', 'runId'],
  ],
  'run.head': [
    [{ runId: 'no-such-run' }, 'not-found', 'runId'],
    [{}, 'bad-input', 'runId'],
  ],
  'run.follow': [
    [{ runId: 'no-such-run' }, 'not-found', 'runId'],
    [{}, 'bad-input', 'runId'],
  ],
  'run.points': [
    [{ runId: 'no-such-run' }, 'not-found', 'runId'],
    [{ runId: 'a', query: { limit: 5000 } }, 'bad-input', 'query.limit'],
    [{ runId: 'a', query: { order: { by: 'weather', descending: true } } }, 'bad-input', 'query.order'],
    [{ runId: 'a', query: { settings: { 'a"b': 1 } } }, 'bad-input', 'query.settings.a"b'],
  ],
  'run.wholePoints': [
    [{ runId: 'no-such-run', pointIds: [] }, 'not-found', 'runId'],
    [{ runId: 'a', pointIds: new Array(65).fill('sriov') }, 'bad-input', 'pointIds'],
  ],
  'run.delete': [
    [{ runId: 'no-such-run' }, 'not-found'],
    [{}, 'bad-input', 'runId'],
  ],
  'run.restore': [
    [{ runId: 'no-such-run' }, 'not-found', 'runId'],
    [{}, 'bad-input', 'runId'],
  ],
  'measured.restore': [
    [{ id: 'none' }, 'not-found', 'id'],
    [{}, 'bad-input', 'id'],
  ],
  'host.probe': [
    [{ recording: { format: 2 } }, 'bad-input', 'recording'],
    [{ recording: emptyTree('nothing'), adapter: 'eth0' }, 'unavailable'],
  ],
  'host.microProbe': [[{ repetitions: 0 }, 'bad-input', 'repetitions']],
  'measured.list': [[{ runId: 'x' }, 'bad-input']],
  'measured.columns': [
    [{ fileName: 'a.csv', base64: 'no base64!' }, 'bad-input', 'base64'],
    [{ fileName: 'a.csv', base64: 'b25l' }, 'bad-input', 'base64'],
  ],
  'measured.add': [
    [{ fileName: 'a.csv', base64: 'ZGVsaXZlcmVkUHBzCjEK', runId: null, columns: { x: { role: 'label' } } }, 'bad-input', 'base64'],
    [{ fileName: 'a.json', base64: 'e30=', runId: null }, 'bad-input', 'base64'],
    [{ fileName: 'a.csv', base64: 'no base64!', runId: null }, 'bad-input', 'base64'],
    [{ fileName: 'a.csv', base64: 'ZGVsaXZlcmVkUHBzCjEK', runId: 'no-such-run' }, 'not-found'],
  ],
  'measured.place': [
    [{ id: 'none', runId: null }, 'not-found', 'id'],
    [{ id: 'none', runId: 'no-such-run' }, 'not-found'],
  ],
  'measured.remove': [
    [{ id: 'none' }, 'not-found', 'id'],
    [{}, 'bad-input', 'id'],
  ],
  'guest.inspect': [[{ root: '/' }, 'bad-input']],
  'guest.plan': [[{ order: { ...GUEST_ORDER, tests: [] } }, 'bad-input']],
  'guest.state': [[null, 'bad-input']],
  'guest.start': [
    [{ order: GUEST_ORDER, minutes: 0 }, 'bad-input'],
    [{ order: { ...GUEST_ORDER, cpus: '0; reboot' }, minutes: 1 }, 'bad-input'],
  ],
  'guest.cancel': [[{ force: true }, 'bad-input']],
  'calibration.state': [[{ runId: 'x' }, 'bad-input']],
  'calibration.start': [
    [{ runId: 'no-such-run', measurementId: 'none', parameters: ['vm.exit'] }, 'not-found', 'runId'],
    [{ runId: 'RUN', measurementId: 'none', parameters: ['vm.exit'] }, 'not-found', 'measurementId'],
    [{ runId: 'RUN', measurementId: 'none', parameters: [] }, 'bad-input', 'parameters'],
  ],
  'calibration.cancel': [[null, 'bad-input']],
  'study.state': [[{ runId: 'x' }, 'bad-input']],
  'study.start': [
    [{ kind: 'costs', runId: 'no-such-run', pointIds: ['sriov'] }, 'not-found', 'runId'],
    [{ kind: 'fortune', runId: 'no-such-run', pointIds: ['sriov'] }, 'bad-input', 'kind'],
    [{ kind: 'costs', runId: 'no-such-run', pointIds: [] }, 'bad-input', 'pointIds'],
    [{ kind: 'costs', runId: 'no-such-run' }, 'bad-input', 'pointIds'],
  ],
  'study.cancel': [[null, 'bad-input']],
  'validation.state': [[{ id: 'x' }, 'bad-input']],
  'validation.start': [[{ only: ['x'] }, 'bad-input']],
  'validation.cancel': [[null, 'bad-input']],
  'project.state': [[{ path: '/' }, 'bad-input']],
  'project.writeAgain': [[7, 'bad-input']],
  'project.create': [[7, 'bad-input']],
  'project.open': [
    [{ path: 'FOLDER/absent.iovlab' }, 'not-found'],
    [{ path: 'FOLDER/damaged.iovlab' }, 'damaged'],
    [{ path: 'FOLDER/letter.iovlab' }, 'refused'],
    [{ path: 'FOLDER' }, 'refused'],
    [{ path: 'study.iovlab' }, 'bad-input', 'path'],
    [{ path: '' }, 'bad-input', 'path'],
  ],
  'project.compare': [
    [{ path: 'FOLDER/absent.iovlab' }, 'not-found'],
    [{ path: 'study.iovlab' }, 'bad-input', 'path'],
    [{ path: 'FOLDER/study.iovlab' }, 'refused', 'path'],
  ],
  'project.merge': [
    [{ path: 'FOLDER/letter.iovlab' }, 'refused'],
    [{}, 'bad-input', 'path'],
  ],
  'project.salvage': [
    [{ path: 'FOLDER/absent.iovlab' }, 'not-found'],
    [{ path: 'FOLDER/letter.iovlab' }, 'refused'],
    [{ path: 'damaged.iovlab' }, 'bad-input', 'path'],
  ],
  'project.saveAs': [
    [{ path: 'FOLDER/letter.iovlab' }, 'refused'],
    [{ path: 'FOLDER/absent/copy.iovlab' }, 'not-found'],
    [{ path: 'copy.iovlab' }, 'bad-input', 'path'],
    [{ path: 'x'.repeat(5000) }, 'bad-input', 'path'],
    [{ path: 'FOLDER/copy.iovlab', overwrite: 'yes' }, 'bad-input', 'overwrite'],
  ],
  'project.saveDraft': [[{ draft: {} }, 'bad-input']],
  'project.recent': [[{ count: 3 }, 'bad-input']],
  'report.charts': [[{ runId: 'no-such-run' }, 'not-found', 'runId']],
  'report.csv': [[{ runId: 'no-such-run' }, 'not-found', 'runId']],
  'report.parquet': [[{ runId: 'no-such-run' }, 'not-found', 'runId']],
  'report.sqlite': [[{ runId: 'no-such-run' }, 'not-found', 'runId']],
  'report.json': [[{ runId: 'no-such-run' }, 'not-found', 'runId']],
  'report.pdf': [[{ runId: 'no-such-run' }, 'not-found', 'runId']],
  'evidence.state': [[{ runId: 'x' }, 'bad-input']],
  'evidence.write': [
    [{ runId: 'no-such-run', path: 'FOLDER/x.iovlab-evidence.zip' }, 'not-found', 'runId'],
    [{ runId: 'RUN', path: 'x.iovlab-evidence.zip' }, 'bad-input', 'path'],
    [{ runId: 'RUN', path: 'FOLDER/x.zip' }, 'bad-input', 'path'],
  ],
  'evidence.verify': [
    [{ path: 'x.iovlab-evidence.zip', sample: 1 }, 'bad-input', 'path'],
    [{ path: 'FOLDER/x.iovlab-evidence.zip', sample: -1 }, 'bad-input', 'sample'],
    [{ path: 'FOLDER/x.iovlab-evidence.zip' }, 'bad-input', 'sample'],
  ],
  'evidence.cancel': [[null, 'bad-input']],
  'file.list': [
    [{ folder: 'FOLDER/absent' }, 'not-found', 'folder'],
    [{ folder: 'FOLDER/study.iovlab' }, 'refused', 'folder'],
    [{ folder: 'studies' }, 'bad-input', 'folder'],
    [{ folder: 3 }, 'bad-input', 'folder'],
  ],
  'file.pick': [
    [{ mode: 'delete' }, 'bad-input', 'mode'],
    [{ mode: 'open', kind: 'letter' }, 'bad-input', 'kind'],
    [{}, 'bad-input', 'mode'],
  ],
};

function inFolder(input: unknown): unknown {
  if (typeof input !== 'object' || input === null || Array.isArray(input)) return input;
  return Object.fromEntries(
    Object.entries(input).map(([key, part]: [string, unknown]) => [
      key,
      typeof part === 'string' ? part.replace(/^FOLDER/, folder).replace(/^RUN$/, runId) : part,
    ]),
  );
}

describe.each(Object.keys(endpoints) as EndpointName[])('%s', (name) => {
  it('does what it is for', () => goodCases[name]());

  it('refuses bad input in words, with the place', async () => {
    expect(badCases[name].length).toBeGreaterThan(0);
    const before = value(await call('project.state', {}));
    for (const [input, code, path] of badCases[name]) {
      const reply = await dispatch(lab.handlers, name, inFolder(input), never);
      expect(reply, JSON.stringify(input)).toMatchObject({ ok: false, code, ...(path === undefined ? {} : { path }) });
      if (!reply.ok) expect(reply.message).toMatch(/^\S.{10,}[.?]$/s);
    }
    expect(value(await call('project.state', {}))).toEqual(before);
  });
});

describe('dispatch', () => {
  it.each(['', 'run', 'run.explode', '__proto__', 'constructor', 'toString', 'hasOwnProperty', 'RUN.START'])(
    'knows no endpoint "%s"',
    async (name) => {
      expect(await dispatch(lab.handlers, name, {}, never)).toMatchObject({ ok: false, code: 'unknown-endpoint' });
    },
  );
});
