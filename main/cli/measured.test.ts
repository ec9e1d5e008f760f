import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { MeasuredResult } from '../../shared/measured/schema.ts';
import type { Beside } from '../../shared/measured/beside.ts';
import { lab } from './lab-process.fixture.ts';
import { temporaryFolder } from './temporary-folder.fixture.ts';

const golden = (name: string): string => fileURLToPath(new URL(`../measured/golden/${name}`, import.meta.url));

describe('lab measured', () => {
  it('prints what a tool measured, in lines of at most 100 columns', async () => {
    const { status, stdout } = await lab('measured', golden('iperf3-udp.json'));
    expect(status).toBe(0);
    expect(stdout).toContain('iperf3 UDP, measured 2026-11-25T22:08:38.000Z, iperf3 3.12');
    expect(stdout).toMatch(/to the server +bits of frames +deliveredBps +51\.9 Mbit\/s/);
    expect(stdout.split('\n').filter((line) => line.length > 100)).toEqual([]);
  });

  it('lays it beside a run, with the residual and whether the interval holds it', async () => {
    const folder = temporaryFolder();
    const scenario = join(folder, 'small.json');
    writeFileSync(
      scenario,
      JSON.stringify({
        name: 'Small',
        vms: [{ name: 'vm' }],
        flows: [{ name: 'load', vms: 'vm', traffic: { kind: 'poisson', load: 30 } }],
        techniques: [{ name: 'sriov' }],
        method: { durationMs: 2, replications: 2 },
      }),
    );
    const simulated = await lab('run', scenario, '--json');
    const result = join(folder, 'result.json');
    writeFileSync(result, simulated.stdout);
    const { points } = JSON.parse(simulated.stdout) as { points: { metrics: Record<string, { mean: number }> }[] };
    const delivered = points[0]?.metrics['deliveredPps']?.mean ?? 0;
    const table = join(folder, 'table.csv');
    writeFileSync(table, `Mine,latencyP99Ns [us]\n${(delivered * 10) / 1e6},1000\n`);

    const asJson = await lab('measured', table, '--column', 'Mine=deliveredPps [Mpps]', '--beside', result, '--json');
    const { beside } = JSON.parse(asJson.stdout) as { measured: MeasuredResult; beside: Beside };
    expect(beside.compared.map(({ metric, within }) => [metric, within])).toEqual([
      ['deliveredPps', false],
      ['latencyP99Ns', false],
    ]);
    expect(beside.compared[0]?.residual).toBeCloseTo(-0.9, 9);
    const text = await lab('measured', table, '--column', 'Mine=deliveredPps [Mpps]', '--beside', result);
    expect(text.stdout).toMatch(/sriov +Delivered .* -90 % +outside/);
  });

  it('says what is wrong and what to do', async () => {
    expect(await lab('measured', golden('iperf3-refused.json'))).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('Connection refused'),
    });
    expect(await lab('measured', golden('iperf3-udp.json'), '--run', '1')).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('--beside PROJECT'),
    });
    expect(await lab('measured', golden('iperf3-udp.json'), '--beside', golden('trex-stl.json'))).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('this is no result of a run'),
    });
  });
});
