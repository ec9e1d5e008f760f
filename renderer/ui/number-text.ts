/**
 * What a number field holds: a number, nothing (the default applies), or the text itself while it is not a number,
 * so that nothing typed is lost and the check can name the problem.
 */
export type NumberEntry = number | string | undefined;

export function entryOf(text: string): NumberEntry {
  const trimmed = text.trim().replace(/(?<=\d)[\u00a0\u202f ](?=\d)/g, '');
  if (trimmed === '') return undefined;
  const value = Number(trimmed);
  return Number.isFinite(value) ? value : text;
}

export function textOf(entry: unknown): string {
  return typeof entry === 'number' || typeof entry === 'string' ? String(entry) : '';
}
