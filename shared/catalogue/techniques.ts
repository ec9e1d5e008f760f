/** The techniques, in the field's words: what they are, what they need, what they give. Shown in the catalogue and the comparison matrix. */
import { words } from '../texts/words.ts';

export const techniqueNames = [
  'native',
  'emulated',
  'xen-split-driver',
  'virtio',
  'vhost-net',
  'vhost-user',
  'vmdq',
  'direct',
  'sriov',
] as const;
export type TechniqueName = (typeof techniqueNames)[number];

export function isTechnique(name: string): name is TechniqueName {
  return techniqueNames.some((one) => one === name);
}

export interface TechniqueDescription {
  readonly name: TechniqueName;
  readonly title: string;
  /** One sentence: the path of a packet. */
  readonly path: string;
  /** The model of I/O virtualization that it is of. */
  readonly model: string;
  readonly guestDriver: string;
  readonly hardware: string;
  readonly sharing: string;
  readonly migration: string;
}

/** All of them, in the order of the catalogue. */
export function techniques(): readonly TechniqueDescription[] {
  const texts = words().techniques;
  return techniqueNames.map((name) => ({ name, ...texts[name] }));
}

/** "SR-IOV (a virtual function for each VM)"; what is no technique stands for itself. */
export function techniqueTitle(name: string): string {
  return isTechnique(name) ? words().techniques[name].title : name;
}

/** Place of the name in the catalogue; what is no technique comes after all of them. */
export function catalogueOrder(name: string): number {
  return isTechnique(name) ? techniqueNames.indexOf(name) : techniqueNames.length;
}
