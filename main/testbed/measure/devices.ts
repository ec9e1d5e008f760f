/** Network adapters that QEMU gives a guest, by what the lab calls their technique. */
import type { TechniqueName } from '../../../shared/catalogue/techniques.ts';

export interface GuestDevice {
  /** As the user names it. */
  readonly id: string;
  /** Of QEMU: `-device MODEL`. */
  readonly model: string;
  /** Settings of the adapter besides its address, after its model. */
  readonly settings: string;
  /** Kernel module of the guest. */
  readonly driver: string;
  readonly title: string;
  /** The technique of the lab that it is an instance of; null: the lab simulates another adapter of the kind. */
  readonly technique: TechniqueName | null;
  /** Words that the names of its register regions begin with, as QEMU's memory trace has them. */
  readonly regions: readonly string[];
}

export const guestDevices: readonly GuestDevice[] = [
  {
    id: 'e1000',
    model: 'e1000',
    settings: '',
    driver: 'e1000',
    title: 'Intel 82540EM, emulated (e1000)',
    technique: 'emulated',
    regions: ['e1000-'],
  },
  {
    id: 'e1000e',
    model: 'e1000e',
    settings: '',
    driver: 'e1000e',
    title: 'Intel 82574L, emulated (e1000e)',
    technique: null,
    regions: ['e1000e-'],
  },
  {
    id: 'rtl8139',
    model: 'rtl8139',
    settings: '',
    driver: '8139cp',
    title: 'Realtek RTL8139C+, emulated',
    technique: null,
    regions: ['rtl8139'],
  },
  {
    id: 'igb',
    model: 'igb',
    settings: '',
    driver: 'igb',
    title: 'Intel 82576, emulated (igb)',
    technique: null,
    regions: ['igb'],
  },
  {
    id: 'virtio-net',
    model: 'virtio-net-pci',
    settings: ',disable-legacy=on',
    driver: 'virtio_net',
    title: 'virtio-net, user-space backend',
    technique: 'virtio',
    regions: ['virtio-pci', 'virtio-net'],
  },
];

/** What is measured when nothing is chosen: one emulated and one paravirtual adapter. */
export const usualDevices: readonly string[] = ['e1000', 'virtio-net'];
