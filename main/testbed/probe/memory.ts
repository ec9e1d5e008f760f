/** Memory, huge pages and NUMA nodes: proc_meminfo(5), /sys/kernel/mm/hugepages, /sys/devices/system/node. */
import type { Fact, HostProbe } from '../../../shared/testbed/host-probe.ts';
import { factOf, fieldOf, numberIn, unknownFrom, type Observed, type Observer } from './observer.ts';

const HUGE_PAGES = '/sys/kernel/mm/hugepages';
const NODES = '/sys/devices/system/node';

export function memoryOf(look: Observer): HostProbe['memory'] {
  const information = look.read('/proc/meminfo');
  return {
    total: factOf(information, (text) => numberIn(fieldOf(text, 'MemTotal') ?? '')),
    hugePages: hugePagesOf(look, information),
    numaNodes: numaNodesOf(look),
  };
}

function hugePagesOf(look: Observer, information: Observed): HostProbe['memory']['hugePages'] {
  const folder = look.list(HUGE_PAGES);
  const sizes = (folder.names ?? []).flatMap((name) => {
    const kib = Number(/^hugepages-(\d+)kB$/.exec(name)?.[1]);
    return Number.isInteger(kib) ? [{ name, kib }] : [];
  });
  if (sizes.length === 0) return hugePagesOfOneSize(information, folder);
  const seen = sizes.map(({ name, kib }) => ({
    kib,
    pages: look.read(`${HUGE_PAGES}/${name}/nr_hugepages`),
    free: look.read(`${HUGE_PAGES}/${name}/free_hugepages`),
  }));
  const value = seen.flatMap(({ kib, pages, free }) => {
    const number = wholeIn(pages.text);
    return number === null ? [] : [{ kib, pages: number, free: wholeIn(free.text) }];
  });
  return { value: value.length === 0 ? null : value, evidence: seen.flatMap(({ pages, free }) => [pages.at, free.at]) };
}

/** Older kernels have one size, and tell of it with the memory. */
function hugePagesOfOneSize(information: Observed, folder: Observed): HostProbe['memory']['hugePages'] {
  const { text } = information;
  if (text === null) return unknownFrom(information, folder);
  const [pages, kib] = [wholeIn(fieldOf(text, 'HugePages_Total')), wholeIn(fieldOf(text, 'Hugepagesize'))];
  const value = pages === null || kib === null ? null : [{ kib, pages, free: wholeIn(fieldOf(text, 'HugePages_Free')) }];
  return { value, evidence: [information.at] };
}

function wholeIn(text: string | null): number | null {
  const value = numberIn(text ?? '');
  return value !== null && Number.isSafeInteger(value) ? value : null;
}

function numaNodesOf(look: Observer): Fact<{ node: number; cpus: string }[]> {
  const folder = look.list(NODES);
  if (folder.names === null) return unknownFrom(folder);
  const numbers = folder.names.flatMap((name) => /^node(\d{1,6})$/.exec(name)?.[1] ?? []).map(Number);
  const nodes = numbers.sort((one, other) => one - other).map((node) => cpusOfNode(look, node));
  return {
    value: nodes.length === 0 ? null : nodes.map(({ node, cpus }) => ({ node, cpus })),
    evidence: [folder.at, ...nodes.map(({ at }) => at)],
  };
}

/** Kernels before 2.6.26 tell the CPUs of a node as a mask only. */
function cpusOfNode(look: Observer, node: number): { readonly node: number; readonly cpus: string; readonly at: number } {
  const list = look.read(`${NODES}/node${node}/cpulist`);
  if (list.text !== null) return { node, cpus: list.text.trim(), at: list.at };
  const mask = look.read(`${NODES}/node${node}/cpumap`);
  return { node, cpus: listOfMask(mask.text ?? ''), at: mask.at };
}

/** `0-3,8` of a mask in words of 32 bits, the highest first: `00000000,0000010f`. */
export function listOfMask(mask: string): string {
  if (!/^[0-9a-f]+(,[0-9a-f]+)*$/i.test(mask.trim())) return '';
  const bits = [...mask.trim().replaceAll(',', '')]
    .reverse()
    .flatMap((digit) => [1, 2, 4, 8].map((bit) => (Number.parseInt(digit, 16) & bit) !== 0));
  const ranges: string[] = [];
  for (let first = bits.indexOf(true); first >= 0;) {
    const end = bits.indexOf(false, first);
    const last = (end < 0 ? bits.length : end) - 1;
    ranges.push(first === last ? String(first) : `${first}-${last}`);
    first = bits.indexOf(true, last + 1);
  }
  return ranges.join(',');
}
