/** Names that do not exist or stand twice, and flows that do not fit their VM groups. `hint`: what `suggestion` says, behind the sentence; `openLoops`: kinds of traffic. */
export const references = {
  noProfile: {
    host: (id: string, hint: string) => `There is no host profile "${id}".${hint}`,
    nic: (id: string, hint: string) => `There is no NIC profile "${id}".${hint}`,
    costs: (id: string, hint: string) => `There is no cost model "${id}".${hint}`,
  },
  noCost: (name: string, hint: string) => `There is no cost parameter "${name}".${hint}`,
  noGroup: (name: string, hint: string) => `There is no VM group "${name}".${hint}`,
  mixedEras: (costModel: string, host: string, ofHost: string) =>
    `The costs are those of ${costModel}, but ${host} goes with ${ofHost}: eras are mixed. Set costModel to ${ofHost} unless you mean it.`,
  hiddenCost: (host: string, cost: string, value: string) =>
    `${host} has a measured ${cost} of its own (${value}), which is used in place of yours: set ${cost} in costs if yours is to hold.`,
  sourceOfNothing: (path: string) => `The scenario sets no ${path}: take its source out, or set the value.`,
  sameGroups: (name: string) => `Two VM groups are called "${name}". Give each a name of its own.`,
  sameFlows: (name: string) => `Two flows are called "${name}". Give each a name of its own.`,
  sameTechniques: (label: string) => `Two techniques are called "${label}" in the results. Give each a label of its own.`,
  idleGroup: (group: string) => `No flow uses the VM group "${group}": its VMs stay idle.`,
  receiverIgnored: 'Only vm-to-vm flows have a receiving group: toVms is ignored. Remove it or set direction to vm-to-vm.',
  noReceiver: (flow: string) => `Flow "${flow}" goes from VM to VM: name the receiving group in toVms.`,
  sendsToItself: (group: string) => `The VM of "${group}" would send to itself: give the group more VMs or name another group.`,
  noStack: (group: string, openLoops: string) => `The VMs of "${group}" are data planes without a stack: use ${openLoops} traffic.`,
  dropsAndForwards: (group: string) =>
    `The data plane of "${group}" either forwards or drops: give what it drops to another VM group, or set direction to forward.`,
  onlyForwards: (group: string) =>
    `The VMs of "${group}" forward and take no other traffic: set direction to forward or change their application.`,
  forwardsNothing: (group: string) =>
    `The VMs of "${group}" do not forward: set their application to data-plane, kernel-forwarder or poll-forwarder.`,
  nobodyAnswers: (openLoops: string) => `A forward flow has no end in the VM that answers: use ${openLoops} traffic.`,
  requestsFromGuest: 'Requests come from the wire or from other VMs: set direction to receive or vm-to-vm.',
  answersNothing: (group: string) => `The VMs of "${group}" answer no requests: set their application to request-server.`,
  noRequests: (group: string) => `"${group}" is a request server, but this traffic brings no requests: use request-response.`,
};
