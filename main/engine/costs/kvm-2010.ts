/** KVM around 2010 on Nehalem; what is not named is as in kvm-2017. */
import type { CostTable } from './cost-table.ts';

const SCALED = 'kvm-2017 x 1.75: 2008-10 machines are 1.5-2 times slower in memory-bound work (costs of memory copy)';

export const kvm2010: CostTable = {
  id: 'kvm-2010',
  title: 'KVM, 2010',
  machine: 'Xeon X5570 2.93 GHz, KVM 2.6.34',
  frequencyGhz: 2.93,
  year: 2010,
  rows: [
    ['vm.exit', 2000, 'published', 'direct cost of an exit, Landau et al., SplitX, WIOV 2011'],
    ['vm.exitKernel', 3516, 'derived', '1.2 us x 2.93 GHz, Rizzo et al., ANCS 2013'],
    ['vm.exitUser', 10841, 'derived', '3.7 us x 2.93 GHz, Rizzo et al., ANCS 2013'],
    ['vm.injectInterrupt', 2500, 'assumed', 'as preset 2013'],
    ['vm.endOfInterruptExit', 2500, 'unverified', 'fast end of interrupt, Dong et al., HPCA 2010', 1, 3.4],
    ['vm.postingAvailable', 0, 'published', 'VT-d posting came with Broadwell', 1, 1],
    ['virtio.kick', 3516, 'derived', 'exit handled in the kernel, 1.2 us x 2.93 GHz'],
    ['copy.coldEvent', 175, 'assumed', SCALED],
    ['copy.coldByte', 0.152, 'assumed', SCALED],
    ['copy.warmEvent', 5, 'assumed', SCALED],
    ['copy.warmByte', 0.0128, 'assumed', SCALED],
    ['host.driverReceive', 1300, 'assumed', SCALED],
    ['host.driverTransmit', 900, 'assumed', SCALED],
    ['host.bridge', 850, 'assumed', SCALED],
    ['guest.driverReceive', 1300, 'assumed', SCALED],
    ['guest.driverTransmit', 900, 'assumed', SCALED],
    ['guest.paravirtualReceive', 1300, 'assumed', SCALED],
    ['guest.paravirtualTransmit', 790, 'assumed', SCALED],
    ['guest.stackReceive', 1575, 'assumed', SCALED],
    ['guest.stackTransmit', 1575, 'assumed', SCALED],
    ['guest.socketReceive', 1750, 'assumed', SCALED],
    ['guest.socketTransmit', 1400, 'assumed', SCALED],
  ],
};
