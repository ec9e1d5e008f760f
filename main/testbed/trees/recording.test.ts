/** Recordings as files: what is written is read again, and what strangers made cannot do harm. */
import { gzipSync } from 'node:zlib';
import { packTar, type TarEntry } from 'modern-tar';
import { describe, expect, it } from 'vitest';
import { archiveOf, MOST_UNPACKED_BYTES } from '../../../shared/testbed/recording-archive.ts';
import { readRecording } from '../../../shared/testbed/recording.ts';
import { emptyTree } from '../../../shared/testbed/recorded-tree.ts';
import { probeHost } from '../probe/probe-host.ts';
import { treeFiles } from '../probe/recorded-tree.ts';
import { mutatedTree, recordedTrees } from './trees.fixture.ts';

const REST = JSON.stringify(emptyTree('stranger'));
const text = (value: unknown): Uint8Array => Buffer.from(typeof value === 'string' ? value : JSON.stringify(value));
const file = (name: string, body: string): TarEntry => ({ header: { name, size: Buffer.byteLength(body), type: 'file' }, body });
const archive = async (...entries: TarEntry[]): Promise<Uint8Array> => gzipSync(await packTar(entries));
const link = (type: 'symlink' | 'link', name: string): TarEntry => ({ header: { name, size: 0, type, linkname: '/etc/passwd' } });

describe('a recording', () => {
  it('is the same tree again, from an archive and from JSON', async () => {
    const denied = mutatedTree(0);
    denied.files['/proc/cmdline'] = null;
    denied.outputs['ip -d link show'] = 'µ: 1';
    for (const tree of [denied, ...recordedTrees.values()]) {
      expect(await readRecording(await archiveOf(tree), 'host.tar.gz')).toEqual({ ok: true, recording: tree });
      expect(await readRecording(text(tree), 'host.json')).toEqual({ ok: true, recording: tree });
    }
  });

  it('is as well what a probe printed', async () => {
    const probe = probeHost(treeFiles(mutatedTree(0)), 'printed', '2026-01-01T00:00:00.000Z');
    expect(await readRecording(text({ probe, readiness: [] }), 'host.json')).toEqual({ ok: true, recording: probe });
  });

  it('is the same archive whenever it is written', async () => {
    const tree = mutatedTree(2);
    expect(await archiveOf(tree)).toEqual(await archiveOf(tree));
  });
});

describe('an archive of a stranger', () => {
  it.each([
    ['that is cut short', async () => (await archiveOf(mutatedTree(0))).subarray(0, -200), /is (cut short|damaged)/],
    ['with bytes that are no gzip', () => Uint8Array.of(0x1f, 0x8b, 1, 2, 3), /is (cut short|damaged)/],
    ['of something else', () => gzipSync('x'.repeat(5000)), /is no archive of tar/],
    ['of another program', () => archive(file('proc/cpuinfo', 'x')), /has no recording\.json\. Unpack/],
    ['with a damaged list', () => archive(file('recording.json', '{')), /has a damaged recording\.json/],
    ['with another list', () => archive(file('recording.json', '{"format":2}')), /has a recording\.json of another kind/],
    ['with a way out', () => archive(file('recording.json', REST), file('../../etc/passwd', 'x')), /which leads out of it/],
    ['with a path from the root', () => archive(file('recording.json', REST), file('/etc/passwd', 'x')), /which leads out of it/],
    ['with a symbolic link', () => archive(file('recording.json', REST), link('symlink', 'proc')), /is no file: a symlink/],
    ['with a hard link', () => archive(file('recording.json', REST), link('link', 'proc')), /is no file: a link/],
    ['that unpacks to too much', () => gzipSync(Buffer.alloc(MOST_UNPACKED_BYTES + 1)), /unpacks to more than 64 MiB/],
    [
      'with an entry that is longer than the archive',
      async () => endless(await packTar([file('recording.json', REST)])),
      /is no archive of tar/,
    ],
  ])('%s is refused', async (_, made, problem) => {
    expect(await readRecording(await made(), 'host.tar.gz')).toEqual({ ok: false, problem: expect.stringMatching(problem) as string });
  });

  it('does not reach the objects of the program by its names', async () => {
    const reading = await readRecording(await archive(file('recording.json', REST), file('outputs/__proto__', 'polluted')), 'host.tar.gz');
    expect(reading.ok).toBe(true);
    expect({}.toString()).toBe('[object Object]');
  });
});

/** The size of the first entry says more than there is; its check sum fits (pax(1), ustar). */
function endless(tar: Uint8Array): Uint8Array {
  const changed = Buffer.from(tar);
  changed.write('77777777777\0', 124, 'latin1');
  changed.fill(' ', 148, 156);
  const sum = changed.subarray(0, 512).reduce((total, byte) => total + byte, 0);
  changed.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148, 'latin1');
  return gzipSync(changed);
}
