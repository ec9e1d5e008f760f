/** Looks at a host: only reads, needs no root, and says "unknown" where it cannot see. */
import { HOST_PROBE_FORMAT, type HostProbe } from '../../../shared/testbed/host-probe.ts';
import { adaptersOf } from './adapters.ts';
import type { HostFiles } from './host-files.ts';
import { memoryOf } from './memory.ts';
import { factOf, fieldOf, firstOf, isOn, Observer, type Observed } from './observer.ts';
import { processorOf } from './processor.ts';
import { switchesOf } from './switches.ts';
import { devicesOf, iommuOf, kvmOf, namesIn, virtioFeaturesOf, xenOf } from './virtualization.ts';

/** Modules that techniques need, as the kernel names them. */
const MODULES = new Set(
  'kvm kvm_intel kvm_amd tun vhost vhost_net vhost_vdpa vdpa vfio vfio_pci iommufd openvswitch bridge xen_netback virtio_net mdev idxd'.split(
    ' ',
  ),
);

/** Documentation/admin-guide/kernel-parameters.txt of Linux. */
const ISOLATION =
  /^(isolcpus|nohz_full|rcu_nocbs|irqaffinity|intel_iommu|amd_iommu|iommu|intremap|mitigations|intel_pstate|(default_)?hugepagesz|hugepages|mce|nosmt)\b/;

/** @param origin as it is shown: the host's name, or the tree. @param probedAt ISO 8601, UTC. */
export function probeHost(files: HostFiles, origin: string, probedAt: string): HostProbe {
  const look = new Observer(files);
  const found = {
    format: HOST_PROBE_FORMAT,
    origin,
    probedAt,
    kernel: {
      release: firstOf(
        factOf(look.read('/proc/sys/kernel/osrelease'), (text) => text.trim() || null),
        factOf(look.read('/proc/version'), (text) => /^Linux version (\S+)/.exec(text)?.[1]),
      ),
      commandLine: factOf(look.read('/proc/cmdline'), (text) => text.trim()),
      distribution: factOf(look.read('/etc/os-release'), (text) => fieldOf(text, 'PRETTY_NAME')?.replace(/^"|"$/g, '')),
    },
    machine: machineOf(look.read('/sys/class/dmi/id/sys_vendor'), look.read('/sys/class/dmi/id/product_name')),
    isolation: factOf(look.read('/proc/cmdline'), (text) => text.split(/\s+/).filter((word) => ISOLATION.test(word))),
    nmiWatchdog: factOf(look.read('/proc/sys/kernel/nmi_watchdog'), isOn),
    ...switchesOf(look),
    cpu: processorOf(look),
    memory: memoryOf(look),
    iommu: iommuOf(look),
    kvm: kvmOf(look),
    xen: xenOf(look),
    devices: devicesOf(look),
    modules: factOf(look.read('/proc/modules'), (text) =>
      text
        .split('\n')
        .map((line) => line.split(' ')[0] ?? '')
        .filter((name) => MODULES.has(name)),
    ),
    virtioDevices: namesIn(look, '/sys/bus/virtio/devices'),
    virtioFeatures: virtioFeaturesOf(look),
    mediatedDevices: namesIn(look, '/sys/bus/mdev/devices'),
    streamingAccelerators: namesIn(look, '/sys/bus/dsa/devices'),
    vdpaManagement: factOf(look.output('vdpa', 'mgmtdev', 'show'), (text) => text.match(/^\S+(?=:$)/gm) ?? []),
    vdpaDevices: factOf(look.output('vdpa', 'dev', 'show'), (text) => text.match(/^\S+(?=: )/gm) ?? []),
    programs: {
      qemu: programOf(look, 'qemu-system-x86_64'),
      openVswitch: versionOf(look.output('ovs-vswitchd', '--version')),
      dpdk: versionOf(look.output('pkg-config', '--modversion', 'libdpdk')),
    },
    adapters: adaptersOf(look),
  } satisfies Omit<HostProbe, 'evidence'>;
  // Last: what was looked at is known then.
  return { ...found, evidence: look.evidence } as HostProbe;
}

function machineOf(vendor: Observed, product: Observed): HostProbe['machine'] {
  const words = [vendor, product].flatMap(({ text }) => text?.trim() || []);
  return { value: words.length === 0 ? null : words.join(' '), evidence: [vendor.at, product.at] };
}

/** Version of a program; empty when it is not installed, as far as a folder of programs tells that is whole. */
function programOf(look: Observer, name: string): HostProbe['programs']['qemu'] {
  const folder = look.list('/usr/bin');
  const isMissing = folder.names?.includes('env') === true && !folder.names.includes(name);
  return isMissing ? { value: '', evidence: [folder.at] } : versionOf(look.output(name, '--version'));
}

/** The first number with dots in it. */
function versionOf(seen: Observed): HostProbe['programs']['qemu'] {
  return factOf(seen, (text) => /\d+(\.\d+)+/.exec(text)?.[0]);
}
