/** What KVM counts of a guest, from debugfs (arch/x86/kvm/x86.c, kvm_vcpu_stats_desc): readable by root alone. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export interface KvmCounts {
  /** For whatever reason. */
  readonly exits: number;
  /** Accesses to registers, in memory or ports, that QEMU served; a notification that goes to the kernel (ioeventfd) is none. */
  readonly registerExits: number;
  /** The virtual CPU had nothing to do. */
  readonly idleExits: number;
  /** Handed to the virtual CPU by software; none where the processor does that (APICv, AVIC). */
  readonly interrupts: number;
}

const STATISTICS: Readonly<Record<keyof KvmCounts, readonly string[]>> = {
  exits: ['exits'],
  registerExits: ['mmio_exits', 'io_exits'],
  idleExits: ['halt_exits'],
  interrupts: ['irq_injections'],
};

const kvmCountNames = Object.keys(STATISTICS) as (keyof KvmCounts)[];

/** Since the guest of the process `pid` began; null where it has no KVM, or the counters cannot be read. Its folder is called PID-DESCRIPTOR. */
export function kvmCounts(pid: number, root = '/sys/kernel/debug/kvm'): KvmCounts | null {
  try {
    const own = readdirSync(root).filter((name) => name.startsWith(`${pid}-`));
    const count = (statistic: string) => own.reduce((sum, name) => sum + Number(readFileSync(join(root, name, statistic), 'utf8')), 0);
    return own.length === 0 ? null : perName((name) => STATISTICS[name].reduce((sum, statistic) => sum + count(statistic), 0));
  } catch {
    return null;
  }
}

export function perName(valueOf: (name: keyof KvmCounts) => number): KvmCounts {
  return Object.fromEntries(kvmCountNames.map((name) => [name, valueOf(name)])) as unknown as KvmCounts;
}
