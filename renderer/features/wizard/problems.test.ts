import { describe, expect, it } from 'vitest';
import type { Problem } from '../../../shared/scenario/problem.ts';
import { scenarioSchema } from '../../../shared/scenario/schema.ts';
import { errorCounts, problemsAt, problemsElsewhere, problemsWithin, REVIEW_STEP, stepOf, steps } from './problems.ts';

const error = (path: string): Problem => ({ path, message: `${path} is wrong`, severity: 'error' });

describe('problems of the wizard', () => {
  it('has a step for every part of a scenario that a person edits', () => {
    const roots = steps.flatMap((step) => [...step.roots]);
    const parts = Object.keys(scenarioSchema.shape).filter((part) => part !== 'format' && part !== 'version');
    expect(roots.toSorted()).toEqual(parts.toSorted());
  });

  it('sends a problem to the step of its field', () => {
    expect(stepOf(error('host.iommu.mode'))).toBe(0);
    expect(stepOf(error('flows.2.traffic.load'))).toBe(2);
    expect(stepOf(error('costs.vm.exit'))).toBe(4);
  });

  it('sends a problem of no field to the review', () => {
    expect(stepOf(error(''))).toBe(REVIEW_STEP);
    expect(stepOf(error('hosst'))).toBe(REVIEW_STEP);
  });

  it('counts errors of each step and leaves warnings out', () => {
    expect(errorCounts([error('host.cores'), error('nic.ports'), { ...error('vms'), severity: 'warning' }])).toEqual([2, 0, 0, 0, 0, 0]);
  });

  it('tells the problems of a field from those of its parts', () => {
    const problems = [error('vms.1.name'), error('vms.10.name'), error('vms')];
    expect(problemsAt(problems, 'vms')).toHaveLength(1);
    expect(problemsWithin(problems, 'vms.1')).toEqual([problems[0]]);
  });

  it('finds what no field on show displays', () => {
    const problems = [error('vms.0.name'), error('vms.0.placement.cores.1'), error('vms.0.colour'), error('flows')];
    expect(problemsElsewhere(problems, 1, new Set(['vms.0.name', 'vms.0.placement.cores.*']))).toEqual([problems[2]]);
  });
});
