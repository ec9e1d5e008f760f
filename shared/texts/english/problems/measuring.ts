/** Benchmark methods that cannot apply to a scenario's traffic, and goals that contradict themselves. `method`: its kind; `openLoops`: kinds of traffic. */
export const measuring = {
  closedLoop: (flow: string, traffic: string, method: string, openLoops: string) =>
    `The flow ${flow} is a closed loop (${traffic}): it offers what it is answered, so that ${method} cannot set its load. Use ${openLoops} traffic, or set method.kind to fixed-load.`,
  findsLoad: (method: string) =>
    `${method} finds the load itself: a sweep over it has no meaning. Sweep another setting, or use kind sweep.`,
  hasFrameSizes: (method: string) => `${method} has frame sizes of its own: list them in method.trials.frameSizes.`,
  noWire: 'Traffic between VMs has no wire that limits it: give the largest load to try, frames per second.',
  largestBelowSmallest: (largestPps: number, smallestPps: number) =>
    `The largest load, ${largestPps} pps, is below the smallest, ${smallestPps} pps: raise it or lower minimumLoadPps.`,
  sameFrameSizes: 'A frame size stands twice: name each once.',
  noVictims: 'A noisy neighbour needs at least two flows: the victims’ and its own.',
  noFlow: (name: string, flows: string) => `There is no flow "${name}". Flows: ${flows}.`,
  levelsNotAscending: 'The loads of the neighbour ascend from 0: without it there is nothing to compare with.',
  noGroup: (name: string, groups: string) => `There is no VM group "${name}". Groups: ${groups}.`,
  countsNotAscending: 'The numbers of VMs ascend: sort them, and name each once.',
  goalIgnored: (method: string, goal: string) =>
    `The method ${method} does not read method.${goal}: it is ignored. Remove it, or choose the method that it belongs to.`,
};
