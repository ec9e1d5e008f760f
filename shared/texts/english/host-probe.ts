/** What a host has, as it was probed. Each value may also be one of `facts`. */
export const hostProbe = {
  facts: { none: 'none', unknown: 'unknown', needsRoot: 'unknown, needs root', yes: 'yes', no: 'no' },
  titles: {
    machine: 'machine',
    system: 'system',
    kernelParameters: 'kernel parameters',
    cpu: 'CPU',
    isolation: 'isolation',
    isGuest: 'virtual machine',
    virtualization: 'virtualization',
    frequency: 'frequency',
    memory: 'memory',
    hugePages: 'huge pages',
    numaNodes: 'NUMA nodes',
    iommu: 'IOMMU',
    kvm: 'KVM',
    devices: 'devices',
    postedInterrupts: 'posted interrupts',
    bridges: 'bridges',
    taps: 'TAP devices',
    vhostZeroCopy: 'vhost-net without a copy',
    switchThreads: 'threads of Open vSwitch',
    virtioFeatures: 'virtio features',
    vdpaAndMediated: 'vDPA, mediated',
    programs: 'programs',
  },
  system: (distribution: string, release: string) => `${distribution}, Linux ${release}`,
  cpu: (model: string, sockets: string, cores: string, cpus: string, hyperThreading: string) =>
    `${model}: ${sockets} sockets, ${cores} cores, ${cpus} CPUs, hyper-threading ${hyperThreading}`,
  isolation: (kinds: string, cpus: string, watchdog: string) => `${kinds}; isolated CPUs ${cpus}; NMI watchdog ${watchdog}`,
  frequency: (now: string, most: string, governor: string) => `${now} MHz, at most ${most} MHz, governor ${governor}`,
  pagesOfSize: (pages: string, kib: string) => `${pages} of ${kib} KiB`,
  cpusOfNode: (node: string, cpus: string) => `${node}: CPUs ${cpus}`,
  iommu: (units: string, tables: string, groups: string, posting: string) =>
    `units ${units}, firmware tables ${tables}, groups ${groups}, posting ${posting}`,
  kvm: (device: string, parameters: string) => `device ${device}; ${parameters}`,
  devices: (tun: string, vhostNet: string, vfio: string, iommufd: string) =>
    `tun ${tun}, vhost-net ${vhostNet}, vfio ${vfio}, iommufd ${iommufd}`,
  tap: (name: string, queues: string, header: string) => `${name}: ${queues}, ${header}`,
  tapQueues: { one: 'one queue', several: 'several queues' },
  tapHeader: { with: 'header of virtio', without: 'no header of virtio' },
  switchThread: (core: string, packets: string, cycles: string) => `core ${core}: ${packets} packets, ${cycles} cycles each`,
  vdpaAndMediated: (management: string, devices: string, mediated: string) => `${management}, devices ${devices}; ${mediated}`,
  programs: (qemu: string, openVswitch: string, dpdk: string) => `QEMU ${qemu}, Open vSwitch ${openVswitch}, DPDK ${dpdk}`,
};

/** What a network adapter of a host has. */
export const probedAdapter = {
  name: (interfaces: string, address: string) => `${interfaces} at ${address}`,
  titles: {
    device: 'device',
    link: 'link',
    pcie: 'PCIe',
    isVf: 'virtual function',
    vfs: 'virtual functions',
    vfSettings: 'settings of VFs',
    iommuGroup: 'IOMMU group',
    firmware: 'firmware',
    timestamping: 'time stamps',
    queues: 'queues',
    rings: 'rings',
    moderation: 'moderation',
  },
  device: (id: string, driver: string) => `${id}, driver ${driver}`,
  pcie: (speed: string, width: string, mostSpeed: string, mostWidth: string, usable: string, node: string) =>
    `${speed} GT/s x ${width}, at most ${mostSpeed} x ${mostWidth}; usable ${usable} Gbit/s; NUMA node ${node}`,
  functionOf: (physical: string) => `of ${physical}`,
  vfs: (vfs: string, most: string, isVf: string) => `${vfs} of ${most}; is one itself: ${isVf}`,
  namedVfs: (vfs: string, most: string, addresses: string, isVf: string) => `${vfs} of ${most}: ${addresses}; is one itself: ${isVf}`,
  iommuGroup: (group: string, resets: string, methods: string, capabilities: string) =>
    `${group}; reset alone ${resets}, by ${methods}; capabilities ${capabilities}`,
  queues: (queues: string, most: string) => `${queues}, at most ${most}`,
  rings: (receive: string, transmit: string, most: string) => `receive ${receive}, transmit ${transmit}, at most ${most}`,
  moderation: (microseconds: string, adaptive: string, switchMode: string) =>
    `${microseconds} µs, adaptive ${adaptive}; switch ${switchMode}`,
};
