/** All techniques by name. */
import type { TechniqueName } from '../../../shared/catalogue/techniques.ts';
import { direct } from './direct.ts';
import { emulated } from './emulated.ts';
import { native } from './native.ts';
import { sriov } from './sriov.ts';
import type { Technique } from './technique.ts';
import { vhostNet } from './vhost-net.ts';
import { vhostUser } from './vhost-user.ts';
import { virtio } from './virtio.ts';
import { vmdq } from './vmdq.ts';
import { xenSplitDriver } from './xen-split-driver.ts';

export const techniqueByName: Readonly<Record<TechniqueName, Technique>> = {
  native,
  emulated,
  'xen-split-driver': xenSplitDriver,
  virtio,
  'vhost-net': vhostNet,
  'vhost-user': vhostUser,
  vmdq,
  direct,
  sriov,
};
