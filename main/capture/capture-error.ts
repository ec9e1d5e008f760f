/** A capture that cannot be used: the message is a sentence for the user with the place and the remedy, without the name of the file. */
export class CaptureError extends Error {}

export function damagedAt(byte: number, what: string): CaptureError {
  return new CaptureError(
    `it is damaged at byte ${byte}: ${what}. Read it with Wireshark or tcpdump and write it again; what stands before may still be good.`,
  );
}

/** Link-layer types that people meet and that are not Ethernet (tcpdump.org/linktypes.html). */
const LINK_TYPES: Readonly<Record<number, string>> = {
  0: 'BSD loopback',
  12: 'raw IP',
  101: 'raw IP',
  105: 'IEEE 802.11',
  108: 'BSD loopback',
  113: 'Linux cooked',
  127: 'radiotap',
  228: 'raw IPv4',
  229: 'raw IPv6',
  249: 'USB',
  276: 'Linux cooked (version 2)',
};
export const ETHERNET = 1;

export function notEthernet(linkType: number): CaptureError {
  const name = LINK_TYPES[linkType] ?? 'another link layer';
  return new CaptureError(
    `it holds packets of ${name} (link type ${linkType}), and only Ethernet has frames. Capture on one Ethernet interface, not on "any".`,
  );
}
