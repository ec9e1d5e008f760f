/** What is published about the techniques in words: an aspect at a time, a source for every statement. What figures tell stands with the runs. */
import type { TechniqueName } from './techniques.ts';

export const aspects = [
  { name: 'compatibility', title: 'Guests it works with' },
  { name: 'guestDriver', title: 'Driver in the guest' },
  { name: 'isolation', title: 'Sharing and isolation' },
  { name: 'hardware', title: 'Hardware and host' },
  { name: 'migration', title: 'Live migration' },
  { name: 'hostCpu', title: 'CPU of the host' },
  { name: 'visibility', title: 'Who handles the frames' },
  { name: 'scaling', title: 'What limits scaling' },
  { name: 'maturity', title: 'In use since' },
] as const;
export type AspectName = (typeof aspects)[number]['name'];

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
type SourceName = keyof typeof aspectSources;

export interface Statement {
  readonly text: string;
  readonly source: Source;
}

type Row = readonly [text: string, source: SourceName];

/** The guest sees the same device, whoever serves its rings. */
const virtioGuest: Readonly<Record<'compatibility' | 'guestDriver', Row>> = {
  compatibility: ['Guests with a driver of the standard device: its format is open to every system.', 'virtioSpecification'],
  guestDriver: ['virtio-net; for Windows NetKVM, which is installed with the virtio-win drivers.', 'netKvm'],
};

const rows: Readonly<Record<Exclude<TechniqueName, 'native'>, Readonly<Record<AspectName, Row>>>> = {
  emulated: {
    compatibility: ['Guests with a driver of one of the cards that are emulated; QEMU has several.', 'qemuNet'],
    guestDriver: ['The one that the system brings for the real card.', 'sugerman'],
    isolation: ['VMs share the NIC of the host through a bridge in software.', 'sugerman'],
    hardware: ['No demand: frames leave through the driver of the host.', 'sugerman'],
    migration: ['Yes: the state of the device is saved with that of the VM.', 'qemuMigration'],
    hostCpu: ['High: 22.7 µs to send a frame through the host, on a Pentium III of 733 MHz.', 'sugerman'],
    visibility: ['The device model and the bridge, both of the host.', 'sugerman'],
    scaling: ['Work for each frame: TCP from VM to VM over TAP has 3.5 Gb/s where virtio has 18.2 Gb/s.', 'maffione'],
    maturity: ['2001 at the latest: VMware Workstation.', 'sugerman'],
  },
  'xen-split-driver': {
    compatibility: ['Systems that have a compatible front end.', 'netback'],
    guestDriver: ['A front end; netfront is the reference.', 'netback'],
    isolation: ['Each VM has interfaces of its own at a virtual switch, the backend domain.', 'xenGuide'],
    hardware: ['No demand on the NIC: a domain of its own drives it.', 'ram'],
    migration: ['Yes, shown live for running servers.', 'clark'],
    hostCpu: [
      'High: grants and copies. Copying in the guest, with its cache and front end mended, took 56 % off the receive path.',
      'santos',
    ],
    visibility: ['The backend domain, which may route, bridge and filter them.', 'xenGuide'],
    scaling: ['The driver domain is full first, and then the guests: 10 Gb/s came with a queue for each VM and reuse of grants.', 'ram'],
    maturity: ['2005 at the latest: the back end’s copyright is of 2002 to 2005.', 'netback'],
  },
  virtio: {
    ...virtioGuest,
    isolation: ['VMs share the NIC of the host through TAP and what it is connected to.', 'qemuNet'],
    hardware: ['No demand: the device is software.', 'russell'],
    migration: ['Yes: the state of the device is saved with that of the VM.', 'qemuMigration'],
    hostCpu: ['A notification costs an exit; both sides can suppress it while they are busy.', 'virtioSpecification'],
    visibility: ['The process of the VM, and the network of the host behind TAP.', 'qemuNet'],
    scaling: ['System calls for frames, which a backend in the kernel saves.', 'vhostHeader'],
    maturity: ['2008: described with drivers in Linux; a standard of OASIS today.', 'russell'],
  },
  'vhost-net': {
    compatibility: virtioGuest.compatibility,
    guestDriver: ['The virtio driver as it is.', 'vhostHeader'],
    isolation: ['VMs share the NIC through TAP; the kernel of the host serves their rings.', 'vhostHeader'],
    hardware: ['A host with Linux and its vhost module.', 'vhostHeader'],
    migration: ['Yes, where the backend can log which memory it has written.', 'qemuVhost'],
    hostCpu: ['Fewer system calls than with a backend in the VM’s process.', 'vhostHeader'],
    visibility: ['The kernel of the host.', 'vhostHeader'],
    scaling: ['A worker serves both directions of a queue pair in turns that are bounded by frames and bytes.', 'vhostSource'],
    maturity: ['2012 at the latest: Linux 3.2 has it.', 'vhostHeader'],
  },
  'vhost-user': {
    ...virtioGuest,
    isolation: ['The switch maps the memory of the VM, which the VM’s process shares with it.', 'vhostUser'],
    hardware: ['Memory that can be shared by a file descriptor, and a switch in user space.', 'vhostUser'],
    migration: ['Yes, where the backend can log what it has written into shared memory.', 'qemuVhost'],
    hostCpu: ['Cores poll the rings without interrupts, also while no frames come.', 'dpdkPoll'],
    visibility: ['A process of the host: the switch, which consumes the rings of the VM.', 'vhostUser'],
    scaling: ['The cores that poll: each serves the rings that it is given.', 'dpdkPoll'],
    maturity: ['2014: first text of the protocol.', 'vhostUser'],
  },
  vmdq: {
    compatibility: ['As with a paravirtual device: the hypervisor uses the queues, not the guest.', 'intelVmdqPaper'],
    guestDriver: ['A paravirtual front end.', 'ram'],
    isolation: ['The NIC sorts frames into queues of each VM.', 'intelVmdq'],
    hardware: ['A NIC with VMDq, and a hypervisor that uses it.', 'intelVmdqPaper'],
    migration: ['Not hindered by the NIC: the guest sees an interface of software.', 'ram'],
    hostCpu: ['Less: the NIC sorts frames in place of the hypervisor, which still handles them.', 'intelVmdq'],
    visibility: ['The NIC, and the hypervisor that takes frames from the queues.', 'intelVmdqPaper'],
    scaling: ['Queues of the NIC: they make the way to it parallel.', 'intelVmdq'],
    maturity: ['2008: VMware ESX 3.5 Update 1.', 'vmdqEsx'],
  },
  direct: {
    compatibility: ['Guests with a driver of the real NIC.', 'vfio'],
    guestDriver: ['The NIC’s own, as on bare metal.', 'vfio'],
    isolation: ['Not shared. The IOMMU confines the device; what it cannot tell apart is assigned together, as a group.', 'vfio'],
    hardware: ['An IOMMU such as Intel VT-d or AMD-Vi.', 'vfio'],
    migration: ['Only where the device and its VFIO driver can save and restore its state.', 'vfioMigration'],
    hostCpu: ['None for frames; interrupts exit. With exits avoided, 97 to 100 % of bare metal.', 'eli'],
    visibility: ['The guest alone: it accesses the device directly.', 'vfio'],
    scaling: ['Devices; and the IOTLB: beyond its reach DMA with small pages loses bandwidth.', 'pcieBench'],
    maturity: ['2012: VFIO in Linux, in place of an older way of KVM.', 'vfioPatch'],
  },
  sriov: {
    compatibility: ['Guests with a driver of the virtual function.', 'sriovHowto'],
    guestDriver: ['VF driver of the NIC; it works on the registers of the function.', 'sriovHowto'],
    isolation: ['Each virtual function has an address (routing ID) and registers of its own.', 'sriovHowto'],
    hardware: ['A NIC with the SR-IOV capability of PCI Express.', 'sriovHowto'],
    migration: ['With help of the guest: it fails over to virtio-net while the function is unplugged.', 'netFailover'],
    hostCpu: ['None for frames; interrupts go through the hypervisor, which can hold their rate down.', 'dong'],
    visibility: ['The guest, and the switch of the NIC.', 'dong'],
    scaling: ['Virtual functions of the NIC, 128 of an X710 or XL710.', 'dpdkI40e'],
    maturity: ['2009: interface of the Linux kernel.', 'sriovHowto'],
  },
};

/** Null for `native`: without a virtual machine the aspects do not arise. */
export function statementOf(technique: TechniqueName, aspect: AspectName): Statement | null {
  if (technique === 'native') return null;
  const [text, source] = rows[technique][aspect];
  return { text, source: aspectSources[source] };
}
