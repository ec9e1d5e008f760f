/**
 * Queueing theory against rings, services, contexts and cores. Each figure is compared within the 99 % confidence interval over independent
 * replications with fixed seeds, and the interval must be narrow, so that the comparison says something.
 * Formulas: L. Kleinrock, Queueing Systems, volumes I and II.
 */
import { describe, expect, it } from 'vitest';
import type { Traffic } from '../../../shared/scenario/schema.ts';
import { RequestClient } from '../traffic/request-client.ts';
import { at, bareMachine, contextOn, outputTo, ringOf, serverOf, sourceInto } from './bare-machine.fixture.ts';
import type { Machine } from './machine.ts';
import { intervalOf, observe, replicate, type Observation } from './replications.fixture.ts';
import { Stage } from './stage.ts';

/** Mean service time, ns. */
const SERVICE_NS = 1000;
const REPLICATIONS = 10;
/** Packets of a replication after its warm-up. */
const CUSTOMERS = 40_000;
/** Widest relative half-width that still says something. */
const NARROW = 0.07;

type Law = (machine: Machine) => () => number;

const exponential: Law = (machine) => {
  const stream = machine.stream('service');
  return () => stream.exponential(SERVICE_NS);
};
const constant: Law = () => () => SERVICE_NS;

/** Observations of one server with Poisson arrivals at utilization `load`. */
function queue(load: number, law: Law, capacity = 100_000): Observation[] {
  const durationNs = (CUSTOMERS * SERVICE_NS) / load;
  return replicate(REPLICATIONS, (replication) => {
    const machine = bareMachine({ replication });
    const input = ringOf(machine, { capacity });
    serverOf(machine, contextOn(machine), law(machine), { input });
    sourceInto(machine, input, (load * 1e9) / SERVICE_NS).start();
    return observe(machine, durationNs / 10, durationNs);
  });
}

function expectTheory(observations: readonly Observation[], figure: (observation: Observation) => number, theory: number): void {
  const { mean, halfWidth } = intervalOf(observations.map(figure));
  expect(Math.abs(mean - theory), `${mean} +- ${halfWidth} against ${theory}`).toBeLessThan(halfWidth);
  expect(halfWidth / theory).toBeLessThan(NARROW);
}

/** The number in system is sampled at fixed times, not computed from latencies: mean number = rate x mean latency says something. */
function expectLittle(observations: readonly Observation[]): void {
  expectTheory(observations, ({ inSystem, delivered, latencyNs }) => inSystem / (delivered * latencyNs), 1);
}

const waitNs = ({ stageNs }: Observation) => at(stageNs, Stage.sendQueue);
const serviceNs = ({ stageNs }: Observation) => at(stageNs, Stage.application);

describe.each([0.3, 0.5, 0.8])('M/M/1 at utilization %f', (load) => {
  const observations = queue(load, exponential);

  it('has the mean time in system S / (1 - rho), of which the server has S', () => {
    expectTheory(observations, ({ latencyNs }) => latencyNs, SERVICE_NS / (1 - load));
    expectTheory(observations, waitNs, (load * SERVICE_NS) / (1 - load));
    expectTheory(observations, serviceNs, SERVICE_NS);
  });

  it('has rho / (1 - rho) packets in the system and a server that is busy for rho', () => {
    expectTheory(observations, ({ inSystem }) => inSystem, load / (1 - load));
    expectTheory(observations, ({ utilization }) => at(utilization, 0), load);
  });

  it('obeys Little’s law and loses nothing', () => {
    expectLittle(observations);
    expect(observations.map(({ lossRatio }) => lossRatio)).toEqual(new Array(REPLICATIONS).fill(0));
  });
});

describe('M/D/1', () => {
  it.each([0.5, 0.8])('waits half as long as M/M/1 at utilization %f', (load) => {
    const observations = queue(load, constant);
    expectTheory(observations, waitNs, (load * SERVICE_NS) / (2 * (1 - load)));
    expectTheory(observations, ({ utilization }) => at(utilization, 0), load);
    expectLittle(observations);
  });
});

describe('M/G/1 (Pollaczek and Khinchine)', () => {
  /** Wait rho S (1 + c^2) / (2 (1 - rho)), c^2 the squared coefficient of variation of the service time. */
  const expectWait = (load: number, squaredVariation: number, law: Law) => {
    const observations = queue(load, law);
    expectTheory(observations, waitNs, (load * SERVICE_NS * (1 + squaredVariation)) / (2 * (1 - load)));
    expectLittle(observations);
  };

  it('waits as the formula says for uniform service times on 0 to 2 S (c^2 = 1/3)', () => {
    expectWait(0.7, 1 / 3, (machine) => {
      const stream = machine.stream('service');
      return () => 2 * SERVICE_NS * stream.uniform();
    });
  });

  it('waits as the formula says for a mix of 90 % short and 10 % long jobs (c^2 = 2.25)', () => {
    expectWait(0.7, 0.9 * 0.5 ** 2 + 0.1 * 5.5 ** 2 - 1, (machine) => {
      const stream = machine.stream('service');
      return () => (stream.uniform() < 0.9 ? 0.5 : 5.5) * SERVICE_NS;
    });
  });

  it('waits as the formula says for work by frame and byte, with IMIX sizes', () => {
    const cost = { actor: 'host', activity: 'work', event: 100, frame: 200, byteNs: 1.5 };
    const sizes = [
      { bytes: 64, share: 7 / 12 },
      { bytes: 594, share: 4 / 12 },
      { bytes: 1518, share: 1 / 12 },
    ];
    const moment = (power: number) => sizes.reduce((sum, { bytes, share }) => sum + share * (300 + 1.5 * bytes) ** power, 0);
    const load = 0.7;
    const ratePerNs = load / moment(1);
    const observations = replicate(REPLICATIONS, (replication) => {
      const machine = bareMachine({ replication });
      const input = ringOf(machine);
      serverOf(machine, contextOn(machine), () => 0, { input, costs: [cost] });
      sourceInto(machine, input, ratePerNs * 1e9, { size: { kind: 'imix' } }).start();
      return observe(machine, (0.1 * CUSTOMERS) / ratePerNs, CUSTOMERS / ratePerNs);
    });
    expectTheory(observations, serviceNs, moment(1));
    expectTheory(observations, waitNs, (ratePerNs * moment(2)) / (2 * (1 - load)));
  });
});

describe('M/M/1/K', () => {
  it.each([
    [0.9, 5],
    [0.6, 2],
    [1.5, 4],
  ])('at load %f with %i places blocks (1 - rho) rho^K / (1 - rho^(K+1))', (load, places) => {
    // One place is at the server.
    const observations = queue(load, exponential, places - 1);
    const blocking = ((1 - load) * load ** places) / (1 - load ** (places + 1));
    expectTheory(observations, ({ lossRatio }) => lossRatio, blocking);
    expectTheory(observations, ({ utilization }) => at(utilization, 0), load * (1 - blocking));
    const weights = Array.from({ length: places + 1 }, (_, n) => load ** n);
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    expectTheory(observations, ({ inSystem }) => inSystem, weights.reduce((sum, weight, n) => sum + n * weight, 0) / total);
    expectLittle(observations);
  });
});

describe('two servers in tandem (Burke, Jackson)', () => {
  const load = 0.7;
  const secondNs = 800;
  const ratePerNs = load / SERVICE_NS;
  const observations = replicate(REPLICATIONS, (replication) => {
    const machine = bareMachine({ replication, cores: 2 });
    const first = ringOf(machine);
    const second = ringOf(machine, { waitStage: Stage.backendQueue });
    serverOf(machine, contextOn(machine, 0), exponential(machine), { input: first, output: second, stage: Stage.backend });
    const stream = machine.stream('second service');
    serverOf(machine, contextOn(machine, 1), () => stream.exponential(secondNs), { input: second });
    sourceInto(machine, first, ratePerNs * 1e9).start();
    return observe(machine, CUSTOMERS / 10 / ratePerNs, CUSTOMERS / ratePerNs);
  });

  it('each behave as if alone with Poisson arrivals', () => {
    expectTheory(observations, waitNs, (load * SERVICE_NS) / (1 - load));
    const secondLoad = ratePerNs * secondNs;
    expectTheory(observations, ({ stageNs }) => at(stageNs, Stage.backendQueue), (secondLoad * secondNs) / (1 - secondLoad));
    expectTheory(observations, ({ utilization }) => at(utilization, 1), secondLoad);
  });

  it('have the number in system of both together', () => {
    const secondLoad = ratePerNs * secondNs;
    expectTheory(observations, ({ inSystem }) => inSystem, load / (1 - load) + secondLoad / (1 - secondLoad));
    expectLittle(observations);
  });
});

describe('two priorities without preemption (Cobham)', () => {
  /** A context serves its higher level first: with an endless budget, as a priority queue. */
  const highLoad = 0.3;
  const lowLoad = 0.4;
  const observations = replicate(REPLICATIONS, (replication) => {
    const machine = bareMachine({ replication, scenario: { costs: { 'napi.budget': 1e9 } } });
    const context = contextOn(machine);
    const high = ringOf(machine, { name: 'high', waitStage: Stage.guestRing });
    const low = ringOf(machine, { name: 'low', waitStage: Stage.socketQueue });
    const service = exponential(machine);
    serverOf(machine, context, service, { input: high, level: 1, stage: Stage.guest });
    serverOf(machine, context, service, { input: low });
    const sources = [sourceInto(machine, high, (highLoad * 1e9) / SERVICE_NS), sourceInto(machine, low, (lowLoad * 1e9) / SERVICE_NS)];
    for (const source of sources) source.start();
    return observe(machine, (CUSTOMERS * SERVICE_NS) / 7, (CUSTOMERS * SERVICE_NS) / 0.7);
  });
  /** Stage times are means over all packets: those of a class are its share of them. */
  const share = (classLoad: number) => classLoad / (highLoad + lowLoad);
  const residualNs = (highLoad + lowLoad) * SERVICE_NS;

  it('let the higher wait for the residual service and its own kind only', () => {
    expectTheory(observations, ({ stageNs }) => at(stageNs, Stage.guestRing) / share(highLoad), residualNs / (1 - highLoad));
  });

  it('let the lower wait for both', () => {
    const lowWaitNs = residualNs / ((1 - highLoad) * (1 - highLoad - lowLoad));
    expectTheory(observations, ({ stageNs }) => at(stageNs, Stage.socketQueue) / share(lowLoad), lowWaitNs);
  });
});

describe('a finite population of clients at one server (machine repair, M/M/1//N)', () => {
  const clients = 6;
  const thinkNs = 4000;
  /** Time of the answer's way back, ns: next to nothing. */
  const returnNs = 1e-3;
  const observations = replicate(REPLICATIONS, (replication) => {
    const machine = bareMachine({ replication, cores: 2, scenario: { vms: [{ name: 'vm', count: 2 }] } });
    const [client, server] = [at(machine.vms, 0), at(machine.vms, 1)];
    const requests = ringOf(machine);
    const answers = ringOf(machine, { waitStage: Stage.guestRing });
    client.sendRings.push(requests);
    server.sendRings.push(answers);
    const toGuest = outputTo((packet) => machine.flows.arriveAtGuest(packet));
    serverOf(machine, contextOn(machine, 0), exponential(machine), { input: requests, output: toGuest });
    serverOf(machine, contextOn(machine, 1), () => returnNs, { input: answers, output: toGuest, stage: Stage.guest });
    new RequestClient(machine, 'clients', requestTraffic(clients, thinkNs), server, client).start();
    return observe(machine, 0.1 * CUSTOMERS * SERVICE_NS, CUSTOMERS * SERVICE_NS);
  });
  /** Probability of n clients at the server, up to the common factor. */
  const weights = [1];
  for (let n = 1; n <= clients; n++) weights.push((at(weights, n - 1) * (clients - n + 1) * SERVICE_NS) / thinkNs);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const busy = 1 - 1 / total;

  it('keeps the server busy as long as at least one client is there', () => {
    expectTheory(observations, ({ utilization }) => at(utilization, 0), busy);
  });

  it('answers N / throughput - think time after the request', () => {
    expectTheory(observations, ({ latencyNs }) => latencyNs, (clients * SERVICE_NS) / busy - thinkNs + returnNs);
    expectTheory(observations, ({ inSystem }) => inSystem, weights.reduce((sum, weight, n) => sum + n * weight, 0) / total);
  });
});

function requestTraffic(outstanding: number, thinkNs: number): Extract<Traffic, { kind: 'request-response' }> {
  return {
    kind: 'request-response',
    connection: 'kept',
    clientUs: 0,
    outstanding,
    requestBytes: 128,
    responseBytes: 1518,
    mtuBytes: 1500,
    thinkUs: thinkNs / 1000,
    retryMs: 200,
  };
}
