/** A scenario as a file: JSON, or YAML where it is read. */
import { canonicalText } from '../../../shared/scenario/canonical-text.ts';
import { scenarioSchema } from '../../../shared/scenario/schema.ts';
import { useTexts } from '../../texts/texts.ts';

export type JsonReading = { readonly ok: true; readonly draft: unknown } | { readonly ok: false; readonly message: string };

export function readJson(text: string): JsonReading {
  try {
    return { ok: true, draft: JSON.parse(text) };
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    return { ok: false, message: useTexts().value.wizard.file.notJson(detail) };
  }
}

/** A scenario file by its name: YAML, whose reader is fetched when it is needed, or JSON. */
export async function readScenarioText(fileName: string, text: string): Promise<JsonReading> {
  if (!/\.ya?ml$/i.test(fileName)) return readJson(text);
  const { parse } = await import('yaml');
  try {
    return { ok: true, draft: parse(text) };
  } catch (error) {
    const detail = error instanceof Error ? error.message.trim() : String(error);
    return { ok: false, message: useTexts().value.wizard.file.notYaml(detail) };
  }
}

export function writeJson(draft: unknown): string {
  return JSON.stringify(draft, null, 2);
}

/** The text of a file to keep: as `lab check --write` leaves it, or of a draft that is no scenario yet as it stands. */
export function scenarioFileText(draft: unknown): string {
  const parsed = scenarioSchema.safeParse(draft);
  return parsed.success ? canonicalText(parsed.data) : `${writeJson(draft)}\n`;
}

/** File name for a scenario: `Technique comparison` -> `technique-comparison.json`. */
export function fileNameOf(name: unknown): string {
  const words = String(typeof name === 'string' ? name : '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
  return `${words === '' ? 'scenario' : words}.json`;
}
