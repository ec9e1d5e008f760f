import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { strFromU8, unzipSync } from 'fflate';
import { expect, it } from 'vitest';
import { hostProbeSchema } from '../../shared/testbed/host-probe.ts';
import { lab } from './lab-process.fixture.ts';
import { temporaryFolder } from './temporary-folder.fixture.ts';

const scenario = {
  name: 'Evidence',
  vms: [{ name: 'vm', count: 1 }],
  flows: [{ name: 'load', vms: 'vm', traffic: { kind: 'poisson', load: 20 } }],
  techniques: [{ name: 'sriov' }],
  method: { durationMs: 0.5, replications: 2 },
};

it('writes evidence of a run that a project holds, which verifies, and not of what was altered or has no records', async () => {
  const folder = temporaryFolder();
  const [file, project, archive] = ['scenario.json', 'study.iovlab', 'study.iovlab-evidence.zip'].map((name) => join(folder, name));
  if (file === undefined || project === undefined || archive === undefined) throw new Error('no paths');
  writeFileSync(file, JSON.stringify(scenario));
  await lab('run', file, '--project', project);

  const written = await lab('export', project, '--evidence', archive);
  expect(written.status, written.stderr).toBe(0);
  const verified = await lab('verify', archive, '--all');
  expect(verified.status, verified.stderr).toBe(0);
  expect(verified.stdout).toMatch(/^Identical, bit for bit: (\d+) of \1 simulations were made again/);

  const { 'environment.json': environment = new Uint8Array() } = unzipSync(readFileSync(archive));
  const { probe } = JSON.parse(strFromU8(environment)) as { readonly probe: unknown };
  if (process.platform === 'linux') expect(hostProbeSchema.parse(probe).origin).toBe('this machine');
  else expect(probe).toBeNull();

  const bytes = readFileSync(archive);
  bytes[bytes.length >> 1] = (bytes[bytes.length >> 1] ?? 0) ^ 1;
  writeFileSync(archive.replace('study', 'altered'), bytes);
  expect((await lab('verify', archive.replace('study', 'altered'))).status).not.toBe(0);

  const json = join(folder, 'result.json');
  await lab('export', project, '--json', json);
  const refused = await lab('export', json, '--evidence', join(folder, 'other.iovlab-evidence.zip'));
  expect(refused).toMatchObject({ status: 2 });
  expect(refused.stderr).toContain('name the project of the run');
}, 360_000);
