import { describe, expect, it } from 'vitest';
import { addressOf, routeOf, type Route } from './routes.ts';

describe('routes', () => {
  it.each<Route>([
    { name: 'start' },
    { name: 'scenario', step: 0 },
    { name: 'scenario', step: 5 },
    { name: 'scenario', step: 0, view: 'fields' },
    { name: 'run', runId: 'a b/c' },
    { name: 'results', runId: 'r-1' },
    { name: 'compare', runId: 'r-1' },
    { name: 'labs' },
    { name: 'lab', labId: 'vf-limits' },
    { name: 'validation' },
    { name: 'catalogue' },
    { name: 'catalogue', mine: true },
    { name: 'catalogue', cost: { model: 'kvm-2017', name: 'vm.exit' } },
  ])('$name returns from its address', (route) => {
    expect(routeOf(addressOf(route))).toEqual(route);
  });

  it.each(['', '#', '#/nowhere', '#/results/', '#/results/%E0%A4%A'])('"%s" leads to the start page', (address) => {
    expect(routeOf(address)).toEqual({ name: 'start' });
  });

  it('treats a step that is no number as the first', () => {
    expect(routeOf('#/scenario/second')).toEqual({ name: 'scenario', step: 0 });
  });
});
