/**
 * Stamps since the first of a file. Counted from 1970 a nanosecond is beyond what a double tells apart (2^53); from the first frame on, it is exact
 * for a hundred days.
 */
export class Stamps {
  #first: bigint | null = null;

  /** @param sinceEpochNs ns since 1970 */
  sinceFirstNs(sinceEpochNs: bigint): number {
    this.#first ??= sinceEpochNs;
    return Number(sinceEpochNs - this.#first);
  }
}
