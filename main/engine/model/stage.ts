/** Stages of a frame's way. Every nanosecond of a frame's latency belongs to one of them. */
export const stages = [
  'source queue',
  'wire',
  'NIC and DMA',
  'NIC receive ring',
  'host work',
  'backend queue',
  'backend work',
  'guest ring',
  'guest work',
  'socket queue',
  'application',
  'send queue',
  'transmit ring',
  'think time',
] as const;
export type StageName = (typeof stages)[number];

/** Number of a stage: the column of its time in the packet pool. */
export const Stage = {
  sourceQueue: 0,
  wire: 1,
  nic: 2,
  nicRing: 3,
  host: 4,
  backendQueue: 5,
  backend: 6,
  guestRing: 7,
  guest: 8,
  socketQueue: 9,
  application: 10,
  sendQueue: 11,
  transmitRing: 12,
  think: 13,
} as const satisfies Record<string, number>;
