/** The wizard's fields of the options of techniques: which technique knows which, and how each is asked for. */
import { pollModeSwitches } from '../../../shared/catalogue/data-planes.ts';
import type { TechniqueName } from '../../../shared/catalogue/techniques.ts';
import type { TechniqueChoice } from '../../../shared/scenario/schema.ts';
import type { SelectOption } from '../../ui/index.ts';
import { dataPlaneOption, iommuModes } from './choices.ts';

export type TechniqueOption = keyof TechniqueChoice['options'];

/** `unset` and `fallback`: what holds where nothing is chosen. */
export type OptionField =
  | { readonly kind: 'select'; readonly label: string; readonly unset: string; readonly options: readonly SelectOption[] }
  | { readonly kind: 'switch'; readonly label: string; readonly unset: string }
  | { readonly kind: 'number'; readonly label: string; readonly fallback: string };

const switchOptions: readonly SelectOption[] = pollModeSwitches.map(dataPlaneOption);

const dataPlacements: readonly SelectOption[] = [
  { value: 'reuse', label: 'Guest memory (grant reuse)' },
  { value: 'copy', label: 'Copied for each queue' },
];

const grantModes: readonly SelectOption[] = [
  { value: 'hypervisor', label: 'Copied and mapped by the hypervisor' },
  { value: 'guest-copy', label: 'Copied by the guest on receive' },
  { value: 'headers', label: 'Headers copied on transmit' },
  { value: 'persistent', label: 'Kept in shared pages' },
];

const driverPlacements: readonly SelectOption[] = [
  { value: 'domain', label: 'Driver domain' },
  { value: 'hypervisor', label: 'Hypervisor (TwinDrivers)' },
];

const dmaProtections: readonly SelectOption[] = [
  { value: 'iommu', label: 'IOMMU' },
  { value: 'hypervisor', label: 'Hypervisor, checking descriptors (CDNA)' },
];

export const optionFields: Readonly<Record<TechniqueOption, OptionField>> = {
  iommuMode: { kind: 'select', label: 'DMA mappings', unset: 'As the host', options: iommuModes },
  interruptPosting: { kind: 'switch', label: 'Interrupt posting', unset: 'As the host' },
  exitlessInterrupts: { kind: 'switch', label: 'Exitless interrupts (ELI)', unset: 'Off (default)' },
  dmaProtection: { kind: 'select', label: 'DMA is confined by', unset: 'IOMMU (default)', options: dmaProtections },
  workerCores: { kind: 'number', label: 'Cores of the data path', fallback: 'automatic' },
  dataPlacement: { kind: 'select', label: 'Received frames land in', unset: 'Guest memory (default)', options: dataPlacements },
  zeroCopyTransmit: { kind: 'switch', label: 'Zero-copy transmit', unset: 'Off (default)' },
  accessPrevention: { kind: 'switch', label: 'Supervisor access prevention (SMAP)', unset: 'On (default)' },
  mappedMetadata: { kind: 'switch', label: 'Ring metadata mapped once', unset: 'Off (default)' },
  transmitBatch: { kind: 'number', label: 'Units for each tail write', fallback: '1' },
  switch: { kind: 'select', label: 'Switch', unset: 'OVS-DPDK (default)', options: switchOptions },
  grants: { kind: 'select', label: 'Packets between domains', unset: 'By the hypervisor (default)', options: grantModes },
  coalesceReceive: { kind: 'switch', label: 'Whole pages on receive', unset: 'Off (default)' },
  aggregatePackets: { kind: 'number', label: 'Packets of a container', fallback: '1, none' },
  driverPlacement: { kind: 'select', label: 'NIC driver runs in', unset: 'Driver domain (default)', options: driverPlacements },
};

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
