import { describe, expect, it } from 'vitest';
import { capacitySentence } from './capacity.ts';

describe('capacity of the host', () => {
  it('says when every vCPU can have a core', () => {
    expect(capacitySentence({ host: { networkCores: 4 }, vms: [{ count: 3, vcpus: 2 }] }, 18)).toBe(
      '3 VMs with 6 vCPUs in all, 14 guest cores: every vCPU can have a core of its own.',
    );
  });

  it('says how many share a core', () => {
    expect(capacitySentence({ host: { cores: 8, networkCores: 4 }, vms: [{ count: 9 }] }, 18)).toContain('up to 3 vCPUs share a core');
  });

  it('warns when the guests get no core', () => {
    expect(capacitySentence({ host: { cores: 2, networkCores: 4 }, vms: [] }, 18)).toContain('leave none');
  });

  it('says nothing while a number is missing', () => {
    expect(capacitySentence({ host: { cores: 'x' }, vms: [] }, 18)).toBe('');
  });
});
