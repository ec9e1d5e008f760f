/** Conditions of techniques: what each is made of. */
import type { Fact, HostProbe, NetworkAdapter, ReadinessCondition } from '../../../shared/testbed/host-probe.ts';

export type Condition = (probe: HostProbe) => ReadinessCondition;

export type Judgement = Pick<ReadinessCondition, 'status' | 'finding'> & Partial<Pick<ReadinessCondition, 'remedy'>>;

type Seen = Pick<Fact<unknown>, 'evidence'>;

/** @param seen facts that decide it: their texts are its evidence. */
export function condition(need: string, judge: (probe: HostProbe) => Judgement, ...seen: ((probe: HostProbe) => Seen)[]): Condition {
  return (probe) => {
    const evidence = [...new Set(seen.flatMap((of) => [...of(probe).evidence]))];
    return { need, remedy: '', ...judge(probe), evidence };
  };
}

export const ready = (finding: string): Judgement => ({ status: 'ready', finding });
export const fixable = (finding: string, remedy: string): Judgement => ({ status: 'fixable', finding, remedy });
export const impossible = (finding: string): Judgement => ({ status: 'impossible', finding });
/** @param remedy what would tell. */
export const unknown = (finding: string, remedy: string): Judgement => ({ status: 'unknown', finding, remedy });

export const evidenceOf =
  (part: (adapter: NetworkAdapter) => Seen) =>
  (probe: HostProbe): Seen => ({ evidence: probe.adapters.flatMap((one) => [...part(one).evidence]) });

/** Adapters on PCI that are no virtual functions. */
export const physical = ({ adapters }: HostProbe): NetworkAdapter[] =>
  adapters.filter(({ pciAddress, isVf }) => pciAddress !== null && isVf.value !== true);
export const nameOf = ({ interfaces, pciAddress }: NetworkAdapter): string => interfaces[0] ?? pciAddress ?? 'an adapter';
export const NO_ADAPTER = unknown('No network adapter on PCI was seen.', 'List /sys/class/net and /sys/bus/pci/devices on the host.');
