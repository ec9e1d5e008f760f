/** Which techniques would work on a host: each is as ready as the worst of its conditions. */
import { techniqueNames, type TechniqueName } from '../../../shared/catalogue/techniques.ts';
import type { HostProbe, Readiness, ReadinessStatus } from '../../../shared/testbed/host-probe.ts';
import { boundAdapter, handedFunction, isolatedAdapter, resettableAdapter, vfio, virtualFunctions } from './assignment.ts';
import {
  adapterOnPci,
  hugePages,
  iommu,
  kvm,
  machineQueues,
  noGuest,
  pollModeSwitch,
  qemu,
  spareCores,
  tap,
  vhostNet,
  xen,
} from './conditions.ts';
import type { Condition } from './judgement.ts';

const needs: Readonly<Record<TechniqueName, readonly Condition[]>> = {
  native: [noGuest, adapterOnPci],
  emulated: [kvm, qemu, tap],
  'xen-split-driver': [xen],
  virtio: [kvm, qemu, tap],
  'vhost-net': [kvm, qemu, tap, vhostNet],
  'vhost-user': [kvm, qemu, hugePages, pollModeSwitch, spareCores],
  vmdq: [kvm, qemu, machineQueues],
  direct: [kvm, qemu, iommu, vfio, isolatedAdapter, resettableAdapter, boundAdapter],
  sriov: [kvm, qemu, iommu, vfio, virtualFunctions, handedFunction],
};

/** From worst to best. */
const order: readonly ReadinessStatus[] = ['impossible', 'unknown', 'fixable', 'ready'];

export function readinessOf(probe: HostProbe): Readiness[] {
  return techniqueNames.map((technique) => {
    const conditions = needs[technique].map((judge) => judge(probe));
    const status = order.find((one) => conditions.some((condition) => condition.status === one)) ?? 'unknown';
    return { technique, status, conditions };
  });
}
