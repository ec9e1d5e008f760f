import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Calibration } from '../../shared/calibration/schema.ts';
import { scenarioSchema } from '../../shared/scenario/schema.ts';
import { startLab } from './lab-process.fixture.ts';
import { temporaryFolder } from './temporary-folder.fixture.ts';

const scenario = {
  name: 'Calibration',
  vms: [{ name: 'vm' }],
  flows: [{ name: 'load', vms: 'vm', traffic: { kind: 'poisson', load: 10 } }],
  techniques: [{ name: 'vhost-net' }],
  method: {
    kind: 'sweep',
    sweep: [{ path: 'flows.0.traffic.size.frameBytes', values: [512, 1024, 1518] }],
    durationMs: 10,
    replications: 1,
  },
};

describe('lab calibrate', () => {
  it('fits a cost to a table of measured values and writes the scenario with it', async () => {
    const folder = temporaryFolder();
    const [file, table, out] = [join(folder, 'scenario.json'), join(folder, 'measured.csv'), join(folder, 'calibrated.json')];
    const model = join(folder, 'model.json');
    writeFileSync(file, JSON.stringify(scenario));
    const run = await startLab(['run', file, '--set', 'costs.host.bridge=900', '--json', '--workers', '1']).ended;
    const { points } = JSON.parse(run.stdout) as {
      readonly points: readonly {
        readonly settings: Record<string, number>;
        readonly metrics: Record<string, { readonly mean: number }>;
      }[];
    };
    const rows = points.map(
      ({ settings, metrics }) => `${settings['flows.0.traffic.size.frameBytes']},${metrics['cyclesPerPacket']?.mean}`,
    );
    writeFileSync(table, ['flows.0.traffic.size.frameBytes,cyclesPerPacket', ...rows, ''].join('\n'));
    const { status, stdout, stderr } = await startLab([
      'calibrate',
      file,
      '--measured',
      table,
      '--parameter',
      'host.bridge',
      '--out',
      out,
      '--cost-model',
      model,
      '--json',
      '--workers',
      '1',
    ]).ended;
    expect(status, stderr).toBe(0);
    const found = JSON.parse(stdout) as Calibration;
    expect(found.parameters[0]?.fitted).toBeGreaterThan(0.95 * 900);
    expect(found.parameters[0]?.fitted).toBeLessThan(1.05 * 900);
    const calibrated = scenarioSchema.parse(JSON.parse(readFileSync(out, 'utf8')));
    const [profile] = calibrated.profiles ?? [];
    expect(profile).toMatchObject({
      kind: 'costs',
      id: calibrated.costModel,
      title: expect.stringMatching(/^calibrated on .*, \d{4}-\d\d-\d\d$/) as string,
    });
    const cost = profile?.changes['host.bridge'];
    expect(cost).toMatchObject({ value: found.parameters[0]?.fitted, provenance: 'derived', ...found.parameters[0]?.interval });
    expect(cost?.source).toMatch(/^Costs calibrated on .*: fitted to 3 values of csv; relative error/);
    expect((await startLab(['check', out]).ended).status).toBe(0);
    const listed = await startLab(['profiles', '--file', model, calibrated.costModel]).ended;
    expect(listed).toMatchObject({ status: 0, stdout: expect.stringContaining('Costs calibrated on') as string });
  });

  it('says what is missing', async () => {
    const file = join(temporaryFolder(), 'scenario.json');
    writeFileSync(file, JSON.stringify(scenario));
    expect(await startLab(['calibrate', file]).ended).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('--measured FILE') as string,
    });
    const table = `${file}.csv`;
    writeFileSync(table, 'deliveredPps\n5\n');
    const none = await startLab(['calibrate', file, '--measured', table]).ended;
    expect(none).toMatchObject({ status: 2, stderr: expect.stringContaining('Name the costs that are to be fitted') as string });
  });
});
