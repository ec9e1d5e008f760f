/** Fields of host and NIC profiles. */
export const profileFields = {
  host: {
    cores: { title: 'Cores', meaning: 'Physical cores of the machine.' },
    frequencyGhz: { title: 'Frequency', meaning: 'Base clock of a core.' },
    lastLevelCacheMib: { title: 'Last-level cache', meaning: 'Of one socket.' },
  },
  nic: {
    lineRateGbps: { title: 'Line rate', meaning: 'Of one port.' },
    packetRateLimitPps: { title: 'Packet rate limit', meaning: 'What the controller can move, each direction of a port.' },
    receiveFifoBytes: { title: 'Receive FIFO', meaning: 'On-chip buffer in front of the rings.' },
    ringDescriptors: { title: 'Ring descriptors', meaning: 'Of a ring with the usual driver.' },
    queuePairs: { title: 'Queue pairs', meaning: 'Of a port.' },
    vmdqPools: { title: 'VMDq pools', meaning: 'Of a port; 0: no VMDq.' },
    virtualFunctions: { title: 'Virtual functions', meaning: 'Of a port; 0: no SR-IOV.' },
    embeddedSwitchPps: { title: 'Embedded switch', meaning: 'Frames between functions of the port.' },
    completionModeration: {
      title: 'Moderation by completions',
      meaning: '1: a timer that completions restart, tuned by net_dim; 0: an interval.',
    },
    losesRedirectedPages: {
      title: 'Loses redirected pages',
      meaning: '1: its Linux driver takes a new page for each frame that XDP redirects; 0: it reuses pages.',
    },
    pcieGeneration: { title: 'PCIe generation', meaning: 'Of the slot that the card was made for.' },
    pcieLanes: { title: 'PCIe lanes', meaning: 'Width of the slot.' },
    dmaReadsInFlight: { title: 'DMA reads in flight', meaning: 'What the device keeps outstanding.' },
    dmaWritesInFlight: { title: 'DMA writes in flight', meaning: 'Sent before room for them is confirmed.' },
    dmaReadRequestNs: { title: 'DMA read request', meaning: 'Time of the DMA engine for each; twice where bytes fill no word of 8.' },
    dmaWriteCommandNs: { title: 'DMA write command', meaning: 'Time of the DMA engine for each.' },
    dmaWritePieceNs: { title: 'DMA write piece', meaning: 'Time of the DMA engine for each 128 bytes of a write.' },
    dmaWriteByteNs: { title: 'DMA write byte', meaning: 'Time of the DMA engine for each byte of a piece beyond its first 64.' },
    dmaWriteQueuePackets: { title: 'DMA write queue', meaning: 'Packets that wait for the link.' },
    dmaCommandNs: { title: 'DMA command', meaning: 'Latency besides that of its transfer.' },
    clockStepNs: { title: 'Clock step', meaning: 'Of the clock by which the device measures latency; 0: exact.' },
    deviceNs: { title: 'Way through the device', meaning: 'Of a frame, in each direction, besides wire and PCIe.' },
  },
};
