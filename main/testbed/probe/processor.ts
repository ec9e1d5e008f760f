/** The CPU: /proc/cpuinfo (proc_cpuinfo(5)) and /sys/devices/system/cpu (Documentation/ABI/testing/sysfs-devices-system-cpu of Linux). */
import type { Fact, HostProbe } from '../../../shared/testbed/host-probe.ts';
import { factOf, fieldOf, firstOf, isOn, numberIn, unknownFrom, type Observer } from './observer.ts';

const FOLDER = '/sys/devices/system/cpu';

export function processorOf(look: Observer): HostProbe['cpu'] {
  const information = look.read('/proc/cpuinfo');
  const field = (...names: readonly string[]): Fact<string> =>
    firstOf(...names.map((name) => factOf(information, (text) => fieldOf(text, name))));
  const flags = factOf(information, (text) => (fieldOf(text, 'flags') ?? fieldOf(text, 'Features'))?.split(/\s+/));
  const ofFlags = <Value>(conclude: (flags: readonly string[]) => Value | null): Fact<Value> => ({
    value: flags.value === null ? null : conclude(flags.value),
    evidence: flags.evidence,
  });
  const isolated = factOf(look.read(`${FOLDER}/isolated`), (text) => (cpusInList(text) === null ? null : text.trim()));
  const isX86 = information.text !== null && fieldOf(information.text, 'flags') !== null;
  return {
    model: field('model name', 'cpu model', 'cpu', 'Processor'),
    vendor: field('vendor_id', 'CPU implementer'),
    cpus: firstOf(
      factOf(look.read(`${FOLDER}/online`), countInList),
      factOf(information, (text) => text.match(/^processor\s*:/gm)?.length),
    ),
    cores: factOf(information, coresIn),
    sockets: factOf(information, (text) => socketsIn(text)?.size),
    hyperThreading: hyperThreadingOf(look),
    virtualization: isX86 ? ofFlags((all) => all.find((flag) => flag === 'vmx' || flag === 'svm') ?? '') : unknownFrom(information),
    isGuest: isX86 ? ofFlags((all) => all.includes('hypervisor')) : unknownFrom(information),
    mostMhz: factOf(look.read(`${FOLDER}/cpu0/cpufreq/cpuinfo_max_freq`), (text) => inMhz(numberIn(text))),
    nowMhz: factOf(information, (text) => numberIn(fieldOf(text, 'cpu MHz') ?? '')),
    governor: factOf(look.read(`${FOLDER}/cpu0/cpufreq/scaling_governor`), (text) => text.trim() || null),
    isolatedCpus: isolated,
    isolatedCores: coresOf(look, isolated.value === null ? null : cpusInList(isolated.value), isolated.evidence),
    mitigations: mitigationsOf(look),
  };
}

/** cpufreq counts in kHz. */
function inMhz(kilohertz: number | null): number | null {
  return kilohertz === null ? null : kilohertz / 1000;
}

/** Linux for x86 has no more (arch/x86/Kconfig: NR_CPUS). */
const MOST_CPUS = 8192;

/** Numbers of a list like `0-3,8`; null: it is none, or too long for one. */
export function cpusInList(text: string): number[] | null {
  if (text.trim() === '') return [];
  const count = countInList(text);
  if (count === null || count > MOST_CPUS) return null;
  return text
    .trim()
    .split(',')
    .flatMap((part) => {
      const [first = 0, last = first] = part.split('-').map(Number);
      return Array.from({ length: last - first + 1 }, (_, index) => first + index);
    });
}

/**
 * Cores that CPUs are of, each counted once; unknown where a CPU does not tell its siblings, unless no core has several.
 * @param from what the CPUs were read from
 */
export function coresOf(look: Observer, cpus: readonly number[] | null, from: readonly number[]): Fact<number> {
  if (cpus === null) return { value: null, evidence: from };
  const seen = [...new Set(cpus)].map((cpu) => look.read(`${FOLDER}/cpu${cpu}/topology/thread_siblings_list`));
  const evidence = [...from, ...seen.map(({ at }) => at)];
  if (seen.every(({ text }) => text !== null && countInList(text) !== null))
    return { value: new Set(seen.map(({ text }) => text?.trim())).size, evidence };
  const several = hyperThreadingOf(look);
  return { value: several.value === false ? seen.length : null, evidence: [...evidence, ...several.evidence] };
}

function hyperThreadingOf(look: Observer): Fact<boolean> {
  return firstOf(
    factOf(look.read(`${FOLDER}/smt/active`), isOn),
    factOf(look.read('/proc/cpuinfo'), (text) => moreThan(fieldOf(text, 'siblings'), fieldOf(text, 'cpu cores'))),
  );
}

/** CPUs of a list like `0-3,8`. */
export function countInList(text: string): number | null {
  let count = 0;
  for (const part of text.trim().split(',')) {
    const [, first, last = first] = /^(\d+)(?:-(\d+))?$/.exec(part) ?? [];
    if (first === undefined || last === undefined || Number(last) < Number(first)) return null;
    count += Number(last) - Number(first) + 1;
  }
  return count;
}

/** Parts of the text that tell of the CPUs of each socket; null when a CPU does not tell its socket. */
function socketsIn(text: string): Map<string | null, string[]> | null {
  const cpus = text.split(/\n\s*\n/).filter((part) => /^processor\s*:/m.test(part));
  const sockets = Map.groupBy(cpus, (part) => fieldOf(part, 'physical id'));
  return sockets.size === 0 || sockets.has(null) ? null : sockets;
}

/** Each socket tells how many it has. Numbers of cores are no help: sockets with several dies use them more than once. */
function coresIn(text: string): number | null {
  const counts = [...(socketsIn(text)?.values() ?? [])].map(([first = '']) => numberIn(fieldOf(first, 'cpu cores') ?? ''));
  return counts.length === 0 || counts.includes(null) ? null : counts.reduce<number>((sum, count) => sum + (count ?? 0), 0);
}

function moreThan(one: string | null, other: string | null): boolean | null {
  return one === null || other === null ? null : Number(one) > Number(other);
}

function mitigationsOf(look: Observer): Fact<string[]> {
  const folder = look.list(`${FOLDER}/vulnerabilities`);
  if (folder.names === null) return unknownFrom(folder);
  const texts = folder.names.map((name) => ({ name, seen: look.read(`${FOLDER}/vulnerabilities/${name}`) }));
  return {
    value: texts.flatMap(({ name, seen }) => (seen.text === null ? [] : [`${name}: ${seen.text}`])),
    evidence: texts.map(({ seen }) => seen.at),
  };
}
