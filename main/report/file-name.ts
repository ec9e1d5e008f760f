/** Names of report files: derived from the scenario's name, safe on Windows, macOS and Linux. */

/** Names that Windows keeps for devices, whatever their extension. */
const DEVICE = /^(con|prn|aux|nul|com\d|lpt\d)$/i;
const LONGEST = 60;

/** Letters without accents, digits and single hyphens: "Grün & schnell" -> "grun-schnell"; `run` when nothing is left. */
export function fileNameStem(scenarioName: string): string {
  const stem = scenarioName
    .normalize('NFKD')
    .replace(/\p{Mark}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, LONGEST)
    .replace(/^-+|-+$/g, '');
  if (stem === '') return 'run';
  return DEVICE.test(stem) ? `${stem}-run` : stem;
}
