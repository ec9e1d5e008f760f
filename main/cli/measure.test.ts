/** Real guests of QEMU, translated where there is no KVM. Without QEMU or a kernel these tests are reported as skipped; CI installs both. */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import type { MeasuredResult } from '../../shared/measured/schema.ts';
import { shortMeasuring } from '../../shared/testbed/guest-measuring.fixture.ts';
import type { FunctionPair } from '../../shared/testbed/guest-measuring.ts';
import { guestHost, inspectMeasuringHost, measureGuests } from '../lab/measure-guests.ts';
import { readMeasured } from '../lab/measured.ts';
import { startLab } from './lab-process.fixture.ts';
import { temporaryFolder } from './temporary-folder.fixture.ts';

const canMeasure =
  startsWith(['qemu-system-x86_64', '-version']) && startsWith(['cc', '--version']) && startsWith(['apt-get', '--version']);

/** An adapter with two queues, on an interface in a network namespace of the lab's own, where one can be made. */
const { adapters: offered } = await guestHost(new AbortController().signal);
const isOffered = (wanted: string) => offered.some(({ id, obstacle }) => id === wanted && obstacle === null);
/** A virtual function of igb besides, where QEMU is of version 8 or later. */
const devices = ['e1000', 'virtio-net', ...['virtio-net-mq', 'igb-vf'].filter(isOffered)];

/** A guest boots slowly on a busy host without KVM, and its kernel is fetched once. */
const PATIENCE_MS = 600_000;

/** The image of the guest is made once for all runs of the tests. */
const environment = { XDG_DATA_HOME: fileURLToPath(new URL('../../node_modules/.cache/iovlab-measure-test', import.meta.url)) };

function startsWith([program = '', ...words]: readonly string[]): boolean {
  return spawnSync(program, words).status === 0;
}

/** Command lines of the guests that are under way, by pid. */
function guestsUnderWay(): Map<number, string> {
  const guests = new Map<number, string>();
  for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    const path = join('/proc', pid, 'cmdline');
    const words = existsSync(path) ? readFileSync(path, 'utf8').split('\0') : [];
    if (words.includes('iovlab-guest,debug-threads=on')) guests.set(Number(pid), words.join(' '));
  }
  return guests;
}

/** Folders of guests whose lab has gone: the next guest removes them. */
function abandonedFolders(): string[] {
  return readdirSync(tmpdir()).filter((name) => {
    const pid = /^iovlab-guest-(\d+)-/.exec(name)?.[1];
    return pid !== undefined && !existsSync(join('/proc', pid));
  });
}

function valueOf({ series }: MeasuredResult, label: string, quantity: string): number {
  const value = series.find((one) => one.label === label && one.quantity === quantity)?.points[0]?.value;
  if (value === undefined) throw new Error(`${label} has no ${quantity}.`);
  return value;
}

/** A program that starts QEMU with an emulated adapter in place of each function: a pair of sockets stands for the switch of their adapter. */
function qemuWithoutFunctions(folder: string, program: string, { measured, generator }: FunctionPair): string {
  const path = join(folder, 'qemu');
  const text = [
    '#!/bin/sh',
    'for word; do',
    '  shift',
    '  case $word in',
    `    vfio-pci,host=${measured},*) mac=52:54:00:aa:00:01 own=${folder}/one other=${folder}/other ;;`,
    `    vfio-pci,host=${generator},*) mac=52:54:00:aa:00:02 own=${folder}/other other=${folder}/one ;;`,
    '    *) set -- "$@" "$word"; continue ;;',
    '  esac',
    '  set -- "$@" "e1000e,netdev=switch,mac=$mac,romfile=,bus=pcie.0,addr=0x1e"',
    '  set -- "$@" -netdev "dgram,id=switch,local.type=unix,local.path=$own,remote.type=unix,remote.path=$other"',
    'done',
    `exec ${program} "$@"`,
  ];
  writeFileSync(path, `${text.join('\n')}\n`, { mode: 0o755 });
  return path;
}

describe.skipIf(!canMeasure)('lab measure', () => {
  it(
    'leaves no guest behind when the lab is killed',
    async () => {
      const before = guestsUnderWay();
      const lab = startLab(['measure', '--fetch-kernel', '--test', 'round-trips', '--repetitions', '100'], environment);
      await lab.saying('1 of ');
      const own = [...guestsUnderWay().keys()].filter((pid) => !before.has(pid));
      expect(own).toHaveLength(1);
      lab.kill();
      await lab.ended;
      // The kernel ends it; nothing tells when it has gone.
      while (own.some((pid) => guestsUnderWay().has(pid))) await delay(50);
    },
    PATIENCE_MS,
  );

  it(
    'measures emulated and paravirtual adapters, on sockets and on an interface of its own, keeps the result, and leaves nothing behind',
    async () => {
      const path = join(temporaryFolder(), 'measured.json');
      const before = guestsUnderWay();
      const tests = ['round-trips', 'receive', 'transmit', 'stream', 'accesses'].flatMap((test) => ['--test', test]);
      const adapters = devices.flatMap((device) => ['--device', device]);
      const lab = startLab(
        ['measure', '--fetch-kernel', ...adapters, ...tests, '--repetitions', '2', '--seconds', '1', '--round-trips', '200', '--out', path],
        environment,
      );
      const { status, stdout, stderr } = await lab.ended;
      expect(stderr).toContain('RFC 6815');
      expect(status, stderr).toBe(0);
      expect(stdout).toContain('mean round trip');
      const read = readMeasured(path);
      if (!read.ok) throw new Error(read.message);
      for (const label of ['emulated', 'virtio', ...devices.slice(2)]) {
        expect(valueOf(read.value, label, 'median round trip')).toBeGreaterThan(1000);
        expect(valueOf(read.value, label, 'frames that the guest took at overload')).toBeGreaterThan(0);
        expect(valueOf(read.value, label, 'datagrams sent by the guest')).toBeGreaterThan(0);
        expect(valueOf(read.value, label, 'TCP payload sent by the guest')).toBeGreaterThan(0);
      }
      const exits = (label: string) => valueOf(read.value, label, 'exits asked for by the driver in a round trip');
      expect(exits('virtio')).toBeGreaterThan(0);
      expect(exits('emulated')).toBeGreaterThan(3 * exits('virtio'));
      expect(guestsUnderWay()).toEqual(before);
      expect(abandonedFolders()).toEqual([]);
      expect(existsSync('/sys/class/net/tap3')).toBe(false);
    },
    PATIENCE_MS,
  );

  it(
    'measures at a function of the host with a second guest that generates the traffic',
    async () => {
      const functions = { measured: '0000:03:10.0', generator: '0000:03:10.2' };
      const { signal } = new AbortController();
      const own = await inspectMeasuringHost(signal);
      if (!own.qemu) throw new Error('There is no QEMU.');
      const qemu = { ...own.qemu, program: qemuWithoutFunctions(temporaryFolder(), own.qemu.program, functions) };
      const wires = { ...own.wires, switch: { obstacle: null } };
      const before = guestsUnderWay();
      const result = await measureGuests(
        { ...shortMeasuring, devices: ['vfio-vf'], functions, tests: ['round-trips', 'receive', 'transmit', 'stream'], roundTrips: 100 },
        {
          signal,
          onPhase: () => {},
          onStep: () => {},
          imageFolder: join(environment.XDG_DATA_HOME, 'iovlab', 'guest-image'),
          host: { ...own, qemu, wires, pairObstacle: () => null },
        },
      );
      expect(valueOf(result, 'sriov', 'median round trip')).toBeGreaterThan(1000);
      expect(valueOf(result, 'sriov', 'frames that the guest took at overload')).toBeGreaterThan(0);
      expect(valueOf(result, 'sriov', 'datagrams sent by the guest')).toBeGreaterThan(0);
      expect(valueOf(result, 'sriov', 'TCP payload sent by the guest')).toBeGreaterThan(0);
      expect(guestsUnderWay()).toEqual(before);
    },
    PATIENCE_MS,
  );

  it('asks for the addresses of both functions', async () => {
    const alone = await startLab(['measure', '--dry-run', '--vf', '0000:03:10.0'], environment).ended;
    expect(alone).toMatchObject({ status: 2, stderr: expect.stringContaining('--vf and --generator-vf go together') });
    const unnamed = await startLab(['measure', '--dry-run', '--device', 'vfio-vf'], environment).ended;
    expect(unnamed).toMatchObject({ status: 2, stderr: expect.stringContaining('vfio-vf needs --vf and --generator-vf') });
    const wrong = await startLab(['measure', '--dry-run', '--vf', '03:10.0', '--generator-vf', '0000:03:10.2'], environment).ended;
    expect(wrong).toMatchObject({ status: 2, stderr: expect.stringContaining('like 0000:03:10.0 (`lspci -D`), not "03:10.0"') });
  });

  it('says what an adapter or a test is called when it does not know one', async () => {
    const adapter = await startLab(['measure', '--dry-run', '--device', 'ne2000'], environment).ended;
    expect(adapter).toMatchObject({ status: 2, stderr: expect.stringContaining('There is no adapter ne2000. There are: e1000,') });
    const test = await startLab(['measure', '--test', 'speed'], environment).ended;
    expect(test).toMatchObject({ status: 2, stderr: expect.stringContaining('There is no test speed. There are: round-trips,') });
    const cpus = await startLab(['measure', '--cpus', 'all'], environment).ended;
    expect(cpus).toMatchObject({ status: 2, stderr: expect.stringContaining('as in 0-1,4; not "all"') });
  });

  it('prints every command of a measurement and starts none', async () => {
    const before = guestsUnderWay();
    const { status, stdout } = await startLab(['measure', '--dry-run', '--device', 'virtio-net', '--cpus', '0'], environment).ended;
    expect(status).toBe(0);
    expect(stdout).toMatch(/^taskset --cpu-list 0 (setpriv --pdeathsig KILL )?\S*qemu-system-x86_64 .*virtio-net-pci/m);
    expect(guestsUnderWay()).toEqual(before);
  });
});
