/** What is in a capture, how its frames are mapped to VMs, and how well distributions fit its gaps. */
import { familyWords, type CaptureProposal } from '../../shared/capture/proposal.ts';
import { digits } from '../../shared/units.ts';
import { textTable, wrap } from './text-table.ts';

const WIDTH = 100;

export function captureTables(proposal: CaptureProposal): string {
  const { fileName, format, packets, durationNs, meanPps, meanBps, meanFrameBytes, remarks, flows, rows, fit } = proposal;
  const facts = `${fileName} (${format}): ${packets.toLocaleString('en-US')} packets in ${digits(durationNs / 1e9)} s, ${digits(meanPps)} packets/s, ${digits(meanBps / 1e6)} Mbit/s, ${digits(meanFrameBytes)} bytes on average.`;
  const head = ['VM', 'direction', 'packets', 'share', 'traffic', 'of the capture'];
  const lines = rows.map((row, number) => {
    const flow = flows[number];
    return [
      flow?.vms ?? '',
      flow?.direction ?? '',
      row.packets.toLocaleString('en-US'),
      `${digits((100 * row.packets) / proposal.taken)} %`,
      flow?.traffic.kind === 'fitted' ? `fitted, ${row.fit.chosen}` : 'replay',
      row.label,
    ];
  });
  const families = fit.families.map((family) => [familyWords(family), digits(family.aic), digits(family.distance)]);
  return [
    wrap(facts, WIDTH),
    ...remarks.map((remark) => wrap(remark, WIDTH)),
    '',
    textTable([head, ...lines], { alignRight: new Set([2, 3]) }),
    ...(families.length > 0
      ? [
          '',
          'Gaps between all packets:',
          textTable([['distribution', 'AIC', 'distance'], ...families], { indent: 2, alignRight: new Set([1, 2]) }),
        ]
      : []),
  ].join('\n');
}
