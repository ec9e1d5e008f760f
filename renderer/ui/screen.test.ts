// @vitest-environment jsdom
import { mount, type VueWrapper } from '@vue/test-utils';
import { createPinia, setActivePinia } from 'pinia';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { defineComponent, h, nextTick } from 'vue';
import { useLayoutStore } from '../stores/layout.ts';
import UiContents from './contents.vue';
import UiPanel from './panel.vue';
import UiSection from './section.vue';
import { provideScreen } from './screen.ts';

/** A section with two panels, the second folded at first, and a panel by itself. */
const Screen = defineComponent({
  setup() {
    provideScreen('results', 'run-1');
    return () => [
      h(UiContents),
      h(UiSection, { title: 'At 95 % of line rate', name: 'Side by side' }, () => [
        h(UiPanel, { title: 'Latency', level: 3 }, () => h('p', { class: 'latency' }, 'chart')),
        h(UiPanel, { title: 'Warm-up', level: 3, foldedAtFirst: true }, () => h('p', { class: 'warm-up' }, 'chart')),
      ]),
      h(UiPanel, { title: 'Tables' }, () => h('p', 'table')),
    ];
  },
});

/** What the page does when its height changes. */
const resized = new Set<() => void>();
function grow(): void {
  for (const tell of resized) tell();
}

beforeEach(() => {
  localStorage.clear();
  vi.stubGlobal(
    'ResizeObserver',
    class {
      readonly #tell: () => void;
      constructor(tell: () => void) {
        this.#tell = tell;
      }
      observe(): void {
        resized.add(this.#tell);
      }
      disconnect(): void {
        resized.delete(this.#tell);
      }
    },
  );
  setActivePinia(createPinia());
  vi.stubGlobal(
    'IntersectionObserver',
    class {
      observe = vi.fn();
      unobserve = vi.fn();
      disconnect = vi.fn();
    },
  );
  Element.prototype.scrollIntoView = vi.fn();
});

let page: VueWrapper;
async function open(): Promise<VueWrapper> {
  page = mount(Screen, { attachTo: document.body });
  // Its parts are known once they are there.
  await nextTick();
  return page;
}
afterEach(() => page.unmount());

it('lists the parts of a screen in their order', async () => {
  const names = (await open()).findAll('li').map((item) => item.text());
  expect(names).toEqual(['Side by side', 'Latency', 'Warm-up', 'Tables']);
});

it('folds a panel, and keeps it so for the next time', async () => {
  await open();
  const button = page.get('button[aria-expanded]:not(.toggle)');
  expect(button.text()).toBe('Latency');
  expect(page.get('.latency').isVisible()).toBe(true);
  await button.trigger('click');
  expect(button.attributes('aria-expanded')).toBe('false');
  expect(page.get('.latency').isVisible()).toBe(false);
  page.unmount();
  await open();
  expect(page.find('.latency').exists()).toBe(false);
});

it('makes what is folded at first when it is gone to, and gives it the focus', async () => {
  await open();
  expect(page.find('.warm-up').exists()).toBe(false);
  await page.findAll('li button')[2]?.trigger('click');
  await vi.waitFor(() => expect(document.activeElement?.textContent).toBe('Warm-up'));
  expect(page.get('.warm-up').isVisible()).toBe(true);
});

it('folds all panels of the screen and no other', async () => {
  await open();
  await page.findAll('.all button')[0]?.trigger('click');
  expect(useLayoutStore().folds).toEqual({ 'results: Latency': true, 'results: Warm-up': true, 'results: Tables': true });
});

it('leaves a panel that stands on no such screen open, without a button', () => {
  page = mount(UiPanel, { props: { title: 'Alone', foldedAtFirst: true }, slots: { default: 'text' } });
  expect(page.text()).toContain('text');
  expect(page.find('button').exists()).toBe(false);
});

it('keeps a part that was gone to in its place while the page grows, until the person moves', async () => {
  await open();
  const scrolled = vi.mocked(Element.prototype.scrollIntoView);
  const goTo = page.findAll('li button').find((button) => button.text() === 'Tables');
  await goTo?.trigger('click');
  await nextTick();
  const gone = scrolled.mock.calls.length;
  expect(gone).toBeGreaterThan(0);
  grow();
  expect(scrolled.mock.calls.length).toBe(gone + 1);
  window.dispatchEvent(new Event('wheel'));
  grow();
  expect(scrolled.mock.calls.length).toBe(gone + 1);
});
