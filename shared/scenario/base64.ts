/** Base64 (RFC 4648, section 4) where neither Node nor a browser lends one. */
const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const CHARACTERS = Uint8Array.from(ALPHABET, (character) => character.charCodeAt(0));
const PAD = '='.charCodeAt(0);
const NONE = 255;
const VALUES = new Uint8Array(128).fill(NONE);
for (const [value, character] of CHARACTERS.entries()) VALUES[character] = value;
/** Characters that one call takes as arguments. */
const PIECE = 8192;

export function base64FromBytes(bytes: Uint8Array): string {
  const text = new Uint8Array(4 * Math.ceil(bytes.length / 3)).fill(PAD);
  for (let at = 0, to = 0; at < bytes.length; at += 3, to += 4) {
    const group = ((bytes[at] ?? 0) << 16) | ((bytes[at + 1] ?? 0) << 8) | (bytes[at + 2] ?? 0);
    const characters = Math.min(3, bytes.length - at) + 1;
    for (let i = 0; i < characters; i++) text[to + i] = CHARACTERS[(group >>> (18 - 6 * i)) & 63] ?? PAD;
  }
  let result = '';
  for (let at = 0; at < text.length; at += PIECE) result += String.fromCharCode(...text.subarray(at, at + PIECE));
  return result;
}

/** Throws a RangeError for anything else than padded Base64. */
export function bytesFromBase64(text: string): Uint8Array<ArrayBuffer> {
  if (text.length % 4 !== 0) throw new RangeError('its length is no multiple of four characters');
  const pads = text.endsWith('==') ? 2 : text.endsWith('=') ? 1 : 0;
  const characters = text.length - pads;
  const bytes = new Uint8Array(3 * (text.length / 4) - pads);
  let bits = 0;
  let held = 0;
  let to = 0;
  for (let at = 0; at < characters; at++) {
    const code = text.charCodeAt(at);
    const value = VALUES[code] ?? NONE;
    if (value === NONE) throw new RangeError(`its character ${at + 1} is none of Base64`);
    held = ((held << 6) | value) & 0xfffff;
    bits += 6;
    if (bits < 8) continue;
    bits -= 8;
    bytes[to++] = (held >>> bits) & 0xff;
  }
  return bytes;
}
