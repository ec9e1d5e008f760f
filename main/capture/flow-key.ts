/** The flow of a captured frame: addresses, protocol and ports where they were captured, else the MAC addresses. */
const ETHERNET_HEADER_BYTES = 14;
const VLAN_TYPES: ReadonlySet<number> = new Set([0x8100, 0x88a8, 0x9100]);
const IPV4 = 0x0800;
const IPV6 = 0x86dd;
const TCP = 6;
const UDP = 17;

export interface FlowKey {
  readonly source: string;
  readonly destination: string;
  /** `tcp`, `udp`, `ip 1`, `ethernet 0x0806`. */
  readonly protocol: string;
  readonly sourceMac: string;
  readonly destinationMac: string;
  /** Number of the outermost VLAN; null: none. */
  readonly vlan: number | null;
}

type Ends = Pick<FlowKey, 'source' | 'destination' | 'protocol'>;

/** Of a frame of which too little was captured, or of more flows than are told apart. */
export const UNKNOWN: FlowKey = { source: '?', destination: '?', protocol: 'unknown', sourceMac: '?', destinationMac: '?', vlan: null };

/** @param bytes from the destination address; may be cut short anywhere */
export function flowKeyOf(bytes: Uint8Array): FlowKey {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < ETHERNET_HEADER_BYTES) return { ...UNKNOWN, protocol: 'unknown' };
  let typeAt = 12;
  while (VLAN_TYPES.has(view.getUint16(typeAt)) && typeAt + 6 <= bytes.length) typeAt += 4;
  const type = view.getUint16(typeAt);
  const packet = new DataView(bytes.buffer, bytes.byteOffset + typeAt + 2, bytes.length - typeAt - 2);
  const ip = type === IPV4 ? ipv4Of(packet) : type === IPV6 ? ipv6Of(packet) : null;
  const [sourceMac, destinationMac] = [mac(bytes, 6), mac(bytes, 0)];
  const vlan = typeAt > 12 ? view.getUint16(14) & 0xfff : null;
  const ends = ip ?? { source: sourceMac, destination: destinationMac, protocol: `ethernet 0x${type.toString(16).padStart(4, '0')}` };
  return { ...ends, sourceMac, destinationMac, vlan };
}

function ipv4Of(packet: DataView): Ends | null {
  if (packet.byteLength < 20 || packet.getUint8(0) >> 4 !== 4) return null;
  // Only the first fragment has ports.
  const first = (packet.getUint16(6) & 0x1fff) === 0;
  const address = (at: number) => Array.from({ length: 4 }, (_, i) => packet.getUint8(at + i)).join('.');
  return withPorts(packet, first ? 4 * (packet.getUint8(0) & 0xf) : packet.byteLength, packet.getUint8(9), address(12), address(16));
}

function ipv6Of(packet: DataView): Ends | null {
  if (packet.byteLength < 40 || packet.getUint8(0) >> 4 !== 6) return null;
  const address = (at: number) => `[${Array.from({ length: 8 }, (_, i) => packet.getUint16(at + 2 * i).toString(16)).join(':')}]`;
  return withPorts(packet, 40, packet.getUint8(6), address(8), address(24));
}

function withPorts(packet: DataView, at: number, protocol: number, source: string, destination: string): Ends {
  const name = protocol === TCP ? 'tcp' : protocol === UDP ? 'udp' : `ip ${protocol}`;
  if (!name.endsWith('p') || at + 4 > packet.byteLength) return { source, destination, protocol: name };
  return { source: `${source}:${packet.getUint16(at)}`, destination: `${destination}:${packet.getUint16(at + 2)}`, protocol: name };
}

function mac(bytes: Uint8Array, at: number): string {
  return [...bytes.subarray(at, at + 6)].map((byte) => byte.toString(16).padStart(2, '0')).join(':');
}
