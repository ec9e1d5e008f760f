/** KVM in 2020: Skylake-SP with the mitigations of 2018 on. What they do not touch is that of 2017. */
import { buildCostModel, type CostRow } from './cost-model.ts';
import { kvm2017 } from './kvm-2017.ts';

const PRESET = '2020 preset of the reference: kvm-2017 with mitigations';
const RETPOLINE = 'indirect calls through retpolines, up to 50 ns a packet (xdp-project DMA notes), spread over the path';

const rows: readonly CostRow[] = [
  ['vm.exit', 1530, 1300, 2250, 'published', 'Wanpeng Li, kvm mailing list, 2020-03-13: vmcall 1,559 -> 1,529', 'Skylake-SP'],
  ['vm.exitKernel', 2700, 2200, 3900, 'assumed', PRESET],
  ['vm.exitUser', 6700, 5800, 8000, 'assumed', PRESET],
  ['vm.haltExit', 5300, 2700, 9000, 'assumed', PRESET],
  ['vm.injectInterrupt', 2500, 2000, 3500, 'assumed', PRESET],
  ['context.switch', 3100, 2400, 5500, 'assumed', 'kvm-2017 plus about 500 cycles of mitigations'],
  ['host.driverReceive', 842, 650, 1050, 'assumed', RETPOLINE],
  ['host.driverTransmit', 589, 420, 780, 'assumed', RETPOLINE],
  ['user.systemCall', 550, 300, 700, 'unverified', 'system call 70-250 ns by mitigations, 0.22 us x 2.5 GHz'],
  ['virtio.kick', 2700, 2000, 3900, 'assumed', PRESET],
  [
    'vhost.receivePacket',
    690,
    500,
    1500,
    'derived',
    'Linux commit fc72d1d54dd9, XDP from ixgbe to tap and a guest that polls: 3.05 Mpps at 2.4 GHz = 787 cycles - 64 B copied 93 - turn',
    'Xeon E5-2630 2.40 GHz, 82599',
  ],
  ['dpdk.switchPacket', 182, 109, 314, 'assumed', 'kvm-2017 with wider vectors'],
  ['guest.driverReceive', 842, 650, 1050, 'assumed', RETPOLINE],
  ['guest.driverTransmit', 589, 420, 780, 'assumed', RETPOLINE],
  ['guest.stackReceive', 900, 600, 1300, 'assumed', RETPOLINE],
  ['guest.stackTransmit', 850, 500, 1200, 'assumed', RETPOLINE],
  ['guest.socketReceive', 1250, 800, 1700, 'assumed', 'kvm-2017 with the dearer system call'],
  ['guest.socketTransmit', 1050, 600, 1400, 'assumed', 'kvm-2017 with the dearer system call'],
  ['guest.forward', 893, 650, 1250, 'assumed', RETPOLINE],
];

export const kvm2020 = buildCostModel(
  {
    id: 'kvm-2020',
    title: 'KVM, 2020 (Skylake-SP, mitigations)',
    machine: 'Xeon Gold 6148 class 2.4 GHz, Skylake-SP, mitigations on',
    frequencyGhz: 2.4,
    year: 2020,
  },
  rows,
  kvm2017,
);
