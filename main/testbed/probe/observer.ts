/** Looks at a host and keeps the text behind each conclusion. */
import type { Evidence, Fact } from '../../../shared/testbed/host-probe.ts';
import type { HostFiles, Reading } from './host-files.ts';

/** Text of evidence is cut: it is there to be read. */
const MOST_CHARACTERS = 4000;

export interface Observed {
  /** null: missing, or only root may read it. */
  readonly text: string | null;
  /** Its place in the evidence. */
  readonly at: number;
}

export class Observer {
  readonly evidence: Evidence[] = [];
  readonly #files: HostFiles;
  readonly #places = new Map<string, Observed>();

  constructor(files: HostFiles) {
    this.#files = files;
  }

  read(path: string): Observed {
    return this.#once(path, () => this.#files.read(path));
  }

  /** Names in a folder. */
  list(path: string): Observed & { readonly names: readonly string[] | null } {
    const seen = this.#once(`${path}/`, () => this.#files.list(path));
    return { ...seen, names: seen.text === null ? null : seen.text.split('\n').filter(Boolean) };
  }

  /** What a symbolic link leads to. */
  link(path: string): Observed {
    return this.#once(`${path} ->`, () => this.#files.target(path));
  }

  output(...command: readonly string[]): Observed {
    return this.#once(command.join(' '), () => this.#files.output(command));
  }

  #once(source: string, look: () => Reading): Observed {
    const known = this.#places.get(source);
    if (known) return known;
    const found = look();
    const text = found.state === 'read' ? found.text : null;
    const observed = { text, at: this.evidence.length };
    this.evidence.push({ source, state: found.state, text: (text ?? '').slice(0, MOST_CHARACTERS) });
    this.#places.set(source, observed);
    return observed;
  }
}

/** A conclusion from one text; `conclude` gives null where it says nothing. */
export function factOf<Value>({ text, at }: Observed, conclude: (text: string) => Value | null | undefined): Fact<Value> {
  return { value: text === null ? null : (conclude(text) ?? null), evidence: [at] };
}

export function unknownFrom<Value>(...seen: readonly Observed[]): Fact<Value> {
  return { value: null, evidence: seen.map(({ at }) => at) };
}

/** The first of several sources that says something. */
export function firstOf<Value>(...facts: readonly Fact<Value>[]): Fact<Value> {
  return facts.find(({ value }) => value !== null) ?? { value: null, evidence: facts.flatMap(({ evidence }) => [...evidence]) };
}

/** Last part of a path: the driver that `device/driver` leads to. */
export function lastPart(path: string): string | null {
  return path.split('/').at(-1)?.trim() || null;
}

/** A whole or decimal number that the text begins with; null when it does not, or is below 0: the kernel says "unknown" so. */
export function numberIn(text: string): number | null {
  const value = Number.parseFloat(text);
  return Number.isFinite(value) && value >= 0 ? value : null;
}

/** What stands behind the first `name:` or `name=` of a text, to the end of the line; a name begins a line. */
export function fieldOf(text: string, name: string): string | null {
  const escaped = name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`^[ \\t]*${escaped}[ \\t]*[:=][ \\t]*(.*)$`, 'm').exec(text)?.[1]?.trim() ?? null;
}

/** `Y`, `1` and `N`, `0` of module parameters. */
export function isOn(text: string): boolean | null {
  if (/^(y|1)$/i.test(text.trim())) return true;
  return /^(n|0)$/i.test(text.trim()) ? false : null;
}
