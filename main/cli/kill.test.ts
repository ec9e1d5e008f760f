/**
 * Kills the lab at random moments of runs and edits, as a shell and as a served page, and opens the project again each time. Some kills in every run of the
 * tests, 200 in `npm run test:kill`.
 */
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { runResultSchema, type RunResult } from '../../shared/result/schema.ts';
import type { ScenarioInput } from '../../shared/scenario/schema.ts';
import { readRecordedRun } from '../lab/recorded-run.ts';
import { keptSimulations } from './kept-simulations.fixture.ts';
import { lab, startLab, startServing } from './lab-process.fixture.ts';
import { connectPage, type PageConnection } from './page-connection.fixture.ts';
import { temporaryFolder } from './temporary-folder.fixture.ts';

const KILLS = Number(process.env['IOVLAB_KILLS'] ?? 10);
const SEED = Number(process.env['IOVLAB_KILL_SEED'] ?? 1);
/** In the long run, the lab gets further before it is killed: more campaigns come to their end. */
const PATIENCE = process.env['IOVLAB_KILLS'] === undefined ? 1 : 4;
/** The shell is killed within this time from its start, or from the moment when the file of a new project appears. */
const LONGEST_SHELL_MS = 2500 * PATIENCE;
/** A served lab is killed shortly after it has answered at most so many edits. */
const MOST_EDITS = 24 * PATIENCE;

/** When the lab is killed, as a part of the longest time or of the most edits: evenly spread, not more often at the ends. */
const moment = fc.record({
  inShell: fc.boolean(),
  part: fc.noBias(fc.integer({ min: 0, max: 1000 })).map((thousandths) => thousandths / 1000),
});

const scenario = {
  name: 'Campaign',
  vms: [{ name: 'vm', count: 2 }],
  flows: [{ name: 'load', vms: 'vm', traffic: { kind: 'poisson', load: 40 } }],
  techniques: [{ name: 'sriov' }, { name: 'vhost-net' }],
  method: { kind: 'sweep', sweep: [{ path: 'flows.0.traffic.load', values: [20, 60, 90] }], durationMs: 10, replications: 6 },
} satisfies ScenarioInput;

/** A project, and what the lab has told of it: that must be in the file whatever happens afterwards. */
interface Campaign {
  readonly project: string;
  /** Number of the last edit that was sent, and of the last one that was acknowledged. */
  sentEdit: number;
  savedEdit: number;
  run: string | null;
  runDone: boolean;
  /** Replications of each point that the lab has given. */
  readonly points: Map<string, number>;
  /** Kept simulations that a reader has seen. */
  simulations: number;
}

const told = { kills: 0, shellKills: 0, edits: 0, points: 0, simulations: 0, campaigns: 0 };

it('loses nothing that it has told when it is killed, leaves a sound file, and goes on to the same numbers bit for bit', async () => {
  const folder = temporaryFolder();
  const file = join(folder, 'campaign.json');
  writeFileSync(file, JSON.stringify(scenario));
  const reference = runResultSchema.parse(JSON.parse((await lab('run', file, '--json')).stdout));
  const moments = fc.sample(moment, { seed: SEED, numRuns: 2 * KILLS });

  let campaign = startCampaign(folder);
  let attempts = 0;
  while (told.kills < KILLS) {
    const { inShell, part } = moments[attempts++ % moments.length] ?? { inShell: true, part: 0.5 };
    if (inShell || !existsSync(campaign.project)) await killShell(campaign, file, part * LONGEST_SHELL_MS);
    else await killPage(campaign, folder, part);
    if (existsSync(campaign.project) && checkProject(campaign)) {
      expectSame(campaign, reference);
      campaign = startCampaign(folder);
    }
  }
  if (!existsSync(campaign.project) || !checkProject(campaign)) {
    const ended = await lab('run', ...shellArguments(campaign, file));
    expect({ status: ended.status, stderr: ended.stderr }).toMatchObject({ status: 0 });
    expect(checkProject(campaign)).toBe(true);
  }
  expectSame(campaign, reference);
  // A test that was told nothing has shown nothing.
  expect(Math.min(told.edits, told.simulations)).toBeGreaterThan(0);
  process.stdout.write(
    `${Object.entries(told)
      .map(([what, count]) => `${what} ${count}`)
      .join(', ')}; nothing lost.\n`,
  );
});

function startCampaign(folder: string): Campaign {
  const project = join(folder, `campaign-${told.campaigns++}.iovlab`);
  return { project, sentEdit: 0, savedEdit: 0, run: null, runDone: false, points: new Map(), simulations: 0 };
}

function shellArguments({ project }: Campaign, file: string): string[] {
  return [...(hasRun(project) ? ['--resume'] : [file]), '--json', '--project', project];
}

function hasRun(project: string): boolean {
  return existsSync(project) && readRecordedRun(project).ok;
}

async function killShell(campaign: Campaign, file: string, afterMs: number): Promise<void> {
  const run = startLab(['run', ...shellArguments(campaign, file)]);
  while (!existsSync(campaign.project)) await waitMs(5);
  const killed = await Promise.race([run.ended.then(() => false), waitMs(afterMs).then(() => true)]);
  if (killed) {
    noteSimulations(campaign, keptSimulations(campaign.project));
    run.kill();
    told.kills++;
    told.shellKills++;
  }
  const { status, stderr } = await run.ended;
  expect({ status, stderr }).toMatchObject({ status: killed && status !== 0 ? null : 0 });
  if (status === 0) campaign.runDone = true;
}

async function killPage(campaign: Campaign, folder: string, part: number): Promise<void> {
  const served = startServing(campaign.project, folder);
  const page = await connectPage(await served.printing(/^http:\S+/m));
  const edits = Math.floor(part * MOST_EDITS);
  const kill = (): void => void setTimeout(() => served.kill(), (part * 1000) % 100);
  if (edits === 0) kill();
  await Promise.all([work(campaign, page, edits, kill), page.closed]);
  await served.ended;
  told.kills++;
  if (campaign.run !== null && page.done.has(campaign.run)) campaign.runDone = true;
}

/** Runs, edits and reads until the connection is lost; kills after so many edits. */
async function work(campaign: Campaign, page: PageConnection, edits: number, kill: () => void): Promise<void> {
  let left = edits;
  const state = await page.call('project.state', {});
  if (!state) return;
  const run = state.newestRuns[0];
  if (!run) campaign.run = (await page.call('run.start', { scenario }))?.runId ?? null;
  else {
    campaign.run = run.runId;
    if (run.status !== 'done' && !(await page.call('run.resume', { runId: run.runId }))) return;
  }
  for (;;) {
    campaign.sentEdit++;
    if (!(await page.call('project.saveDraft', { scenario: { ...scenario, edit: campaign.sentEdit } }))) return;
    campaign.savedEdit = campaign.sentEdit;
    told.edits++;
    if (--left === 0) kill();
    if (campaign.sentEdit % 2 !== 0 || campaign.run === null) continue;
    const read = await page.call('run.get', { runId: campaign.run });
    if (!read) return;
    for (const point of read.result.points) campaign.points.set(point.id, point.replications);
    told.points += read.result.points.length;
  }
}

/** Opens the project as the next start does, which looks at every digest, and holds it to what was told. Returns whether its run is done. */
function checkProject(campaign: Campaign): boolean {
  const { integrity, edit, simulations } = contentOf(campaign.project);
  expect(integrity).toEqual(['ok']);
  expect(edit).toBeGreaterThanOrEqual(campaign.savedEdit);
  expect(edit).toBeLessThanOrEqual(campaign.sentEdit);
  expect(simulations).toBeGreaterThanOrEqual(campaign.simulations);
  noteSimulations(campaign, simulations);

  const recorded = readRecordedRun(campaign.project);
  if (!recorded.ok) {
    if (recorded.code !== 'not-found') throw new Error(recorded.message);
    expect(campaign).toMatchObject({ run: null, runDone: false });
    return false;
  }
  const { summary, result, runs } = recorded.value;
  expect(runs).toHaveLength(1);
  if (campaign.run !== null) expect(summary.runId).toBe(campaign.run);
  if (campaign.runDone) expect(summary.status).toBe('done');
  const replications = new Map(result.points.map((point) => [point.id, point.replications]));
  for (const [id, known] of campaign.points) expect(replications.get(id) ?? 0).toBeGreaterThanOrEqual(known);
  return summary.status === 'done';
}

function noteSimulations(campaign: Campaign, seen: number): void {
  told.simulations += Math.max(0, seen - campaign.simulations);
  campaign.simulations = Math.max(campaign.simulations, seen);
}

function expectSame({ project }: Campaign, reference: RunResult): void {
  const recorded = readRecordedRun(project);
  if (!recorded.ok) throw new Error(recorded.message);
  expect(recorded.value.result).toStrictEqual(reference);
}

/** Also undoes, as any opening does, a change that was cut off in the middle. */
function contentOf(path: string): { readonly integrity: string[]; readonly edit: number; readonly simulations: number } {
  const database = new DatabaseSync(path);
  try {
    const integrity = database.prepare('PRAGMA integrity_check').all();
    // The process may have ended before it had made the tables: the next opening does.
    const tables = database.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'simulations'").get() !== undefined;
    const edit = tables ? database.prepare("SELECT coalesce(json ->> '$.edit', 0) AS edit FROM draft").get() : undefined;
    const simulations = tables ? database.prepare('SELECT count(*) AS count FROM simulations').get() : undefined;
    return {
      integrity: integrity.map((row) => String(row['integrity_check'])),
      edit: Number(edit?.['edit'] ?? 0),
      simulations: Number(simulations?.['count'] ?? 0),
    };
  } finally {
    database.close();
  }
}

function waitMs(duration: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, duration));
}
