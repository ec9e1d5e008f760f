import { parts } from './data-path/parts.ts';
import { plural } from './plural.ts';

/** The way of packets through a host, and what a result knows of its parts. */
export const dataPath = {
  parts,
  zones: {
    wire: 'Wire',
    nic: 'NIC',
    bus: 'Bus',
    system: 'System',
    kernelAndBackend: 'Host kernel and backend',
    userSpaceSwitch: 'Host: switch in user space',
    hypervisor: 'Hypervisor',
    driverDomain: 'Driver domain',
    vms: (count: number) => plural(count, { one: 'VM', other: `${count} VMs` }),
  },
  /** What stands on a link: how the other end is told, or what runs where. */
  links: {
    interrupt: 'interrupt',
    interruptToGuest: 'interrupt to guest',
    tapBridgeDriver: 'tap, bridge, driver',
    bridgeDriver: 'bridge, driver',
    deviceModelOnVcpu: 'exit: device model, tap, bridge and driver run on the vCPU',
  },
  state: {
    busy: (share: string) => `${share} busy`,
    full: (share: string) => `${share} full`,
    hits: (share: string) => `${share} hits`,
    idle: 'idle',
    fillNotKnown: 'fill not known',
    /** Packets in a queue, and the room for them. */
    fill: (packets: string, room: string) => `${packets} of ${room}`,
    pollsTheRest: 'polls the rest',
    pollsForTheRest: 'polls for the rest',
    loses: (rate: string) => `loses ${rate}`,
    bottleneck: 'the bottleneck',
    /** `said`: "62 % busy, core 0". */
    sentence: (part: string, said: string) => `${part}: ${said}`,
    noFigures: 'no figures',
    withNote: (value: string, note: string) => `${value} (${note})`,
  },
  figures: {
    lostHere: 'Lost here',
    nothing: 'nothing',
    meanTime: (stage: string) => `Mean time, ${stage}`,
    queues: (count: number) => plural(count, { one: 'Queues', other: 'Queues of this kind' }),
    meanPackets: 'Packets in one, mean',
    mostPackets: 'Most that was seen in one',
    room: 'Room for',
    packets: (count: string) => `${count} packets`,
    work: 'Work',
    none: 'none',
    shareOfCores: 'Share of its cores',
    contexts: 'Contexts',
    manyContexts: (count: number, first: string) => `${count}: ${first} and others`,
    placedOn: 'Placed on',
    /** `numbers`: "0–3, 6". */
    cores: (count: number, numbers: string) => `${plural(count, { one: 'core', other: 'cores' })} ${numbers}`,
    busiestCore: (count: number) => plural(count, { one: 'Its core works', other: 'Its busiest core works' }),
    ofTheTime: (share: string) => `${share} of the time`,
    ofTheTimePolling: (share: string) => `${share} of the time, and polls for the rest`,
    ownWork: 'Own work, mean over its cores',
    exits: (reason: string) => `Exits: ${reason}`,
  },
};
