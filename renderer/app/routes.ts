/** The routes of the page and their addresses. Addresses live in the hash, so that any server and Electron's protocol can serve the page. */

/** Views of the whole scenario, beside its steps. */
export const scenarioViews = ['fields', 'text', 'changes'] as const;
export type ScenarioView = (typeof scenarioViews)[number];

export type Route =
  | { readonly name: 'start' }
  /** With a view: the whole scenario in that view, and not a step. */
  | { readonly name: 'scenario'; readonly step: number; readonly view?: ScenarioView | undefined }
  | { readonly name: 'run'; readonly runId: string }
  | { readonly name: 'results'; readonly runId: string }
  | { readonly name: 'compare'; readonly runId: string }
  | { readonly name: 'labs' }
  | { readonly name: 'lab'; readonly labId: string }
  | { readonly name: 'testbed' }
  | { readonly name: 'validation' }
  /** With a cost: its model and its name are on show. `mine`: profiles of the person. */
  | {
      readonly name: 'catalogue';
      readonly cost?: { readonly model: string; readonly name: string } | undefined;
      readonly mine?: boolean;
    };

export type RouteName = Route['name'];

/** Address of a route: `#/scenario/3`, `#/scenario/fields`, `#/results/run-1`. Steps count from 1 in addresses, from 0 in routes. */
export function addressOf(route: Route): string {
  switch (route.name) {
    case 'start':
      return '#/';
    case 'scenario':
      return `#/scenario/${route.view ?? route.step + 1}`;
    case 'lab':
      return `#/labs/${encodeURIComponent(route.labId)}`;
    case 'labs':
    case 'testbed':
    case 'validation':
      return `#/${route.name}`;
    case 'catalogue':
      if (route.mine) return '#/catalogue/mine';
      return ['#', route.name, ...(route.cost ? [route.cost.model, route.cost.name].map(encodeURIComponent) : [])].join('/');
    case 'run':
    case 'results':
    case 'compare':
      return `#/${route.name}/${encodeURIComponent(route.runId)}`;
  }
}

/** Route of an address; anything unknown leads to the start page. */
export function routeOf(address: string): Route {
  const [name = '', argument = '', further = ''] = address.replace(/^#?\/?/, '').split('/');
  switch (name) {
    case 'scenario':
      return { name, step: stepOf(argument), view: scenarioViews.find((view) => view === argument) };
    case 'labs': {
      const labId = decoded(argument);
      return labId === '' ? { name } : { name: 'lab', labId };
    }
    case 'testbed':
    case 'validation':
      return { name };
    case 'catalogue': {
      if (argument === 'mine') return { name, mine: true };
      const cost = { model: decoded(argument), name: decoded(further) };
      return cost.model === '' || cost.name === '' ? { name } : { name, cost };
    }
    case 'run':
    case 'results':
    case 'compare': {
      const runId = decoded(argument);
      return runId === '' ? { name: 'start' } : { name, runId };
    }
    default:
      return { name: 'start' };
  }
}

function stepOf(argument: string): number {
  const number = Number(argument);
  return Number.isInteger(number) && number >= 1 ? number - 1 : 0;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return '';
  }
}
