/** What the verification of an evidence archive found. */
export const evidence = {
  madeAgain: (again: number, simulations: number, seed: number, points: number) =>
    `${again} of ${simulations} simulations were made again (seed ${seed}), and ${points} points derived from their records.`,
  identical: (madeAgain: string) => `Identical, bit for bit: ${madeAgain}`,
  different: (madeAgain: string) => `Different. ${madeAgain}`,
  otherVersion: (engine: string) =>
    `Not comparable: the archive is of engine ${engine}, and this is another. Its digests hold. Verify it with that version.`,
  cancelled: 'Cancelled: nothing can be said.',
};
