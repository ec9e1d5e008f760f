import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { folderFiles } from '../probe/folder-files.ts';
import { functionsObstacle, pairObstacle, type FunctionHost } from './host-functions.ts';
import { LOCKED_BYTES } from './qemu/command.ts';

const [ONE, OTHER, PHYSICAL] = ['0000:03:10.0', '0000:03:10.2', '0000:03:00.0'] as const;
const pair = { measured: ONE, generator: OTHER };

interface Device {
  readonly driver?: string;
  readonly group?: string;
  readonly physical?: string;
  readonly class?: string;
}
type Devices = Readonly<Record<string, Device>>;

/** Two functions as their owner prepares them; the physical one serves the host. */
const prepared: Devices = {
  [PHYSICAL]: { driver: 'ixgbe', group: '20' },
  [ONE]: { driver: 'vfio-pci', group: '41', physical: PHYSICAL },
  [OTHER]: { driver: 'vfio-pci', group: '42', physical: PHYSICAL },
};

const UNLIMITED =
  'Limit                     Soft Limit           Hard Limit           Units\nMax locked memory         unlimited            unlimited            bytes\n';

interface Parts {
  readonly devices?: Devices;
  readonly denied?: readonly string[];
  readonly limits?: string;
  readonly status?: string;
}

/** A tree as sysfs has it (Documentation/ABI/testing/sysfs-bus-pci and sysfs-kernel-iommu_groups of Linux). */
function hostWith({
  devices = prepared,
  denied = [],
  limits = UNLIMITED,
  status = 'CapEff:\t0000000000000000\n',
}: Parts = {}): FunctionHost {
  const root = mkdtempSync(join(tmpdir(), 'iovlab-functions-'));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  const write = (path: string, text: string) => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  };
  write('proc/self/limits', limits);
  write('proc/self/status', status);
  mkdirSync(join(root, 'sys/bus/pci/devices'), { recursive: true });
  for (const [address, device] of Object.entries(devices)) {
    const own = `sys/devices/pci0000:00/${address}`;
    write(`${own}/class`, `${device.class ?? '0x020000'}\n`);
    symlinkSync(`../../../devices/pci0000:00/${address}`, join(root, 'sys/bus/pci/devices', address));
    if (device.driver !== undefined) symlinkSync(`../../../bus/pci/drivers/${device.driver}`, join(root, own, 'driver'));
    if (device.physical !== undefined) symlinkSync(`../${device.physical}`, join(root, own, 'physfn'));
    if (device.group === undefined) continue;
    symlinkSync(`../../../kernel/iommu_groups/${device.group}`, join(root, own, 'iommu_group'));
    write(`sys/kernel/iommu_groups/${device.group}/devices/${address}`, '');
  }
  return { files: folderFiles(root), canUse: (device) => !denied.includes(device) };
}

const without = (address: string, part: keyof Device): Devices => {
  const rest = Object.entries(prepared[address] ?? {}).filter(([name]) => name !== part);
  return { ...prepared, [address]: Object.fromEntries(rest) };
};
const changed = (address: string, parts: Device): Devices => ({ ...prepared, [address]: { ...prepared[address], ...parts } });

describe('virtual functions of the host', () => {
  it('can be measured with when their owner has prepared them', () => {
    expect(functionsObstacle(hostWith())).toBeNull();
    expect(pairObstacle(pair, LOCKED_BYTES, hostWith())).toBeNull();
    const variant = hostWith({ devices: changed(ONE, { driver: 'mlx5_vfio_pci' }) });
    expect(pairObstacle(pair, LOCKED_BYTES, variant)).toBeNull();
  });

  it('need an IOMMU, an adapter that has some, one on vfio-pci, and the device of VFIO', () => {
    const ungrouped = { [ONE]: { driver: 'ixgbevf', physical: PHYSICAL } };
    expect(functionsObstacle(hostWith({ devices: ungrouped }))).toContain('intel_iommu=on');
    expect(functionsObstacle(hostWith({ devices: { [PHYSICAL]: prepared[PHYSICAL] ?? {} } }))).toContain('sriov_numvfs');
    const bound = hostWith({ devices: { [ONE]: { driver: 'iavf', group: '41', physical: PHYSICAL } } });
    expect(functionsObstacle(bound)).toContain(`echo vfio-pci > /sys/bus/pci/devices/${ONE}/driver_override`);
    expect(functionsObstacle(hostWith({ denied: ['/dev/vfio/vfio'] }))).toContain('/dev/vfio/vfio cannot be used');
  });

  it.each<[string, Parts, string]>([
    ['is not there', { devices: { [ONE]: prepared[ONE] ?? {} } }, `the host has no PCI device ${OTHER}`],
    ['is no virtual function', { devices: without(OTHER, 'physical') }, `${OTHER} is no virtual function`],
    ['is no network adapter', { devices: changed(ONE, { class: '0x010802' }) }, 'is no network adapter (class 0x010802)'],
    ['is bound to its own driver', { devices: changed(ONE, { driver: 'iavf' }) }, `${ONE} is bound to iavf, not to vfio-pci: as root`],
    ['is bound to no driver', { devices: without(ONE, 'driver') }, `${ONE} is bound to no driver`],
    ['is in no group', { devices: without(ONE, 'group') }, `${ONE} is in no IOMMU group`],
    [
      'is in a group with a device that the host uses',
      { devices: { ...prepared, '0000:03:00.1': { driver: 'nvme', group: '41' } } },
      '0000:03:00.1 of the same IOMMU group (41) is bound to nvme',
    ],
    ['may not be opened', { denied: ['/dev/vfio/42'] }, '/dev/vfio/42 cannot be used: as root `chown USER /dev/vfio/42`'],
    ['is of another adapter', { devices: changed(OTHER, { physical: '0000:04:00.0' }) }, 'would leave the host. Name two of one adapter'],
    ['shares a group with the other', { devices: changed(OTHER, { group: '41' }) }, 'are in one IOMMU group (41)'],
  ])('are refused when one %s', (_, parts, reason) => {
    expect(pairObstacle(pair, LOCKED_BYTES, hostWith(parts))).toContain(reason);
  });

  it('take bridges, and devices without a driver, for members of a group that go with it', () => {
    const devices = { ...prepared, '0000:02:01.0': { driver: 'pcieport', group: '41' }, '0000:03:10.7': { group: '41' } };
    expect(pairObstacle(pair, LOCKED_BYTES, hostWith({ devices }))).toBeNull();
  });

  it('are two', () => {
    expect(pairObstacle({ measured: ONE, generator: ONE }, LOCKED_BYTES, hostWith())).toContain('stands for both ends');
  });

  it('need the memory of a guest to be locked, which the superuser always may', () => {
    const limits = UNLIMITED.replace(/unlimited +unlimited/, '8388608              8388608  ');
    const reason = pairObstacle(pair, 272 * 2 ** 20, hostWith({ limits }));
    expect(reason).toContain('may lock 8 MiB of memory, and a guest with a function locks 272');
    expect(reason).toContain('memlock 278528');
    expect(pairObstacle(pair, LOCKED_BYTES, hostWith({ limits, status: 'CapEff:\t000001ffffffffff\n' }))).toBeNull();
    expect(pairObstacle(pair, 8 * 2 ** 20, hostWith({ limits }))).toBeNull();
  });
});
