/** The techniques, in the field's words: what they are, what they need, what they give. Shown in the catalogue and the comparison matrix. */
export const techniqueNames = [
  'native',
  'emulated',
  'xen-split-driver',
  'virtio',
  'vhost-net',
  'vhost-user',
  'vmdq',
  'direct',
  'sriov',
] as const;
export type TechniqueName = (typeof techniqueNames)[number];

export function isTechnique(name: string): name is TechniqueName {
  return techniqueNames.some((one) => one === name);
}

export interface TechniqueDescription {
  readonly name: TechniqueName;
  readonly title: string;
  /** One sentence: the path of a packet. */
  readonly path: string;
  readonly model: 'baseline' | 'emulation' | 'paravirtual' | 'multiple queues' | 'direct assignment' | 'device sharing';
  readonly guestDriver: string;
  readonly hardware: string;
  readonly sharing: string;
  readonly migration: string;
}

export const techniques: readonly TechniqueDescription[] = [
  {
    name: 'native',
    title: 'Native (no virtualization)',
    path: 'Wire, NIC ring, DMA, interrupt, driver poll, stack, application.',
    model: 'baseline',
    guestDriver: 'the NIC’s own',
    hardware: 'none',
    sharing: 'processes of one system',
    migration: 'no',
  },
  {
    name: 'emulated',
    title: 'Device emulation (e1000)',
    path: 'Wire, NIC, host driver, bridge, tap, device-model thread, guest ring, emulated interrupt; every register access of the guest exits.',
    model: 'emulation',
    guestDriver: 'stock driver of the legacy device',
    hardware: 'none',
    sharing: 'any number of VMs',
    migration: 'yes',
  },
  {
    name: 'xen-split-driver',
    title: 'Xen split driver (netfront and netback)',
    path: 'Wire, NIC, driver domain, bridge, netback, grant copy, event channel, netfront.',
    model: 'paravirtual',
    guestDriver: 'netfront',
    hardware: 'none',
    sharing: 'any number of VMs, through the driver domain',
    migration: 'yes',
  },
  {
    name: 'virtio',
    title: 'virtio, user-space backend',
    path: 'Wire, NIC, host driver, bridge, tap, device-model thread, virtqueue, interrupt injection.',
    model: 'paravirtual',
    guestDriver: 'virtio-net',
    hardware: 'none',
    sharing: 'any number of VMs',
    migration: 'yes',
  },
  {
    name: 'vhost-net',
    title: 'virtio, vhost-net backend',
    path: 'Wire, NIC, host driver, bridge, tap queue, vhost worker in the kernel, virtqueue, irqfd.',
    model: 'paravirtual',
    guestDriver: 'virtio-net',
    hardware: 'none',
    sharing: 'any number of VMs',
    migration: 'yes',
  },
  {
    name: 'vhost-user',
    title: 'virtio, vhost-user and a poll-mode switch',
    path: 'Wire, NIC, poll-mode switch on cores of its own, copy into guest buffers, irqfd.',
    model: 'paravirtual',
    guestDriver: 'virtio-net',
    hardware: 'cores that poll all the time, huge pages',
    sharing: 'any number of VMs, through the switch cores',
    migration: 'yes',
  },
  {
    name: 'vmdq',
    title: 'VMDq (a hardware queue for each VM)',
    path: 'Wire, NIC classifier, the VM’s queue, hypervisor work for that queue on its own core, guest memory, virtual interrupt.',
    model: 'multiple queues',
    guestDriver: 'paravirtual front end',
    hardware: 'NIC with VMDq pools',
    sharing: 'as many VMs as the NIC has pools',
    migration: 'yes',
  },
  {
    name: 'direct',
    title: 'Direct assignment (a NIC for each VM)',
    path: 'Wire, NIC, DMA through the IOMMU into guest memory, interrupt, guest driver.',
    model: 'direct assignment',
    guestDriver: 'the NIC’s own',
    hardware: 'IOMMU, one NIC for each VM',
    sharing: 'none',
    migration: 'no',
  },
  {
    name: 'sriov',
    title: 'SR-IOV (a virtual function for each VM)',
    path: 'Wire, embedded switch, virtual function, DMA through the IOMMU into guest memory, interrupt, guest VF driver.',
    model: 'device sharing',
    guestDriver: 'VF driver of the NIC',
    hardware: 'IOMMU, NIC with SR-IOV',
    sharing: 'as many VMs as the NIC has virtual functions',
    migration: 'only with help from the guest or the device',
  },
];

/** Place of the name in the catalogue; what is no technique comes after all of them. */
export function catalogueOrder(name: string): number {
  const place = techniques.findIndex((technique) => technique.name === name);
  return place < 0 ? techniques.length : place;
}
