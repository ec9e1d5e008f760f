/** What is published about the techniques in words: an aspect at a time, a source for every statement. What figures tell stands with the runs. */
import { words } from '../texts/words.ts';
import { aspectSources, type Source, type SourceName } from './aspect-citations.ts';
import type { TechniqueName } from './techniques.ts';

export const aspectNames = [
  'compatibility',
  'guestDriver',
  'isolation',
  'hardware',
  'migration',
  'hostCpu',
  'visibility',
  'scaling',
  'maturity',
] as const;
export type AspectName = (typeof aspectNames)[number];

/** "Live migration". */
export function aspectTitle(aspect: AspectName): string {
  return words().techniqueAspects.titles[aspect];
}

export interface Statement {
  readonly text: string;
  readonly source: Source;
}

type Sources<Aspect extends AspectName> = Readonly<Record<Aspect, SourceName>>;

/** The guest sees the same device, whoever serves its rings. */
const virtioGuest: Sources<'compatibility' | 'guestDriver'> = { compatibility: 'virtioSpecification', guestDriver: 'netKvm' };

const sources: Readonly<Record<Exclude<TechniqueName, 'native'>, Sources<AspectName>>> = {
  emulated: {
    compatibility: 'qemuNet',
    guestDriver: 'sugerman',
    isolation: 'sugerman',
    hardware: 'sugerman',
    migration: 'qemuMigration',
    hostCpu: 'sugerman',
    visibility: 'sugerman',
    scaling: 'maffione',
    maturity: 'sugerman',
  },
  'xen-split-driver': {
    compatibility: 'netback',
    guestDriver: 'netback',
    isolation: 'xenGuide',
    hardware: 'ram',
    migration: 'clark',
    hostCpu: 'santos',
    visibility: 'xenGuide',
    scaling: 'ram',
    maturity: 'netback',
  },
  virtio: {
    ...virtioGuest,
    isolation: 'qemuNet',
    hardware: 'russell',
    migration: 'qemuMigration',
    hostCpu: 'virtioSpecification',
    visibility: 'qemuNet',
    scaling: 'vhostHeader',
    maturity: 'russell',
  },
  'vhost-net': {
    compatibility: virtioGuest.compatibility,
    guestDriver: 'vhostHeader',
    isolation: 'vhostHeader',
    hardware: 'vhostHeader',
    migration: 'qemuVhost',
    hostCpu: 'vhostHeader',
    visibility: 'vhostHeader',
    scaling: 'vhostSource',
    maturity: 'vhostHeader',
  },
  'vhost-user': {
    ...virtioGuest,
    isolation: 'vhostUser',
    hardware: 'vhostUser',
    migration: 'qemuVhost',
    hostCpu: 'dpdkPoll',
    visibility: 'vhostUser',
    scaling: 'dpdkPoll',
    maturity: 'vhostUser',
  },
  vmdq: {
    compatibility: 'intelVmdqPaper',
    guestDriver: 'ram',
    isolation: 'intelVmdq',
    hardware: 'intelVmdqPaper',
    migration: 'ram',
    hostCpu: 'intelVmdq',
    visibility: 'intelVmdqPaper',
    scaling: 'intelVmdq',
    maturity: 'vmdqEsx',
  },
  direct: {
    compatibility: 'vfio',
    guestDriver: 'vfio',
    isolation: 'vfio',
    hardware: 'vfio',
    migration: 'vfioMigration',
    hostCpu: 'eli',
    visibility: 'vfio',
    scaling: 'pcieBench',
    maturity: 'vfioPatch',
  },
  sriov: {
    compatibility: 'sriovHowto',
    guestDriver: 'sriovHowto',
    isolation: 'sriovHowto',
    hardware: 'sriovHowto',
    migration: 'netFailover',
    hostCpu: 'dong',
    visibility: 'dong',
    scaling: 'dpdkI40e',
    maturity: 'sriovHowto',
  },
};

/** Null for `native`: without a virtual machine the aspects do not arise. */
export function statementOf(technique: TechniqueName, aspect: AspectName): Statement | null {
  if (technique === 'native') return null;
  return { text: words().techniqueAspects.statements[technique][aspect], source: aspectSources[sources[technique][aspect]] };
}
