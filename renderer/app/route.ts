import { readonly, shallowRef, type DeepReadonly, type ShallowRef } from 'vue';
import { addressOf, routeOf, type Route } from './routes.ts';

const current = shallowRef<Route>(routeOf(window.location.hash));
window.addEventListener('hashchange', () => (current.value = routeOf(window.location.hash)));

/** The route on show, kept in step with the address bar. */
export function useRoute(): DeepReadonly<ShallowRef<Route>> {
  return readonly(current);
}

/** Goes to a route; the way back leads here. */
export function goTo(route: Route): void {
  current.value = route;
  window.location.hash = addressOf(route);
}
