/** The wizard's fields of the options of techniques: which technique knows which, and how each is asked for. */
import { pollModeSwitches } from '../../../shared/catalogue/data-planes.ts';
import type { TechniqueName } from '../../../shared/catalogue/techniques.ts';
import type { TechniqueChoice } from '../../../shared/scenario/schema.ts';
import { useTexts } from '../../texts/texts.ts';
import type { SelectOption } from '../../ui/index.ts';
import { optionsFrom } from '../../ui/options.ts';
import { dataPlaneOption, iommuModes } from './choices.ts';

export type TechniqueOption = keyof TechniqueChoice['options'];

/** `unset` and `fallback`: what holds where nothing is chosen. */
export type OptionField =
  | { readonly kind: 'select'; readonly label: string; readonly unset: string; readonly options: readonly SelectOption[] }
  | { readonly kind: 'switch'; readonly label: string; readonly unset: string }
  | { readonly kind: 'number'; readonly label: string; readonly fallback: string };

const switchOptions: readonly SelectOption[] = pollModeSwitches.map(dataPlaneOption);

export function optionFields(): Readonly<Record<TechniqueOption, OptionField>> {
  const { labels, unset, choices } = useTexts().value.wizard.options;
  return {
    iommuMode: { kind: 'select', label: labels.iommuMode, unset: unset.asHost, options: iommuModes() },
    interruptPosting: { kind: 'switch', label: labels.interruptPosting, unset: unset.asHost },
    exitlessInterrupts: { kind: 'switch', label: labels.exitlessInterrupts, unset: unset.off },
    dmaProtection: { kind: 'select', label: labels.dmaProtection, unset: unset.iommu, options: optionsFrom(choices.dmaProtection) },
    workerCores: { kind: 'number', label: labels.workerCores, fallback: unset.automatic },
    dataPlacement: { kind: 'select', label: labels.dataPlacement, unset: unset.guestMemory, options: optionsFrom(choices.dataPlacement) },
    zeroCopyTransmit: { kind: 'switch', label: labels.zeroCopyTransmit, unset: unset.off },
    accessPrevention: { kind: 'switch', label: labels.accessPrevention, unset: unset.on },
    mappedMetadata: { kind: 'switch', label: labels.mappedMetadata, unset: unset.off },
    transmitBatch: { kind: 'number', label: labels.transmitBatch, fallback: '1' },
    switch: { kind: 'select', label: labels.switch, unset: unset.ovsDpdk, options: switchOptions },
    grants: { kind: 'select', label: labels.grants, unset: unset.byHypervisor, options: optionsFrom(choices.grants) },
    coalesceReceive: { kind: 'switch', label: labels.coalesceReceive, unset: unset.off },
    aggregatePackets: { kind: 'number', label: labels.aggregatePackets, fallback: unset.oneNone },
    driverPlacement: {
      kind: 'select',
      label: labels.driverPlacement,
      unset: unset.driverDomain,
      options: optionsFrom(choices.driverPlacement),
    },
  };
}

/** Options that a technique knows. */
export function optionsOf(name: TechniqueName): readonly TechniqueOption[] {
  switch (name) {
    case 'native':
      return ['iommuMode'];
    case 'direct':
    case 'sriov':
      return ['interruptPosting', 'exitlessInterrupts', 'iommuMode', 'dmaProtection'];
    case 'vmdq':
      return ['dataPlacement', 'workerCores'];
    case 'vhost-net':
      return ['zeroCopyTransmit', 'accessPrevention', 'mappedMetadata', 'workerCores'];
    case 'xen-split-driver':
      return ['workerCores', 'grants', 'coalesceReceive', 'aggregatePackets', 'driverPlacement'];
    case 'emulated':
      return ['transmitBatch', 'workerCores'];
    case 'virtio':
      return ['workerCores'];
    case 'vhost-user':
      return ['switch', 'workerCores'];
  }
}
