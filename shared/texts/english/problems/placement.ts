/** VMs without a core, and cores that do two jobs. `cores`: "2, 3". */
export const placement = {
  pinnedToNone: (group: string) => `The VMs of "${group}" are pinned to no core: name cores or set placement to auto.`,
  pinnedBeyond: (last: number, group: string, cores: string) =>
    `The host has cores 0 to ${last}, but the VMs of "${group}" are pinned to core ${cores}: name other cores or set host.cores.`,
  /** `next`: the first core that is not set apart. */
  pinnedToNetworking: (group: string, cores: string, lastApart: number, next: number) =>
    `The VMs of "${group}" share core ${cores} with the host’s networking (cores 0 to ${lastApart} are set apart for it): pin them to cores from ${next} on unless you mean it.`,
  noCoreLeft: (apart: number, cores: number, most: number) =>
    `${apart} of ${cores} cores are set apart for networking, which leaves no core for the VMs: set host.networkCores to at most ${most}.`,
  pollingBesideOthers: (vcpus: number, cores: number) =>
    `${vcpus} vCPUs share ${cores} cores, and some of them poll all the time: the others wait for whole scheduler slices. Use more cores or fewer VMs.`,
};
