// @vitest-environment jsdom
/** What the panel asks for with adapters that the host of these tests does not have. */
import { flushPromises, mount, type VueWrapper } from '@vue/test-utils';
import { createPinia, setActivePinia } from 'pinia';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { refuse, succeed } from '../../../shared/contract/reply.ts';
import { HOST_FUNCTION, type GuestHost, type GuestMeasuring } from '../../../shared/testbed/guest-measuring.ts';
import { guestMeasuring as warnings } from '../../../shared/texts/english/guest-measuring.ts';
import type { PageConnection } from '../../bridge/connection.ts';
import { useLabConnection } from '../../bridge/lab.ts';
import { guests as texts } from '../../texts/english/guests.ts';
import GuestMeasuringPanel from './GuestMeasuringPanel.vue';

const host: GuestHost = {
  requirements: [{ name: 'QEMU', found: '/usr/bin/qemu-system-x86_64, version 10.0.2', remedy: '' }],
  accelerator: 'kvm',
  kernelIsToBeFetched: false,
  adapters: [
    { id: 'e1000', title: 'Intel 82540EM', obstacle: null, usual: true },
    { id: HOST_FUNCTION, title: 'Virtual function of this host', obstacle: null, usual: false },
  ],
};

let planned: GuestMeasuring[];
let refusal: string;
const connection = {
  call(name: string, input: unknown) {
    if (name === 'guest.inspect') return Promise.resolve(succeed(host));
    if (name === 'guest.state') return Promise.resolve(succeed({ progress: null, measurementId: null, problem: '' }));
    if (name === 'guest.plan') planned.push((input as { order: GuestMeasuring }).order);
    return Promise.resolve(refusal ? refuse('unavailable', refusal) : succeed({ commands: ['qemu-system-x86_64 -device vfio-pci'] }));
  },
  listen: () => () => undefined,
  onState: () => () => undefined,
} as unknown as PageConnection;

describe('the panel of measurements with guests', () => {
  let view: VueWrapper;

  beforeEach(async () => {
    vi.stubGlobal('matchMedia', () => ({ matches: false, addEventListener: () => undefined }));
    [planned, refusal] = [[], ''];
    setActivePinia(createPinia());
    useLabConnection(connection);
    view = mount(GuestMeasuringPanel, { attachTo: document.body });
    await flushPromises();
  });
  afterEach(() => view.unmount());

  const fieldOf = (label: string) => {
    const found = view.findAll('label').find((one) => one.text() === label);
    return found ? view.find(`[id="${found.attributes('for')}"]`) : undefined;
  };
  const button = (name: string) => {
    const found = view.findAll('button').find((one) => one.text() === name);
    if (!found) throw new Error(`There is no button ${name}.`);
    return found;
  };
  async function chooseFunction(): Promise<void> {
    await fieldOf(`${HOST_FUNCTION}: Virtual function of this host`)?.setValue(true);
    await flushPromises();
  }

  it('asks for the two addresses of functions of the host when their adapter is chosen, and warns of the way of their frames', async () => {
    expect(fieldOf(texts.functions.measured)).toBeUndefined();
    expect(view.text()).not.toContain(warnings.functions);
    await chooseFunction();
    expect(view.text()).toContain(warnings.functions);
    expect(view.text()).toContain('Here no frame leaves this host');
    expect(view.text()).toContain(texts.functionsNeeded);
    expect(button(texts.start).attributes('disabled')).toBeDefined();
    await fieldOf(texts.functions.measured)?.setValue('03:10.0');
    await flushPromises();
    expect(view.text()).toContain(texts.notPciAddress);
    await fieldOf(texts.functions.measured)?.setValue('0000:03:10.0');
    await fieldOf(texts.functions.generator)?.setValue('0000:03:10.2');
    await flushPromises();
    expect(view.text()).not.toContain(texts.notPciAddress);
    expect(view.text()).not.toContain(texts.functionsNeeded);
    await button(texts.plan).trigger('click');
    await flushPromises();
    expect(planned).toMatchObject([
      { devices: ['e1000', HOST_FUNCTION], functions: { measured: '0000:03:10.0', generator: '0000:03:10.2' } },
    ]);
    expect(view.text()).toContain('-device vfio-pci');
    await fieldOf('e1000: Intel 82540EM')?.setValue(false);
    await flushPromises();
    expect(view.text()).not.toContain('Here no frame leaves this host');
  });
});
