/** A capture that a scenario names in place of holding its packets: the file beside the scenario, its digest, and which of its frames are meant. */
import { z } from 'zod';
import { words } from '../texts/words.ts';
import { MOST_RECORDED_PACKETS } from './recording.ts';
import type { Flow } from './schema.ts';

export const mappings = ['mac', 'vlan', 'ip', 'flow'] as const;
export type CaptureMapping = (typeof mappings)[number];

/** How the frames of a capture are divided. */
export const capturePartFields = {
  by: z
    .enum(mappings)
    .default('mac')
    .describe('What frames of one VM have in common: MAC address, VLAN, IP address, or addresses and ports.'),
  vmsAre: z.enum(['receivers', 'senders']).default('receivers').describe('Whether frames go to the VMs, or come from them.'),
  vms: z.int().min(1).max(32).default(4).describe('VMs for the largest; all others go to one more together.'),
  packets: z
    .int()
    .min(2)
    .max(MOST_RECORDED_PACKETS)
    .default(100_000)
    .describe('Packets of the capture that a replay takes, from the first on. Fits look at all.'),
};

/** Neither absolute nor out of the folder, and the same on every system: `captures/web.pcap`. */
const PATH_INSIDE = /^(?!\/|[A-Za-z]:)(?!(?:.*\/)?\.\.(?:\/|$))[^\\\0]+$/;

export const namedCaptureSchema = z
  .strictObject({
    file: z
      .string()
      .max(400)
      .regex(PATH_INSIDE, { error: (): string => words().problems.schema.rules.capturePath })
      .describe('Path of the capture from the folder of the scenario, in it or below, with /.'),
    sha256: z
      .string()
      .regex(/^[0-9a-f]{64}$/, { error: (): string => words().problems.schema.rules.digest })
      .describe('SHA-256 of the file, 64 hexadecimal digits.'),
    ...capturePartFields,
    part: z.int().min(1).max(33).default(1).describe('Which part of the frames: 1 is the largest.'),
  })
  .describe('Capture that the packets are read from when the scenario is; `lab import CAPTURE --by-path` writes it.');
export type NamedCapture = z.output<typeof namedCaptureSchema>;

/** Flows with their packets alone: what file these were read from changes no simulation. */
export function withoutCaptureNames(flows: readonly Flow[]): readonly Flow[] {
  return flows.map((flow) => {
    const { traffic } = flow;
    if (traffic.kind !== 'replay' || !traffic.recording.capture) return flow;
    const recording = { ...traffic.recording };
    delete recording.capture;
    return { ...flow, traffic: { ...traffic, recording } };
  });
}
