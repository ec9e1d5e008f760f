/** KVM around 2013 on Sandy and Ivy Bridge: no virtual APIC, no posting; what is not named is as in kvm-2017. */
import type { CostTable } from './cost-table.ts';

const KUT = 'kvm-unit-tests commit 00bfecaa';

export const kvm2013: CostTable = {
  id: 'kvm-2013',
  title: 'KVM, 2013',
  machine: 'Sandy or Ivy Bridge Xeon, KVM',
  frequencyGhz: 2.6,
  year: 2013,
  rows: [
    ['vm.exit', 1650, 'derived', 'middle of 1,600-1,700 cycles, Core i7-3960X', 0.7, 2.4],
    ['vm.exitKernel', 4450, 'published', `outl handled in the kernel 4,451 cycles, ${KUT}`],
    ['vm.exitUser', 20500, 'published', `inl exiting to QEMU 20,574 cycles, ${KUT}`, 0.3, 1.2],
    ['vm.injectInterrupt', 2500, 'assumed', 'preset 2013'],
    ['vm.endOfInterruptExit', 1556, 'secondary', 'Dall et al., E5-2450'],
    ['vm.postingAvailable', 0, 'published', 'VT-d posting came with Broadwell', 1, 1],
    ['virtio.kick', 4450, 'published', `outl handled in the kernel, ${KUT}`],
    ['user.systemCall', 300, 'unverified', 'system call 70-250 ns'],
  ],
};
