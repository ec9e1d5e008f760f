/** CPU time of QEMU's threads, by what they do, from /proc (proc_pid_stat(5)). */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export interface ThreadTimes {
  /** Threads that run virtual CPUs, s of CPU time since the start. */
  readonly vcpuS: number;
  /** All others: device models, network backends, timers. */
  readonly deviceS: number;
}

/** Linux reports in these units to programs, whatever its own timer (USER_HZ). */
const TICKS_PER_SECOND = 100;

/**
 * Threads of the kernel that carry frames for a process by vhost. They are called after it, and up to Linux 6.3 they are none of its own (drivers/vhost/vhost.c).
 */
export function vhostThreads(pid: number, root = '/proc'): number[] {
  const own = (name: string) => readIfThere(join(root, name, 'comm'))?.trim() === `vhost-${pid}`;
  return readdirSync(root)
    .filter((name) => /^\d+$/.test(name) && own(name))
    .map(Number);
}

/** @param kernelThreads of the kernel besides, that work for its devices */
export function threadTimes(pid: number, kernelThreads: readonly number[] = [], root = '/proc'): ThreadTimes {
  const folder = join(root, String(pid), 'task');
  const times = { vcpuS: 0, deviceS: 0 };
  const others = kernelThreads.map((thread) => join(root, String(thread), 'stat'));
  for (const path of [...readdirSync(folder).map((thread) => join(folder, thread, 'stat')), ...others]) {
    const text = readIfThere(path);
    if (text === null) continue;
    const { name, seconds } = parseThread(text);
    if (name.startsWith('CPU ')) times.vcpuS += seconds;
    else times.deviceS += seconds;
  }
  return times;
}

/** The name stands in parentheses and may hold any character; user and system time are the 12th and 13th field after it. */
export function parseThread(text: string): { readonly name: string; readonly seconds: number } {
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
  return {
    name: text.slice(text.indexOf('(') + 1, text.lastIndexOf(')')),
    seconds: (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND,
  };
}

/** A thread may end between the listing and the reading. */
function readIfThere(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}
