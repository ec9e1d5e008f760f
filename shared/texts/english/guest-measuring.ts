/** Measurements of network adapters in guests of the lab. */
export const guestMeasuring = {
  /** As the end of a sentence: what a test measures. */
  tests: {
    'round-trips': 'round trips of single frames through the echo service of the guest',
    receive: 'frames that the guest takes when more are sent than it can take',
    transmit: 'datagrams that the guest sends as fast as it can',
    stream: 'one TCP stream out of the guest',
    throughput: 'RFC 2544 throughput through the echo service of the guest',
    accesses: 'what the driver asks of the adapter in a round trip',
  },
  /** RFC 6815: benchmarks have no place in a production network. */
  production:
    'Benchmarks do not belong into production networks (RFC 6815). Here no frame leaves this host: the wire of the guest is a socket of QEMU or an interface in a network namespace of the lab’s own, and no other is touched.',
  /** Of a virtual function of the host: its frames do pass an adapter. */
  functions:
    'The frames between two virtual functions pass the switch inside their adapter. Frames of the tests are addressed to the other function, and none is broadcast; whether the adapter keeps them to itself is its own setting (VEB, not VEPA). Measure on an adapter whose port leads into no production network (RFC 6815).',
  accelerator: {
    kvm: '/dev/kvm can be used: the guest starts on KVM, and is translated (TCG) only when it does not come up there.',
    tcg: '/dev/kvm cannot be used: the guest’s CPU is emulated (TCG). Compare counts and order then, not rates.',
  },
};
