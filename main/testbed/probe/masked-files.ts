/**
 * The files of a host without what tells one machine, its network or its owner from all others, and nothing of what it can do. A name or an address has the same
 * alias wherever it stands, in paths too, so that what belongs together is still seen.
 */
import { isIPv4, isIPv6 } from 'node:net';
import type { HostFiles, Reading } from './host-files.ts';

/** Hardware addresses of interfaces, UUIDs, serial numbers of adapters and, in /proc/cpuinfo, of boards with Arm processors. */
const IDENTITIES = [
  [/\b(?:[0-9a-f]{2}[:-]){5,}[0-9a-f]{2}\b/gi, 'xx:xx:xx:xx:xx:xx'],
  [/\b[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}\b/gi, 'xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx'],
  [/(serial[ _]number\s*[:=]?\s*)\S+/gi, '$1x'],
  [/^(serial[ \t]*:[ \t]*)\S+/gim, '$1x'],
  // Most adapters make the identity of a port or switch of a hardware address (ip-link(8)), and firms label what they own.
  [/\b((?:portid|switchid) )[0-9a-f]+\b/gi, '$1x'],
  [/(asset tag:[ \t]*).+/gi, '$1x'],
] as const;

/** Names that systemd makes of hardware addresses (systemd.net-naming-scheme(7)): the kind, `x` and the address. */
const NAMED_BY_ADDRESS = /\b(en|ib|sl|wl|ww)x[0-9a-f]{12}\b/g;
const IPV4 = /(?<![\w.-])\d{1,3}(?:\.\d{1,3}){3}(?![\w.-])/g;
const IPV6 = /(?<![\w.:-])[0-9a-f]{0,4}(?::[0-9a-f]{0,4}){2,7}(?:\d*(?:\.\d{1,3}){3})?(?![\w:.-])/gi;
/** Versions of programs and firmware may look like addresses of IPv4. */
const VERSION_LINE = /version|firmware|\bfw\b/i;
/** They mean the same on each host (RFC 6890): unspecified, loopback, masks; and the addresses of documents, which the aliases are. */
const OF_EVERY_HOST = /^(0|127|255)\.|^192\.0\.2\.|^::1?$|^2001:db8:/i;

/** @param hostName of the machine; empty: not known, as of one that was recorded and masked. */
export function maskedFiles(source: HostFiles, hostName = ''): HostFiles {
  const alias = aliases();
  const named = hostName === '' ? null : hostNamePattern(hostName);

  function masked(text: string): string {
    const plain = IDENTITIES.reduce((changed, [pattern, mask]) => changed.replace(pattern, mask), text);
    return plain.replace(NAMED_BY_ADDRESS, alias.ofInterface).split('\n').map(maskedLine).join('\n');
  }
  function maskedLine(line: string): string {
    const six = line.replace(IPV6, (word) => (isIPv6(word) && !OF_EVERY_HOST.test(word) ? alias.ofIpv6(word.toLowerCase(), '') : word));
    if (VERSION_LINE.test(six)) return six;
    return six.replace(IPV4, (word) => (isIPv4(word) && !OF_EVERY_HOST.test(word) ? alias.ofIpv4(word, '') : word));
  }
  /** A word like `debian` may name the host and much else: only where a person or a program wrote it of this host. */
  const maskedName = (text: string): string => (named === null ? text : text.replace(named, 'host'));
  const changed = (found: Reading, change: (text: string) => string): Reading =>
    found.state === 'read' ? { state: 'read', text: change(found.text) } : found;

  return {
    read: (path) => changed(source.read(alias.original(path)), (text) => masked(path === '/proc/cmdline' ? maskedName(text) : text)),
    list: (path) => changed(source.list(alias.original(path)), masked),
    target: (path) => changed(source.target(alias.original(path)), masked),
    output: (command) => changed(source.output(command.map(alias.original)), (text) => masked(maskedName(text))),
  };
}

/** The name alone and with its domain, not as a part of another word. */
function hostNamePattern(hostName: string): RegExp {
  const [label = hostName] = hostName.split('.');
  const words = [hostName, label].map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`(?<![\\w.])(?:${words.join('|')})(?![\\w])`, 'gi');
}

/** Names and addresses that were seen, each kind numbered in its order. */
function aliases() {
  const originals = new Map<string, string>();
  const numbered = (aliasOf: (number: number, kind: string) => string): ((original: string, kind: string) => string) => {
    const known = new Map<string, string>();
    return (original, kind) => {
      const alias = known.get(original) ?? aliasOf(known.size + 1, kind);
      known.set(original, alias);
      originals.set(alias, original);
      return alias;
    };
  };
  return {
    ofInterface: numbered((number, kind) => `${kind}xmasked${number}`),
    ofIpv4: numbered((number) => `192.0.2.${number}`),
    ofIpv6: numbered((number) => `2001:db8::${number.toString(16)}`),
    /** A path or a word of a command, as the host has it. */
    original: (text: string): string => text.replace(/\b\w+xmasked\d+\b/g, (alias) => originals.get(alias) ?? alias),
  };
}
