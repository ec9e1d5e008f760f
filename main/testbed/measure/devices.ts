/** Network adapters that QEMU gives a guest, by what the lab calls their technique. */
import type { TechniqueName } from '../../../shared/catalogue/techniques.ts';

/**
 * What carries the frames of an adapter to the generator: a pair of sockets, or a TAP interface in a network namespace of the lab's own, that QEMU serves itself
 * or the kernel of the host (vhost-net).
 */
export type GuestWire = 'sockets' | 'tap' | 'vhost';

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
  readonly wire: GuestWire;
  /** A receive and a transmit queue each; the guest has a virtual CPU for each pair. */
  readonly queuePairs: number;
  /** Words that the names of its register regions begin with, as QEMU's memory trace has them. */
  readonly regions: readonly string[];
}

const virtioRegions = ['virtio-pci', 'virtio-net'] as const;

export const guestDevices: readonly GuestDevice[] = [
  {
    id: 'e1000',
    model: 'e1000',
    settings: '',
    driver: 'e1000',
    title: 'Intel 82540EM, emulated (e1000)',
    technique: 'emulated',
    wire: 'sockets',
    queuePairs: 1,
    regions: ['e1000-'],
  },
  {
    id: 'e1000e',
    model: 'e1000e',
    settings: '',
    driver: 'e1000e',
    title: 'Intel 82574L, emulated (e1000e)',
    technique: null,
    wire: 'sockets',
    queuePairs: 1,
    regions: ['e1000e-'],
  },
  {
    id: 'rtl8139',
    model: 'rtl8139',
    settings: '',
    driver: '8139cp',
    title: 'Realtek RTL8139C+, emulated',
    technique: null,
    wire: 'sockets',
    queuePairs: 1,
    regions: ['rtl8139'],
  },
  {
    id: 'igb',
    model: 'igb',
    settings: '',
    driver: 'igb',
    title: 'Intel 82576, emulated (igb)',
    technique: null,
    wire: 'sockets',
    queuePairs: 1,
    regions: ['igb'],
  },
  {
    id: 'virtio-net',
    model: 'virtio-net-pci',
    settings: ',disable-legacy=on',
    driver: 'virtio_net',
    title: 'virtio-net, user-space backend',
    technique: 'virtio',
    wire: 'sockets',
    queuePairs: 1,
    regions: virtioRegions,
  },
  {
    id: 'virtio-net-tap',
    model: 'virtio-net-pci',
    settings: ',disable-legacy=on',
    driver: 'virtio_net',
    title: 'virtio-net, user-space backend on a TAP interface',
    technique: null,
    wire: 'tap',
    queuePairs: 1,
    regions: virtioRegions,
  },
  {
    id: 'virtio-net-mq',
    model: 'virtio-net-pci',
    // A vector for each queue, one for the control queue and one for changes of the configuration.
    settings: ',disable-legacy=on,mq=on,vectors=6',
    driver: 'virtio_net',
    title: 'virtio-net with two queue pairs, user-space backend on a TAP interface',
    technique: null,
    wire: 'tap',
    queuePairs: 2,
    regions: virtioRegions,
  },
  {
    id: 'vhost-net',
    model: 'virtio-net-pci',
    settings: ',disable-legacy=on',
    driver: 'virtio_net',
    title: 'virtio-net, backend in the kernel of the host (vhost-net)',
    technique: 'vhost-net',
    wire: 'vhost',
    queuePairs: 1,
    regions: virtioRegions,
  },
];

/** What is measured when nothing is chosen: one emulated and one paravirtual adapter. */
export const usualDevices: readonly string[] = ['e1000', 'virtio-net'];
