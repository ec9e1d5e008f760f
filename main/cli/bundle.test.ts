/** Bundles as a person uses them: made, run by their own scripts, interrupted, gathered. */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { appendFileSync, cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { runResultSchema } from '../../shared/result/schema.ts';
import type { ScenarioInput } from '../../shared/scenario/schema.ts';
import { readRecordedRun } from '../lab/recorded-run.ts';
import { lab } from './lab-process.fixture.ts';
import { temporaryFolder } from './temporary-folder.fixture.ts';

const scenario = {
  name: 'Campaign',
  vms: [{ name: 'vm', count: 2 }],
  flows: [{ name: 'load', vms: 'vm', traffic: { kind: 'poisson', load: 40 } }],
  techniques: [{ name: 'sriov' }, { name: 'vhost-net' }, { name: 'direct' }],
  method: { kind: 'sweep', sweep: [{ path: 'flows.0.traffic.load', values: [20, 90] }], durationMs: 10, replications: 3, costDraws: 2 },
} satisfies ScenarioInput;

interface Made {
  readonly file: string;
  readonly folder: string;
}

async function make(slices: number, method: object = {}): Promise<Made> {
  const place = temporaryFolder();
  const file = join(place, 'campaign.json');
  writeFileSync(file, JSON.stringify({ ...scenario, method: { ...scenario.method, ...method } }));
  const folder = join(place, 'bundle');
  const made = await lab('run', file, '--bundle', folder, '--slices', `${slices}`);
  expect(made.stderr).toContain(`Wrote ${folder}: `);
  expect([made.status, made.stdout]).toEqual([0, '']);
  return { file, folder };
}

const manifestSchema = z.strictObject({
  apiVersion: z.literal('batch/v1'),
  kind: z.literal('Job'),
  metadata: z.object({ name: z.string().regex(/^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/) }),
  spec: z.strictObject({
    completionMode: z.literal('Indexed'),
    completions: z.int(),
    parallelism: z.int(),
    backoffLimitPerIndex: z.int(),
    template: z.object({
      spec: z.looseObject({
        // What backoffLimitPerIndex asks for.
        restartPolicy: z.literal('Never'),
        containers: z.tuple([
          z.looseObject({
            command: z.array(z.string()),
            workingDir: z.string(),
            volumeMounts: z.tuple([z.object({ name: z.string(), mountPath: z.string() })]),
          }),
        ]),
        volumes: z.tuple([z.object({ name: z.string() })]),
      }),
    }),
  }),
});

function manifestOf(folder: string) {
  return manifestSchema.parse(parse(readFileSync(join(folder, 'kubernetes.yaml'), 'utf8')));
}

/** As Slurm starts it, but for the copy. */
function slurmJob(folder: string, index: number) {
  return spawn('sh', [join(folder, 'slurm.sh')], { cwd: dirname(folder), env: { ...process.env, SLURM_ARRAY_TASK_ID: `${index}` } });
}

async function runSlurmJob(folder: string, index: number): Promise<{ readonly status: number; readonly said: string }> {
  const job = slurmJob(folder, index);
  let said = '';
  for (const stream of [job.stdout, job.stderr]) stream.setEncoding('utf8').on('data', (text: string) => (said += text));
  const [status] = (await once(job, 'close')) as [number];
  return { status, said };
}

function runKubernetesPod(folder: string, index: number) {
  const [{ command }] = manifestOf(folder).spec.template.spec.containers;
  const [program = '', ...arguments_] = command;
  return spawnSync(program, arguments_, { cwd: folder, encoding: 'utf8', env: { ...process.env, JOB_COMPLETION_INDEX: `${index}` } });
}

function recordsOf(folder: string): string[] {
  return readdirSync(join(folder, 'records'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.json'))
    .map((name) => join(folder, 'records', name))
    .sort();
}

describe('a bundle', () => {
  it('is run by its own scripts, killed in the middle and started again, and gives the result of a local run bit for bit', async () => {
    const { file, folder } = await make(3);
    expect((await runSlurmJob(folder, 0)).said).toMatch(/Slice 0 ended: \d+ simulated, 0 were done before, 0 failed\.\n$/);

    const killed = slurmJob(folder, 1);
    await once(killed.stdout, 'data');
    killed.kill('SIGKILL');
    await once(killed, 'close');
    const before = recordsOf(folder).length;
    const partial = await lab('collect', folder, '--json');
    expect(partial.status).toBe(1);
    expect(partial.stderr).toMatch(
      /The result is partial: \d+ simulations are there, at least \d+ are missing\. .*Start the jobs of the bundle again/,
    );
    expect(runResultSchema.parse(JSON.parse(partial.stdout)).complete).toBe(false);

    expect(runKubernetesPod(folder, 1)).toMatchObject({
      status: 0,
      stdout: expect.stringMatching(/[1-9]\d* were done before, 0 failed/) as string,
    });
    expect(runKubernetesPod(folder, 2)).toMatchObject({ status: 0, stderr: '' });
    expect(recordsOf(folder).length).toBeGreaterThan(before);
    const local = await lab('run', file, '--json');
    const collected = await lab('collect', folder, '--json');
    expect(collected.stdout).toBe(local.stdout);
    expect([collected.status, collected.stderr]).toEqual([0, '']);

    // All is there: no job has anything to do.
    expect((await runSlurmJob(folder, 0)).said).toMatch(/Slice 0 ended: 0 simulated/);
    const project = join(dirname(folder), 'study.iovlab');
    expect(await lab('collect', folder, '--project', project, '--csv')).toMatchObject({
      status: 0,
      stderr: `Wrote the run into ${project}.\n`,
    });
    const recorded = readRecordedRun(project);
    expect(recorded).toMatchObject({
      ok: true,
      value: { summary: { status: 'done', points: 6 }, result: JSON.parse(local.stdout) as object },
    });
  });

  it('has array jobs that are sound, and needs nothing of the checkout', async () => {
    const { folder } = await make(4, { durationMs: 1, replications: 1, costDraws: 0 });
    expect(spawnSync('sh', ['-n', join(folder, 'slurm.sh')])).toMatchObject({ status: 0 });
    const script = readFileSync(join(folder, 'slurm.sh'), 'utf8');
    expect(script).toContain('#SBATCH --array=0-3\n');
    expect(script.split('\n')[0]).toBe('#!/bin/sh');
    const { spec } = manifestOf(folder);
    expect([spec.completions, spec.parallelism]).toEqual([4, 4]);
    const { containers, volumes } = spec.template.spec;
    expect(containers[0].volumeMounts[0]).toEqual({ name: volumes[0].name, mountPath: containers[0].workingDir });
    const imports = [...readFileSync(join(folder, 'run-tasks.mjs'), 'utf8').matchAll(/^(?:import|export) .*from "(.*)";$/gm)];
    expect(imports.length).toBeGreaterThan(0);
    expect(imports.filter(([, name]) => !name?.startsWith('node:'))).toEqual([]);
  });

  it('shows what is there when most is missing, and leaves out points of which nothing is', async () => {
    const { folder } = await make(18, { durationMs: 1, costDraws: 0 });
    expect(await lab('collect', folder, '--json')).toMatchObject({
      status: 1,
      stderr: expect.stringContaining('0 simulations are there, at least 18 are missing. Points without any are left out: 6.') as string,
    });
    await runSlurmJob(folder, 0);
    const { status, stdout } = await lab('collect', folder, '--json');
    expect(status).toBe(1);
    expect(runResultSchema.parse(JSON.parse(stdout)).points.map(({ replications, remarks }) => [replications, remarks.at(-1)])).toEqual([
      [1, 'A simulation failed: it has no record in the bundle yet.'],
    ]);
  });

  it('gives the result of a local run for methods that search for loads too, whichever jobs have their trials', async () => {
    const { file, folder } = await make(3, {
      kind: 'mlrsearch',
      trials: { frameSizes: [64, 1518], minimumLoadPps: 100_000 },
      mlrSearch: { trialMs: 0.2, durationSumTrials: 3, widthPercent: 5 },
      sweep: [],
      durationMs: 1,
      replications: 2,
      costDraws: 0,
    });
    // The last first: no job may count on another one's records.
    for (const index of [2, 1, 0]) expect((await runSlurmJob(folder, index)).said).toMatch(/, 0 failed\.\n$/);
    const local = await lab('run', file, '--json');
    expect(runResultSchema.parse(JSON.parse(local.stdout)).points).toHaveLength(6);
    expect(await lab('collect', folder, '--json')).toEqual({ status: 0, stdout: local.stdout, stderr: '' });
  });

  it('is completed on this machine on request', async () => {
    const { file, folder } = await make(2, { durationMs: 1, costDraws: 0 });
    await runSlurmJob(folder, 1);
    const local = await lab('run', file, '--json');
    expect(await lab('collect', folder, '--json', '--simulate-missing')).toEqual({ status: 0, stdout: local.stdout, stderr: '' });
    expect((await lab('collect', folder, '--json')).stdout).toBe(local.stdout);
  });

  it('names records that are damaged or of something else, uses none of them, and has them made again', async () => {
    const { folder } = await make(1, { durationMs: 1, replications: 1, costDraws: 0, kind: 'fixed-load', sweep: [] });
    await runSlurmJob(folder, 0);
    const whole = await lab('collect', folder, '--json');
    const [cutOff = '', altered = ''] = recordsOf(folder);
    writeFileSync(cutOff, readFileSync(cutOff, 'utf8').slice(0, 2000));
    writeFileSync(altered, readFileSync(altered, 'utf8').replace(/"events":\d/, '"events":9'));
    const notes = join(folder, 'records', 'notes.txt');
    writeFileSync(notes, 'mine');
    const other = await make(1, { durationMs: 2, replications: 1, costDraws: 0, kind: 'fixed-load', sweep: [] });
    await runSlurmJob(other.folder, 0);
    const [foreign = ''] = recordsOf(other.folder);
    const copied = foreign.replace(other.folder, folder);
    mkdirSync(dirname(copied), { recursive: true });
    cpSync(foreign, copied);

    const { status, stderr } = await lab('collect', folder, '--json');
    expect(status).toBe(1);
    const said = stderr.trim().split('\n');
    expect(said).toContain(`${copied} was made for something else. It is not used; remove it.`);
    expect(said).toContain(`${notes} belongs to none of the simulations of this bundle. It is not used; remove it.`);
    expect(said.find((line) => line.startsWith(cutOff))).toMatch(/ is cut off, or is no record\. It is not used/);
    expect(said.find((line) => line.startsWith(altered))).toMatch(/ was altered: its digest is not that of its record\. It is not used/);

    for (const path of [copied, notes]) rmSync(path);
    expect((await runSlurmJob(folder, 0)).said).toContain('2 simulated');
    expect(await lab('collect', folder, '--json')).toEqual(whole);
  });

  it('is refused when it is none, not this one, or not of this version', async () => {
    const { file, folder } = await make(2, { durationMs: 1, replications: 1, costDraws: 0 });
    const refusal = async (...arguments_: string[]): Promise<string> => {
      const { status, stderr } = await lab(...arguments_);
      expect(status).toBe(2);
      return stderr;
    };
    expect(await refusal('run', file, '--bundle', folder)).toContain(`${folder} exists already and is not empty. Choose another folder`);
    expect(await refusal('run', file, '--bundle', `${folder}2`, '--json')).toContain('leave out --json');
    expect(existsSync(`${folder}2`)).toBe(false);
    expect(await refusal('collect', dirname(folder))).toContain('is no bundle: there is no bundle.json in it');
    expect(await runSlurmJob(folder, 2)).toEqual({
      status: 2,
      said: 'There is no slice 2: the bundle has 0 to 1. Start one job for each of them.\n',
    });
    const bundle = join(folder, 'bundle.json');
    const sound = readFileSync(bundle, 'utf8');
    writeFileSync(bundle, sound.replace(/"version": "[^"]*"/, '"version": "0.9.0-r1"'));
    expect(await refusal('collect', folder)).toMatch(/is of version 0\.9\.0-r1, this is .*Collect it with that version, or make it anew/);
    expect((await runSlurmJob(folder, 0)).said).toContain('The bundle is of version 0.9.0-r1');
    writeFileSync(bundle, sound.slice(0, 40));
    expect(await refusal('collect', folder)).toContain('bundle.json is damaged');
    writeFileSync(bundle, sound);
    const changed = join(folder, 'scenario.json');
    writeFileSync(changed, readFileSync(changed, 'utf8').replace('"Campaign"', '"Another"'));
    expect(await refusal('collect', folder)).toContain('is not the scenario that the bundle was made of');
    appendFileSync(join(folder, 'tasks.jsonl'), '{"key":');
    expect((await runSlurmJob(folder, 0)).said).toMatch(/^.*tasks\.jsonl: line \d+ is damaged/);
  });
});
