/** Takes the frames of a capture in the order of the file. */
export interface FrameSink {
  /**
   * @param timeNs stamp, ns since the first frame of the file; may go back
   * @param bytes what was captured of the frame, from its destination address; may be cut short, and is only lent
   * @param wireBytes length of the frame on the wire, without its check sequence
   */
  frame(timeNs: number, bytes: Uint8Array, wireBytes: number): void;
}
