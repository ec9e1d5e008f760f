/** A capture file as traffic of a scenario. */
import { basename } from 'node:path';
import type { CaptureOptions, CaptureProposal } from '../../shared/capture/proposal.ts';
import { succeed, type Reply } from '../../shared/contract/reply.ts';
import { proposeTraffic } from '../capture/propose-traffic.ts';
import { readCapture } from '../capture/read-capture.ts';

export async function importCapture(path: string, options: CaptureOptions): Promise<Reply<CaptureProposal>> {
  const capture = await readCapture(path);
  return capture.ok ? succeed(proposeTraffic(capture.value, options, basename(path))) : capture;
}
