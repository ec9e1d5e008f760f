import type { ClientMessage } from '../../shared/contract/messages.ts';

/** `connecting` before the first success, `open`, or `lost`: it was open and is being tried again. */
export type ChannelState = 'connecting' | 'open' | 'lost';

/** Carries messages between page and lab and knows nothing of their meaning. */
export interface Channel {
  /** False when the message cannot be sent because the connection is lost. */
  send(message: ClientMessage): boolean;
  /** What arrives is not trusted to have any shape. */
  onMessage(listener: (message: unknown) => void): void;
  /** Told at once of the present state, then of every change. */
  onState(listener: (state: ChannelState) => void): void;
}
