/** Exits of a guest on KVM, as the kernel counts them in debugfs (arch/x86/kvm, statistic `exits`): readable by root alone. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Since the guest of the process `pid` began; null where it has no KVM, or the counters cannot be read. Its folder is called PID-DESCRIPTOR. */
export function kvmExits(pid: number, root = '/sys/kernel/debug/kvm'): number | null {
  try {
    const own = readdirSync(root).filter((name) => name.startsWith(`${pid}-`));
    return own.length === 0 ? null : own.reduce((sum, name) => sum + Number(readFileSync(join(root, name, 'exits'), 'utf8')), 0);
  } catch {
    return null;
  }
}
