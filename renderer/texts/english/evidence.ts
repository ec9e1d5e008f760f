/** Evidence archives, written and verified. */
export const evidence = {
  write: 'Evidence archive',
  verify: 'Verify an evidence archive',
  progress: 'Progress of the evidence archive',
  wrote: (name: string, simulations: number) => `${name} is written, with the records of ${simulations} simulations.`,
  handOn: (name: string) =>
    `It holds scenario, results, seed, every simulation, the report and digests. Whoever gets it verifies it here, or with: lab verify ${name}`,
  whatVerifying:
    'The digests are checked, some simulations are made again, and the results are derived from the records of all: they must come out the same, bit for bit.',
  sample: 'Simulations that are made again',
  none: 'None',
  drawn: (size: number) => `${size}, drawn`,
  all: 'All',
  findings: 'What is different',
  doVerify: 'Verify',
  verifyAgain: 'Verify again',
  goOn: 'Verify it now…',
  cancel: 'Cancel',
  cancelling: 'Cancelling…',
  close: 'Close',
};
