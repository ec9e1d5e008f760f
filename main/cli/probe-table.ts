/** A probe of a host as text: what there is, and which techniques would work. */
import type { HostProbe, Readiness, TwinChoice } from '../../shared/testbed/host-probe.ts';
import { adapterName, adapterRows, inventoryRows } from '../../shared/testbed/probe-words.ts';
import { techniqueTitle } from '../../shared/catalogue/techniques.ts';
import { textTable } from './text-table.ts';

const WIDTH = 100;

/** @param withEvidence adds the text behind each conclusion. */
export function probeText(probe: HostProbe, readiness: readonly Readiness[], withEvidence: boolean): string {
  return [
    `Host ${probe.origin}, looked at ${probe.probedAt}`,
    textTable(inventoryRows(probe), { width: WIDTH }),
    ...probe.adapters.map((adapter) => `\n${adapterName(adapter)}\n${textTable(adapterRows(probe, adapter), { indent: 2, width: WIDTH })}`),
    '',
    ...readiness.map((one) => readinessText(probe, one, withEvidence)),
  ].join('\n');
}

function readinessText(probe: HostProbe, { technique, status, conditions }: Readiness, withEvidence: boolean): string {
  const rows = conditions.flatMap((one) => [
    [one.status, `${one.need}: ${one.finding}`],
    ...(one.remedy === '' ? [] : [['', one.remedy]]),
    ...(withEvidence ? one.evidence.flatMap((place) => evidenceRow(probe, place)) : []),
  ]);
  return `${status.toUpperCase()}  ${technique}: ${techniqueTitle(technique)}\n${textTable(rows, { indent: 2, width: WIDTH })}\n`;
}

function evidenceRow(probe: HostProbe, place: number): string[][] {
  const found = probe.evidence[place];
  if (!found) return [];
  const text = found.state === 'read' ? found.text.replaceAll('\n', ' ') : found.state;
  return [['', `${found.source}: ${text.length > 200 ? `${text.slice(0, 199)}…` : text}`]];
}

/** Settings of the scenario that stands for the host, and how each was found. */
export function twinText(choices: readonly TwinChoice[]): string {
  return textTable(
    choices.map(({ path, value, origin, because }) => [origin, `${path} = ${value}`, because]),
    { width: WIDTH },
  );
}
