import { describe, expect, it } from 'vitest';
import type { CaptureProposal } from '../../../shared/capture/proposal.ts';
import { flowSchema, vmGroupSchema } from '../../../shared/scenario/schema.ts';
import { partsProblem, withCaptureTraffic } from './capture-traffic.ts';

const flow = (name: string, vms: string) => flowSchema.parse({ name, vms, traffic: { kind: 'fitted' } });
const proposal = {
  vms: ['vm-1', 'vm-2', 'vm-3'].map((name) => vmGroupSchema.parse({ name })),
  flows: [flow('1 web', 'vm-1'), flow('2 dns', 'vm-2'), flow('3 others', 'vm-3')],
} as unknown as CaptureProposal;
const draft = {
  name: 'Kept',
  vms: [{ name: 'old' }],
  flows: [{ name: 'old', vms: 'old' }],
  method: { kind: 'sweep', sweep: [{ path: 'flows.0.traffic.load', values: [10, 20] }] },
};

describe('traffic of a capture', () => {
  it('takes the place of groups and flows, with parts of one name on one VM and without what is not used', () => {
    const parts = [
      { vm: 'web', used: true },
      { vm: 'web', used: true },
      { vm: 'vm-3', used: false },
    ];
    expect(withCaptureTraffic(draft, proposal, parts)).toMatchObject({
      name: 'Kept',
      vms: [{ name: 'web', count: 1 }],
      flows: [
        { name: '1 web', vms: 'web' },
        { name: '2 dns', vms: 'web' },
      ],
      method: { kind: 'fixed-load', sweep: [] },
    });
  });

  it('keeps axes of a sweep over other settings', () => {
    const axis = { path: 'host.networkCores', values: [1, 2] };
    const swept = { ...draft, method: { kind: 'sweep', sweep: [axis] } };
    expect(withCaptureTraffic(swept, proposal, [{ vm: 'a', used: true }])).toMatchObject({ method: { kind: 'sweep', sweep: [axis] } });
  });

  it('needs a part, and a VM for each', () => {
    expect(partsProblem([{ vm: 'a', used: true }])).toBe('');
    expect(partsProblem([{ vm: 'a', used: false }])).toMatch(/No part is used/);
    expect(partsProblem([{ vm: ' ', used: true }])).toMatch(/has no VM/);
  });
});
