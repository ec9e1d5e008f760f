/** Costs that were timed on a host. */
export const hostCosts = {
  source: (host: string, processor: string, date: string, repetitions: string, derivation: string) =>
    `Measured on ${host} (${processor}), ${date}: median of ${repetitions} repetitions. ${derivation}`,
  costModel: (host: string, date: string) => `measured on ${host}, ${date}`,
};
