import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { importCommand } from './commands/import.ts';
import { lab } from './lab-process.fixture.ts';
import { readScenarioFile } from './scenario-file.ts';
import { checkScenario } from '../../shared/scenario/check.ts';
import { catalogue } from '../lab/run-on-this-machine.ts';

const folder = mkdtempSync(join(tmpdir(), 'iovlab-import-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const capture = fileURLToPath(new URL('../capture/golden/dumpcap.pcapng', import.meta.url));

describe('lab import', () => {
  it.each([
    ['a replay', [], 'replay'],
    ['a fit', ['--fit', '--gaps', 'lognormal'], 'fitted'],
  ])('writes a scenario that can be run, with %s, and replaces no file', async (name, options, kind) => {
    const out = join(folder, `${name}.json`);
    expect(await importCommand.execute([capture, '--map', 'ip', '--vms', '2', '--out', out, ...options])).toBe(0);
    const { problems, scenario } = checkScenario(readScenarioFile(out).content, catalogue);
    expect(problems).toEqual([]);
    expect(scenario?.flows.map(({ traffic }) => traffic.kind)).toEqual([kind, kind, kind]);
    const before = readFileSync(out, 'utf8');
    await expect(importCommand.execute([capture, '--out', out])).rejects.toThrow(/exists/);
    expect(readFileSync(out, 'utf8')).toBe(before);
  });

  it('names the capture by path and digest, for a scenario that is checked, formatted and run beside it', async () => {
    copyFileSync(capture, join(folder, 'web.pcapng'));
    const out = join(folder, 'by-path.json');
    expect(await importCommand.execute([join(folder, 'web.pcapng'), '--vms', '2', '--by-path', '--out', out])).toBe(0);
    const written = readFileSync(out, 'utf8');
    expect(written).not.toContain('gapsNs');
    expect((await lab('check', '--write', out)).status).toBe(0);
    expect(readFileSync(out, 'utf8')).toBe(written);
    const project = join(folder, 'kept.iovlab');
    expect((await lab('run', out, '--set', 'method.durationMs=10', '--replications', '1', '--project', project)).status).toBe(0);
    rmSync(join(folder, 'web.pcapng'));
    const missing = await lab('run', out);
    expect(missing).toMatchObject({
      status: 2,
      stderr: expect.stringMatching(/by-path\.json:\d+:\d+: flows\.0.*There is no capture "web\.pcapng"/),
    });
    const exported = join(folder, 'kept.json');
    expect((await lab('export', project, '--json', exported)).status).toBe(0);
    const run: unknown = JSON.parse(readFileSync(exported, 'utf8'));
    expect(run).toHaveProperty('scenario.flows.0.traffic.recording.capture.file', 'web.pcapng');
    expect(run).toHaveProperty('scenario.flows.0.traffic.recording.gapsNs', expect.stringMatching(/./));
  });

  it('refuses a path that would not be found, and one for traffic without a capture', async () => {
    const out = join(folder, 'elsewhere.json');
    await expect(importCommand.execute([capture, '--by-path', '--out', out])).rejects.toThrow(/is not in the folder of .*Copy it there/);
    await expect(importCommand.execute([capture, '--by-path'])).rejects.toThrow(/--by-path goes with --out/);
    await expect(importCommand.execute([capture, '--by-path', '--fit', '--out', out])).rejects.toThrow(/--by-path is for replays/);
  });

  it('says what is wrong with its input, and the remedy', async () => {
    const noCapture = join(folder, 'notes.pcap');
    writeFileSync(noCapture, 'Not a capture, but a text.');
    await expect(importCommand.execute([join(folder, 'none.pcap')])).rejects.toThrow(/There is no file "none.pcap"\. Check the path/);
    await expect(importCommand.execute([noCapture])).rejects.toThrow(/no capture.*editcap/);
    await expect(importCommand.execute([capture, '--map', 'port'])).rejects.toThrow(/--map takes one of mac, vlan, ip, flow/);
    await expect(importCommand.execute([capture, '--gaps', 'weibull'])).rejects.toThrow(/--gaps goes with --fit/);
    await expect(importCommand.execute([capture, '--packets', '1'])).rejects.toThrow(/from 2 to 1000000/);
  });
});
