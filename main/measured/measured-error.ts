/** A file of measurements that cannot be used: the message is a sentence with the place and the remedy, without the name of the file. */
export class MeasuredError extends Error {}

/** @param place where in the file: `end.sum_received`, `line 4`. */
export function wrongAt(place: string, what: string, remedy: string): MeasuredError {
  return new MeasuredError(`${place}: ${what}. ${remedy}`);
}
