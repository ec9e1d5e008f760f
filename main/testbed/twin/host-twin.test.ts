import { describe, expect, it } from 'vitest';
import { hostProfiles } from '../../engine/costs/host-profiles.ts';
import { costModels } from '../../engine/costs/models.ts';
import { nicProfiles } from '../../engine/costs/nic-profiles.ts';
import { checkScenario } from '../../../shared/scenario/check.ts';
import type { HostProbe } from '../../../shared/testbed/host-probe.ts';
import { probeHost } from '../probe/probe-host.ts';
import { emptyTree, type RecordedTree } from '../../../shared/testbed/recorded-tree.ts';
import { treeFiles } from '../probe/recorded-tree.ts';
import { readinessOf } from '../readiness/readiness.ts';
import { readyHost } from '../readiness/ready-host.fixture.ts';
import { mutatedTree, recordedTrees } from '../trees/trees.fixture.ts';
import { adapterProfile, hostProfileOf } from './known-devices.ts';
import { twinOf } from './host-twin.ts';

const MUTATED_TREES = 200;
const catalogue = { hostProfiles, nicProfiles, costModels };

function twinAfter(change: (tree: RecordedTree) => void, adapter: string | null = null) {
  const tree = readyHost();
  change(tree);
  const probe: HostProbe = probeHost(treeFiles(tree), tree.origin, '2026-01-02T03:04:05.000Z');
  return twinOf(probe, readinessOf(probe), catalogue, adapter);
}

describe('the twin of a host', () => {
  it('takes over what was read, matches what the lab knows, and marks what it guessed', () => {
    const { scenario, choices } = twinAfter(() => {});
    expect(scenario.host).toMatchObject({ profile: 'xeon-gold-6148', cores: 8, frequencyGhz: 2.3, networkCores: 2 });
    expect(scenario.host.iommu).toMatchObject({ mode: 'deferred', interruptPosting: true });
    expect(scenario.nic).toMatchObject({
      profile: 'x710',
      lineRateGbps: 10,
      ringDescriptors: 512,
      virtualFunctions: 64,
      moderation: { kind: 'adaptive' },
    });
    const origins = Object.fromEntries(choices.map(({ path, origin }) => [path, origin]));
    expect(origins).toMatchObject({
      'host.profile': 'guessed',
      'nic.profile': 'matched',
      'host.cores': 'read',
      'host.networkCores': 'read',
    });
    expect(scenario.description).toContain(
      'Stands for the host ready as it was looked at on 2026-01-02. Guessed: host.profile = xeon-gold-6148',
    );
    expect(scenario.techniques.map(({ name }) => name)).toEqual(expect.arrayContaining(['native', 'emulated', 'vhost-net', 'sriov']));
  });

  it('sets as many cores apart for networking as the switch polls on, or as are not isolated, and else says that it guessed', () => {
    const coresAfter = (change: (tree: RecordedTree) => void) => {
      const { scenario, choices } = twinAfter(change);
      const origin = choices.find(({ path }) => path === 'host.networkCores')?.origin;
      const ofSwitch = scenario.techniques.findIndex(({ name }) => name === 'vhost-user');
      const [setting] = choices.filter(({ path }) => path === `techniques.${ofSwitch}.options.workerCores`);
      expect(scenario.techniques[ofSwitch]?.options.workerCores).toBe(setting?.value);
      return [scenario.host.networkCores, origin, setting?.value, setting?.origin];
    };
    const [command, isolated] = ['ovs-appctl dpif-netdev/pmd-stats-show', '/sys/devices/system/cpu/isolated'];
    const threads = (...cores: number[]) => cores.map((core) => `pmd thread numa_id 0 core_id ${core}:\n  packets received: 1\n`).join('');
    expect(coresAfter((tree) => (tree.outputs[command] = threads(2, 3, 4)))).toEqual([3, 'read', 3, 'read']);
    expect(coresAfter((tree) => (tree.files[isolated] = '2-7'))).toEqual([2, 'read', 2, 'read']);
    const silent = (list: string) => (tree: RecordedTree) => {
      delete tree.outputs[command];
      tree.files[isolated] = list;
    };
    expect(coresAfter(silent('3-7'))).toEqual([3, 'read', 1, 'guessed']);
    expect(coresAfter(silent(''))).toEqual([2, 'guessed', 1, 'guessed']);
    // All cores: none would be left for guests.
    expect(coresAfter((tree) => (tree.outputs[command] = threads(0, 1, 2, 3, 4, 5, 6, 7)))).toEqual([2, 'guessed', 1, 'guessed']);
  });

  it('has interrupts posted only where both KVM and the IOMMU say so, and leaves it to the profile where one is unknown', () => {
    const postingAfter = (change: (tree: RecordedTree) => void) =>
      twinAfter(change).choices.find(({ path }) => path === 'host.iommu.interruptPosting')?.value;
    const [parameter, capability] = ['/sys/module/kvm_intel/parameters/enable_apicv', '/sys/class/iommu/dmar0/intel-iommu/cap'];
    expect(postingAfter(() => {})).toBe(true);
    expect(postingAfter((tree) => (tree.files[parameter] = 'N'))).toBe(false);
    expect(postingAfter((tree) => (tree.files[capability] = 'd2078c106f0466'))).toBe(false);
    expect(postingAfter((tree) => delete tree.files[parameter])).toBeUndefined();
    expect(postingAfter((tree) => delete tree.files[capability])).toBeUndefined();
  });

  it('is a scenario that the lab runs, also of a host that tells nothing or nonsense', () => {
    const mutated = Array.from({ length: MUTATED_TREES }, (_, number) => mutatedTree(number));
    for (const tree of [readyHost(), emptyTree('nothing'), ...recordedTrees.values(), ...mutated]) {
      const probe = probeHost(treeFiles(tree), tree.origin, '2026-01-02T03:04:05.000Z');
      const { scenario } = twinOf(probe, readinessOf(probe), catalogue);
      expect(checkScenario(scenario, catalogue).problems.filter(({ severity }) => severity === 'error')).toEqual([]);
    }
  });

  it('takes the moderation, the IOMMU and the adapter as they are', () => {
    const { scenario } = twinAfter((tree) => {
      tree.outputs['ethtool -c ens1f0'] = 'Adaptive RX: off  TX: off\nrx-usecs: 30\n';
      tree.files['/sys/kernel/iommu_groups/7/type'] = 'identity';
      tree.files['/sys/bus/pci/devices/0000:3b:00.0/device'] = '0xffff';
      tree.files['/sys/class/net/ens1f0/speed'] = '25000';
    }, 'ens1f0');
    expect(scenario.nic.moderation).toMatchObject({ kind: 'fixed', intervalUs: 30 });
    expect(scenario.host.iommu.mode).toBe('pass-through');
    // No profile is of this device: 40 Gbit/s is nearest to 25 by ratio.
    expect(scenario.nic).toMatchObject({ profile: 'xl710', lineRateGbps: 25 });
    expect(twinAfter((tree) => (tree.outputs['ethtool -c ens1f0'] = 'rx-usecs: 0')).scenario.nic.moderation.kind).toBe('off');
  });

  it('leaves out techniques that the host cannot have', () => {
    const { scenario } = twinAfter((tree) => {
      tree.folders['/sys/kernel/iommu_groups'] = '';
      tree.folders['/sys/firmware/acpi/tables'] = 'APIC';
      tree.files['/proc/cpuinfo'] = tree.files['/proc/cpuinfo']?.replaceAll('flags\t\t:', 'flags\t\t: hypervisor') ?? null;
    });
    const names = scenario.techniques.map(({ name }) => name);
    expect(names).not.toContain('sriov');
    expect(names).not.toContain('direct');
    expect(names).toContain('vhost-net');
  });

  it('knows processors by their number and adapters by their identity', () => {
    expect(hostProfileOf('Intel(R) Xeon(R) CPU E5-2697 v4 @ 2.30GHz', hostProfiles)?.id).toBe('xeon-e5-2697v4');
    expect(hostProfileOf('Intel(R) Xeon(R) CPU E5-2690 0 @ 2.90GHz', hostProfiles)?.id).toBe('xeon-e5-2690');
    expect(hostProfileOf('Intel(R) Xeon(R) CPU E5-2690 v3 @ 2.60GHz', hostProfiles)?.id).toBe('xeon-e5-2690v3');
    expect(hostProfileOf('POWER9', hostProfiles)).toBeUndefined();
    expect([adapterProfile('8086:10fb'), adapterProfile('15b3:1017'), adapterProfile('1af4:1000'), adapterProfile(null)]).toEqual([
      '82599',
      'connectx-5',
      undefined,
      undefined,
    ]);
    const known = new Set(nicProfiles.map(({ id }) => id));
    expect(['82576', '82598', '82599', 'i350', 'x710', 'xl710', 'e810', 'connectx-5'].filter((id) => !known.has(id))).toEqual([]);
  });
});
