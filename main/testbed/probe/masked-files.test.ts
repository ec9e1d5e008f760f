import { describe, expect, it } from 'vitest';
import { emptyTree, type RecordedTree } from '../../../shared/testbed/recorded-tree.ts';
import { readyHost } from '../readiness/ready-host.fixture.ts';
import { recordedTrees } from '../trees/trees.fixture.ts';
import { maskedFiles } from './masked-files.ts';
import { probeHost } from './probe-host.ts';
import { recording, treeFiles } from './recorded-tree.ts';

function recordedFrom(source: RecordedTree, hostName = ''): RecordedTree {
  const tree = emptyTree('masked');
  probeHost(recording(maskedFiles(treeFiles(source), hostName), tree), 'masked', '2026-01-01T00:00:00.000Z');
  return tree;
}
const renamed = (tree: RecordedTree, from: string, to: string): RecordedTree =>
  JSON.parse(JSON.stringify(tree).replaceAll(from, to)) as RecordedTree;

describe('a recording keeps nothing that tells the machine from all others', () => {
  it('neither hardware addresses, nor UUIDs, nor serial numbers', () => {
    const source = readyHost();
    source.files['/proc/cmdline'] = 'root=UUID=a26d8657-e4a9-4f5d-b965-53fd35ddf367 mac=52:54:00:12:34:56 BOOTIF=01-52-54-00-12-34-57';
    source.files['/proc/cpuinfo'] += 'Serial\t\t: 10000000abcdef01\n';
    source.outputs['ip -d link show dev ens1f0'] += '\n    altname x portid 525400123458 switchid 525400123459 parentdev 0000:3b:00.0';
    source.outputs['lspci -vvv -s 0000:3b:00.0'] += '\t\t[SN] Serial number: FLM5254\n\t\t[YA] Asset tag: Lab 5254, shelf 2\n';
    const tree = recordedFrom(source);
    expect(tree.files['/proc/cmdline']).toBe(
      'root=UUID=xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx mac=xx:xx:xx:xx:xx:xx BOOTIF=xx:xx:xx:xx:xx:xx',
    );
    expect(JSON.stringify(tree)).not.toMatch(/a26d8657|52[:-]54[:-]00|abcdef01|525400|FLM5254|shelf/);
    expect(JSON.stringify(tree)).toContain('0000:3b:00.0');
  });

  it('nor names of interfaces that are made of hardware addresses: each has one alias, in paths, texts and commands', () => {
    const tree = recordedFrom(renamed(readyHost(), 'ens1f0', 'enx525400123456'));
    expect(JSON.stringify(tree)).not.toContain('525400123456');
    expect(tree).toEqual(renamed(recordedFrom(readyHost()), 'ens1f0', 'enxmasked1'));
  });

  it('nor the name of the host and addresses of its network, in what was written for this host', () => {
    const source = readyHost();
    source.files['/proc/cmdline'] =
      'root=/dev/mapper/atlas-root ip=10.1.2.3::10.1.2.1:255.255.255.0:Atlas.lab.example:eth0 dns=fd12::7 ntp=10.1.2.1';
    source.outputs['ovs-vswitchd --version'] = 'ovs-vswitchd (Open vSwitch) 3.1.0.7 version on atlas';
    const tree = recordedFrom(source, 'atlas.lab.example');
    expect(tree.files['/proc/cmdline']).toBe(
      'root=/dev/mapper/host-root ip=192.0.2.1::192.0.2.2:255.255.255.0:host:eth0 dns=2001:db8::1 ntp=192.0.2.2',
    );
    expect(tree.outputs['ovs-vswitchd --version']).toBe('ovs-vswitchd (Open vSwitch) 3.1.0.7 version on host');
  });

  it('and is the same when it is recorded again', () => {
    const source = renamed(readyHost(), 'ens1f0', 'enx525400123456');
    source.files['/proc/cmdline'] = 'ip=10.1.2.3 dns=fd12::7';
    const tree = recordedFrom(source);
    expect(recordedFrom(tree)).toEqual(tree);
  });

  it('and takes nothing else out of the trees of real hosts: one of them tells the UUID of its disk', () => {
    for (const [name, tree] of recordedTrees) {
      const plain = emptyTree('masked');
      probeHost(recording(treeFiles(tree), plain), 'masked', '2026-01-01T00:00:00.000Z');
      const expected = renamed(plain, 'a26d8657-e4a9-4f5d-b965-53fd35ddf367', 'xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx');
      expect(recordedFrom(tree), name).toEqual(expected);
    }
  });
});
