/** What to do with a file that is dropped on the window, by its name and text. */
import { readJson, type JsonReading } from '../features/wizard/scenario-file.ts';

export type DroppedKind = 'project' | 'scenario' | 'capture' | 'unknown';

/** Larger ones are no scenarios. A scenario that carries a recording may have some MB. */
export const MOST_SCENARIO_BYTES = 32 * 1024 * 1024;

export function kindOfFile(name: string): DroppedKind {
  const ending = /\.([a-z0-9]+)(?:\.gz)?$/i.exec(name)?.[1]?.toLowerCase() ?? '';
  if (ending === 'iovlab') return 'project';
  if (['json', 'yaml', 'yml'].includes(ending)) return 'scenario';
  return ['pcap', 'pcapng', 'cap'].includes(ending) ? 'capture' : 'unknown';
}

/** A scenario of a JSON or YAML file, by its name. */
export async function readScenario(name: string, text: string): Promise<JsonReading> {
  if (/\.json$/i.test(name)) return readJson(text);
  const { parse } = await import('yaml');
  try {
    const draft: unknown = parse(text);
    if (typeof draft === 'object' && draft !== null) return { ok: true, draft };
    return { ok: false, message: `${name} holds no scenario: it is one word or empty.` };
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    return { ok: false, message: `${name} is not valid YAML: ${detail}` };
  }
}
