import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync, zstdCompressSync } from 'node:zlib';
import { describe, expect, it, onTestFinished } from 'vitest';
import { cpioArchive, FILE_MODE, FOLDER_MODE } from './cpio.ts';
import { driversInOrder } from './drivers.ts';
import { kernelsIn } from './kernel.ts';

function temporaryRoot(): string {
  const root = mkdtempSync(join(tmpdir(), 'iovlab-image-'));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  return root;
}

function writeAt(root: string, path: string, content: Uint8Array): void {
  mkdirSync(join(root, path, '..'), { recursive: true });
  writeFileSync(join(root, path), content);
}

/** What is read of a kernel module: its .modinfo section. */
function moduleNeeding(...names: string[]): Buffer {
  return Buffer.from(`\u007fELF code\0license=GPL\0depends=${names.join(',')}\0retpoline=Y\0`);
}

describe('the archive of the initial file system', () => {
  /** Reads the format as the kernel's documentation describes it. */
  function entriesOf(archive: Buffer): { readonly name: string; readonly mode: number; readonly content: string }[] {
    const entries = [];
    for (let at = 0; ;) {
      expect(archive.toString('latin1', at, at + 6)).toBe('070701');
      const field = (number: number) => parseInt(archive.toString('latin1', at + 6 + 8 * number, at + 14 + 8 * number), 16);
      const [mode, size, nameSize] = [field(1), field(6), field(11)];
      const name = archive.toString('latin1', at + 110, at + 110 + nameSize - 1);
      if (name === 'TRAILER!!!') return entries;
      const from = Math.ceil((at + 110 + nameSize) / 4) * 4;
      entries.push({ name, mode, content: archive.toString('latin1', from, from + size) });
      at = Math.ceil((from + size) / 4) * 4;
    }
  }

  it('holds names, modes and contents of any length, each at a multiple of four bytes', () => {
    const files = ['', 'a', 'bc', 'def', 'ghij'].map((content, index) => ({
      path: `folder/${'n'.repeat(index)}x`,
      mode: FILE_MODE,
      content,
    }));
    const archive = cpioArchive([
      { path: 'folder', mode: FOLDER_MODE, content: Buffer.alloc(0) },
      ...files.map((file) => ({ ...file, content: Buffer.from(file.content) })),
    ]);
    expect(entriesOf(archive)).toEqual([
      { name: 'folder', mode: FOLDER_MODE, content: '' },
      ...files.map(({ path, mode, content }) => ({ name: path, mode, content })),
    ]);
  });
});

describe('drivers of the guest', () => {
  it('come after what they need, once each, whatever their compression', () => {
    const root = temporaryRoot();
    writeAt(root, 'kernel/drivers/net/virtio_net.ko', moduleNeeding('net_failover', 'virtio', 'virtio-ring'));
    writeAt(root, 'kernel/drivers/net/net_failover.ko.zst', zstdCompressSync(moduleNeeding('failover')));
    writeAt(root, 'kernel/net/core/failover.ko', moduleNeeding());
    writeAt(root, 'kernel/drivers/virtio/virtio.ko.gz', gzipSync(moduleNeeding('virtio_ring')));
    writeAt(root, 'kernel/drivers/virtio/virtio_ring.ko', moduleNeeding());
    expect(driversInOrder(root, ['virtio_net', 'virtio']).map(({ name }) => name)).toEqual([
      'failover',
      'net_failover',
      'virtio_ring',
      'virtio',
      'virtio_net',
    ]);
  });

  it('are left out when the kernel has no file of them', () => {
    const root = temporaryRoot();
    writeAt(root, 'kernel/drivers/net/e1000.ko', moduleNeeding());
    expect(driversInOrder(root, ['igb', 'e1000']).map(({ name }) => name)).toEqual(['e1000']);
  });
});

describe('kernels for the guest', () => {
  it('are those with an image and modules, the newest first', () => {
    const root = temporaryRoot();
    for (const release of ['6.1.0-9-amd64', '6.1.0-10-amd64']) {
      writeAt(root, `boot/vmlinuz-${release}`, Buffer.from('image'));
      mkdirSync(join(root, 'lib/modules', release), { recursive: true });
    }
    writeAt(root, 'boot/vmlinuz-7.0.0-without-modules', Buffer.from('image'));
    expect(kernelsIn(root).map(({ release }) => release)).toEqual(['6.1.0-10-amd64', '6.1.0-9-amd64']);
    expect(kernelsIn(join(root, 'nothing'))).toEqual([]);
  });
});
