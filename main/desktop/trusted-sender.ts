import { isPageAddress } from './page-address.ts';

/** What is known of the frame that sent a message; Electron's `WebFrameMain` has it. */
export interface SenderFrame {
  readonly url: string;
  /** The frame around it; null for a main frame. */
  readonly parent: object | null;
}

/** Only the page itself may talk to the lab: the main frame, at an address of the page. A frame that is gone already (null) may not. */
export function isTrustedSender(frame: SenderFrame | null): boolean {
  return frame !== null && frame.parent === null && isPageAddress(frame.url);
}
