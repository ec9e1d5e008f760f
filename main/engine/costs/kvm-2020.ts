/** KVM around 2020 on Skylake-SP with speculation mitigations; what is not named is as in kvm-2017. */
import type { CostTable } from './cost-table.ts';

export const kvm2020: CostTable = {
  id: 'kvm-2020',
  title: 'KVM, 2020, with mitigations',
  machine: 'Skylake-SP, KVM with APICv and mitigations',
  frequencyGhz: 2.4,
  year: 2020,
  rows: [
    ['vm.exit', 1530, 'published', 'vmcall 1,529 cycles, W. Li, kvm mailing list, 2020-03-13', 0.65, 1.4],
    ['vm.exitKernel', 2700, 'assumed', 'preset 2020'],
    ['vm.exitUser', 6700, 'assumed', 'preset 2020'],
    ['vm.injectInterrupt', 2500, 'assumed', 'preset 2020'],
    ['virtio.kick', 2090, 'derived', 'exit and entry 1,530 + ioeventfd 560'],
    ['user.systemCall', 600, 'unverified', 'system call up to 250 ns with mitigations x 2.4 GHz'],
    ['host.driverReceive', 870, 'derived', 'kvm-2017 + retpoline 50 ns x 2.4 GHz'],
    ['host.driverTransmit', 640, 'derived', 'kvm-2017 + retpoline 50 ns x 2.4 GHz'],
    ['guest.driverReceive', 870, 'derived', 'kvm-2017 + retpoline 50 ns x 2.4 GHz'],
    ['guest.driverTransmit', 640, 'derived', 'kvm-2017 + retpoline 50 ns x 2.4 GHz'],
  ],
};
