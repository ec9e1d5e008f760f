import { existsSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { runResultSchema, type RunResult } from '../../shared/result/schema.ts';
import type { ScenarioInput } from '../../shared/scenario/schema.ts';
import { readRecordedRun } from '../lab/recorded-run.ts';
import { keptSimulations } from './kept-simulations.fixture.ts';
import { lab, startLab } from './lab-process.fixture.ts';
import { temporaryFolder } from './temporary-folder.fixture.ts';

const scenario = {
  name: 'Campaign',
  vms: [{ name: 'vm', count: 2 }],
  flows: [{ name: 'load', vms: 'vm', traffic: { kind: 'poisson', load: 40 } }],
  techniques: [{ name: 'sriov' }, { name: 'vhost-net' }],
  method: { kind: 'sweep', sweep: [{ path: 'flows.0.traffic.load', values: [20, 60, 90] }], durationMs: 20, replications: 8 },
} satisfies ScenarioInput;
/** Points x replications; the bottleneck analysis has more. */
const SIMULATIONS = 6 * 8;

function write(changes: object = {}): { readonly file: string; readonly project: string } {
  const folder = temporaryFolder();
  const file = join(folder, 'campaign.json');
  writeFileSync(file, JSON.stringify({ ...scenario, method: { ...scenario.method, ...changes } }));
  return { file, project: join(folder, 'study.iovlab') };
}

async function untilKept(project: string, count: number): Promise<void> {
  while (keptSimulations(project) < count) await new Promise((resolve) => setTimeout(resolve, 20));
}

function resultOf(stdout: string): RunResult {
  return runResultSchema.parse(JSON.parse(stdout));
}

describe('a run whose project file is taken away', () => {
  it('ends with a copy of all that was simulated, which goes on with it to the same result bit for bit', async () => {
    const { file, project } = write();
    const run = startLab(['run', file, '--json', '--project', project, '--workers', '1']);
    await untilKept(project, 5);
    renameSync(project, `${project}.away`);
    const { status, stderr } = await run.ended;
    expect(status).toBe(1);
    expect(stderr).toContain('"study.iovlab" is not where it was');
    expect(stderr).not.toContain('Wrote the run into');
    const copy = /All of it is in (.*): go on/.exec(stderr)?.[1] ?? '';
    const inCopy = keptSimulations(copy);
    expect(inCopy).toBeGreaterThan(keptSimulations(`${project}.away`));

    const resumed = await lab('run', '--project', copy, '--resume', '--json');
    expect(resumed.stderr).toContain(`${inCopy} simulations were kept from before.`);
    expect(resultOf(resumed.stdout)).toStrictEqual(resultOf((await lab('run', file, '--json')).stdout));
  });
});

describe('a run whose process was killed', () => {
  it('is resumed with what was simulated by then, and gives the same result bit for bit', async () => {
    const { file, project } = write();
    const run = startLab(['run', file, '--json', '--project', project, '--workers', '1']);
    await untilKept(project, 5);
    run.kill();
    expect((await run.ended).stdout).toBe('');
    const kept = keptSimulations(project);
    expect(kept).toBeLessThan(SIMULATIONS);

    const resumed = await lab('run', '--project', project, '--resume', '--json', '--workers', '2');
    expect({ status: resumed.status, stderr: resumed.stderr }).toEqual({
      status: 0,
      stderr: `${kept} simulations were kept from before. Wrote the run into ${project}.\n`,
    });
    const uninterrupted = await lab('run', file, '--json', '--workers', '2');
    expect(resultOf(resumed.stdout)).toStrictEqual(resultOf(uninterrupted.stdout));
    const recorded = readRecordedRun(project);
    if (!recorded.ok) throw new Error(recorded.message);
    expect(recorded.value.runs).toHaveLength(1);
    expect(recorded.value.summary).toMatchObject({ status: 'done', message: '', points: 6 });
    expect(recorded.value.result).toStrictEqual(resultOf(uninterrupted.stdout));

    const again = await lab('run', '--project', project, '--resume');
    expect(again.status).toBe(2);
    expect(again.stderr).toContain('no run to resume');
  });
});

describe('a project that has simulated a scenario', () => {
  it('simulates only the replications that are added', async () => {
    const { file, project } = write({ durationMs: 2, replications: 3, confirmBottleneck: false });
    await lab('run', file, '--project', project);
    expect(keptSimulations(project)).toBe(6 * 3);
    const more = await lab('run', file, '--replications', '5', '--project', project, '--json');
    expect(more.stderr).toContain(`${6 * 3} simulations were kept from before.`);
    expect(keptSimulations(project)).toBe(6 * 5);
    const fresh = await lab('run', file, '--replications', '5', '--json');
    expect(resultOf(more.stdout)).toStrictEqual(resultOf(fresh.stdout));
  });

  it('says what cannot be resumed, and the remedy', async () => {
    const { file, project } = write({ durationMs: 1, replications: 1, confirmBottleneck: false });
    const refused = async (...arguments_: string[]): Promise<string> => {
      const { status, stderr, stdout } = await lab(...arguments_);
      expect([status, stdout]).toEqual([2, '']);
      return stderr;
    };
    expect(await refused('run', '--resume')).toContain('name it with --project FILE.iovlab');
    expect(await refused('run', '--resume', '--project', project)).toContain('There is no file');
    await lab('run', file, '--project', project);
    expect(await refused('run', file, '--resume', '--project', project)).toContain('takes the scenario of the run as it is');
    expect(await refused('run', '--resume', '--seed', '3', '--project', project)).toContain('leave out method.seed=3');
    const unknown = '00000000-0000-0000-0000-000000000000';
    expect(await refused('run', '--resume', unknown, '--project', project)).toContain(`no run "${unknown}"`);
    const recorded = readRecordedRun(project);
    const id = recorded.ok ? recorded.value.summary.runId : '';
    expect(await refused('run', '--resume', id, '--project', project)).toContain('is done: there is nothing to resume');
  });
});

describe('run --estimate', () => {
  it('tells points, simulations and time, and runs nothing', async () => {
    const { file, project } = write();
    const told = await lab('run', file, '--estimate');
    expect([told.status, told.stderr]).toEqual([0, '']);
    expect(told.stdout).toMatch(/^6 points, 48 simulations, about [\d,]+ frames: about \d+ s on this machine\.\n$/);
    const json = await lab('run', file, '--estimate', '--json', '--replications', '2');
    expect(JSON.parse(json.stdout)).toMatchObject({ points: 6, simulations: 12 });
    const refused = await lab('run', file, '--estimate', '--project', project);
    expect([refused.status, refused.stderr]).toEqual([2, '--estimate runs nothing: leave out --project.\n']);
    expect(existsSync(project)).toBe(false);
  });

  it('is told before a long run, on standard error', async () => {
    const { file } = write({ durationMs: 2000, replications: 20, order: 'planned' });
    const run = startLab(['run', file, '--json']);
    await run.saying('6 points, 120 simulations, about');
    run.interrupt();
    const { stderr } = await run.ended;
    expect(stderr).toMatch(/: about \d.* on this machine\.\n/);
  });
});
