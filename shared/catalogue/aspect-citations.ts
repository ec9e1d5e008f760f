/** What the statements about the techniques are taken from. */
export interface Source {
  readonly title: string;
  /** Address (https) of the page that the statement was checked against; without it, the work is cited and was not read again. */
  readonly address?: string;
}

export const aspectSources = {
  clark: { title: 'Clark et al., Live Migration of Virtual Machines, NSDI 2005' },
  dong: { title: 'Dong et al., HPCA 2010' },
  dpdkI40e: { title: 'DPDK, guide of the i40e driver' },
  dpdkPoll: { title: 'DPDK, Poll Mode Driver', address: 'https://doc.dpdk.org/guides-21.08/prog_guide/poll_mode_drv.html' },
  eli: { title: 'Gordon et al., ELI, ASPLOS 2012' },
  intelVmdq: {
    title: 'Intel, Virtual Machine Device Queues',
    address:
      'https://www.intel.pl/content/www/pl/pl/products/docs/network-io/ethernet/network-adapters/io-acceleration-technology-vmdq.html',
  },
  intelVmdqPaper: { title: 'Intel, Virtual Machine Device Queues: technical white paper' },
  maffione: { title: 'Maffione, netmap tutorial, 2017' },
  netKvm: {
    title: 'virtio-win, NETKVM',
    address: 'https://github.com/virtio-win/kvm-guest-drivers-windows/blob/master/NetKVM/Documentation/Readme.md',
  },
  netback: { title: 'Linux, drivers/net/xen-netback/netback.c' },
  netFailover: { title: 'Linux, net_failover', address: 'https://docs.kernel.org/networking/net_failover.html' },
  pcieBench: { title: 'Neugebauer et al., pcie-bench, SIGCOMM 2018' },
  qemuMigration: { title: 'QEMU, Migration' },
  qemuNet: { title: 'QEMU, Network emulation' },
  qemuVhost: {
    title: 'QEMU, change 89415796: what blocks a migration',
    address: 'https://github.com/qemu/qemu/commit/89415796f688036faa88e6dc9ae2f3acfcdc39c8',
  },
  ram: { title: 'Ram et al., VEE 2009' },
  russell: { title: 'Russell, virtio, ACM SIGOPS OSR 42(5), 2008' },
  santos: { title: 'Santos et al., ATC 2008' },
  sriovHowto: { title: 'Linux, PCI Express I/O Virtualization Howto', address: 'https://docs.kernel.org/PCI/pci-iov-howto.html' },
  sugerman: { title: 'Sugerman et al., USENIX ATC 2001' },
  vfio: { title: 'Linux, VFIO', address: 'https://docs.kernel.org/driver-api/vfio.html' },
  vfioMigration: { title: 'QEMU, VFIO device migration', address: 'https://www.qemu.org/docs/master/devel/migration/vfio.html' },
  vfioPatch: {
    title: 'Linux, change cba3345c (2012): VFIO core',
    address: 'https://git.zx2c4.com/linux-dev/patch/?id=cba3345cc494ad286ca8823f44b2c16cae496679',
  },
  vhostHeader: { title: 'Linux, include/linux/vhost.h', address: 'https://elixir.bootlin.com/linux/v3.2.66/source/include/linux/vhost.h' },
  vhostSource: { title: 'Linux, drivers/vhost/net.c' },
  vhostUser: { title: 'QEMU, Vhost-user Protocol', address: 'https://www.qemu.org/docs/master/interop/vhost-user.html' },
  virtioSpecification: { title: 'OASIS, Virtual I/O Device (VIRTIO) 1.2' },
  vmdqEsx: {
    title: 'virtualization.info, 27 August 2008',
    address: 'https://virtualization.info/2008/08/27/tech-how-intel-vmdq-technology-boosts/',
  },
  xenGuide: {
    title: 'Xen 3.0 interface guide, 8.1 Network I/O',
    address: 'https://linuxtopia.org/online_books/linux_virtualization/xen_3.0_interface_guide/linux_virualization_xen_interface_33.html',
  },
} as const satisfies Readonly<Record<string, Source>>;
export type SourceName = keyof typeof aspectSources;
