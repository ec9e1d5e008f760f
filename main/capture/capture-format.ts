/** A format of capture files: a sequence of records, of which each tells its own length. */
export interface CaptureFormat {
  readonly name: 'pcap' | 'pcapng';
  /**
   * Length of the record that begins with `view`, bytes; null while too little of it is there to know. Throws CaptureError.
   * @param byte where in the file it begins, for messages
   */
  recordBytes(view: DataView, byte: number): number | null;
  /** Takes a whole record. Throws CaptureError. */
  take(record: DataView, byte: number): void;
}
