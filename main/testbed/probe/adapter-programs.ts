/** What ip-link(8), ethtool(8), devlink-dev(8) and lspci(8) tell of an adapter besides its rings and queues. */
import type { Fact, NetworkAdapter } from '../../../shared/testbed/host-probe.ts';
import { factOf, unknownFrom, type Observer } from './observer.ts';

type Told = Pick<NetworkAdapter, 'timestamping' | 'vfSettings' | 'firmware' | 'pciCapabilities'>;

/** Capabilities that decide on assignment and on scalable I/O virtualization, as lspci names them. */
const CAPABILITIES: readonly (readonly [string, RegExp])[] = [
  ['ACS', /Access Control Services/],
  ['ARI', /Alternative Routing-ID Interpretation/],
  ['ATS', /Address Translation Service/],
  ['PASID', /Process Address Space ID/],
  ['PRI', /Page Request Interface/],
  ['SR-IOV', /Single Root I\/O Virtualization/],
];

/** @param name interface; undefined: it has none. @param pciAddress null: it is not on PCI. */
export function toldByPrograms(look: Observer, name: string | undefined, pciAddress: string | null): Told {
  const ofInterface = (conclude: (text: string) => string[], ...command: string[]): Fact<string[]> =>
    name === undefined ? unknownFrom() : factOf(look.output(...command, name), conclude);
  return {
    timestamping: ofInterface(timestampingIn, 'ethtool', '-T'),
    vfSettings: ofInterface(vfSettingsIn, 'ip', '-d', 'link', 'show', 'dev'),
    firmware: pciAddress === null ? unknownFrom() : factOf(look.output('devlink', 'dev', 'info', `pci/${pciAddress}`), firmwareIn),
    pciCapabilities: pciAddress === null ? unknownFrom() : factOf(look.output('lspci', '-vvv', '-s', pciAddress), capabilitiesIn),
  };
}

export const toldNothing: Told = {
  timestamping: unknownFrom(),
  vfSettings: unknownFrom(),
  firmware: unknownFrom(),
  pciCapabilities: unknownFrom(),
};

/** The indented lines below `Capabilities:`; older versions name the constant behind each. */
export function timestampingIn(text: string): string[] {
  const [, list = ''] = /^Capabilities:.*\n((?:[ \t]+.*\n?)*)/m.exec(text) ?? [];
  return list.split('\n').flatMap((line) => line.trim().split(/\s+/)[0] || []);
}

/** `vf 0 link/ether … brd …, spoof checking on, link-state auto, trust off`: number and settings of each. */
export function vfSettingsIn(text: string): string[] {
  return [...text.matchAll(/^\s+vf (\d+)\s[^,\n]*, (.*)$/gm)].map(([, number, settings]) => `${number}: ${settings?.trim()}`);
}

/** Versions below `running:`, each with its name. */
export function firmwareIn(text: string): string[] {
  const [, after = ''] = text.split(/^\s*running:\s*$/m);
  const [running = ''] = after.split(/^\s*(?:stored|fixed):\s*$/m);
  return [...running.matchAll(/^\s*(fw\S*)\s+(\S+)\s*$/gm)].map(([, name, version]) => `${name} ${version}`);
}

/** null: lspci shows capabilities to root only, and says so; or none at all. */
export function capabilitiesIn(text: string): string[] | null {
  if (!/^\s+Capabilities: \[/m.test(text) || /Capabilities: <access denied>/.test(text)) return null;
  return CAPABILITIES.flatMap(([name, pattern]) => (pattern.test(text) ? [name] : []));
}
