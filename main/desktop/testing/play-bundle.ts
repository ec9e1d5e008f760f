/** Loads the bundled app in plain Node, plays a person who runs a scenario and closes the window during another run, and prints what was seen as JSON. */
import { pathToFileURL } from 'node:url';
import { PAGE_ADDRESS } from '../page-address.ts';
import { stage } from './fake-electron.ts';
import { useFakeElectron } from './use-fake-electron.ts';

useFakeElectron();

/** The person presses an item of a menu. */
function press(id: string): void {
  const item = stage.menu.flatMap(({ submenu }) => (Array.isArray(submenu) ? submenu : [])).find((candidate) => candidate.id === id);
  (item?.click as ((item: undefined, window: { id: number }) => void) | undefined)?.(undefined, window);
}

const [bundle = ''] = process.argv.slice(2);
await import(pathToFileURL(bundle).href);
stage.ready();
await new Promise((resolve) => setImmediate(resolve));

const window = stage.window();
const stranger = window.webContents.connect({ url: 'https://example.org/', parent: null });
const strangerReply = await stranger.call('lab.describe', {});

const page = window.webContents.connect();
const described = await page.call('lab.describe', {});
const examples = await page.call('scenario.examples', {});
press('run');
const command = await page.waitFor((message) => message.kind === 'event' && message.topic === 'menu.command');
press('copy-diagnostics');
await new Promise((resolve) => setImmediate(resolve));

const scenario = {
  vms: [{ name: 'vm', count: 2 }],
  flows: [{ name: 'load', vms: 'vm', traffic: { kind: 'poisson', load: 40 } }],
  techniques: [{ name: 'sriov' }, { name: 'virtio' }],
  method: { kind: 'fixed-load', durationMs: 4, replications: 2 },
};
const started = (await page.call('run.start', { scenario })) as { readonly value?: { readonly runId: string } };
if (!started.value) throw new Error(`The run was not started: ${JSON.stringify(started)}`);
const finished = await page.waitFor((message) => message.kind === 'event' && message.topic === 'run.finished');
const report = await page.call('report.pdf', { runId: started.value.runId });

// A long run, so that closing asks; the first answer is to go on, the second to close.
await page.call('run.start', { scenario: { ...scenario, method: { ...scenario.method, durationMs: 2000, replications: 50 } } });
stage.nextResponse = 1;
window.close();
await new Promise((resolve) => setImmediate(resolve));
const stayed = !stage.hasQuit;
stage.nextResponse = 0;
window.close();
const { app } = await import('./fake-electron.ts');
await new Promise((resolve) => (stage.hasQuit ? resolve(null) : app.once('quit', resolve)));
page.end();
stranger.end();

const served = await stage.protocols.get('app')?.(new Request('http://placeholder/'));
process.stdout.write(
  JSON.stringify({
    privileged: stage.privileged,
    scheme: [...stage.protocols.keys()],
    foreignAddress: served?.status,
    permissions: stage.permissions.map((allows) => allows(null, 'media', PAGE_ADDRESS, { isMainFrame: true })),
    options: window.options,
    loaded: window.webContents.loaded,
    strangerReply,
    described,
    examples,
    command,
    started,
    finished,
    report,
    progress: window.progress,
    questions: stage.questions.map(({ message }) => message),
    stayed,
    errors: stage.errors,
    copied: stage.copied,
  }),
);
