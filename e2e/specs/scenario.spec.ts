import { smallSweep } from '../fixtures/scenarios.ts';
import { expect, test } from '../test.ts';

test('a new scenario goes step by step to its results', async ({ app }) => {
  const { start, scenario, run, results, page } = app;
  const next = page.getByRole('button', { name: /^Next: / });

  await start.newButton.click();
  await expect(scenario.heading('Host and NIC')).toBeVisible();
  await scenario.field('Name').fill('Two tenants');
  await next.click();
  await expect(scenario.heading('Virtual machines')).toBeVisible();
  await scenario.field('VMs').fill('2');
  await next.click();
  await expect(scenario.heading('Traffic')).toBeVisible();
  await scenario.field('Offered load (% of line rate)').fill('20');
  await next.click();
  await expect(scenario.heading('Techniques')).toBeVisible();
  await page.getByRole('button', { name: 'Choose none' }).click();
  await scenario.technique('virtio, user-space backend').check();
  await scenario.technique('SR-IOV (a virtual function for each VM)').check();
  await next.click();
  await expect(scenario.heading('Method')).toBeVisible();
  await scenario.field('Simulated time (ms)').fill('4');
  await scenario.field('Replications').fill('2');
  await next.click();
  await expect(scenario.heading('Review and run')).toBeVisible();
  await expect(scenario.panel('This run')).toContainText('Simulations');
  await expect(scenario.panel('Scenario')).toContainText('2 × 1 vCPU');
  const bounds = page.getByRole('region', { name: 'Bounds of the points' });
  await expect(bounds.getByRole('row', { name: /^sriov/ })).toContainText(
    /^sriov163 kppswhat the traffic asks for; the wire then at 20 %5\.\d+ µs$/,
  );
  await expect(scenario.runButton).toBeEnabled();
  await scenario.runButton.click();
  await run.resultsLink.click();

  await expect(results.heading('Two tenants')).toBeVisible();
  await expect(results.bottleneckOf('virtio')).toBeVisible();
  await expect(results.bottleneckOf('sriov')).toContainText(/Bound: 163 kpps, .*; simulated \S+ kpps: \S+ %\./);
});

test('a negative rate is reported beside its field, stays as typed, and is mended there', async ({ app }) => {
  const { start, scenario } = app;
  await start.newButton.click();
  await scenario.goTo('Traffic');
  const load = scenario.field('Offered load (% of line rate)');

  await load.fill('-5');

  await scenario.expectProblem(load, /is -5, too small: give a number from 0/);
  await expect(load).toHaveValue('-5');
  await expect(scenario.stepLink('Traffic')).toHaveAccessibleName(/1 error/);
  await scenario.goTo('Method');
  await scenario.goTo('Traffic');
  await expect(load).toHaveValue('-5');

  await load.fill('40');
  await expect(load).not.toHaveAttribute('aria-invalid');
  await expect(scenario.runButton).toBeEnabled();
});

test('more virtual functions than the NIC has are reported beside their field', async ({ app }) => {
  const { start, scenario } = app;
  await start.newButton.click();
  const functions = scenario.field('Virtual functions of a port');

  await functions.fill('1000');

  await scenario.expectProblem(functions, /offers 63 virtual functions on a port, not 1000: set .+ to at most 63/);
  await expect(functions).toHaveValue('1000');

  await functions.fill('8');
  await expect(functions).not.toHaveAttribute('aria-invalid');
  await expect(scenario.runButton).toBeEnabled();
});

test('a VM without a core is reported beside its placement', async ({ app }) => {
  const { start, scenario } = app;
  await start.newButton.click();
  await scenario.goTo('Virtual machines');
  await scenario.field('Placement').selectOption({ label: 'Pinned to cores' });
  const cores = scenario.field('Cores');

  await cores.fill('4, 400');
  await scenario.expectProblem(cores, /400/);
  await expect(cores).toHaveValue('4, 400');
  await cores.fill('');
  await scenario.expectProblem(cores, /core/);

  await cores.fill('4-11');
  await expect(cores).not.toHaveAttribute('aria-invalid');
  await expect(scenario.runButton).toBeEnabled();
});

test('a host without a core left for its VMs is reported', async ({ app }) => {
  const { start, scenario } = app;
  await start.newButton.click();
  const networkCores = scenario.field('Network cores');

  await scenario.field('Physical cores').fill('4');
  await networkCores.fill('4');

  await scenario.expectProblem(networkCores, /core/);
});

test('the review leads to the field of each problem', async ({ app }) => {
  const { start, scenario } = app;
  await start.newButton.click();
  await scenario.field('Core frequency (GHz)').fill('fast');
  await scenario.goTo('Review and run');

  await scenario.panel('Problems').getByRole('link').first().click();

  await expect(scenario.heading('Host and NIC')).toBeVisible();
  await expect(scenario.field('Core frequency (GHz)')).toBeFocused();
  await expect(scenario.field('Core frequency (GHz)')).toHaveValue('fast');
});

test('edits are undone and redone', async ({ app }) => {
  const { start, scenario } = app;
  await start.newButton.click();
  await scenario.field('Name').fill('First name');
  await scenario.field('Ports').fill('2');

  await scenario.undoButton.click();
  await expect(scenario.field('Ports')).toHaveValue('1');
  await expect(scenario.field('Name')).toHaveValue('First name');
  await scenario.undoButton.click();
  await expect(scenario.field('Name')).toHaveValue('First comparison');
  await scenario.redoButton.click();
  await scenario.redoButton.click();
  await expect(scenario.field('Name')).toHaveValue('First name');
  await expect(scenario.field('Ports')).toHaveValue('2');
});

test('an unknown field in the JSON is reported with its path and the field that was meant', async ({ app }) => {
  const { start, scenario } = app;
  await start.newButton.click();
  const [flow] = smallSweep.flows;

  await scenario.paste({ ...smallSweep, flows: [{ ...flow, traffic: { ...flow.traffic, lod: 10 } }] });
  await scenario.goTo('Review and run');

  await expect(scenario.panel('Problems')).toContainText('Unknown field lod. Did you mean load?');
  await expect(scenario.panel('Problems').getByRole('link', { name: 'Traffic: flows.0.traffic.lod' })).toBeVisible();
  await expect(scenario.runButton).toBeDisabled();
  await scenario.showJson();
  await expect(scenario.json).toContainText('"lod": 10');
  await expect(scenario.panel('Problems of the text')).toContainText(/Line \d+, column \d+Unknown field lod/);
});

test('JSON that cannot be read is told from JSON that can, and stays as typed', async ({ app }) => {
  const { start, scenario } = app;
  await start.newButton.click();
  await scenario.showJson();

  await scenario.json.fill('{ "name": "Half');

  await expect(scenario.panel('Problems of the text')).toContainText('Line 1, column 11The text is not closed: a " is missing.');
  await expect(scenario.json).toHaveText('{ "name": "Half');
});

test('a capture file becomes traffic, mapped to VMs, and a scenario file may be YAML', async ({ app }) => {
  const { start, scenario, page } = app;
  await start.newButton.click();
  await scenario.goTo('Traffic');

  await page.getByLabel('Capture file to use').setInputFiles('main/capture/golden/dumpcap.pcapng');
  const dialog = page.getByRole('dialog', { name: 'Traffic of dumpcap.pcapng' });
  await expect(dialog).toContainText('150');
  await dialog.getByLabel('A VM for each').selectOption({ label: 'IP address' });
  await dialog.getByLabel('VM of 192.0.2.2', { exact: true }).fill('server');
  await dialog.getByLabel('Use others').uncheck();
  await dialog.getByRole('button', { name: 'Use this traffic' }).click();

  await expect(dialog).toBeHidden();
  await expect(page.getByRole('region', { name: 'Flow 1 192.0.2.2' })).toBeVisible();
  await expect(scenario.field('Kind of traffic').first()).toHaveValue(/\d/);
  await expect(scenario.field('Offered load (× recorded)').first()).toHaveValue('1');
  await expect(scenario.runButton).toBeEnabled();

  await page
    .getByLabel('Capture file to use')
    .setInputFiles({ name: 'notes.pcap', mimeType: '', buffer: Buffer.from('no capture at all') });
  await expect(page.getByRole('dialog')).toContainText('"notes.pcap" cannot be used: it is no capture');
  await page.getByRole('button', { name: 'Close' }).click();

  await scenario.showJson();
  await page
    .getByLabel('Scenario file to import')
    .setInputFiles({ name: 'small.yaml', mimeType: '', buffer: Buffer.from(`name: From YAML\nvms: [{ name: vm }]\n`) });
  await expect(scenario.json).toContainText('"name": "From YAML"');
});

test('an example opens in the wizard', async ({ app }) => {
  const { start, scenario } = app;

  await start.example('Noisy neighbour').click();

  await expect(scenario.heading('Host and NIC')).toBeVisible();
  await expect(scenario.field('Name')).toHaveValue('Noisy neighbour');
  await expect(scenario.runButton).toBeEnabled();
});
