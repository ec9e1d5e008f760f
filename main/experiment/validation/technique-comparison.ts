/**
 * Which pairs of points compare techniques: the same is asked of both, and what answers differs. What only tunes the one that answers, such as the
 * interval of its interrupts or the size of its batches, may differ with it, and makes no other technique by itself.
 */
import { isDeepStrictEqual } from 'node:util';
import { onlyForwards } from '../../../shared/scenario/applications.ts';
import { vmGroupSchema, type Scenario, type TechniqueChoice, type Traffic, type VmGroup } from '../../../shared/scenario/schema.ts';
import type { PlannedPoint } from '../../../shared/validation/plan.ts';

/** Of points by their index. */
export type AreTechniques = (one: number, other: number) => boolean;

/** Points as they are planned: a load that is settled is another one for each technique. */
export function techniqueComparisons(planned: readonly (Pick<PlannedPoint, 'simulation' | 'loadShare'> | null)[]): AreTechniques {
  const parts = planned.map((point) => point && { asked: askedOf(point), answering: answeringOf(point) });
  return (oneIndex, otherIndex) => {
    const one = parts[oneIndex];
    const other = parts[otherIndex];
    if (!one || !other) return false;
    return isDeepStrictEqual(one.asked, other.asked) && !isDeepStrictEqual(one.answering, other.answering);
  };
}

/** The scenario without what answers, and without what tunes it. */
function askedOf({ simulation: { scenario }, loadShare }: Pick<PlannedPoint, 'simulation' | 'loadShare'>): unknown {
  const { host, nic, vms, flows } = scenario;
  return {
    ...scenario,
    ...{ name: '', description: '', sources: null, techniques: null },
    host: { ...host, scheduler: null, iommu: { ...host.iommu, mode: null, interruptPosting: null } },
    nic: { ...nic, moderation: null, ringDescriptors: null, virtualFunctions: null },
    vms: vms.map((group) => ({ ...group, application: workOf(group.application) })),
    flows: flows.map((flow) => ({ ...flow, traffic: { ...flow.traffic, ...NO_OFFLOADS } })),
    loadShare,
  };
}

function answeringOf({ simulation: { scenario, choice } }: Pick<PlannedPoint, 'simulation'>): unknown {
  const { host, vms, flows } = scenario;
  return {
    technique: choice.name,
    options: optionsOf(choice, host),
    scheduler: host.scheduler.kind,
    applications: vms.map(({ application }) => moverOf(application)),
    offloads: flows.map(({ traffic }) => offloadsOf(traffic)),
  };
}

/** The host's settings of direct access, where the technique has none of its own. */
function optionsOf({ options }: TechniqueChoice, { iommu }: Scenario['host']): TechniqueChoice['options'] {
  return {
    ...options,
    iommuMode: options.iommuMode ?? iommu.mode,
    interruptPosting: options.interruptPosting ?? iommu.interruptPosting,
  };
}

type Application = VmGroup['application'];

/** What every application does that moves frames, where nothing else is said. */
const plainWork = vmGroupSchema.shape.application.parse({ kind: 'data-plane' });

/** What is to be done with the frames, besides what their flow says. */
function workOf(application: Application): unknown {
  if (application.kind === 'request-server') return application;
  if (application.kind !== 'data-plane') return workOf(plainWork);
  const { flowCache, subtables, routes, readsPackets } = application;
  return { flowCache, subtables, routes, readsPackets };
}

/** What moves the frames. A kernel with retpolines is another than one without: the mitigation is what is compared. */
function moverOf(application: Application): unknown {
  if (application.kind === 'data-plane') return { plane: application.implementation, retpoline: application.retpoline };
  return onlyForwards(application) ? { forwarder: application.kind } : 'stack';
}

const NO_OFFLOADS = { segmentationOffload: false, receiveOffload: false } as const;

/** Offloads belong to the network card that the technique gives the guest. */
function offloadsOf(traffic: Traffic): unknown {
  if (traffic.kind !== 'tcp-stream') return NO_OFFLOADS;
  const { segmentationOffload, receiveOffload } = traffic;
  return { segmentationOffload, receiveOffload };
}
