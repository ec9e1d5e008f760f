import { describe, expect, it } from 'vitest';
import { techniqueNames, type TechniqueName } from '../../../shared/catalogue/techniques.ts';
import { hostProbeSchema, type Readiness } from '../../../shared/testbed/host-probe.ts';
import { probeHost } from '../probe/probe-host.ts';
import { type RecordedTree } from '../../../shared/testbed/recorded-tree.ts';
import { treeFiles } from '../probe/recorded-tree.ts';
import { readinessOf } from './readiness.ts';
import { mutatedTree } from '../trees/trees.fixture.ts';
import { readyHost } from './ready-host.fixture.ts';

const probeOf = (tree: RecordedTree) => probeHost(treeFiles(tree), tree.origin, '2026-01-01T00:00:00.000Z');

/** Readiness by technique, of the ready host after a change. */
function readinessAfter(change: (tree: RecordedTree) => void): Readonly<Record<string, Readiness>> {
  const tree = readyHost();
  change(tree);
  return Object.fromEntries(readinessOf(probeOf(tree)).map((one) => [one.technique, one]));
}

function withoutFunctions(tree: RecordedTree): void {
  const device = '/sys/bus/pci/devices/0000:3b:00.0';
  tree.files[`${device}/sriov_numvfs`] = '0';
  tree.folders['/sys/bus/pci/devices'] = '0000:00:1f.0\n0000:3b:00.0\n0000:5e:00.1';
  tree.folders[device] = tree.folders[device]?.replaceAll(/\nvirtfn\d/g, '') ?? null;
}

function conditionOf(readiness: Readiness | undefined, need: string) {
  return readiness?.conditions.find((one) => one.need.includes(need));
}

describe('readiness', () => {
  it('is that of the worst condition, with the evidence of each', () => {
    const found = readinessAfter(() => {});
    const status = Object.fromEntries(Object.entries(found).map(([technique, one]) => [technique, one.status]));
    expect(status).toEqual({
      native: 'ready',
      emulated: 'ready',
      'xen-split-driver': 'fixable',
      virtio: 'ready',
      'vhost-net': 'ready',
      'vhost-user': 'ready',
      vmdq: 'unknown',
      direct: 'ready',
      sriov: 'ready',
    });
    expect(
      Object.values(found)
        .flatMap(({ conditions }) => conditions)
        .filter(({ evidence }) => evidence.length === 0),
    ).toEqual([]);
  });

  it('names the command where something can be had', () => {
    const found = readinessAfter((tree) => {
      withoutFunctions(tree);
      tree.folders['/dev'] = 'net\nnull';
      tree.folders['/usr/bin'] = 'env';
      tree.files['/sys/kernel/mm/hugepages/hugepages-1048576kB/nr_hugepages'] = '0';
    });
    expect(conditionOf(found['sriov'], 'and virtual functions')).toMatchObject({
      status: 'fixable',
      remedy: expect.stringContaining('echo 4 > /sys/bus/pci/devices/0000:3b:00.0/sriov_numvfs') as string,
    });
    expect(conditionOf(found['emulated'], 'KVM')).toMatchObject({
      status: 'fixable',
      remedy: expect.stringContaining('modprobe kvm_intel') as string,
    });
    expect(conditionOf(found['emulated'], 'QEMU')?.remedy).toContain('apt-get install qemu-system-x86');
    expect(conditionOf(found['vhost-net'], 'vhost-net')?.remedy).toContain('modprobe vhost_net');
    expect(conditionOf(found['direct'], 'vfio')?.remedy).toContain('modprobe vfio-pci');
    expect(conditionOf(found['vhost-user'], 'huge pages')?.remedy).toContain('vm.nr_hugepages');
    expect(['emulated', 'vhost-net', 'direct', 'sriov', 'vhost-user'].map((name) => found[name]?.status)).toEqual(
      Array<string>(5).fill('fixable'),
    );
  });

  it('tells an IOMMU that is off from one that the firmware hides, and from none in a virtual machine', () => {
    const off = readinessAfter((tree) => (tree.folders['/sys/kernel/iommu_groups'] = ''));
    expect(conditionOf(off['direct'], 'IOMMU that')).toMatchObject({
      status: 'fixable',
      remedy: expect.stringContaining('intel_iommu=on') as string,
    });
    const hidden = readinessAfter((tree) => {
      tree.folders['/sys/kernel/iommu_groups'] = '';
      tree.folders['/sys/firmware/acpi/tables'] = 'APIC';
    });
    expect(conditionOf(hidden['direct'], 'IOMMU that')?.remedy).toContain('VT-d');
    const guest = readinessAfter((tree) => {
      tree.folders['/sys/kernel/iommu_groups'] = '';
      tree.folders['/sys/firmware/acpi/tables'] = 'APIC';
      tree.files['/proc/cpuinfo'] = tree.files['/proc/cpuinfo']?.replaceAll('vmx', 'hypervisor') ?? null;
    });
    expect(guest['direct']?.status).toBe('impossible');
    expect(guest['native']?.status).toBe('impossible');
  });

  it('leaves open whether KVM works where its device is there and the CPU shows nothing of it', () => {
    const hideVmx = (tree: RecordedTree): void => {
      tree.files['/proc/cpuinfo'] = tree.files['/proc/cpuinfo']?.replaceAll('vmx', 'hypervisor') ?? null;
    };
    expect(conditionOf(readinessAfter(hideVmx)['virtio'], 'KVM')).toMatchObject({
      status: 'unknown',
      finding: expect.stringContaining('/dev/kvm is there') as string,
    });
    const without = readinessAfter((tree) => {
      hideVmx(tree);
      tree.folders['/dev'] = 'net\nnull';
    });
    expect(conditionOf(without['virtio'], 'KVM')).toMatchObject({
      status: 'fixable',
      remedy: expect.stringContaining('nested=1') as string,
    });
  });

  it('does not give away an adapter that shares its group', () => {
    const shared = (tree: RecordedTree): void => {
      tree.folders['/sys/kernel/iommu_groups/7/devices'] = '0000:3b:00.0\n0000:3b:00.1';
      tree.folders['/sys/kernel/iommu_groups/8/devices'] = '0000:5d:00.0\n0000:5e:00.1';
    };
    expect(conditionOf(readinessAfter(shared)['direct'], 'shares')).toMatchObject({
      status: 'fixable',
      finding: 'Every adapter shares its group: ens1f0 with 0000:3b:00.1; 0000:5e:00.1 with 0000:5d:00.0.',
    });
    const behindBridge = readinessAfter((tree) => {
      shared(tree);
      tree.files['/sys/bus/pci/devices/0000:5d:00.0/class'] = '0x060400';
    });
    expect(behindBridge['direct']?.status).toBe('ready');
  });

  it('does not give away an adapter that the kernel cannot reset, and tells why', () => {
    const spare = '/sys/bus/pci/devices/0000:5e:00.1';
    const resetAfter = (change: (tree: RecordedTree) => void) => conditionOf(readinessAfter(change)['direct'], 'reset');
    expect(resetAfter(() => {})).toMatchObject({ status: 'ready', finding: '0000:5e:00.1 (flr bus).' });
    expect(resetAfter((tree) => (tree.files[`${spare}/reset_method`] = ''))).toMatchObject({
      status: 'fixable',
      remedy: expect.stringContaining(`echo default > ${spare}/reset_method`) as string,
    });
    expect(
      resetAfter((tree) => {
        delete tree.files[`${spare}/reset_method`];
        tree.folders[spare] = 'class\ndevice\ndriver\ndriver_override\nresource\nvendor';
      }),
    ).toMatchObject({ status: 'fixable', remedy: expect.stringContaining('lspci -s 0000:5e:00') as string });
    expect(
      resetAfter((tree) => {
        delete tree.files[`${spare}/reset_method`];
        tree.folders[spare] = 'vendor';
      }),
    ).toMatchObject({ status: 'unknown' });
  });

  it('wants the adapter of the guest, and the virtual function, bound to vfio-pci, and shows how', () => {
    const withI40e = readinessAfter(
      (tree) => (tree.links['/sys/bus/pci/devices/0000:5e:00.1/driver'] = '../../../../bus/pci/drivers/i40e'),
    );
    expect(withI40e['direct']?.status).toBe('fixable');
    expect(conditionOf(withI40e['direct'], 'bound to vfio-pci')?.remedy).toMatch(
      /echo 0000:3b:00\.0 > \/sys\/bus\/pci\/devices\/0000:3b:00\.0\/driver\/unbind.*interface no more/,
    );
    const functionAfter = (change: (tree: RecordedTree, folder: string, number: number) => void) =>
      conditionOf(
        readinessAfter((tree) => {
          for (const number of [0, 1, 2, 3]) change(tree, `/sys/bus/pci/devices/0000:3b:02.${number}`, number);
        })['sriov'],
        'a virtual function in',
      );
    expect(functionAfter(() => {})).toMatchObject({ status: 'ready', finding: '0000:3b:02.0 (vfio-pci), 0000:3b:02.1 (vfio-pci).' });
    expect(functionAfter((tree, folder) => (tree.links[`${folder}/driver`] = '../iavf'))).toMatchObject({
      status: 'fixable',
      remedy: expect.stringContaining('echo 0000:3b:02.0 > /sys/bus/pci/drivers_probe') as string,
    });
    const bare = functionAfter((tree, folder) => {
      delete tree.links[`${folder}/driver`];
      tree.folders[folder] = 'class\ndevice\ndriver_override\nphysfn\nresource\nvendor';
    });
    expect(bare).toMatchObject({ status: 'fixable', finding: expect.stringContaining('0000:3b:02.0 has no driver') as string });
    expect(bare?.remedy).not.toContain('unbind');
    expect(functionAfter((tree, folder) => delete tree.links[`${folder}/driver`] && delete tree.folders[folder])).toMatchObject({
      status: 'unknown',
    });
    expect(
      functionAfter((tree, _folder, number) => {
        tree.folders[`/sys/kernel/iommu_groups/${20 + number}/devices`] =
          '0000:00:1f.0\n0000:3b:02.0\n0000:3b:02.1\n0000:3b:02.2\n0000:3b:02.3';
      }),
    ).toMatchObject({ status: 'fixable', remedy: expect.stringContaining('ACS') as string });
    expect(functionAfter((tree, folder) => delete tree.links[`${folder}/iommu_group`])).toMatchObject({ status: 'unknown' });
    expect(functionAfter((tree, folder) => delete tree.links[`${folder}/physfn`])).toMatchObject({ status: 'unknown' });
  });

  it('wants a thread of the switch that polls, and cores beside it', () => {
    const command = 'ovs-appctl dpif-netdev/pmd-stats-show';
    const after = (change: (tree: RecordedTree) => void) => readinessAfter(change)['vhost-user'];
    expect(
      conditionOf(
        after(() => {}),
        'that polls',
      )?.finding,
    ).toBe('Open vSwitch polls on CPU 2, 3.');
    const none = after((tree) => (tree.outputs[command] = 'main thread:\n  packets received: 0'));
    expect(conditionOf(none, 'that polls')).toMatchObject({
      status: 'fixable',
      remedy: expect.stringContaining('pmd-cpu-mask') as string,
    });
    expect(
      conditionOf(
        after((tree) => delete tree.outputs[command]),
        'that polls',
      ),
    ).toMatchObject({
      status: 'unknown',
      remedy: expect.stringContaining(command) as string,
    });
    const all = after((tree) => {
      tree.outputs[command] = [0, 1, 2, 3, 4, 5, 6]
        .map((core) => `pmd thread numa_id 0 core_id ${core}:\n  packets received: 1`)
        .join('\n');
    });
    expect(conditionOf(all, 'alone polls')).toMatchObject({
      status: 'fixable',
      finding: expect.stringContaining('7 of 8 cores') as string,
    });
  });

  it('knows the domains of Xen', () => {
    const control = readinessAfter((tree) => {
      tree.files['/sys/hypervisor/type'] = 'xen';
      tree.files['/proc/xen/capabilities'] = 'control_d';
    });
    expect(control['xen-split-driver']?.status).toBe('ready');
    const guest = readinessAfter((tree) => {
      tree.files['/sys/hypervisor/type'] = 'xen';
      tree.files['/proc/xen/capabilities'] = '';
    });
    expect(guest['xen-split-driver']?.status).toBe('impossible');
  });
});

/** Of each technique, what must stand in the tree when it is called ready. */
const deciding: Readonly<Record<TechniqueName, readonly ((tree: RecordedTree) => boolean)[]>> = (() => {
  const file = (path: string, text: RegExp) => (tree: RecordedTree) => text.test(tree.files[path] ?? '');
  const folder = (path: string, name: string) => (tree: RecordedTree) => (tree.folders[path] ?? '').split('\n').includes(name);
  const some = (kind: 'files' | 'folders' | 'links', path: RegExp, text: RegExp) => (tree: RecordedTree) =>
    Object.entries(tree[kind]).some(([name, content]) => path.test(name) && text.test(content ?? ''));
  const output = (command: string) => (tree: RecordedTree) => /\d\.\d/.test(tree.outputs[command] ?? '');
  const kvm = [folder('/dev', 'kvm'), file('/proc/cpuinfo', /^flags.*\b(vmx|svm)\b/m), output('qemu-system-x86_64 --version')];
  const assigned = [
    ...kvm,
    some('folders', /^\/sys\/kernel\/iommu_groups$/, /./),
    some('folders', /^\/dev(\/vfio)?$/, /^(vfio|iommu)$/m),
    some('links', /\/driver$/, /vfio-pci$/),
    some('links', /iommu_group$/, /./),
    some('folders', /^\/sys\/kernel\/iommu_groups\/.*\/devices$/, /./),
  ];
  return {
    native: [file('/proc/cpuinfo', /^flags/m), some('links', /\/driver$/, /./)],
    emulated: [...kvm, folder('/dev/net', 'tun')],
    'xen-split-driver': [file('/proc/xen/capabilities', /control_d/)],
    virtio: [...kvm, folder('/dev/net', 'tun')],
    'vhost-net': [...kvm, folder('/dev/net', 'tun'), folder('/dev', 'vhost-net')],
    'vhost-user': [
      ...kvm,
      some('files', /nr_hugepages$|meminfo$/, /[1-9]/),
      (tree) => /^pmd thread/m.test(tree.outputs['ovs-appctl dpif-netdev/pmd-stats-show'] ?? ''),
    ],
    vmdq: [() => false],
    direct: [
      ...assigned,
      (tree) => some('files', /reset_method$/, /^[a-z]/)(tree) || some('folders', /^\/sys\/bus\/pci\/devices\/./, /^reset$/m)(tree),
    ],
    sriov: [
      ...assigned,
      some('files', /sriov_totalvfs$/, /^\d*[1-9]/),
      some('files', /sriov_numvfs$/, /^\d*[1-9]/),
      some('links', /physfn$/, /./),
    ],
  };
})();

const MUTATED_TREES = 1000;

describe('a tree that was changed at random', () => {
  it(`is probed without a fault, and never called ready where what decides is missing: ${MUTATED_TREES} trees`, () => {
    let readyTechniques = 0;
    for (let number = 0; number < MUTATED_TREES; number++) {
      const tree = mutatedTree(number);
      const probe = probeOf(tree);
      expect(hostProbeSchema.safeParse(probe).success, `tree ${number}`).toBe(true);
      const ready = readinessOf(probe).filter(({ status }) => status === 'ready');
      readyTechniques += ready.length;
      for (const { technique } of ready) {
        const name = techniqueNames.find((one) => one === technique);
        const unmet = name === undefined ? [-1] : deciding[name].flatMap((isThere, place) => (isThere(tree) ? [] : [place]));
        expect({ number, technique, unmet }).toEqual({ number, technique, unmet: [] });
      }
    }
    expect(readyTechniques).toBeGreaterThan(MUTATED_TREES);
  });
});
