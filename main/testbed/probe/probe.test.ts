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
import { emptyTree, type RecordedTree } from '../../../shared/testbed/recorded-tree.ts';
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
    const [adapter, firstFunction, ...others] = probeHost(treeFiles(readyHost()), 'ready', NOW).adapters;
    expect(others.map(({ pciAddress, isVf }) => [pciAddress, isVf.value])).toEqual([
      ['0000:3b:02.1', true],
      ['0000:3b:02.2', true],
      ['0000:3b:02.3', true],
      ['0000:5e:00.1', false],
    ]);
    expect(firstFunction).toMatchObject({
      physicalFunction: { value: '0000:3b:00.0' },
      driver: { value: 'vfio-pci' },
      resets: { value: true },
    });
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
      physicalFunction: null,
      virtualFunctions: ['0000:3b:02.0', '0000:3b:02.1', '0000:3b:02.2', '0000:3b:02.3'],
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
      resetMethods: 'flr bus',
      resets: true,
      timestamping: ['hardware-transmit', 'software-receive'],
      vfSettings: ['0: spoof checking on, link-state auto, trust off', '1: vlan 5, spoof checking off, link-state enable, trust on'],
      firmware: ['fw.mgmt 9.20', 'fw.bundle_id 0x8000d853'],
      pciCapabilities: ['ARI', 'SR-IOV'],
    });
  });

  it('tells a function without a driver or a reset from one of which that is not known', () => {
    const spareAfter = (change: (tree: RecordedTree, folder: string) => void) => {
      const tree = readyHost();
      change(tree, '/sys/bus/pci/devices/0000:5e:00.1');
      const { driver, resets, resetMethods } = probeHost(treeFiles(tree), '', NOW).adapters.at(-1) ?? {};
      return [driver?.value, resets?.value, resetMethods?.value];
    };
    const whole = 'class\ndevice\ndriver_override\nresource\nvendor';
    const without = (tree: RecordedTree, folder: string): void => {
      delete tree.files[`${folder}/reset_method`];
      delete tree.links[`${folder}/driver`];
    };
    expect(spareAfter(() => {})).toEqual(['vfio-pci', true, 'flr bus']);
    expect(spareAfter(without)).toEqual([null, true, null]);
    expect(spareAfter((tree, folder) => (without(tree, folder), (tree.folders[folder] = whole)))).toEqual(['', false, null]);
    expect(spareAfter((tree, folder) => (without(tree, folder), (tree.folders[folder] = 'vendor')))).toEqual([null, null, null]);
    expect(spareAfter((tree, folder) => (tree.files[`${folder}/reset_method`] = ''))).toEqual(['vfio-pci', false, '']);
  });

  it('counts the cores that CPUs are of by their siblings', () => {
    const tree = readyHost();
    const topology = (cpu: number) => `/sys/devices/system/cpu/cpu${cpu}/topology/thread_siblings_list`;
    tree.files['/sys/devices/system/cpu/isolated'] = '2-5';
    const coresNow = () => {
      const { cpu, switchCores } = probeHost(treeFiles(tree), '', NOW);
      return [cpu.isolatedCpus.value, cpu.isolatedCores.value, switchCores.value];
    };
    // No core has several threads.
    expect(coresNow()).toEqual(['2-5', 4, 2]);
    for (const cpu of [2, 3, 4, 5]) tree.files[topology(cpu)] = cpu < 4 ? '2-3' : '4-5';
    expect(coresNow()).toEqual(['2-5', 2, 1]);
    delete tree.files[topology(3)];
    tree.files['/sys/devices/system/cpu/smt/active'] = '1';
    expect(coresNow()).toEqual(['2-5', null, null]);
    tree.files['/sys/devices/system/cpu/isolated'] = '';
    expect(coresNow()).toEqual(['', 0, null]);
    tree.files['/sys/devices/system/cpu/isolated'] = '0-99999999';
    expect(coresNow()).toEqual([null, null, null]);
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

  it('tells TAP devices, zero copy, threads of Open vSwitch, devices of vDPA and counts of posted interrupts', () => {
    const tree = readyHost();
    tree.folders['/sys/class/net'] = 'ens1f0\nlo\ntap0\ntap1\nvirbr0';
    tree.folders['/sys/class/net/virbr0/bridge'] = 'forward_delay';
    tree.files['/sys/class/net/tap0/tun_flags'] = '0x5102';
    tree.files['/sys/class/net/tap1/tun_flags'] = '0x1002';
    tree.files['/sys/module/vhost_net/parameters/experimental_zcopytx'] = '0';
    tree.files['/proc/interrupts'] =
      '           CPU0       CPU1\n  0:         41          0  IO-APIC    2-edge      timer\nPIN:         12         30   Posted-interrupt notification event\nPIW:          0          1   Posted-interrupt wakeup event\n';
    tree.outputs['vdpa dev show'] = 'vdpa0: type network mgmtdev pci/0000:3b:00.2 vendor_id 5555 max_vqs 16 max_vq_size 256';
    tree.outputs['ovs-appctl dpif-netdev/pmd-stats-show'] = [
      'pmd thread numa_id 0 core_id 3:',
      '  packets received: 2399607',
      '  avg cycles per packet: 1007.20 (2416884163/2399607)',
      '  avg processing cycles per packet: 812.16 (1948864821/2399607)',
      'main thread:',
      '  packets received: 0',
    ].join('\n');
    const probe = probeHost(treeFiles(tree), '', NOW);
    expect(probe.taps.value).toEqual([
      { name: 'tap0', multiQueue: true, vnetHeader: true },
      { name: 'tap1', multiQueue: false, vnetHeader: false },
    ]);
    expect(probe.vhostZeroCopy.value).toBe(false);
    expect(probe.kvm.postedInterrupts.value).toEqual([
      { row: 'PIN', count: 42 },
      { row: 'PIW', count: 1 },
    ]);
    expect(probe.vdpaDevices.value).toEqual(['vdpa0']);
    expect(probe.switchThreads.value).toEqual([{ core: 3, packets: 2_399_607, processingCycles: 812.16 }]);
    expect(probe.bridges.evidence.map((place) => probe.evidence[place]?.source)).toEqual([
      '/sys/class/net/',
      '/sys/class/net/virbr0/bridge/',
    ]);
  });

  it('takes capabilities that lspci may not show for unknown', () => {
    const tree = readyHost();
    tree.outputs['lspci -vvv -s 0000:3b:00.0'] = '3b:00.0 Ethernet controller: Intel\n\tCapabilities: <access denied>\n';
    expect(probeHost(treeFiles(tree), '', NOW).adapters[0]?.pciCapabilities.value).toBeNull();
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
