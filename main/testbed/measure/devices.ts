/** Network adapters that QEMU gives a guest, by what the lab calls their technique. */
import type { TechniqueName } from '../../../shared/catalogue/techniques.ts';
import { HOST_FUNCTION } from '../../../shared/testbed/guest-measuring.ts';

/**
 * What carries the frames of an adapter to the generator: a pair of sockets, or a TAP interface in a network namespace of the lab's own, that QEMU serves itself
 * or the kernel of the host (vhost-net), or the switch inside an adapter of the host, at another virtual function of which a second guest generates the traffic.
 */
export type GuestWire = 'sockets' | 'tap' | 'vhost' | 'switch';

export interface GuestDevice {
  /** As the user names it. */
  readonly id: string;
  /** Of QEMU: `-device MODEL`. */
  readonly model: string;
  /** First version of QEMU that has the model. Default: every one that is still in use. */
  readonly since?: string;
  /** Settings of the adapter besides its address, after its model. */
  readonly settings: string;
  readonly title: string;
  /** The technique of the lab that it is an instance of; null: the lab simulates another adapter of the kind. */
  readonly technique: TechniqueName | null;
  readonly wire: GuestWire;
  /** A receive and a transmit queue each; the guest has a virtual CPU for each pair. */
  readonly queuePairs: number;
  /** Words that the names of its register regions begin with, as QEMU's memory trace has them. */
  readonly regions: readonly string[];
  /** It has a PCI Express port of its own, whose bus has room for its virtual functions: on that of the others they take the places of other adapters. */
  readonly hasPort?: true;
  /** What is measured is a virtual function that the guest makes of it (SR-IOV). */
  readonly isFunction?: true;
}

const virtioRegions = ['virtio-pci', 'virtio-net'] as const;

export const guestDevices: readonly GuestDevice[] = [
  {
    id: 'e1000',
    model: 'e1000',
    settings: '',
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
    title: 'Realtek RTL8139C+, emulated',
    technique: null,
    wire: 'sockets',
    queuePairs: 1,
    regions: ['rtl8139'],
  },
  {
    id: 'igb',
    model: 'igb',
    since: '8.0',
    settings: '',
    title: 'Intel 82576, emulated (igb)',
    technique: null,
    wire: 'sockets',
    queuePairs: 1,
    regions: ['igb-'],
    hasPort: true,
  },
  {
    id: 'igb-vf',
    model: 'igb',
    since: '8.0',
    settings: '',
    title: 'Virtual function of an Intel 82576 by SR-IOV, emulated (igb)',
    technique: null,
    wire: 'sockets',
    queuePairs: 1,
    regions: ['igbvf-'],
    hasPort: true,
    isFunction: true,
  },
  {
    id: 'virtio-net',
    model: 'virtio-net-pci',
    settings: ',disable-legacy=on',
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
    title: 'virtio-net, backend in the kernel of the host (vhost-net)',
    technique: 'vhost-net',
    wire: 'vhost',
    queuePairs: 1,
    regions: virtioRegions,
  },
  {
    id: HOST_FUNCTION,
    model: 'vfio-pci',
    // Its own boot program, if it has one, is not run.
    settings: ',rombar=0',
    title: 'Virtual function of an adapter of this host, handed on by VFIO',
    technique: 'sriov',
    wire: 'switch',
    queuePairs: 1,
    // They bear its address.
    regions: [],
  },
];

/** What is measured when nothing is chosen: one emulated and one paravirtual adapter. */
export const usualDevices: readonly string[] = ['e1000', 'virtio-net'];
