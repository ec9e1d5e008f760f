/** What connects virtual machines in software: bridges, TAP devices, vhost and the threads of Open vSwitch with DPDK. */
import type { Fact, HostProbe } from '../../../shared/testbed/host-probe.ts';
import { factOf, fieldOf, isOn, numberIn, unknownFrom, type Observer } from './observer.ts';
import { coresOf } from './processor.ts';

const INTERFACES = '/sys/class/net';
/** include/uapi/linux/if_tun.h. */
const IFF_MULTI_QUEUE = 0x100;
const IFF_VNET_HDR = 0x4000;

export function switchesOf(look: Observer): Pick<HostProbe, 'bridges' | 'taps' | 'vhostZeroCopy' | 'switchThreads' | 'switchCores'> {
  const switchThreads = factOf(look.output('ovs-appctl', 'dpif-netdev/pmd-stats-show'), switchThreadsIn);
  return {
    bridges: bridgesOf(look),
    taps: tapsOf(look),
    vhostZeroCopy: factOf(look.read('/sys/module/vhost_net/parameters/experimental_zcopytx'), isOn),
    switchThreads,
    switchCores: coresOf(look, switchThreads.value?.map(({ core }) => core) ?? null, switchThreads.evidence),
  };
}

function bridgesOf(look: Observer): Fact<string[]> {
  const interfaces = look.list(INTERFACES);
  if (interfaces.names === null) return unknownFrom(interfaces);
  const bridges = interfaces.names.flatMap((name) => {
    const folder = look.list(`${INTERFACES}/${name}/bridge`);
    return folder.names === null ? [] : [{ name, at: folder.at }];
  });
  return { value: bridges.map(({ name }) => name), evidence: [interfaces.at, ...bridges.map(({ at }) => at)] };
}

function tapsOf(look: Observer): HostProbe['taps'] {
  const interfaces = look.list(INTERFACES);
  if (interfaces.names === null) return unknownFrom(interfaces);
  const taps = interfaces.names.flatMap((name) => {
    const { text, at } = look.read(`${INTERFACES}/${name}/tun_flags`);
    const flags = /^0x[0-9a-f]+$/i.test(text?.trim() ?? '') ? Number(text) : null;
    return flags === null ? [] : [{ name, flags, at }];
  });
  return {
    value: taps.map(({ name, flags }) => ({
      name,
      multiQueue: (flags & IFF_MULTI_QUEUE) !== 0,
      vnetHeader: (flags & IFF_VNET_HDR) !== 0,
    })),
    evidence: [interfaces.at, ...taps.map(({ at }) => at)],
  };
}

/** Of each thread that polls (ovs-appctl, dpif-netdev/pmd-stats-show): `pmd thread numa_id 0 core_id 3:`; the main thread polls nothing. */
export function switchThreadsIn(text: string): NonNullable<HostProbe['switchThreads']['value']> {
  return text.split(/^(?=\S)/m).flatMap((part) => {
    const core = /^pmd thread numa_id \d+ core_id (\d{1,6}):/.exec(part)?.[1];
    const field = (name: string): number | null => numberIn(fieldOf(part, name) ?? '');
    return core === undefined
      ? []
      : [{ core: Number(core), packets: field('packets received'), processingCycles: field('avg processing cycles per packet') }];
  });
}
