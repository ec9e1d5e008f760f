import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { ScenarioInput } from '../../shared/scenario/schema.ts';
import { projectComparisonSchema } from '../../shared/sharing/schema.ts';
import { lab } from './lab-process.fixture.ts';
import { keptSimulations } from './kept-simulations.fixture.ts';
import { temporaryFolder } from './temporary-folder.fixture.ts';

const scenario = {
  name: 'Shared',
  vms: [{ name: 'vm' }],
  flows: [{ name: 'load', vms: 'vm', traffic: { kind: 'poisson', load: 5 } }],
  techniques: [{ name: 'sriov' }, { name: 'virtio' }],
  method: { durationMs: 1, replications: 2, confirmBottleneck: false, seed: 1 },
} satisfies ScenarioInput;

async function projectOf(folder: string, name: string, ...seeds: readonly number[]): Promise<string> {
  const project = join(folder, `${name}.iovlab`);
  for (const seed of seeds) {
    const file = join(folder, `${name}-${seed}.json`);
    writeFileSync(file, JSON.stringify({ ...scenario, method: { ...scenario.method, seed } }));
    expect((await lab('run', file, '--project', project)).status).toBe(0);
  }
  return project;
}

describe('lab compare and lab merge', () => {
  it('tell what differs, bring the runs together in a new project, and change neither of the others', async () => {
    const folder = temporaryFolder();
    const [one, other] = [await projectOf(folder, 'one', 1), await projectOf(folder, 'other', 1, 2)];
    const before = [one, other].map((path) => readFileSync(path));
    const compared = await lab('compare', one, other, '--json');
    expect(compared.status).toBe(1);
    const { pairs, onlyInOther } = projectComparisonSchema.parse(JSON.parse(compared.stdout));
    expect(pairs).toMatchObject([{ identicalPoints: 2, points: [], scenario: [] }]);
    expect(onlyInOther).toMatchObject([{ seed: 2, points: 2 }]);

    const out = join(folder, 'both.iovlab');
    const merged = await lab('merge', one, other, '--out', out);
    expect(merged.status, merged.stderr).toBe(0);
    expect(merged.stdout).toMatch(/seed 1, 2 points: already there\.\n.*seed 2, 2 points: added\./);
    expect(keptSimulations(out)).toBe(8);
    const same = await lab('compare', out, other);
    expect(same.status, same.stdout).toBe(0);
    expect([one, other].map((path) => readFileSync(path))).toEqual(before);

    const seeds = await lab('compare', one, await projectOf(folder, 'third', 2));
    expect(seeds.stdout).toContain('They have seeds 1 and 2.');
    expect(seeds.stdout).toMatch(/sriov +Delivered .* of 4/);
  });

  it('say what is missing, and replace no file', async () => {
    const folder = temporaryFolder();
    const project = await projectOf(folder, 'lonely', 1);
    for (const [arguments_, problem] of [
      [['compare', project], 'Name the two projects'],
      [['compare', project, join(folder, 'absent.iovlab')], 'absent.iovlab'],
      [['merge', project], 'two or more'],
      [['merge', project, project], '--out NEW.iovlab'],
      [['merge', project, project, '--out', project], 'exists'],
    ] as const) {
      const { status, stderr } = await lab(...arguments_);
      expect(status).not.toBe(0);
      expect(stderr).toContain(problem);
    }
  });
});

describe('lab duplicate', () => {
  it('writes a copy with the same runs and records, and replaces and changes nothing', async () => {
    const folder = temporaryFolder();
    const project = await projectOf(folder, 'original', 1);
    const before = readFileSync(project);
    const out = join(folder, 'copy.iovlab');
    expect((await lab('duplicate', project, '--out', out)).status).toBe(0);
    expect((await lab('compare', project, out)).status).toBe(0);
    expect(keptSimulations(out)).toBe(keptSimulations(project));
    expect(readFileSync(project).equals(before)).toBe(true);
    const copy = readFileSync(out);
    expect(await lab('duplicate', project, '--out', out)).toMatchObject({ status: 2, stderr: expect.stringContaining('is not replaced') });
    expect(readFileSync(out).equals(copy)).toBe(true);
    expect(await lab('duplicate', project)).toMatchObject({ status: 2, stderr: expect.stringContaining('--out NEW.iovlab') });
  });
});
