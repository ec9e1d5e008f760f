/**
 * What it takes to hand an adapter, or a function of one, to a guest by VFIO (Documentation/driver-api/vfio.rst of Linux): its driver, a group that goes to the guest as
 * a whole, and a reset between one guest and the next.
 */
import { capitalised } from '../../../shared/capitalised.ts';
import type { HostProbe, NetworkAdapter } from '../../../shared/testbed/host-probe.ts';
import { companionsOf } from '../../../shared/testbed/iommu-companions.ts';
import { isVfio, vfioBinding } from '../vfio-binding.ts';
import { condition, evidenceOf, fixable, impossible, nameOf, NO_ADAPTER, physical, ready, unknown, type Judgement } from './judgement.ts';

export const vfio = condition(
  'the driver that hands devices to guests (vfio-pci)',
  ({ devices: { vfio: device, iommufd } }) => {
    if (device.value === true || iommufd.value === true)
      return ready(`${device.value === true ? '/dev/vfio/vfio' : '/dev/iommu'} is there.`);
    return device.value === null
      ? unknown('Whether there is /dev/vfio is not known.', 'List /dev on the host.')
      : fixable('There is no /dev/vfio/vfio.', '`modprobe vfio-pci` as root.');
  },
  ({ devices }) => devices.vfio,
  ({ devices }) => devices.iommufd,
);

const isAlone = (probe: HostProbe) => (adapter: NetworkAdapter) => companionsOf(probe, adapter)?.length === 0;
const isHandedOver = ({ driver }: NetworkAdapter): boolean => isVfio(driver.value);

/** Those that meet each of the wants, one after the other, as far as one is left: all conditions must hold of the same adapter. */
function foremost(adapters: readonly NetworkAdapter[], ...wants: ((adapter: NetworkAdapter) => boolean)[]): readonly NetworkAdapter[] {
  return wants.reduce((left, want) => {
    const meet = left.filter(want);
    return meet.length > 0 ? meet : left;
  }, adapters);
}

const SLOT = 'move the adapter to a slot behind another port (bridges with ACS part the groups)';

export const isolatedAdapter = condition(
  'an adapter that shares its IOMMU group with no other device',
  (probe) => {
    const adapters = physical(probe);
    if (adapters.length === 0) return NO_ADAPTER;
    const groups = probe.iommu.groups.value;
    if (groups === null || groups.length === 0)
      return unknown('Without IOMMU groups it is not known which adapters can be given away alone.', 'Turn the IOMMU on first.');
    const inGroups = adapters.flatMap((adapter) => {
      const others = companionsOf(probe, adapter);
      return others ? [{ adapter, others }] : [];
    });
    if (inGroups.length === 0)
      return unknown('The IOMMU groups of the adapters are not known.', 'Read the link `iommu_group` of the devices.');
    const alone = inGroups.filter(({ others }) => others.length === 0).map(({ adapter }) => nameOf(adapter));
    if (alone.length === 0)
      return fixable(
        `Every adapter shares its group: ${inGroups.map(({ adapter, others }) => `${nameOf(adapter)} with ${others.join(', ')}`).join('; ')}.`,
        `Give all devices of the group to the same guest, or ${SLOT}.`,
      );
    return ready(`${alone.join(', ')}: alone in ${alone.length === 1 ? 'its group' : 'their groups'}.`);
  },
  ({ iommu: { groups } }) => groups,
  evidenceOf(({ iommuGroup }) => iommuGroup),
);

export const resettableAdapter = condition(
  'an adapter that the kernel can reset alone, from one guest to the next',
  (probe) => {
    const adapters = foremost(physical(probe), isAlone(probe), isHandedOver);
    const [first] = adapters;
    if (!first) return NO_ADAPTER;
    const able = adapters.filter(({ resets }) => resets.value === true);
    if (able.length > 0)
      return ready(
        `${able.map((one) => `${nameOf(one)} (${one.resetMethods.value ?? 'the kernel does not say by which way'})`).join(', ')}.`,
      );
    const off = adapters.find(({ resetMethods }) => resetMethods.value === '');
    if (off)
      return fixable(
        `The reset of ${nameOf(off)} is turned off.`,
        `\`echo default > /sys/bus/pci/devices/${off.pciAddress}/reset_method\` as root.`,
      );
    if (adapters.every(({ resets }) => resets.value === false))
      return fixable(
        `The kernel knows no way to reset ${adapters.map(nameOf).join(', ')} alone.`,
        `Give all functions of the adapter to the same guest (\`lspci -s ${slotOf(first)}\` lists them): VFIO then resets their bus.`,
      );
    return unknown(
      `Whether the kernel can reset ${adapters.map(nameOf).join(', ')} is not known.`,
      `List /sys/bus/pci/devices/${first.pciAddress}: \`reset_method\` (Linux 5.15 and later) or \`reset\` says so.`,
    );
  },
  evidenceOf(({ resets }) => resets),
);

/** `0000:3b:00` of `0000:3b:00.1`. */
const slotOf = ({ pciAddress }: NetworkAdapter): string => (pciAddress ?? '').replace(/\.\d$/, '');

export const boundAdapter = condition(
  'an adapter that is bound to vfio-pci',
  (probe) => {
    const adapters = foremost(physical(probe), isAlone(probe), ({ resets }) => resets.value === true);
    return adapters.length === 0 ? NO_ADAPTER : boundOf(adapters, ' The host then has its interface no more.');
  },
  evidenceOf(({ driver }) => driver),
  evidenceOf(({ resets }) => resets),
);

/** @param consequence of binding the first, as a sentence after a space */
function boundOf(adapters: readonly NetworkAdapter[], consequence = ''): Judgement {
  const bound = adapters.filter(isHandedOver);
  if (bound.length > 0) return ready(`${someOf(bound.map((one) => `${nameOf(one)} (${one.driver.value})`))}.`);
  const others = adapters.filter(({ driver }) => driver.value !== null);
  const [first] = others;
  return first
    ? fixable(
        `${someOf(others.map((one) => `${nameOf(one)} ${one.driver.value === '' ? 'has no driver' : `is bound to ${one.driver.value}`}`))}.`,
        `${capitalised(vfioBinding(first.pciAddress ?? 'ADDRESS', first.driver.value !== ''))}.${consequence}`,
      )
    : unknown(
        `Which driver has ${someOf(adapters.map(nameOf))} is not known.`,
        `\`readlink /sys/bus/pci/devices/${adapters[0]?.pciAddress}/driver\` says nothing when it has none.`,
      );
}

/** Adapters with hundreds of virtual functions are not listed whole. */
function someOf(words: readonly string[]): string {
  return words.length <= 4 ? words.join(', ') : `${words.slice(0, 3).join(', ')} and ${words.length - 3} others`;
}

export const virtualFunctions = condition(
  'an adapter with SR-IOV, and virtual functions',
  (probe) => {
    const adapters = physical(probe);
    if (adapters.length === 0) return NO_ADAPTER;
    const able = adapters.filter(({ mostVfs }) => (mostVfs.value ?? 0) > 0);
    const [first] = able;
    if (first) {
      const made = able.filter(({ vfs }) => (vfs.value ?? 0) > 0);
      if (made.length > 0)
        return ready(`${made.map((one) => `${nameOf(one)} has ${one.vfs.value} of ${one.mostVfs.value} virtual functions`).join(', ')}.`);
      if (first.vfs.value === null)
        return unknown(
          `${nameOf(first)} can have ${first.mostVfs.value} virtual functions; how many it has is not known.`,
          'Read `sriov_numvfs` of the device.',
        );
      return fixable(
        `${able.map((one) => `${nameOf(one)} can have ${one.mostVfs.value} virtual functions`).join(', ')}; there is none.`,
        `\`echo ${Math.min(4, first.mostVfs.value ?? 4)} > /sys/bus/pci/devices/${first.pciAddress}/sriov_numvfs\` as root; its link goes down for a moment.`,
      );
    }
    if (adapters.every(({ mostVfs }) => mostVfs.value === 0))
      return impossible(`No adapter shows SR-IOV to this kernel: ${adapters.map(nameOf).join(', ')}.`);
    return unknown(
      'Whether an adapter has SR-IOV is not known.',
      '`lspci -vvv` as root shows the capability; `sriov_totalvfs` of the device shows it where the kernel knows it.',
    );
  },
  evidenceOf(({ mostVfs }) => mostVfs),
  evidenceOf(({ vfs }) => vfs),
);

/** Virtual functions whose physical function is one of this host's adapters. */
const ownFunctions = (probe: HostProbe): NetworkAdapter[] =>
  probe.adapters.filter(({ isVf, pciAddress, physicalFunction }) => {
    const owner = probe.adapters.find((one) => one.pciAddress !== null && one.pciAddress === physicalFunction.value);
    return isVf.value === true && pciAddress !== null && owner !== undefined;
  });

/** Virtual functions need no condition of reset: each must have function-level reset (PCIe base specification, chapter SR-IOV). */
export const handedFunction = condition(
  'a virtual function in an IOMMU group of its own that is bound to vfio-pci',
  (probe) => {
    const functions = ownFunctions(probe);
    const adapters = physical(probe);
    if (functions.length === 0) {
      if (adapters.length > 0 && adapters.every(({ mostVfs }) => mostVfs.value === 0))
        return impossible('No adapter can have virtual functions.');
      return adapters.some(({ mostVfs, vfs }) => (mostVfs.value ?? 0) > 0 && vfs.value === 0)
        ? fixable(
            'There is no virtual function yet.',
            `Make them first; then, for each that a guest is to have: ${vfioBinding('ADDRESS')}.`,
          )
        : unknown('No virtual function was seen.', 'Read the links `virtfn0`, … and `physfn` in /sys/bus/pci/devices.');
    }
    const alone = functions.filter(isAlone(probe));
    if (alone.length > 0) return boundOf(alone);
    const shared = functions.find((one) => companionsOf(probe, one) !== null);
    return shared
      ? fixable(
          `${nameOf(shared)} shares its IOMMU group with ${someOf(companionsOf(probe, shared) ?? [])}.`,
          `Give all of the group to the same guest, or ${SLOT}.`,
        )
      : unknown(
          `The IOMMU group of ${someOf(functions.map(nameOf))} is not known.`,
          'Turn the IOMMU on, and read the link `iommu_group` of the functions.',
        );
  },
  evidenceOf(({ physicalFunction }) => physicalFunction),
  evidenceOf(({ virtualFunctions: functions }) => functions),
  evidenceOf(({ driver }) => driver),
  ({ iommu: { groups } }) => groups,
  evidenceOf(({ iommuGroup }) => iommuGroup),
);
