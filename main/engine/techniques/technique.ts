/** What a technique is to the engine: how it builds the way of a packet between wire and guests. */
import type { TechniqueName } from '../../../shared/catalogue/techniques.ts';
import type { Machine } from '../model/machine.ts';

export interface Technique {
  readonly name: TechniqueName;
  /** What the network cores are called under it. */
  readonly networkRole: string;
  /** Guests run under a hypervisor. */
  readonly virtualized: boolean;
  /** Frames between VMs stay inside the NIC (embedded switch). */
  readonly switchesInside: boolean;
  /** Builds contexts, rings and services; sets the ports' classifiers and the VMs' send queues. */
  build(machine: Machine): void;
}
