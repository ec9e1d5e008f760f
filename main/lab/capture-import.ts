/** A capture file as traffic of a scenario. */
import { basename } from 'node:path';
import type { CaptureOptions, CaptureProposal } from '../../shared/capture/proposal.ts';
import { succeed, type Reply } from '../../shared/contract/reply.ts';
import type { NamedCapture } from '../../shared/scenario/named-capture.ts';
import { proposeTraffic } from '../capture/propose-traffic.ts';
import { readCapture } from '../capture/read-capture.ts';
import { digestOfFile } from '../capture/named-captures.ts';

export async function importCapture(path: string, options: CaptureOptions): Promise<Reply<CaptureProposal>> {
  const capture = await readCapture(path);
  return capture.ok ? succeed(proposeTraffic(capture.value, options, basename(path))) : capture;
}

/**
 * A capture as scenarios name it, but for the part of its frames. Throws the error of the file system when it cannot be read.
 * @param file its path from the folder of the scenario
 */
export async function nameCapture(
  path: string,
  file: string,
  { by, vmsAre, vms, packets }: CaptureOptions,
): Promise<Omit<NamedCapture, 'part'>> {
  return { file, sha256: await digestOfFile(path), by, vmsAre, vms, packets };
}
