/** A lab over its life: runs that are cut off, projects that change under them, and what is left afterwards. */
import { existsSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ProjectState, RunSummary, TopicName, TopicPayload } from '../../shared/contract/endpoints.ts';
import type { Reply } from '../../shared/contract/reply.ts';
import { shortMeasuring } from '../../shared/testbed/guest-measuring.fixture.ts';
import type { ScenarioInput } from '../../shared/scenario/schema.ts';
import { createProject } from '../project/open-project.ts';
import { addRun, alterEvery, must, points } from '../project/project.fixture.ts';
import { createLab, type Lab, type LabOptions } from './lab.ts';
import { WHOLE_CHECK_UP_TO } from './open-project.ts';

const short = {
  name: 'Short',
  vms: [{ name: 'vm' }],
  flows: [{ name: 'load', vms: 'vm', traffic: { kind: 'constant', load: 10 } }],
  techniques: [{ name: 'native' }, { name: 'sriov' }],
  method: { durationMs: 1, replications: 2, confirmBottleneck: false },
} satisfies ScenarioInput;
const endless = { ...short, name: 'Endless', method: { ...short.method, replications: 1000 } } satisfies ScenarioInput;

let folder: string;
const labs: Lab[] = [];
const never = new AbortController().signal;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'iovlab-lab-'));
});
afterEach(async () => {
  await Promise.all(labs.splice(0).map((lab) => lab.close()));
  rmSync(folder, { recursive: true });
});

function openLab(options: Partial<LabOptions> = {}): Lab {
  const lab = createLab({ kind: 'browser', dataFolder: join(folder, 'data'), workers: 2, ...options });
  labs.push(lab);
  return lab;
}

function value<Value>(reply: Reply<Value>): Value {
  if (!reply.ok) throw new Error(`${reply.code}: ${reply.message}`);
  return reply.value;
}

/** The next payload of a topic that fits. */
function next<Name extends TopicName>(
  lab: Lab,
  name: Name,
  fits: (payload: TopicPayload<Name>) => boolean = () => true,
): Promise<TopicPayload<Name>> {
  return new Promise((resolve) => {
    const end = lab.subscribe((topic, payload) => {
      // The name decides the type of the payload.
      const own = payload as unknown as TopicPayload<Name>;
      if (topic !== (name as TopicName) || !fits(own)) return;
      end();
      resolve(own);
    });
  });
}

async function start(lab: Lab, scenario: ScenarioInput): Promise<string> {
  return value(await lab.handlers['run.start']({ scenario }, never)).runId;
}

async function finished(lab: Lab, scenario: ScenarioInput): Promise<RunSummary> {
  const end = next(lab, 'run.finished');
  await start(lab, scenario);
  return (await end).summary;
}

/** A run that goes on, with both of its points begun. */
async function running(lab: Lab): Promise<string> {
  const begun = next(lab, 'run.progress', ({ done }) => done >= 4);
  const runId = await start(lab, endless);
  await begun;
  return runId;
}

const open = (lab: Lab, path: string) => lab.handlers['project.open']({ path }, never);
const saveAs = (lab: Lab, path: string) => lab.handlers['project.saveAs']({ path, overwrite: false }, never);
const stateOf = async (lab: Lab): Promise<ProjectState> => value(await lab.handlers['project.state']({}, never));

describe('a run', () => {
  it('is followed by progress, its end and the changed project', async () => {
    const lab = openLab();
    const told: string[] = [];
    lab.subscribe((topic) => void told.push(topic));
    const changed = next(lab, 'project.changed', ({ newestRuns }) => newestRuns[0]?.status === 'done');
    const summary = await finished(lab, short);
    await changed;
    expect(summary).toMatchObject({ status: 'done', message: '', points: 2 });
    expect(told[0]).toBe('project.changed');
    expect(told.filter((topic) => topic === 'run.progress').length).toBeGreaterThan(0);
    expect(told.slice(-2)).toEqual(['run.finished', 'project.changed']);
  });

  it('is in the project while it goes on, with the points known so far', async () => {
    const lab = openLab();
    const runId = await running(lab);
    const { summary, result } = value(await lab.handlers['run.get']({ runId }, never));
    expect(summary.status).toBe('running');
    expect(result.points.length).toBeGreaterThan(0);
    expect(result.complete).toBe(false);
  });

  it('tells of its progress at most ten times a second', async () => {
    const lab = openLab();
    const times: number[] = [];
    lab.subscribe((topic) => void (topic === 'run.progress' && times.push(performance.now())));
    await running(lab);
    await next(lab, 'run.progress', ({ done }) => done >= 40);
    const elapsedMs = (times.at(-1) ?? 0) - (times[0] ?? 0);
    // Counted, not gap by gap: writing the points may take longer at one time than at the next.
    expect(times.length).toBeLessThanOrEqual(2 + elapsedMs / 100);
  });

  it('is the only one: a second is refused, and so is deleting it', async () => {
    const lab = openLab();
    const runId = await running(lab);
    expect(await lab.handlers['run.start']({ scenario: short }, never)).toMatchObject({ ok: false, code: 'refused' });
    expect(await lab.handlers['run.delete']({ runId }, never)).toMatchObject({ ok: false, code: 'refused' });
    expect(lab.running).toBe(true);
  });

  it('is not started, resumed, studied or verified while guests are measured, and is afterwards', async () => {
    const lab = openLab({
      measureGuests: (_order, { signal }) =>
        new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason as Error))),
    });
    const runId = await running(lab);
    value(await lab.handlers['run.cancel']({ runId }, never));
    value(await lab.handlers['guest.start']({ order: shortMeasuring, minutes: 5 }, never));
    const { points } = value(await lab.handlers['run.get']({ runId }, never)).result;
    const refused = await Promise.all([
      lab.handlers['run.start']({ scenario: short }, never),
      lab.handlers['run.resume']({ runId }, never),
      lab.handlers['study.start']({ kind: 'what-next', runId, pointIds: points.map(({ id }) => id) }, never),
      lab.handlers['validation.start']({}, never),
      lab.handlers['evidence.verify']({ path: join(folder, 'any.tar.gz'), sample: null }, never),
    ]);
    for (const reply of refused)
      expect(reply).toMatchObject({ ok: false, code: 'refused', message: expect.stringMatching(/^Guests are being measured/) as string });
    value(await lab.handlers['guest.cancel']({}, never));
    const end = next(lab, 'run.finished');
    value(await lab.handlers['run.resume']({ runId }, never));
    value(await lab.handlers['run.cancel']({ runId }, never));
    expect((await end).summary.runId).toBe(runId);
  });

  it('keeps its points when it is cancelled, and cancelling again changes nothing', async () => {
    const lab = openLab();
    const runId = await running(lab);
    value(await lab.handlers['run.cancel']({ runId }, never));
    value(await lab.handlers['run.cancel']({ runId }, never));
    const { summary, result } = value(await lab.handlers['run.get']({ runId }, never));
    expect(summary).toMatchObject({ status: 'cancelled', points: 2 });
    expect(result.points.every(({ replications }) => replications > 0)).toBe(true);
    expect(await finished(lab, short)).toMatchObject({ status: 'done' });
  });

  it('fails with a reason when a worker dies, and the lab lives on', async () => {
    const worker = join(folder, 'dying-worker.mjs');
    writeFileSync(worker, `export default function () { throw new Error('the worker has had enough'); }`);
    const lab = openLab({ workerFile: pathToFileURL(worker) });
    const summary = await finished(lab, short);
    expect(summary.status).toBe('failed');
    expect(summary.message).toMatch(/^4 simulations failed: the worker has had enough\./);
    expect((await stateOf(lab)).newestRuns).toHaveLength(1);
  });

  it('is refused in a project that another lab has open, with the remedy', async () => {
    const first = openLab();
    const path = join(folder, 'shared.iovlab');
    value(await saveAs(first, path));
    const second = openLab();
    const state = value(await open(second, path));
    expect(state.readOnly).toBe(true);
    expect(state.readOnlyReason).not.toBe('');
    const refused = await second.handlers['run.start']({ scenario: short }, never);
    expect(refused).toMatchObject({ ok: false, code: 'read-only' });
    if (!refused.ok) expect(refused.message).toContain('Save it under another name');
    value(await saveAs(second, join(folder, 'own.iovlab')));
    expect(await finished(second, short)).toMatchObject({ status: 'done' });
  });
});

describe('a project whose file is taken away', () => {
  async function takenAway() {
    const lab = openLab();
    const path = join(folder, 'study.iovlab');
    value(await saveAs(lab, path));
    const runId = await running(lab);
    renameSync(path, `${path}.away`);
    const { summary } = await next(lab, 'run.finished');
    expect(summary).toMatchObject({
      runId,
      status: 'failed',
      message: expect.stringContaining('Put the file back, or save a copy elsewhere.') as string,
    });
    expect(await lab.handlers['project.saveDraft']({ scenario: 'newest' }, never)).toMatchObject({ ok: false, code: 'failed' });
    return { lab, path, runId };
  }

  it('stops the run, says so, and loses nothing to a copy elsewhere, in which it can be resumed', async () => {
    const { lab, path, runId } = await takenAway();
    expect(await stateOf(lab)).toMatchObject({
      unwritten: expect.stringContaining('"study.iovlab" is not where it was') as string,
      draft: 'newest',
      newestRuns: [{ runId, status: 'failed' }],
    });
    const copy = join(folder, 'copy.iovlab');
    expect(value(await saveAs(lab, copy))).toMatchObject({
      path: copy,
      unwritten: '',
      draft: 'newest',
      newestRuns: [{ runId, status: 'failed' }],
    });
    expect(existsSync(path)).toBe(false);
    const goesOn = next(lab, 'run.progress', ({ reused }) => reused >= 4);
    value(await lab.handlers['run.resume']({ runId }, never));
    await goesOn;
  });

  it('is as it was when the file is back', async () => {
    const { lab, path } = await takenAway();
    expect(await lab.handlers['project.writeAgain']({}, never)).toMatchObject({ ok: false, code: 'failed' });
    renameSync(`${path}.away`, path);
    expect(value(await lab.handlers['project.writeAgain']({}, never))).toMatchObject({ unwritten: '', draft: 'newest' });
  });

  it('is kept among the untitled ones when another is opened', async () => {
    const { lab } = await takenAway();
    value(await lab.handlers['project.create']({}, never));
    const { recovered } = value(await lab.handlers['project.recent']({}, never));
    expect(recovered).toHaveLength(1);
    expect(value(await open(lab, recovered[0]?.path ?? ''))).toMatchObject({ draft: 'newest', newestRuns: [{ status: 'failed' }] });
  });
});

describe('changing the project under a run', () => {
  it.each(['create', 'open'] as const)('by %s ends the run and keeps its points', async (way) => {
    const lab = openLab();
    const path = join(folder, 'study.iovlab');
    value(await saveAs(lab, path));
    const other = openLab();
    value(await saveAs(other, join(folder, 'other.iovlab')));
    await other.close();

    const runId = await running(lab);
    value(await (way === 'create' ? lab.handlers['project.create']({}, never) : open(lab, join(folder, 'other.iovlab'))));
    expect(lab.running).toBe(false);
    expect((await stateOf(lab)).newestRuns).toEqual([]);
    value(await open(lab, path));
    const { summary } = value(await lab.handlers['run.get']({ runId }, never));
    expect(summary).toMatchObject({ status: 'cancelled', points: 2 });
  });

  it('by a failed opening leaves the run alone', async () => {
    const lab = openLab();
    await running(lab);
    expect(await open(lab, join(folder, 'absent.iovlab'))).toMatchObject({ ok: false, code: 'not-found' });
    expect(lab.running).toBe(true);
  });

  it('by saving it under a name lets the run go on in the copy, to its end', async () => {
    const lab = openLab();
    const longer = { ...short, method: { ...short.method, replications: 60 } } satisfies ScenarioInput;
    const end = next(lab, 'run.finished');
    const begun = next(lab, 'run.progress', ({ done }) => done > 0);
    const runId = await start(lab, longer);
    await begun;
    const path = join(folder, 'named.iovlab');
    const saved = value(await saveAs(lab, path));
    expect(saved).toMatchObject({ path, newestRuns: [{ runId, status: 'running' }] });
    expect((await end).summary).toMatchObject({ status: 'done', points: 2, message: '' });
    const { result } = value(await lab.handlers['run.get']({ runId }, never));
    expect(result.complete).toBe(true);
    expect(result.points.map(({ technique, replications }) => [technique, replications])).toEqual([
      ['native', 60],
      ['sriov', 60],
    ]);
    expect(readdirSync(join(folder, 'data', 'untitled'))).toEqual([]);
  });
});

describe('closing the lab', () => {
  it('ends a run and keeps its points; the untitled project is offered at the next start', async () => {
    const lab = openLab();
    const runId = await running(lab);
    await lab.close();
    await lab.close();

    const later = openLab();
    const { recovered } = value(await later.handlers['project.recent']({}, never));
    expect(recovered).toHaveLength(1);
    const state = value(await later.openPath(recovered[0]?.path ?? ''));
    expect(state).toMatchObject({ path: null, newestRuns: [{ runId, status: 'cancelled', points: 2 }] });
  });

  it('leaves nothing of an untitled project that nothing was put in', async () => {
    const lab = openLab();
    await lab.close();
    expect(readdirSync(join(folder, 'data', 'untitled'))).toEqual([]);
  });
});

describe('the identity of the project', () => {
  it('stays when it is saved under a name, and is another for another project, untitled or not', async () => {
    const lab = openLab();
    const { projectId } = await stateOf(lab);
    expect(value(await saveAs(lab, join(folder, 'named.iovlab'))).projectId).toBe(projectId);
    const created = value(await lab.handlers['project.create']({}, never)).projectId;
    expect(created).not.toBe(projectId);
    expect(value(await lab.handlers['project.create']({}, never)).projectId).not.toBe(created);
  });
});

describe('opening a path from outside the page', () => {
  it('takes it relative to the working folder', async () => {
    const lab = openLab();
    const path = join(folder, 'study.iovlab');
    value(await saveAs(lab, path));
    value(await lab.handlers['project.create']({}, never));
    expect(value(await lab.openPath(relative(process.cwd(), path)))).toMatchObject({ path, title: 'study' });
  });
});

describe('the estimate', () => {
  it('is measured: twice the time and three times the replications are six times the frames and as many more seconds', async () => {
    const lab = openLab();
    const check = async (durationMs: number, replications: number) => {
      const scenario = { ...short, method: { ...short.method, durationMs, replications } };
      const { estimate } = value(await lab.handlers['scenario.check']({ scenario }, never));
      if (!estimate) throw new Error('There is no estimate.');
      return estimate;
    };
    const [one, six, sixty] = [await check(10, 2), await check(20, 6), await check(200, 6)];
    expect(six.frames / one.frames).toBeCloseTo(6, 5);
    // The start of the workers is the same in each.
    expect((sixty.seconds - one.seconds) / (six.seconds - one.seconds)).toBeCloseTo(59 / 5, 1);
  });

  it('knows the frames of an open loop from its rate', async () => {
    const lab = openLab();
    const traffic = { kind: 'poisson', load: 100_000, loadUnit: 'packets-per-second', loadScope: 'each-vm' } as const;
    const scenario = { ...short, vms: [{ name: 'vm', count: 3 }], flows: [{ name: 'load', vms: 'vm', traffic }] };
    const { estimate } = value(await lab.handlers['scenario.check']({ scenario }, never));
    // 100,000 frames/s x 3 VMs x 1 ms x 2 techniques x 2 replications
    expect(estimate?.frames).toBeCloseTo(1200, 6);
  });

  it('is left out while a run keeps the workers busy, and never for a scenario that cannot run', async () => {
    const lab = openLab();
    const runId = await running(lab);
    expect(value(await lab.handlers['scenario.check']({ scenario: short }, never))).toMatchObject({ problems: [], estimate: null });
    value(await lab.handlers['run.cancel']({ runId }, never));
    const broken = value(await lab.handlers['scenario.check']({ scenario: { ...short, vms: [] } }, never));
    expect(broken).toMatchObject({ scenario: null, estimate: null });
    expect(broken.problems[0]?.path).toBe('vms');
  });
});

describe('a data folder that cannot be used', () => {
  it('is named in words', () => {
    writeFileSync(join(folder, 'file'), '');
    expect(() => createLab({ kind: 'browser', dataFolder: join(folder, 'file', 'data') })).toThrow(
      /The data folder ".*" cannot be used: .+\. Name another one/s,
    );
  });

  it('opens at once when it is large, and is not written any more when damage is found in the background', async () => {
    const path = join(folder, 'large.iovlab');
    const before = must(createProject(path));
    addRun(before, 'run-1', points(3));
    // The room of a long draft stays in the file when a short one takes its place.
    must(before.writeDraft('x'.repeat(WHOLE_CHECK_UP_TO)));
    must(before.writeDraft({ name: 'kept' }));
    before.close();
    const bytes = readFileSync(path);
    alterEvery(bytes, '"mean":116106');
    writeFileSync(path, bytes);
    const lab = openLab();
    const found = next(lab, 'project.changed', ({ damaged }) => damaged);
    expect(value(await open(lab, path))).toMatchObject({ damaged: false, readOnly: false, draft: { name: 'kept' } });
    expect(await found).toMatchObject({
      damaged: true,
      readOnly: true,
      readOnlyReason: expect.stringMatching(/^It is damaged: a result was altered\./),
    });
    expect(await lab.handlers['project.saveDraft']({ scenario: {} }, never)).toMatchObject({ ok: false, code: 'read-only' });
    const salvaged = value(await lab.handlers['project.salvage']({ path }, never));
    expect(salvaged).toMatchObject({ runs: 1, points: 2, state: { damaged: false, readOnly: false } });
  });
});
