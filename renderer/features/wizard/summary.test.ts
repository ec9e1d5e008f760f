import { describe, expect, it } from 'vitest';
import { newScenario } from '../../../shared/scenario/defaults.ts';
import { withValueAt } from './draft-path.ts';
import { formatSeconds, summarize } from './summary.ts';

const noProfiles = { hostProfiles: [], nicProfiles: [], costModels: [] };

describe('summary of a scenario', () => {
  it('has lines for every step', () => {
    const summary = summarize(newScenario(), noProfiles);
    expect(summary.map(({ step }) => step)).toEqual([0, 1, 2, 3, 4]);
    expect(summary[2]?.lines).toEqual(['incoming: Receive (wire to VM), vm; Poisson, 80 % of line rate, 1518-byte frames']);
    expect(summary[3]?.lines).toHaveLength(8);
    expect(summary[0]?.lines).toEqual(['xeon-e5-2697v4; 4 cores for networking', '82599; 1 port']);
  });

  it('names what is set in place of the profiles', () => {
    const draft = withValueAt(withValueAt(newScenario(), 'host.cores', 12), 'nic.lineRateGbps', 25);
    expect(summarize(draft, noProfiles)[0]?.lines).toEqual([
      'xeon-e5-2697v4; 12 cores; 4 cores for networking',
      '82599; 1 port; 25 Gbit/s',
    ]);
  });

  it('survives a draft of any shape', () => {
    expect(summarize({ vms: 7, flows: [null, 'x'] }, noProfiles)).toHaveLength(5);
    expect(summarize(null, noProfiles)).toHaveLength(5);
  });

  it.each([
    [0.4, 'less than 1 s'],
    [41.6, 'about 42 s'],
    [600, 'about 10 min'],
    [9000, 'about 2.5 h'],
  ])('writes %d seconds as "%s"', (seconds, words) => {
    expect(formatSeconds(seconds)).toBe(words);
  });
});
