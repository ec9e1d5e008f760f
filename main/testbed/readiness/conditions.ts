/**
 * What techniques need of a host, each condition by itself: whether it is met, could be met (with the remedy, which a person carries out), cannot be met here, or
 * cannot be told. Nothing is met without a text that says so: what was not read is unknown.
 */
import { condition, evidenceOf, fixable, impossible, nameOf, NO_ADAPTER, physical, ready, unknown } from './judgement.ts';

export const kvm = condition(
  'a CPU with hardware virtualization, and KVM',
  ({ kvm: { device }, cpu: { virtualization, isGuest } }) => {
    if (device.value === true && virtualization.value !== '') {
      if (virtualization.value === null)
        return unknown('/dev/kvm is there, but the CPU does not say what it can.', 'Read /proc/cpuinfo, or start a guest.');
      return ready(`/dev/kvm is there, and the CPU has ${virtualization.value}.`);
    }
    if (virtualization.value === null) return unknown('What the CPU can is not known.', 'Read /proc/cpuinfo on the host.');
    if (virtualization.value === '' && device.value === true)
      return unknown(
        '/dev/kvm is there, though the CPU shows neither vmx nor svm: in some virtual machines KVM works so, in others it runs nothing.',
        'Start a guest: `lab measure` says whether it came up on KVM.',
      );
    if (virtualization.value === '' && isGuest.value === true)
      return fixable(
        'This system is a virtual machine whose CPU shows no hardware virtualization.',
        'Its own host must nest: `modprobe kvm_intel nested=1` (AMD: kvm_amd) there, and give it a CPU of the type host.',
      );
    if (virtualization.value === '')
      return unknown(
        'The CPU shows neither vmx nor svm.',
        'Look for Intel VT-x or AMD-V (SVM) in the firmware settings; where the CPU has it, it can be turned on there.',
      );
    if (device.value === null) return unknown('Whether there is /dev/kvm is not known.', 'List /dev on the host.');
    return fixable(
      `The CPU has ${virtualization.value}, and there is no /dev/kvm.`,
      `\`modprobe ${virtualization.value === 'vmx' ? 'kvm_intel' : 'kvm_amd'}\` as root; when that is refused, turn hardware virtualization on in the firmware settings.`,
    );
  },
  ({ kvm: { device } }) => device,
  ({ cpu }) => cpu.virtualization,
);

export const qemu = condition(
  'a virtual machine monitor: QEMU',
  ({ programs: { qemu: version } }) => {
    if (version.value === null) return unknown('Whether QEMU is installed is not known.', '`qemu-system-x86_64 --version`');
    return version.value === ''
      ? fixable(
          'QEMU is not installed.',
          '`apt-get install qemu-system-x86` (Debian, Ubuntu) or `dnf install qemu-system-x86-core` (Fedora) as root.',
        )
      : ready(`QEMU ${version.value} is installed.`);
  },
  ({ programs }) => programs.qemu,
);

export const tap = condition(
  'TAP interfaces',
  ({ devices: { tun } }) => {
    if (tun.value === null) return unknown('Whether there is /dev/net/tun is not known.', 'List /dev/net on the host.');
    return tun.value ? ready('/dev/net/tun is there.') : fixable('There is no /dev/net/tun.', '`modprobe tun` as root.');
  },
  ({ devices }) => devices.tun,
);

export const vhostNet = condition(
  'the vhost-net backend of the kernel',
  ({ devices: { vhostNet: device } }) => {
    if (device.value === null) return unknown('Whether there is /dev/vhost-net is not known.', 'List /dev on the host.');
    return device.value ? ready('/dev/vhost-net is there.') : fixable('There is no /dev/vhost-net.', '`modprobe vhost_net` as root.');
  },
  ({ devices }) => devices.vhostNet,
);

export const hugePages = condition(
  'huge pages for the memory of the guests',
  ({ memory: { hugePages: pages } }) => {
    if (pages.value === null) return unknown('Huge pages of this host are not known.', 'Read /sys/kernel/mm/hugepages, or /proc/meminfo.');
    const kept = pages.value.filter((size) => size.pages > 0);
    return kept.length > 0
      ? ready(`The kernel keeps ${kept.map((size) => `${size.pages} pages of ${size.kib} KiB`).join(' and ')}.`)
      : fixable(
          'The kernel keeps no huge pages.',
          '`sysctl vm.nr_hugepages=2048` as root for 4 GiB in pages of 2 MiB, or the kernel parameters `default_hugepagesz=1G hugepagesz=1G hugepages=8`.',
        );
  },
  ({ memory }) => memory.hugePages,
);

/** A thread of Open vSwitch that polls shows both that it has DPDK and that DPDK is on. */
export const pollModeSwitch = condition(
  'a poll-mode switch (Open vSwitch with DPDK) with a thread that polls',
  ({ programs: { openVswitch, dpdk }, switchThreads: threads }) => {
    if (threads.value !== null && threads.value.length > 0)
      return ready(`Open vSwitch polls on CPU ${threads.value.map(({ core }) => core).join(', ')}.`);
    if (threads.value !== null)
      return fixable(
        'Open vSwitch runs, and none of its threads polls.',
        'As root `ovs-vsctl set Open_vSwitch . other_config:dpdk-init=true other_config:pmd-cpu-mask=0x2` (CPU 1), then `ovs-vsctl add-br br0 -- set bridge br0 datapath_type=netdev` and a port: threads begin with the first port of DPDK.',
      );
    const installed = openVswitch.value !== null && dpdk.value !== null;
    return unknown(
      installed
        ? `Open vSwitch ${openVswitch.value} and DPDK ${dpdk.value} are installed; whether a thread polls is not known.`
        : `${openVswitch.value === null ? 'Open vSwitch did not answer' : `Open vSwitch ${openVswitch.value} is installed`}; ${dpdk.value === null ? 'DPDK was not found' : `DPDK ${dpdk.value} is installed`}.`,
      installed
        ? '`ovs-appctl dpif-netdev/pmd-stats-show`, by root or the account of the switch, lists them.'
        : '`ovs-vswitchd --version` tells whether it has DPDK; install it with `apt-get install openvswitch-switch-dpdk`.',
    );
  },
  ({ programs }) => programs.openVswitch,
  ({ programs }) => programs.dpdk,
  ({ switchThreads }) => switchThreads,
);

export const spareCores = condition(
  'a core that the switch alone polls with, besides those of host and guests',
  ({ cpu: { cores, cpus }, switchThreads, switchCores }) => {
    const count = cores.value ?? cpus.value;
    if (count === null) return unknown('The number of cores is not known.', 'Read /proc/cpuinfo on the host.');
    if (count < 3)
      return impossible(`The host has ${count} ${count === 1 ? 'core' : 'cores'}; a switch, the host and a guest need one each.`);
    const polling = switchCores.value ?? switchThreads.value?.length ?? 0;
    return polling > count - 2
      ? fixable(
          `The switch polls on ${polling} of ${count} cores, which leaves fewer than one each for the host and a guest.`,
          'As root `ovs-vsctl set Open_vSwitch . other_config:pmd-cpu-mask=0x2` leaves it CPU 1 alone.',
        )
      : ready(`The host has ${count} cores${polling > 0 ? `, and the switch polls on ${polling}` : ''}.`);
  },
  ({ cpu }) => cpu.cores,
  ({ cpu }) => cpu.cpus,
  ({ switchThreads }) => switchThreads,
  ({ switchCores }) => switchCores,
);

export const iommu = condition(
  'an IOMMU that the firmware describes and the kernel uses',
  ({ iommu: { units, groups, firmwareTables }, cpu: { vendor, isGuest } }) => {
    if ((groups.value?.length ?? 0) > 0)
      return ready(
        `The kernel has ${groups.value?.length} IOMMU groups${(units.value?.length ?? 0) > 0 ? `, of ${units.value?.join(', ')}` : ''}.`,
      );
    const parameter = vendor.value === 'AuthenticAMD' ? 'amd_iommu=on iommu=pt' : 'intel_iommu=on iommu=pt';
    if ((firmwareTables.value?.length ?? 0) > 0 && groups.value !== null)
      return fixable(
        `The firmware describes an IOMMU (${firmwareTables.value?.join(', ')}), and the kernel uses none.`,
        `Add the kernel parameters \`${parameter}\` and start the host again.`,
      );
    if (firmwareTables.value !== null && firmwareTables.value.length === 0) {
      if (isGuest.value === true)
        return impossible('This system is a virtual machine without an IOMMU; only its own host can give it one.');
      return fixable(
        'The firmware describes no IOMMU.',
        `Turn on Intel VT-d or AMD-Vi (IOMMU) in the firmware settings, where the board has it, and add \`${parameter}\`.`,
      );
    }
    return unknown(
      'Whether the host has an IOMMU is not known.',
      'List /sys/kernel/iommu_groups and /sys/firmware/acpi/tables on the host.',
    );
  },
  ({ iommu: { groups } }) => groups,
  ({ iommu: { firmwareTables } }) => firmwareTables,
);

export const noGuest = condition(
  'a system that is no virtual machine itself',
  ({ cpu: { isGuest } }) => {
    if (isGuest.value === null)
      return unknown(
        'Whether this system is a virtual machine is not known.',
        '`systemd-detect-virt`, or the flag `hypervisor` in /proc/cpuinfo.',
      );
    return isGuest.value
      ? impossible('This system is a virtual machine itself: what runs in it is not native.')
      : ready('The CPU shows no hypervisor.');
  },
  ({ cpu }) => cpu.isGuest,
);

export const adapterOnPci = condition(
  'a network adapter on PCI with a driver',
  (probe) => {
    const adapters = physical(probe);
    if (adapters.length === 0) return NO_ADAPTER;
    const driven = adapters.filter(({ driver }) => (driver.value ?? '') !== '');
    return driven.length > 0
      ? ready(`${driven.map((one) => `${nameOf(one)} (${one.driver.value})`).join(', ')}.`)
      : unknown(
          `${adapters.map(nameOf).join(', ')}: no driver, or it is not known.`,
          'Read the link `driver` of the device in /sys/bus/pci/devices.',
        );
  },
  evidenceOf(({ driver }) => driver),
);

/** Drivers of adapters whose hardware has VMDq (82575 and later, 82598 and later, X710), after their data sheets. */
const WITH_VMDQ = new Set(['igb', 'ixgbe', 'i40e']);

export const machineQueues = condition(
  'an adapter with VMDq, and a driver that uses it for guests',
  (probe) => {
    const adapters = physical(probe);
    if (adapters.length === 0) return NO_ADAPTER;
    const able = adapters.filter(({ driver }) => WITH_VMDQ.has(driver.value ?? ''));
    return unknown(
      able.length > 0
        ? `The hardware of ${able.map((one) => `${nameOf(one)} (${one.driver.value})`).join(', ')} has VMDq; whether its driver offers it cannot be read.`
        : `No driver here is known for VMDq: ${adapters.map((one) => `${nameOf(one)} (${one.driver.value || 'driver unknown'})`).join(', ')}.`,
      'See `modinfo DRIVER` for a parameter VMDQ (out-of-tree drivers), or `ethtool -k IF | grep l2-fwd-offload` for macvlan offload.',
    );
  },
  evidenceOf(({ driver }) => driver),
);

export const xen = condition(
  'Xen, with this system as its control domain',
  ({ xen: { hypervisor, isControlDomain }, cpu: { isGuest } }) => {
    if (isControlDomain.value === true) return ready('This is the control domain of Xen.');
    if (hypervisor.value === 'xen' && isControlDomain.value === false)
      return impossible('This is a guest of Xen: only its control domain has the back end.');
    if (hypervisor.value !== null && hypervisor.value !== 'xen')
      return impossible(`This system runs under ${hypervisor.value}, not under Xen.`);
    if (isGuest.value === false)
      return fixable(
        'The host does not run under Xen.',
        '`apt-get install xen-system-amd64` (Debian), and choose Xen when the host starts.',
      );
    return unknown('Whether this system runs under Xen is not known.', 'Read /sys/hypervisor/type and /proc/xen/capabilities.');
  },
  ({ xen: { hypervisor } }) => hypervisor,
  ({ xen: { isControlDomain } }) => isControlDomain,
  ({ cpu }) => cpu.isGuest,
);
