import { describe, expect, it } from 'vitest';
import { shortMeasuring } from '../../shared/testbed/guest-measuring.fixture.ts';
import type { GuestMeasuring } from '../../shared/testbed/guest-measuring.ts';
import { modelsIn, type MeasuringHost } from '../testbed/measure/requirements.ts';
import { commandsOf } from './measure-guests.ts';

const { signal } = new AbortController();

/** Lines of `qemu-system-x86_64 -device help` of the versions 7.2 and 10.0. */
const HELP_7_2 = `Network devices:
name "e1000", bus PCI, alias "e1000-82540em", desc "Intel Gigabit Ethernet"
name "virtio-net-pci", bus PCI, alias "virtio-net"

Misc devices:
name "vfio-pci", bus PCI, desc "VFIO-based PCI device assignment"
`;
const HELP_10_0 = HELP_7_2.replace('\n\n', '\nname "igb", bus PCI, desc "Intel 82576 Gigabit Ethernet Controller"\n\n');

function hostWith(version: string, help: string, parts: Partial<MeasuringHost> = {}): MeasuringHost {
  return {
    requirements: [],
    qemu: { program: '/usr/bin/qemu-system-x86_64', version, models: modelsIn(help) },
    wires: { sockets: { obstacle: null }, tap: { obstacle: null }, vhost: { obstacle: null }, switch: { obstacle: null } },
    pairObstacle: () => null,
    accelerator: 'tcg',
    kernel: null,
    hasPackages: true,
    ...parts,
  };
}

describe('the commands of a measurement', () => {
  const commands = (parts: Partial<GuestMeasuring>, host: MeasuringHost) =>
    commandsOf({ ...shortMeasuring, ...parts }, signal, '/nowhere/guest-image', host);

  it('make a virtual function of igb where QEMU has it', async () => {
    const [guest] = (await commands({ devices: ['igb-vf'] }, hostWith('10.0.2', HELP_10_0))).filter((line) => line.includes('-device'));
    expect(guest).toContain('-device pcie-root-port,id=port-wire1,chassis=1,slot=1 -device igb,netdev=wire1,');
  });

  it('are refused with what is to be installed where QEMU has no igb', async () => {
    for (const id of ['igb', 'igb-vf'])
      await expect(commands({ devices: [id] }, hostWith('7.2.18', HELP_7_2))).rejects.toThrow(
        `The adapter ${id} cannot be had here: QEMU 7.2.18 has no device igb: install QEMU 8.0 or later.`,
      );
  });

  const functions = { measured: '0000:03:10.0', generator: '0000:03:10.2' };

  it('give a function of the host to each of two guests, and neither another adapter of the host', async () => {
    const all = await commands({ devices: ['e1000', 'vfio-vf'], functions, cpus: '2-3' }, hostWith('7.2.18', HELP_7_2));
    const guests = all.filter((line) => line.includes('qemu-system-x86_64'));
    expect(guests).toHaveLength(2);
    expect(guests[0]).toContain('-device vfio-pci,host=0000:03:10.0,bus=pcie.0,addr=0x1e,rombar=0');
    expect(guests[0]).toContain('-device e1000,');
    expect(guests[1]).toMatch(/^taskset --cpu-list 2-3 .* -D FOLDER\/generator\/trace.log -device vfio-pci,host=0000:03:10.2,\S+$/);
    expect(all.join(' ')).not.toMatch(/modprobe|driver_override|unbind/);
  });

  it('are refused when the functions are not named, or not prepared', async () => {
    const host = hostWith('7.2.18', HELP_7_2);
    await expect(commands({ devices: ['vfio-vf'] }, host)).rejects.toThrow(
      'needs two virtual functions of this host, by their PCI addresses',
    );
    const unprepared = { ...host, pairObstacle: () => '0000:03:10.0 is bound to iavf' };
    await expect(commands({ devices: ['vfio-vf'], functions }, unprepared)).rejects.toThrow(
      'The virtual functions cannot be measured with: 0000:03:10.0 is bound to iavf.',
    );
    const without = { ...host, wires: { ...host.wires, switch: { obstacle: 'the host has no IOMMU in use' } } };
    await expect(commands({ devices: ['vfio-vf'], functions }, without)).rejects.toThrow(
      'The adapter vfio-vf cannot be had here: the host has no IOMMU',
    );
  });
});
