import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { scenarioSchema } from '../../shared/scenario/schema.ts';
import { microProbeSchema } from '../../shared/testbed/micro-probe.ts';
import { helperAtHand } from '../lab/micro-probe.ts';
import { startLab } from './lab-process.fixture.ts';
import { temporaryFolder } from './temporary-folder.fixture.ts';

const example = join(import.meta.dirname, '../../examples/technique-comparison.json');

describe('lab microprobe', () => {
  it.skipIf(!helperAtHand())('times this host with the helper, and writes a scenario with its costs', async () => {
    const path = join(temporaryFolder(), 'here.json');
    const { status, stdout, stderr } = await startLab(['microprobe', example, '--repetitions', '2', '--json', '--out', path]).ended;
    expect(status, stderr).toBe(0);
    const probe = microProbeSchema.parse(JSON.parse(stdout));
    const median = (name: string, sizeBytes: number | null = null) =>
      probe.values.find((one) => one.name === name && one.sizeBytes === sizeBytes)?.median ?? Number.NaN;
    expect(probe.timedBy).toBe('helper');
    expect(median('copy-cold', 1024)).toBeGreaterThan(median('copy-warm', 1024));
    expect(median('udp-round-trip')).toBeGreaterThan(4 * median('system-call'));
    const { costModel, profiles } = scenarioSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
    expect(profiles).toMatchObject([{ id: costModel, title: `measured on ${probe.host}, ${probe.measuredAt.slice(0, 10)}` }]);
    const value = probe.costs.find(({ name }) => name === 'user.systemCall')?.median;
    expect(profiles?.[0]?.changes['user.systemCall']).toMatchObject({ value, provenance: 'measured' });
    expect((await startLab(['check', path]).ended).status).toBe(0);
  });

  it('times with Node where there is no compiler, and states the error', async () => {
    const { status, stdout } = await startLab(['microprobe', '--node', '--repetitions', '1']).ended;
    expect(status).toBe(0);
    expect(stdout).toContain('repetitions by Node');
    expect(stdout).toContain('20 to 100 ns');
    expect(stdout).not.toContain('context.switch');
  });

  it('asks for a scenario to write costs into', async () => {
    const path = join(temporaryFolder(), 'here.json');
    expect((await startLab(['microprobe', '--out', path]).ended).status).toBe(2);
    expect(existsSync(path)).toBe(false);
  });
});
