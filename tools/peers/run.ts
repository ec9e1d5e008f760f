/**
 * The tandem workload on other simulators: builds what Debian has the sources' packages for (g++; libns3-dev; python3-simpy3), runs all on the same
 * gaps, checks that they give the same counts, and prints the ratios of one run. What is missing is named. `npm run bench:peers`.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, globSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gapTable, runTandem } from '../../main/experiment/benchmark/tandem.ts';
import { median } from '../../main/experiment/benchmark/measurement.ts';
import { engineEnvironment, engineFlags } from '../../main/experiment/executor/compiler-settings.ts';

interface Counts {
  readonly offered: number;
  readonly delivered: number;
  readonly lost: number;
  readonly latencySumNs: number;
}
interface Execution extends Counts {
  readonly seconds: number;
}
interface Peer {
  readonly name: string;
  /** Simulated time: a slow peer gets a shorter run; rates are compared. */
  readonly durationNs: number;
  readonly execute: (durationNs: number) => Execution;
}

const ROUNDS = 5;
const FULL_NS = 1e9;
const SHORT_NS = 1e8;
/** SimPy handles events of the end's own time differently: frames that may stand on either side of it. */
const EDGE_FRAMES = 2;

const sources = fileURLToPath(new URL('.', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'iovlab-peers-'));
try {
  compare();
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function compare(): void {
  const gaps = join(folder, 'gaps.txt');
  writeFileSync(gaps, `${[...gapTable()].join('\n')}\n`);
  const peers = [thisEngine(), ...cPlusPlus(gaps), ...ns3(gaps), ...simpy(gaps)];
  const seconds = new Map<string, number[]>(peers.map(({ name }) => [name, []]));
  for (let round = 0; round < ROUNDS; round++) {
    for (const { name, durationNs, execute } of peers) {
      const execution = execute(durationNs);
      expectSameCounts(name, execution, runTandem(durationNs));
      seconds.get(name)?.push(execution.seconds / execution.offered);
    }
  }
  const secondsPerFrame = (name: string) => median(seconds.get(name) ?? []);
  const ours = secondsPerFrame('this engine');
  for (const { name } of peers) {
    const rate = 1 / secondsPerFrame(name) / 1e6;
    console.log(
      `${name.padEnd(28)} ${rate.toFixed(3).padStart(8)} M frames/s   this engine is ${(secondsPerFrame(name) / ours).toFixed(2)} times as fast`,
    );
  }
  console.log('All give the same counts.');
}

function thisEngine(): Peer {
  const script = new URL('./this-engine.ts', import.meta.url);
  const env = engineEnvironment(script);
  return peerProcess('this engine', FULL_NS, process.execPath, [...engineFlags, fileURLToPath(script)], env);
}

function cPlusPlus(gaps: string): Peer[] {
  if (!isThere('g++')) return missing('C++ std::priority_queue', 'g++');
  const program = join(folder, 'priority-queue');
  execFileSync('g++', ['-O2', '-std=c++17', '-o', program, join(sources, 'priority-queue.cpp')]);
  return [peerProcess('C++ std::priority_queue', FULL_NS, program, [gaps])];
}

function ns3(gaps: string): Peer[] {
  const [library] = globSync('/usr/lib/*/libns3*-core*.so');
  if (library === undefined || !existsSync('/usr/include/ns3/core-module.h') || !isThere('g++'))
    return missing('ns-3', 'libns3-dev and g++');
  const program = join(folder, 'ns3');
  execFileSync('g++', ['-O2', '-std=c++17', '-o', program, join(sources, 'ns3.cpp'), library]);
  return ['Map', 'Calendar'].map((kind) => {
    const peer = peerProcess(`ns-3, ${kind.toLowerCase()} scheduler`, FULL_NS, program, [gaps]);
    return { ...peer, execute: (durationNs: number) => runProcess(program, [gaps, String(durationNs), `ns3::${kind}Scheduler`]) };
  });
}

function simpy(gaps: string): Peer[] {
  const python = '/usr/bin/python3';
  if (!existsSync(python) || spawnSync(python, ['-c', 'import simpy']).status !== 0) return missing('SimPy', 'python3-simpy3');
  return [peerProcess('SimPy', SHORT_NS, python, [join(sources, 'simpy_tandem.py'), gaps])];
}

function peerProcess(name: string, durationNs: number, program: string, before: readonly string[], env = process.env): Peer {
  return { name, durationNs, execute: (ns) => runProcess(program, [...before, String(ns)], env) };
}

function runProcess(program: string, parameters: readonly string[], env = process.env): Execution {
  return JSON.parse(execFileSync(program, parameters, { encoding: 'utf8', env })) as Execution;
}

function isThere(program: string): boolean {
  return spawnSync(program, ['--version']).status === 0;
}

function missing(name: string, packages: string): [] {
  console.log(`${name}: not compared, ${packages} is missing.`);
  return [];
}

function expectSameCounts(name: string, actual: Counts, expected: Counts): void {
  const same =
    name === 'SimPy'
      ? Math.abs(actual.offered - expected.offered) <= EDGE_FRAMES && Math.abs(actual.delivered - expected.delivered) <= EDGE_FRAMES
      : actual.offered === expected.offered && actual.delivered === expected.delivered && actual.latencySumNs === expected.latencySumNs;
  if (!same || actual.lost !== expected.lost)
    throw new Error(`${name} counts ${JSON.stringify(actual)}, this engine ${JSON.stringify(expected)}.`);
}
