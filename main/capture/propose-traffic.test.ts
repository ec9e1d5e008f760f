import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { captureOptionsSchema, captureProposalSchema, type CaptureProposal } from '../../shared/capture/proposal.ts';
import { packetsOf } from '../../shared/scenario/recording.ts';
import { framesOf } from '../../shared/scenario/traffic-frames.ts';
import { isOpenLoop } from '../../shared/scenario/traffic-loops.ts';
import { udpFrame } from './capture.fixture.ts';
import { CaptureColumns, type Capture } from './capture.ts';
import { proposeTraffic } from './propose-traffic.ts';
import { readCapture } from './read-capture.ts';

async function golden(name: string): Promise<Capture> {
  const reply = await readCapture(fileURLToPath(new URL(`./golden/${name}`, import.meta.url)));
  if (!reply.ok) throw new Error(reply.message);
  return reply.value;
}

/** The contract lets it through as it is. */
function proposed(capture: Capture, options: object): CaptureProposal {
  return captureProposalSchema.parse(proposeTraffic(capture, captureOptionsSchema.parse(options), 'trace.pcap'));
}

/** Three ports, 100 frames: 60, 30 and 10. */
function threePorts(): Capture {
  const columns = new CaptureColumns();
  for (let i = 0; i < 100; i++) columns.frame(i * 1000, Uint8Array.from(udpFrame(i % 10 < 6 ? 53 : i % 10 < 9 ? 80 : 443)), 60 + i);
  return columns.finish('pcap', true);
}

describe('a capture as traffic', () => {
  it('is replayed with every frame of the file in one of the recordings, at its time', async () => {
    const capture = await golden('tcpdump-nanoseconds.pcap');
    const { flows, rows, taken } = proposed(capture, { by: 'ip' });
    expect(taken).toBe(150);
    const replayed = flows.flatMap(({ traffic }) => {
      if (traffic.kind !== 'replay') throw new Error('A replay was asked for.');
      const { gapsNs, frameBytes } = packetsOf(traffic.recording);
      let timeNs = 0;
      return [...gapsNs].map((gap, i) => `${(timeNs += gap)} ${frameBytes[i]}`);
    });
    expect(replayed.toSorted()).toEqual([...capture.timesNs].map((timeNs, i) => `${timeNs} ${capture.frameBytes[i]}`).toSorted());
    expect(rows.map(({ label }) => label).slice(0, 2)).toEqual(['192.0.2.2', '192.0.2.1']);
    // Together they end a mean gap behind the last frame.
    for (const { traffic } of flows) expect(traffic).toMatchObject({ recording: { durationNs: Math.round((2_069_255_965 * 150) / 149) } });
  });

  it('has the largest parts first, and all others together', () => {
    const capture = threePorts();
    const labels = (options: object) => proposed(capture, options).rows.map(({ label, packets }) => [label, packets]);
    const [dns, web] = [
      ['udp 192.0.2.1:1234 192.0.2.2:53', 60],
      ['udp 192.0.2.1:1234 192.0.2.2:80', 30],
    ];
    expect(labels({ by: 'flow', vms: 1 })).toEqual([dns, ['others', 40]]);
    // One more part stands for itself.
    expect(labels({ by: 'flow', vms: 2 })).toEqual([dns, web, ['udp 192.0.2.1:1234 192.0.2.2:443', 10]]);
    expect(labels({ by: 'ip' })).toEqual([['192.0.2.2', 100]]);
    expect(labels({ by: 'ip', vmsAre: 'senders' })).toEqual([['192.0.2.1', 100]]);
    expect(labels({ by: 'mac' })).toEqual([['02:00:00:00:00:02', 100]]);
    expect(labels({ by: 'vlan' })).toEqual([['no VLAN', 100]]);
  });

  it('is told apart by VLAN', () => {
    const columns = new CaptureColumns();
    const [before, after] = [udpFrame(53).slice(0, 12), udpFrame(53).slice(12)];
    for (let i = 0; i < 30; i++) columns.frame(i * 1000, Uint8Array.from([...before, 0x81, 0, 0x60, i % 3 === 0 ? 7 : 9, ...after]), 100);
    const { rows, flows } = proposed(columns.finish('pcap', true), { by: 'vlan' });
    expect(rows.map(({ label, packets }) => [label, packets])).toEqual([
      ['VLAN 9', 20],
      ['VLAN 7', 10],
    ]);
    expect(flows.map(({ name, vms, direction }) => [name, vms, direction])).toEqual([
      ['1 VLAN-9', 'vm-1', 'receive'],
      ['2 VLAN-7', 'vm-2', 'receive'],
    ]);
  });

  it('goes to or comes from the VMs', () => {
    expect(proposed(threePorts(), { vmsAre: 'senders' }).flows.map(({ direction }) => direction)).toEqual(['transmit']);
  });

  it('takes the first packets for a replay and says so, and all for a fit', () => {
    const some = proposed(threePorts(), { packets: 40 });
    expect([some.packets, some.taken, some.rows[0]?.packets]).toEqual([100, 40, 40]);
    expect(some.remarks.join()).toMatch(/first 40 of 100 packets/);
    expect(proposed(threePorts(), { packets: 40, as: 'fitted' }).taken).toBe(100);
  });

  it('fits the sizes and the rate of each part', async () => {
    const capture = await golden('dumpcap.pcapng');
    const { flows, rows, meanPps } = proposed(capture, { as: 'fitted', by: 'ip' });
    let pps = 0;
    for (const [i, { traffic }] of flows.entries()) {
      if (!isOpenLoop(traffic)) throw new Error('Fitted traffic has a load.');
      pps += traffic.load;
      const size = framesOf(traffic);
      const sizes = size.kind === 'empirical' ? size.sizes : [];
      expect(sizes.reduce((sum, { frameBytes, weight }) => sum + frameBytes * weight, 0)).toBe(rows[i]?.bytes);
    }
    expect(pps).toBeCloseTo(meanPps, 6);
  });
});
