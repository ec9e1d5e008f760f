import { readFileSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { probeAt, probeThisHost } from '../lab/probe.ts';
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

  it.skipIf(process.platform !== 'linux').each(['host.tar.gz', 'host.json'])(
    'records this host in %s, and concludes the same',
    async (name) => {
      const path = join(temporaryFolder(), name);
      const recorded = await startLab(['probe', '--record', path, '--json']).ended;
      const read = await startLab(['probe', '--root', path, '--json']).ended;
      type Probed = { readonly probe: { readonly probedAt: string; readonly origin: string }; readonly readiness: unknown };
      const [first, again] = [recorded, read].map(({ stdout }) => JSON.parse(stdout) as Probed);
      expect(again?.readiness).toEqual(first?.readiness);
      expect({ ...again?.probe, probedAt: '', origin: '' }).toEqual({ ...first?.probe, probedAt: '', origin: '' });
      expect(again?.probe.origin).not.toContain(hostname());
      expect((await startLab(['probe', '--record', path]).ended).status).toBe(2);
      expect(await startLab(['probe', '--record', `${path}.txt`]).ended).toMatchObject({
        status: 2,
        stderr: expect.stringContaining('FILE.tar.gz') as string,
      });
    },
  );

  it('reads what --json printed elsewhere, which has nothing to be recorded', async () => {
    const path = join(temporaryFolder(), 'printed.json');
    const first = await startLab(['probe', '--root', join(trees, '32em64t-2n8c+1mic.json'), '--json']).ended;
    writeFileSync(path, first.stdout);
    const again = await startLab(['probe', '--root', path, '--json']).ended;
    expect(JSON.parse(again.stdout)).toEqual(JSON.parse(first.stdout));
    expect((await startLab(['probe', '--root', path, '--record', `${path}.tgz`]).ended).status).toBe(2);
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
    expect(nothing).toMatchObject({ status: 2, stderr: expect.stringContaining('There is no folder and no recording') as string });
    const other = await startLab(['probe', '--root', join(folder, 'other.json')]).ended;
    expect(other).toMatchObject({ status: 2, stderr: expect.stringContaining('lab probe --record FILE.tar.gz') as string });
  });

  it('reads recorded hosts where there is no Linux, and says so of this one', async () => {
    expect(() => probeThisHost('darwin')).toThrow('Only Linux can be probed');
    const path = join(trees, 'firecracker-guest.json');
    const { tree, probe } = await probeAt(path);
    expect(probe.origin).toBe('firecracker-guest');
    const recorded = JSON.parse(readFileSync(path, 'utf8')) as { readonly files: object };
    expect(Object.keys(tree?.files ?? {})).toEqual(expect.arrayContaining(Object.keys(recorded.files)));
  });
});
