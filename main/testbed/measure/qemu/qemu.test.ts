import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { guestDevices } from '../devices.ts';
import { BootError, MeasuringError } from '../../measuring-error.ts';
import { addressesOf, plannedAdapters, qemuCommand, type Accelerator } from './command.ts';
import { kvmCounts } from './kvm-counts.ts';
import { countAccesses, exitsOf } from './register-accesses.ts';
import type { GuestOptions, RunningGuest } from './running-guest.ts';
import { startAccelerated } from './start-accelerated.ts';
import { parseThread, threadTimes, vhostThreads } from './thread-times.ts';

function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'iovlab-qemu-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

describe('the command of a guest', () => {
  const image = { kernelPath: '/i/kernel', initialFileSystemPath: '/i/fs', peerPath: '/i/peer', release: '6.1', drivers: [] };
  const adapters = plannedAdapters(guestDevices, { measured: '0000:03:10.0', generator: '0000:03:10.2' }).map((adapter, index) => ({
    ...adapter,
    guestPort: 5000 + index,
    peerPort: 6000 + index,
  }));
  const words = qemuCommand({ program: 'qemu-system-x86_64', accelerator: 'tcg', image, folder: '/f', adapters });

  it('has no network that leads out of it: sockets of loopback, interfaces that nothing is connected to, and user networks that are restricted', () => {
    const networks = words.filter((_, index) => words[index - 1] === '-netdev');
    const networksOf = { sockets: 2, tap: 1, vhost: 1, switch: 0 };
    expect(networks).toHaveLength(guestDevices.reduce((sum, { wire }) => sum + networksOf[wire], 0));
    for (const network of networks) {
      const [kind] = network.split(',');
      if (kind === 'user') expect(network).toContain(',restrict=on,');
      else if (kind === 'tap') expect(network).toMatch(/,ifname=tap\d+,script=no,downscript=no,/);
      else {
        expect(kind).toBe('dgram');
        expect(network.match(/host=[^,]+/g)).toEqual(['host=127.0.0.1', 'host=127.0.0.1']);
      }
    }
  });

  it('gives every adapter addresses of its own', () => {
    const hardware = words.join(' ').match(/mac=[^,]+/g) ?? [];
    expect(hardware.length).toBeGreaterThan(guestDevices.length);
    expect(new Set(hardware).size).toBe(hardware.length);
  });

  it('puts an adapter with virtual functions on a port of its own, and gives the function its address, not the adapter', () => {
    const igbs = words.filter((word) => word.startsWith('igb,'));
    expect(igbs).toHaveLength(4);
    const ports = words.filter((word) => word.startsWith('pcie-root-port,'));
    const named = ports.map((word) => `bus=${/id=([^,]+)/.exec(word)?.[1]}`);
    expect(igbs.map((word) => /bus=.*/.exec(word)?.[0])).toEqual(named);
    expect(new Set(ports.map((word) => /chassis=.*/.exec(word)?.[0])).size).toBe(4);
    const number = guestDevices.findIndex(({ id }) => id === 'igb-vf') + 1;
    const { guestHardware, streamHardware, physicalHardware, streamPhysicalHardware } = addressesOf({ number });
    expect(words.join(' ')).not.toMatch(new RegExp(`${guestHardware}|${streamHardware}`));
    expect(igbs.slice(2).map((word) => /mac=([^,]+)/.exec(word)?.[1])).toEqual([physicalHardware, streamPhysicalHardware]);
  });

  it('has a virtual CPU for each pair of queues of an adapter, and a vector for each queue', () => {
    expect(words[words.indexOf('-smp') + 1]).toBe('2');
    expect(words.filter((word) => word.includes('queues=2'))).toHaveLength(1);
    expect(words.filter((word) => word.includes('mq=on,vectors=6'))).toHaveLength(1);
    expect(words.filter((word) => word.includes('vhost=on'))).toHaveLength(1);
  });
});

describe('counts of KVM', () => {
  it('are those of the guests of a process, and unknown where they cannot be read', () => {
    const root = temporaryFolder();
    const statistics = ['exits', 'mmio_exits', 'io_exits', 'halt_exits', 'irq_injections'];
    for (const [folder, exits] of [
      ['12-9', 40],
      ['12-11', 2],
      ['123-9', 1000],
    ] as const) {
      mkdirSync(join(root, folder));
      for (const [index, name] of statistics.entries()) writeFileSync(join(root, folder, name), `${exits - index * 0.5}\n`);
    }
    expect(kvmCounts(12, root)).toEqual({ exits: 42, registerExits: 41 + 40, idleExits: 39, interrupts: 38 });
    expect(kvmCounts(13, root)).toBeNull();
    expect(kvmCounts(12, join(root, 'nowhere'))).toBeNull();
    rmSync(join(root, '12-9/halt_exits'));
    expect(kvmCounts(12, root)).toBeNull();
  });
});

describe('accesses of the driver', () => {
  it('are counted by kind, of the adapter alone, from where counting began', async () => {
    const path = join(temporaryFolder(), 'trace.log');
    const before = "memory_region_ops_write cpu 0 mr 0x1 addr 0xfebc3818 value 0x1 size 4 name 'e1000-mmio'\n";
    const lines = [
      "memory_region_ops_read cpu 0 mr 0x1 addr 0xfebc00c0 value 0x80 size 4 name 'e1000-mmio'",
      "memory_region_ops_write cpu 0 mr 0x1 addr 0xfebc3818 value 0x7 size 4 name 'e1000-mmio'",
      "memory_region_ops_write cpu -1 mr 0x2 addr 0xfee01004 value 0x802a size 4 name 'apic-msi'",
      'apic_deliver_irq dest 1 dest_mode 1 delivery_mode 0 vector 42 trigger_mode 1',
      'virtio_queue_notify vdev 0x3 n 1 vq 0x4',
    ];
    writeFileSync(path, before + lines.map((line) => `${line}\n`).join(''));
    const counts = await countAccesses(path, before.length, ['e1000-']);
    expect(counts).toEqual({ registerReads: 1, registerWrites: 1, queueNotifications: 1, interrupts: 1 });
    expect(exitsOf(counts)).toBe(3);
  });

  it('count a notification once, also where QEMU serves it as a write to a register', async () => {
    const path = join(temporaryFolder(), 'trace.log');
    writeFileSync(
      path,
      [
        "memory_region_ops_write cpu 0 mr 0x1 addr 0x3004 value 0x1 size 2 name 'virtio-pci-notify-virtio-net'",
        'virtio_queue_notify vdev 0x3 n 1 vq 0x4',
        "memory_region_ops_read cpu 0 mr 0x1 addr 0x1000 value 0x1 size 1 name 'virtio-pci-isr-virtio-net'",
      ].join('\n'),
    );
    expect(exitsOf(await countAccesses(path, 0, ['virtio-pci']))).toBe(2);
  });
});

describe('CPU time of threads', () => {
  const stat = (name: string, user: number, system: number) =>
    `7 (${name}) S 1 7 7 0 -1 4194560 10 0 0 0 ${user} ${system} 0 0 20 0 4 0 100`;

  it('is read behind the name, whatever it holds', () => {
    expect(parseThread(stat('a) b (c', 150, 50))).toEqual({ name: 'a) b (c', seconds: 2 });
  });

  it('is told apart for virtual CPUs and devices', () => {
    const root = temporaryFolder();
    for (const [thread, text] of [
      ['7', stat('qemu-system-x86', 100, 0)],
      ['8', stat('CPU 0/TCG', 300, 100)],
      ['9', stat('call_rcu', 0, 50)],
    ] as const) {
      mkdirSync(join(root, '7/task', thread), { recursive: true });
      writeFileSync(join(root, '7/task', thread, 'stat'), text);
    }
    expect(threadTimes(7, [], root)).toEqual({ vcpuS: 4, deviceS: 1.5 });
    mkdirSync(join(root, '20'));
    writeFileSync(join(root, '20/stat'), stat('vhost-7', 0, 200));
    writeFileSync(join(root, '20/comm'), 'vhost-7\n');
    expect(vhostThreads(7, root)).toEqual([20]);
    expect(vhostThreads(77, root)).toEqual([]);
    expect(threadTimes(7, [20], root)).toEqual({ vcpuS: 4, deviceS: 3.5 });
  });
});

describe('a guest on the best accelerator', () => {
  const image = { kernelPath: '/i/kernel', initialFileSystemPath: '/i/fs', peerPath: '/i/peer', release: '6.1', drivers: [] };
  const { signal } = new AbortController();

  /** Starts with `accelerator`, on a host where those of `broken` fail with `error`. */
  async function startOn(accelerator: Accelerator, broken: readonly Accelerator[], error: Error) {
    const tried: Accelerator[] = [];
    const reasons: string[] = [];
    const options: GuestOptions = { program: 'qemu-system-x86_64', accelerator, image, devices: [], functions: null, cpus: null };
    const starting = startAccelerated(
      options,
      signal,
      (why) => reasons.push(why),
      (asked) => {
        tried.push(asked.accelerator);
        return broken.includes(asked.accelerator)
          ? Promise.reject(error)
          : Promise.resolve({ accelerator: asked.accelerator } as RunningGuest);
      },
    );
    const outcome = await starting.then(
      (guest) => guest.accelerator,
      (reason: unknown) => reason,
    );
    return { outcome, tried, reasons };
  }

  it('is on KVM where that runs it, and translated where it does not come up there', async () => {
    const silent = new BootError('The guest did not answer.');
    expect(await startOn('kvm', [], silent)).toEqual({ outcome: 'kvm', tried: ['kvm'], reasons: [] });
    expect(await startOn('kvm', ['kvm'], silent)).toEqual({ outcome: 'tcg', tried: ['kvm', 'tcg'], reasons: [silent.message] });
    expect(await startOn('kvm', ['kvm', 'tcg'], silent)).toMatchObject({ outcome: silent, tried: ['kvm', 'tcg'] });
    expect(await startOn('tcg', ['tcg'], silent)).toEqual({ outcome: silent, tried: ['tcg'], reasons: [] });
  });

  it('is not started again when it came up and something else failed', async () => {
    const noLink = new MeasuringError('The interface has no link.');
    expect(await startOn('kvm', ['kvm'], noLink)).toEqual({ outcome: noLink, tried: ['kvm'], reasons: [] });
  });

  it('is not started again after a cancel', async () => {
    const cancelled = new DOMException('cancelled', 'AbortError');
    expect(await startOn('kvm', ['kvm'], cancelled)).toEqual({ outcome: cancelled, tried: ['kvm'], reasons: [] });
  });
});
