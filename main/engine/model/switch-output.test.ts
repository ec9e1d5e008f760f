import { describe, expect, it } from 'vitest';
import { at, bareMachine, contextOn, CountingEndpoint, CountingSignal, outputTo, ringOf, serverOf } from './bare-machine.fixture.ts';
import { HashOutput, queueOfConnection, SwitchOutput } from './switch-output.ts';

describe('the hash over queues', () => {
  it('always puts a connection into the same queue, and uses them all about equally', () => {
    for (const queues of [1, 2, 3, 8]) {
      const counts = new Array<number>(queues).fill(0);
      const of = (connection: number) => queueOfConnection(connection, queues);
      const connections = Array.from({ length: 8000 }, (_, connection) => connection);
      for (const connection of connections) counts[of(connection)] = (counts[of(connection)] ?? 0) + 1;
      expect(connections.map(of)).toEqual(connections.map(of));
      for (const count of counts) expect(count / (8000 / queues)).toBeCloseTo(1, 0);
      expect(Math.min(...counts)).toBeGreaterThan(0);
    }
  });
});

describe('a software switch', () => {
  it('sends a packet to its VM or to the wire, and flushes only those that got one', () => {
    const machine = bareMachine();
    const pushed: string[] = [];
    const flushed: string[] = [];
    const output = (name: string) =>
      outputTo(
        () => pushed.push(name),
        () => flushed.push(name),
      );
    const { packets } = machine;
    const fork = new SwitchOutput(packets, [output('vm 0'), output('vm 1'), output('vm 2')], output('wire'));
    const endpoint = new CountingEndpoint(machine);
    for (const destination of [1, -1, 1, 2]) fork.push(endpoint.packet(64, { destination }));
    fork.flush(null);
    expect(pushed).toEqual(['vm 1', 'wire', 'vm 1', 'vm 2']);
    expect(flushed).toEqual(['vm 1', 'wire', 'vm 2']);
    fork.flush(null);
    expect(flushed).toHaveLength(3);
  });

  it('is held back by the wire only: a full queue of a VM loses', () => {
    const machine = bareMachine();
    const vm = ringOf(machine, { capacity: 1 });
    const wire = ringOf(machine, { capacity: 4, whenFull: 'wait' });
    const fork = new SwitchOutput(machine.packets, [vm], wire);
    const endpoint = new CountingEndpoint(machine);
    for (let i = 0; i < 3; i++) fork.push(endpoint.packet(64, { destination: 0 }));
    expect([endpoint.lost.length, fork.room()]).toEqual([2, 4]);
  });
});

describe('the queue pairs of a VM', () => {
  it('get connections by hash, and hold the producer back as the fullest does', () => {
    const machine = bareMachine({ cores: 2 });
    const queues = [1, 2].map(() => ringOf(machine, { capacity: 3, whenFull: 'wait', signal: new CountingSignal() }));
    const first = at(queues, 0);
    const fork = new HashOutput(machine.packets, queues);
    const endpoint = new CountingEndpoint(machine);
    const connection = [0, 1, 2, 3, 4, 5].find((candidate) => queueOfConnection(candidate, 2) === 0) ?? -1;
    const input = ringOf(machine);
    serverOf(machine, contextOn(machine), () => 100, { input, output: fork, batch: 8 });
    serverOf(machine, contextOn(machine, 1), () => 10, { input: first });
    for (let i = 0; i < 5; i++) input.push(endpoint.packet(64, { connection }));
    input.flush(null);
    machine.loop.run(1000);
    expect([fork.room(), first.length, at(queues, 1).length, input.length]).toEqual([0, 3, 0, 2]);
    // Room in the full queue lets the producer go on.
    first.open();
    machine.loop.run(1e5);
    expect([endpoint.atPeer.length, endpoint.lost.length]).toEqual([3, 0]);
    first.open();
    machine.loop.run(2e5);
    expect(endpoint.atPeer).toHaveLength(5);
  });
});
