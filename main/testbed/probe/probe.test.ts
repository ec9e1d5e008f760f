import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { readyHost } from '../readiness/ready-host.fixture.ts';
import { folderFiles } from './folder-files.ts';
import { MOST_BYTES } from './host-files.ts';
import { listOfMask } from './memory.ts';
import { probeHost } from './probe-host.ts';
import { countInList } from './processor.ts';
import { emptyTree } from '../../../shared/testbed/recorded-tree.ts';
import { recording, treeFiles } from './recorded-tree.ts';

const NOW = '2026-01-01T00:00:00.000Z';

function folderWith(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'iovlab-probe-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}

describe('the files of a folder', () => {
  it('are read, listed and followed, and what is not there is missing', () => {
    const folder = folderWith({ 'sys/b': 'two\n', 'sys/a': '1', 'outputs/ethtool -g eth0': 'RX: 512\n' });
    symlinkSync('../drivers/ixgbe', join(folder, 'sys/driver'));
    const files = folderFiles(folder);
    expect(files.read('/sys/b')).toEqual({ state: 'read', text: 'two' });
    expect(files.list('/sys')).toEqual({ state: 'read', text: 'a\nb\ndriver' });
    expect(files.target('/sys/driver')).toEqual({ state: 'read', text: '../drivers/ixgbe' });
    expect(files.output(['ethtool', '-g', 'eth0'])).toEqual({ state: 'read', text: 'RX: 512' });
    expect([files.read('/sys/c'), files.list('/proc'), files.target('/sys/a'), files.output(['ip', 'link'])]).toEqual(
      Array<unknown>(4).fill({ state: 'missing' }),
    );
  });

  it('end at the folder: a link that leads out of it is missing', () => {
    const outside = folderWith({ secret: 'of another' });
    const folder = folderWith({ 'proc/version': 'Linux version 6.1' });
    symlinkSync(join(outside, 'secret'), join(folder, 'proc/cpuinfo'));
    symlinkSync(outside, join(folder, 'dev'));
    const files = folderFiles(folder);
    expect([files.read('/proc/cpuinfo'), files.list('/dev'), files.read('/../../etc/passwd')]).toEqual(
      Array<unknown>(3).fill({ state: 'missing' }),
    );
  });

  it('are cut where they are longer than anything that is looked for', () => {
    const found = folderFiles(folderWith({ 'proc/cpuinfo': 'x'.repeat(MOST_BYTES + 5) })).read('/proc/cpuinfo');
    expect(found).toMatchObject({ state: 'read' });
    expect(found.state === 'read' && found.text.length).toBe(MOST_BYTES);
  });
});

describe('a probe', () => {
  it('of what it recorded concludes the same', () => {
    const tree = emptyTree('ready');
    const first = probeHost(recording(treeFiles(readyHost()), tree), 'ready', NOW);
    expect(probeHost(treeFiles(tree), 'ready', NOW)).toEqual(first);
  });

  it('says what an adapter is, has and can have', () => {
    const [adapter, ...others] = probeHost(treeFiles(readyHost()), 'ready', NOW).adapters;
    expect(others).toEqual([]);
    const values = Object.fromEntries(
      Object.entries(adapter ?? {}).map(([key, fact]) => [
        key,
        typeof fact === 'object' && fact !== null && 'value' in fact ? fact.value : fact,
      ]),
    );
    expect(values).toEqual({
      interfaces: ['ens1f0'],
      pciAddress: '0000:3b:00.0',
      pciId: '8086:1572',
      driver: 'i40e',
      linkMbps: 10_000,
      numaNode: 0,
      pcieSpeed: 8,
      pcieWidth: 8,
      pcieMostSpeed: 8,
      pcieMostWidth: 8,
      // 64 GT/s by 128b/130b, less acknowledgements and flow control, of which headers take 24 in 280 bytes.
      pcieUsableGbps: expect.closeTo(52.9, 0) as number,
      mostVfs: 64,
      vfs: 4,
      isVf: false,
      iommuGroup: '7',
      queues: 4,
      mostQueues: 64,
      receiveRing: 512,
      transmitRing: 256,
      mostReceiveRing: 4096,
      receiveMicroseconds: 50,
      adaptiveModeration: true,
      offloads: ['rx-checksumming', 'tcp-segmentation-offload', 'tx-tcp-segmentation'],
      switchMode: 'legacy',
    });
  });

  it('takes a device that is not listed for absent only where the list is whole', () => {
    const whole = readyHost();
    whole.folders['/dev'] = 'null\nzero';
    expect(probeHost(treeFiles(whole), '', NOW).devices.vhostNet.value).toBe(false);
    const part = readyHost();
    part.folders['/dev'] = 'cpuset';
    expect(probeHost(treeFiles(part), '', NOW).devices.vhostNet.value).toBeNull();
  });

  it('tells what only root may read from what is missing', () => {
    const tree = readyHost();
    tree.files['/proc/cmdline'] = null;
    const { kernel, evidence } = probeHost(treeFiles(tree), '', NOW);
    expect(kernel.commandLine.value).toBeNull();
    expect(kernel.commandLine.evidence.map((place) => evidence[place]?.state)).toEqual(['denied']);
  });

  it('tells isolation, bridges, features of virtio and posting, where the kernel says so', () => {
    const tree = readyHost();
    tree.files['/proc/cmdline'] = 'quiet isolcpus=2-7 nohz_full=2-7 intel_iommu=on root=UUID=a26d8657-e4a9-4f5d-b965-53fd35ddf367';
    tree.files['/proc/sys/kernel/nmi_watchdog'] = '0';
    tree.folders['/sys/class/net'] = 'br0\nens1f0\nlo';
    tree.folders['/sys/class/net/br0/bridge'] = 'forward_delay';
    tree.folders['/sys/bus/virtio/devices'] = 'virtio0\nvirtio1';
    tree.files['/sys/bus/virtio/devices/virtio0/device'] = '0x0001';
    // A disk: the same bits mean something else.
    tree.files['/sys/bus/virtio/devices/virtio1/device'] = '0x0002';
    tree.files['/sys/bus/virtio/devices/virtio1/features'] = '1'.repeat(64);
    tree.files['/sys/bus/virtio/devices/virtio0/features'] = Array.from({ length: 64 }, (_, bit) =>
      bit === 15 || bit === 34 ? '1' : '0',
    ).join('');
    const probe = probeHost(treeFiles(tree), '', NOW);
    expect(probe.isolation.value).toEqual(['isolcpus=2-7', 'nohz_full=2-7', 'intel_iommu=on']);
    expect(probe.nmiWatchdog.value).toBe(false);
    expect(probe.bridges.value).toEqual(['br0']);
    expect(probe.virtioFeatures.value).toEqual(['virtio0: MRG_RXBUF RING_PACKED']);
    expect(probe.iommu.posting.value).toBe(true);
  });

  it('keeps nothing that tells the machine from all others', () => {
    const tree = emptyTree('masked');
    const source = readyHost();
    source.files['/proc/cmdline'] = 'root=UUID=a26d8657-e4a9-4f5d-b965-53fd35ddf367 mac=52:54:00:12:34:56 BOOTIF=01-52-54-00-12-34-57';
    source.files['/proc/cpuinfo'] += 'Serial\t\t: 10000000abcdef01\n';
    const { kernel } = probeHost(recording(treeFiles(source), tree), 'masked', NOW);
    expect(kernel.commandLine.value).toBe('root=UUID=xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx mac=xx:xx:xx:xx:xx:xx BOOTIF=xx:xx:xx:xx:xx:xx');
    expect(JSON.stringify(tree)).not.toMatch(/a26d8657|52[:-]54[:-]00|abcdef01/);
    expect(JSON.stringify(tree)).toContain('0000:3b:00.0');
  });

  it('reads lists and masks of CPUs', () => {
    expect([countInList('0-3,8'), countInList('0'), countInList('3-0'), countInList('all')]).toEqual([5, 1, null, null]);
    expect([listOfMask('00000000,0000010f'), listOfMask('80000000'), listOfMask('1,00000000'), listOfMask('no')]).toEqual([
      '0-3,8',
      '31',
      '32',
      '',
    ]);
  });
});
