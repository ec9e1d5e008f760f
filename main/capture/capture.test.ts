import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { half, pcapngBlock, pcapngInterface, pcapngPacket, pcapngSection, pcapOf, udpFrame } from './capture.fixture.ts';
import { CaptureColumns, MOST_FRAMES, type Capture } from './capture.ts';
import { CaptureError } from './capture-error.ts';
import { CaptureParser } from './capture-parser.ts';
import { readCapture } from './read-capture.ts';

const folder = mkdtempSync(join(tmpdir(), 'iovlab-capture-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const golden = (name: string) => fileURLToPath(new URL(`./golden/${name}`, import.meta.url));

function parsed(bytes: Uint8Array, pieceBytes = bytes.length): Capture {
  const columns = new CaptureColumns();
  const parser = new CaptureParser(columns);
  for (let at = 0; at < bytes.length; at += pieceBytes) parser.push(bytes.subarray(at, at + pieceBytes));
  return columns.finish(parser.format ?? 'pcap', parser.end());
}

async function good(path: string): Promise<Capture> {
  const reply = await readCapture(path);
  if (!reply.ok) throw new Error(reply.message);
  return reply.value;
}

async function problem(bytes: Uint8Array | string): Promise<string> {
  const path = join(folder, 'trace.pcap');
  writeFileSync(path, bytes);
  const reply = await readCapture(path);
  if (reply.ok) throw new Error('A problem was expected.');
  return reply.message;
}

/** Two frames a second apart. */
const two = [
  { seconds: 100, units: 5, wireBytes: 96 },
  { seconds: 101, units: 6, wireBytes: 1514 },
];

describe('a capture', () => {
  // Figures of tshark and capinfos for the same files.
  it.each([
    ['tcpdump.pcap', 'pcap', 2_069_256_000],
    ['tcpdump-nanoseconds.pcap', 'pcap', 2_069_255_965],
    ['dumpcap.pcapng', 'pcapng', 2_069_255_965],
  ])('of a real tool has the frames, bytes and times that Wireshark finds in it: %s', async (name, format, lastNs) => {
    const capture = await good(golden(name));
    expect(capture.format).toBe(format);
    expect(capture.remarks).toEqual([]);
    expect(capture.timesNs).toHaveLength(150);
    expect(capture.timesNs.at(-1)).toBe(lastNs);
    // 93,985 bytes without check sequences; no frame is shorter than the minimum but ARP requests, which were captured before they were padded.
    const short = capture.flows.filter(({ protocol }) => protocol === 'ethernet 0x0806');
    const padding = [...capture.frameBytes].filter((bytes) => bytes === 64).length > 0;
    expect(padding).toBe(true);
    expect(short.length).toBeGreaterThan(0);
    const udp = capture.flows.find(({ protocol, frames }) => protocol === 'udp' && frames > 50);
    expect(udp).toMatchObject({ destination: '192.0.2.2:5201' });
    expect(udp?.bytes).toBeGreaterThan(742 * 50);
    expect(Math.max(...capture.frameBytes)).toBe(746);
  });

  it('is the same whatever the pieces it is read in', () => {
    const files = ['tcpdump.pcap', 'dumpcap.pcapng'].map((name) => readFileSync(golden(name)));
    fc.assert(
      fc.property(fc.constantFrom(...files), fc.integer({ min: 1, max: 3000 }), (bytes, pieceBytes) => {
        expect(parsed(bytes, pieceBytes)).toEqual(parsed(bytes));
      }),
      { numRuns: 30 },
    );
  });

  it('may be compressed', async () => {
    const path = join(folder, 'trace.pcap.gz');
    writeFileSync(path, gzipSync(readFileSync(golden('tcpdump.pcap'))));
    expect(await good(path)).toEqual(await good(golden('tcpdump.pcap')));
  });

  it.each([
    ['microseconds, big-endian', { magic: 0xa1b2c3d4, littleEndian: false }, 1_000_001_000],
    ['microseconds, little-endian', { magic: 0xa1b2c3d4, littleEndian: true }, 1_000_001_000],
    ['nanoseconds, big-endian', { magic: 0xa1b23c4d, littleEndian: false }, 1_000_000_001],
    ['nanoseconds, little-endian', { magic: 0xa1b23c4d, littleEndian: true }, 1_000_000_001],
  ])('of the classic format is read in %s', (_what, options, lastNs) => {
    const capture = parsed(pcapOf(two, options));
    expect([...capture.timesNs]).toEqual([0, lastNs]);
    expect([...capture.frameBytes]).toEqual([100, 1518]);
  });

  it('counts a check sequence once where the file has it', () => {
    expect([...parsed(pcapOf(two, { linkType: 0x24000001 })).frameBytes]).toEqual([96, 1514]);
  });

  it.each([true, false])(
    'in blocks has stamps in the units of each interface, sections and blocks of other kinds (little-endian: %s)',
    (little) => {
      const tenths = [...half(9, little), ...half(1, little), 1, 0, 0, 0];
      const halves = [...half(9, little), ...half(1, little), 0x81, 0, 0, 0, ...half(0, little), ...half(0, little)];
      const capture = parsed(
        Uint8Array.from([
          ...pcapngSection(little),
          ...pcapngInterface(little),
          ...pcapngBlock(5, [0, 0, 0, 0], little),
          ...pcapngInterface(little, { options: tenths }),
          ...pcapngInterface(little, { options: halves }),
          ...pcapngPacket(little, 1_000_000n, 60),
          ...pcapngPacket(little, 15n, 60, 1),
          ...pcapngPacket(little, 4n, 60, 2),
          ...pcapngSection(!little),
          ...pcapngInterface(!little),
          ...pcapngPacket(!little, 3_000_000n, 60),
        ]),
      );
      expect([...capture.timesNs]).toEqual([0, 5e8, 1e9, 2e9]);
      expect(capture.format).toBe('pcapng');
    },
  );

  it('puts frames into the order of time, and cuts what segmentation offload put together, and says so', () => {
    const capture = parsed(
      pcapOf([
        { seconds: 2, units: 0, wireBytes: 60, bytes: udpFrame(1) },
        { seconds: 1, units: 0, wireBytes: 60, bytes: udpFrame(2) },
        { seconds: 3, units: 0, wireBytes: 54 + 10 * 1460, bytes: udpFrame(1) },
      ]),
    );
    expect([...capture.timesNs]).toEqual([0, 1e9, ...Array(10).fill(2e9)]);
    expect([...capture.flowOf].slice(0, 2)).toEqual([1, 0]);
    expect([...capture.frameBytes]).toEqual([64, 64, ...Array(10).fill(1518)]);
    expect(capture.flows.map(({ destination, frames }) => [destination, frames])).toEqual([
      ['192.0.2.2:1', 11],
      ['192.0.2.2:2', 1],
    ]);
    expect(capture.remarks.join(' ')).toMatch(/^1 frames had an earlier stamp.*1 frames were larger than any on a wire/);
  });

  it('that was cut off is good up to there, and says so', () => {
    const bytes = readFileSync(golden('tcpdump.pcap'));
    const capture = parsed(bytes.subarray(0, bytes.length - 5));
    expect(capture.timesNs).toHaveLength(149);
    expect(capture.remarks).toEqual(['The capture ends in the middle of a frame, which was left out.']);
  });

  it.each([
    ['nothing', new Uint8Array(0), 'it is empty or too short'],
    ['text', 'Dear Sir or Madam', 'begins neither as pcap nor as pcapng'],
    ['another link layer', pcapOf(two, { linkType: 113 }), 'packets of Linux cooked (link type 113)'],
    ['one frame', pcapOf(two.slice(0, 1)), 'it holds 1 frames'],
    ['frames at one time', pcapOf([...two.slice(0, 1), ...two.slice(0, 1)]), 'the same stamp'],
    ['a packet of gigabytes', pcapOf([{ seconds: 0, units: 0, wireBytes: 0xffffffff }]), 'a frame of 4294967295 bytes'],
    [
      'a packet without an interface',
      Uint8Array.from([...pcapngSection(true), ...pcapngPacket(true, 1n, 60)]),
      'at byte 28: a packet of interface 0',
    ],
    ['packets without stamps', Uint8Array.from([...pcapngSection(true), ...pcapngBlock(3, [60, 0, 0, 0], true)]), 'no time stamps'],
    [
      'a block of three bytes',
      Uint8Array.from([...pcapngSection(true), 1, 0, 0, 0, 3, 0, 0, 0, 0, 0, 0, 0]),
      'at byte 28: a block of 3 bytes',
    ],
  ])('that is none is refused with the reason and the remedy: %s', async (_what, bytes, reason) => {
    const message = await problem(bytes);
    expect(message).toContain('"trace.pcap" cannot be used: ');
    expect(message).toContain(reason);
    expect(message).toMatch(/\.$/);
  });

  it('is not kept beyond a number of frames', () => {
    const columns = new CaptureColumns();
    const bytes = Uint8Array.from(udpFrame(53));
    const add = () => {
      for (let i = 0; i <= MOST_FRAMES; i++) columns.frame(i, bytes.subarray(0, 12), 60);
    };
    expect(add).toThrow(CaptureError);
    expect(add).toThrow(/Cut it first: editcap -r FILE NEW 1-2000000/);
  });

  it('that is missing, a folder or cancelled is told from one that is damaged', async () => {
    expect(await readCapture(join(folder, 'none.pcap'))).toMatchObject({ ok: false, code: 'not-found' });
    expect(await readCapture(folder)).toMatchObject({ ok: false, code: 'bad-input' });
    expect(await readCapture(golden('tcpdump.pcap'), { signal: AbortSignal.abort() })).toMatchObject({ ok: false, code: 'cancelled' });
  });
});
