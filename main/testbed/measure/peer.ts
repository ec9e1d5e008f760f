/** The traffic generator at the other end of a guest's wire: guest/peer.c. */
import { createLineDialogue, numberOf, numbersOf, type LineDialogue } from './line-dialogue.ts';
import { orEnd, startOwned } from './qemu/owned-process.ts';

export interface RoundTrips {
  readonly sent: number;
  readonly received: number;
  /** Null when nothing came back. */
  readonly latency: PeerLatency | null;
}

/** ns, from the sending of a frame to its return. */
export interface PeerLatency {
  readonly minimumNs: number;
  readonly averageNs: number;
  readonly maximumNs: number;
  /** At probabilities 0.001 to 0.999 in steps of 0.001, then 0.9999. */
  readonly quantilesNs: readonly number[];
}

export interface PeerTrial extends RoundTrips {
  readonly sendingNs: number;
  readonly settlingNs: number;
  /** Of the first frame of the second half; null when it was lost. */
  readonly taggedNs: number | null;
  /** When the last frame that was lost was sent, since the start; null: none was. */
  readonly lastLossNs: number | null;
}

export interface TrialOrder {
  readonly loadPps: number;
  readonly frameBytes: number;
  readonly settleMs: number;
  readonly steps: readonly { readonly factor: number; readonly durationMs: number }[];
}

export interface Peer {
  /** One frame after the other, each when the one before has come back. */
  requests(count: number, frameBytes: number, signal: AbortSignal): Promise<RoundTrips>;
  trial(order: TrialOrder, signal: AbortSignal): Promise<PeerTrial>;
  /** Frames that the guest does not answer; how many were sent. */
  send(loadPps: number, durationMs: number, frameBytes: number, signal: AbortSignal): Promise<number>;
  /** Frames that come from the guest in so long. */
  receive(durationMs: number, signal: AbortSignal): Promise<number>;
  end(): Promise<void>;
}

/** Beyond the time that the work itself takes. */
const PATIENCE_MS = 30_000;
/** A request is given up after so long. */
const REQUEST_PATIENCE_MS = 1000;

/** @param enter words before the command that let it run in a network namespace. */
export async function startPeer(command: readonly string[], enter: readonly string[], signal: AbortSignal): Promise<Peer> {
  const process = startOwned(command, enter);
  const { stdout, stdin } = process.child;
  if (!stdout || !stdin) throw new Error('The generator has no pipes.');
  const dialogue = createLineDialogue('The traffic generator', stdout, stdin);
  try {
    await orEnd(process, 'The traffic generator', dialogue.greeting('ready', { patienceMs: PATIENCE_MS, signal }));
  } catch (error) {
    await process.end();
    throw error;
  }
  return peerOf(dialogue, () => process.end());
}

/** @param dialogue with a generator that has said that it is ready. */
export function peerOf(dialogue: LineDialogue, end: () => Promise<void>): Peer {
  const ask = (request: string, durationMs: number, signal_: AbortSignal) =>
    dialogue.ask(request, { patienceMs: durationMs + PATIENCE_MS, signal: signal_ });
  return {
    async requests(count, frameBytes, signal_) {
      return roundTrips(await ask(`requests ${count} ${frameBytes}`, count * REQUEST_PATIENCE_MS, signal_));
    },
    async trial({ loadPps, frameBytes, settleMs, steps }, signal_) {
      const durationMs = steps.reduce((sum, step) => sum + step.durationMs, 0);
      const parts = steps.map((step) => `${step.factor}:${step.durationMs}`).join(' ');
      const answer = await ask(`trial ${loadPps} ${durationMs} ${frameBytes} ${settleMs} ${parts}`, durationMs + settleMs, signal_);
      return {
        ...roundTrips(answer),
        sendingNs: numberOf(answer, 'sending-ns'),
        settlingNs: numberOf(answer, 'settling-ns'),
        taggedNs: answer.has('tagged-ns') ? numberOf(answer, 'tagged-ns') : null,
        lastLossNs: answer.has('last-loss-ns') ? numberOf(answer, 'last-loss-ns') : null,
      };
    },
    async send(loadPps, durationMs, frameBytes, signal_) {
      return numberOf(await ask(`send ${loadPps} ${durationMs} ${frameBytes}`, durationMs, signal_), 'sent');
    },
    async receive(durationMs, signal_) {
      return numberOf(await ask(`receive ${durationMs}`, durationMs, signal_), 'received');
    },
    end,
  };
}

function roundTrips(answer: ReadonlyMap<string, string>): RoundTrips {
  const [minimumNs, averageNs, maximumNs] = numbersOf(answer, 'latency-ns');
  const known = minimumNs !== undefined && averageNs !== undefined && maximumNs !== undefined;
  return {
    sent: numberOf(answer, 'sent'),
    received: numberOf(answer, 'received'),
    latency: known ? { minimumNs, averageNs, maximumNs, quantilesNs: numbersOf(answer, 'quantiles-ns') } : null,
  };
}
