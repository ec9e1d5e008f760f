/** Jain's fairness index (Jain, Chiu, Hawe, DEC-TR-301, 1984): (sum x)^2 / (n sum x^2), between 1/n and 1. 1 for nothing to share. */
export function jainIndex(shares: readonly number[]): number {
  const sum = shares.reduce((total, share) => total + share, 0);
  const squares = shares.reduce((total, share) => total + share * share, 0);
  return squares === 0 ? 1 : (sum * sum) / (shares.length * squares);
}
