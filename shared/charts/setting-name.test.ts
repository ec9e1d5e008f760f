import { expect, it } from 'vitest';
import { english } from '../texts/english.ts';
import { speaking } from '../texts/words.ts';
import { scenario } from './points.fixture.ts';
import { knownSettingName, settingsText, settingText, settingTitle } from './setting-name.ts';

it('names a load with its unit', () => {
  expect(settingTitle('flows.0.traffic.load', scenario())).toBe('Offered load, % of line rate');
  expect(settingText('flows.0.traffic.load', 80, scenario())).toBe('80 % of line rate');
});

it('says whose setting it is where there are several', () => {
  const two = scenario({
    vms: [
      { name: 'web', count: 2 },
      { name: 'game', count: 3 },
    ],
    flows: [{ name: 'load', vms: 'web', traffic: { kind: 'poisson' } }],
  });
  expect(settingTitle('vms.1.count', two)).toBe('VMs (game)');
});

it('puts several settings in one line', () => {
  expect(settingsText({ 'vms.0.count': 8, 'flows.0.traffic.size.frameBytes': 1518 }, scenario())).toBe('8 VMs, Frame size 1,518 bytes');
});

it('lets a path without a name stand for itself', () => {
  expect(settingTitle('somewhere.else')).toBe('somewhere.else');
});

it('names every setting in the language of who reads it, and tells a count and a load by what they are in each', () => {
  const { host, vms, traffic } = english.settings;
  const paths = [
    ...Object.keys(host),
    ...Object.keys(vms).map((key) => `vms.0.${key}`),
    ...[...Object.keys(traffic), 'load'].map((key) => `flows.0.traffic.${key}`),
    'costs.guest.vmExit',
    'techniques.0.options.queues',
  ];
  speaking('en-XA', () => {
    for (const path of paths) expect([path, knownSettingName(path, scenario())?.title]).toEqual([path, expect.stringMatching(/^⟦.+⟧$/)]);
    expect(settingText('vms.0.count', 8, scenario())).toMatch(/^⟦8 ⟦VMs/);
    expect(settingText('flows.0.traffic.load', 80, scenario())).toMatch(/^⟦80 ⟦% óf/);
    expect(settingText('host.iommu.interruptPosting', true)).toMatch(/^⟦⟦Íntérrúpt.*yés/);
  });
});
