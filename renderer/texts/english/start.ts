import { plural } from '../../../shared/texts/english/plural.ts';

/** The start page. */
export const start = {
  timeHere: (time: string) => `${time} here`,
  runExample: (name: string) => `Run the example ${name}`,
  openExample: (name: string) => `Open the example ${name}`,
  examplesNote: 'Each is a complete scenario: run it as it is, or open it and change it.',
  labsLink: 'Guided labs',
  labsNote: 'ask before they answer.',
  inProject: (project: string) => `In ${project}`,
  changed: (time: string) => `changed ${time}`,
  gone: (file: string) => `${file} is no longer there`,
  about: (simulations: number) =>
    `${plural(simulations, {
      one: `Here, ${simulations} simulation runs at a time.`,
      other: `Here, ${simulations} simulations run at a time.`,
    })} IOVLab simulates costs and queues, not instructions.`,
  evidence: 'Somebody handed results on to you?',
  stages: {
    nic: 'NIC',
    bridge: 'bridge',
    backend: 'backend',
    vm: 'VM',
    queue: 'NIC queue',
    hypervisor: 'hypervisor',
    virtualFunction: 'virtual function',
  },
  facts: (techniques: number, vms: number, points: number) =>
    [
      plural(techniques, { one: `${techniques} technique`, other: `${techniques} techniques` }),
      plural(vms, { one: `${vms} VM`, other: `${vms} VMs` }),
      plural(points, { one: `${points} point`, other: `${points} points` }),
    ].join(', '),
  runFacts: (time: string, points: number, status: string) => `${time}, ${points} points, ${status}`,
  open: 'Open',
  run: 'Run',
  examples: 'Questions to begin with',
  wire: 'wire',
  paths: 'Paths of a packet from the wire to a virtual machine, by technique',
  verifyEvidence: 'Verify an evidence archive…',
  noRecent: 'Projects that you save or open are listed here.',
  recent: 'Recent projects',
  untitled: 'Untitled project',
  recoveredNote: 'Untitled projects that were not saved under a name.',
  recovered: 'Recovered',
  edited: 'Scenario being edited',
  compareProject: 'Compare with another project…',
  openProject: 'Open a project…',
  newScenario: 'New scenario',
  compareTechniques: 'Compare the techniques',
  lead: 'Describe a host, its NIC, its virtual machines and their traffic. Every technique, from device emulation to SR-IOV, then carries the same frames, packet by packet: throughput, latency, cycles, isolation and the bottleneck.',
  title: 'What does virtual network I/O cost?',
} as const;
