import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { probeAt } from '../lab/probe.ts';
import { startLab } from './lab-process.fixture.ts';
import { temporaryFolder } from './temporary-folder.fixture.ts';

const trees = join(import.meta.dirname, '../testbed/trees');

describe('lab probe', () => {
  it('prints what there is on a recorded host, and how ready each technique is', async () => {
    const { status, stdout } = await startLab(['probe', '--root', join(trees, '32em64t-2n8c+1mic.json'), '--evidence']).ended;
    expect(status).toBe(0);
    expect(stdout).toContain('Dell DCS8000Z');
    expect(stdout).toContain('2 sockets, 16 cores, 16 CPUs');
    expect(stdout).toMatch(/^eth0 at 0000:02:00\.0$/m);
    expect(stdout).toMatch(/^READY {2}native: /m);
    expect(stdout).toMatch(/^UNKNOWN {2}vmdq: /m);
    expect(stdout).toContain('/sys/class/net/eth0/device/driver ->');
  });

  it.skipIf(process.platform !== 'linux')('records this host, and concludes the same from the record', async () => {
    const path = join(temporaryFolder(), 'host.json');
    const recorded = await startLab(['probe', '--record', path, '--json']).ended;
    const read = await startLab(['probe', '--root', path, '--json']).ended;
    type Probed = { readonly probe: { readonly probedAt: string }; readonly readiness: unknown };
    const [first, again] = [recorded, read].map(({ stdout }) => JSON.parse(stdout) as Probed);
    expect(again?.readiness).toEqual(first?.readiness);
    expect({ ...again?.probe, probedAt: '' }).toEqual({ ...first?.probe, probedAt: '' });
    expect((await startLab(['probe', '--record', path]).ended).status).toBe(2);
  });

  it('writes a scenario that stands for the host, and marks what it guessed', async () => {
    const path = join(temporaryFolder(), 'twin.json');
    const root = join(trees, '32em64t-2n8c+1mic.json');
    const { status, stderr } = await startLab(['probe', '--root', root, '--twin', path, '--adapter', 'eth0']).ended;
    expect(status, stderr).toBe(0);
    expect(stderr).toMatch(/^matched +nic\.profile = i350/m);
    expect(stderr).toMatch(/^guessed +host\.networkCores = 4/m);
    expect((await startLab(['check', path]).ended).status).toBe(0);
    const other = await startLab(['probe', '--root', root, '--twin', `${path}.other`, '--adapter', 'eth9']).ended;
    expect(other).toMatchObject({ status: 2, stderr: expect.stringContaining('There are: eth0,') as string });
  });

  it('says what is wrong with a tree that it cannot read', async () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'other.json'), '{"format": 7}');
    const nothing = await startLab(['probe', '--root', join(folder, 'nothing')]).ended;
    expect(nothing).toMatchObject({ status: 2, stderr: expect.stringContaining('There is no folder and no recorded tree') as string });
    const other = await startLab(['probe', '--root', join(folder, 'other.json')]).ended;
    expect(other).toMatchObject({ status: 2, stderr: expect.stringContaining('lab probe --record FILE.json') as string });
  });

  it('reads recorded hosts where there is no Linux, and says so of this one', () => {
    expect(() => probeAt(null, 'darwin')).toThrow('Only Linux can be probed');
    const path = join(trees, 'firecracker-guest.json');
    const { tree, probe } = probeAt(path, 'win32');
    expect(probe.origin).toBe('firecracker-guest');
    expect(Object.keys(tree.files)).toEqual(
      expect.arrayContaining(Object.keys((JSON.parse(readFileSync(path, 'utf8')) as typeof tree).files)),
    );
  });
});
