/** What to do with a file that is dropped on the window, by its name and text. */
import { readJson, type JsonReading } from '../features/wizard/scenario-file.ts';
import { useTexts } from '../texts/texts.ts';

export type DroppedKind = 'project' | 'evidence' | 'scenario' | 'capture' | 'host' | 'unknown';

/** Larger ones are no scenarios. A scenario that carries a recording may have some MB. */
export const MOST_SCENARIO_BYTES = 32 * 1024 * 1024;

export function kindOfFile(name: string): DroppedKind {
  if (/\.(tar\.gz|tgz)$/i.test(name)) return 'host';
  const ending = /\.([a-z0-9]+)(?:\.gz)?$/i.exec(name)?.[1]?.toLowerCase() ?? '';
  if (ending === 'iovlab') return 'project';
  if (ending === 'zip') return 'evidence';
  if (['json', 'yaml', 'yml'].includes(ending)) return 'scenario';
  return ['pcap', 'pcapng', 'cap'].includes(ending) ? 'capture' : 'unknown';
}

/** Whether JSON is a host that was recorded, and no scenario: both have their format. */
export function isHost(draft: unknown): boolean {
  return (
    typeof draft === 'object' && draft !== null && (('origin' in draft && 'outputs' in draft) || ('probe' in draft && 'readiness' in draft))
  );
}

/** A scenario of a JSON or YAML file, by its name. */
export async function readScenario(name: string, text: string): Promise<JsonReading> {
  if (/\.json$/i.test(name)) return readJson(text);
  const { parse } = await import('yaml');
  try {
    const draft: unknown = parse(text);
    if (typeof draft === 'object' && draft !== null) return { ok: true, draft };
    return { ok: false, message: useTexts().value.drop.noScenario(name) };
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    return { ok: false, message: useTexts().value.drop.noYaml(name, detail) };
  }
}
