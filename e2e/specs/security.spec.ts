import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { smallSweep } from '../fixtures/scenarios.ts';
import { expect, test } from '../test.ts';

test('a browser without the token is refused in words', async ({ openBrowserLab, playwright }) => {
  const { port, address } = await openBrowserLab();
  const stranger = await playwright.request.newContext();

  for (const path of ['/', '/index.html', '/?token=guessed', new URL(address).search]) {
    const answer = await stranger.get(`http://127.0.0.1:${port}/${path.replace(/^\//, '')}`, { maxRedirects: 0 });
    expect(answer.status(), path).toBe(403);
    expect(await answer.text()).toContain('This address can be used once, and was.');
  }
  await stranger.dispose();
});

test('the page is served under a strict policy, which stops a script that is put into it', async ({ openBrowserLab, watch }) => {
  const { page, port } = await openBrowserLab();
  const answer = await page.request.get(`http://127.0.0.1:${port}/`);
  const policy = answer.headers()['content-security-policy'] ?? '';

  expect(policy).toContain("default-src 'none'");
  expect(policy).toContain("script-src 'self'");
  expect(policy).not.toMatch(/unsafe|\*|https?:/);
  expect(answer.headers()).toMatchObject({ 'x-content-type-options': 'nosniff', 'referrer-policy': 'no-referrer' });

  watch.allow(/violates the following Content Security Policy directive/);
  await page.evaluate(() => {
    const script = document.createElement('script');
    script.textContent = 'document.title = "taken over"';
    document.head.append(script);
  });
  await expect(page).not.toHaveTitle('taken over');
  // Any breach of the policy would fail any spec: the watch has seen this one.
  expect(watch.provoked).toHaveLength(1);
});

test('a page of another port of this machine, which is sent the cookie, can neither read nor frame nor use the lab', async ({
  openBrowserLab,
  context,
  watch,
}) => {
  const { port } = await openBrowserLab();
  const attacker = createServer((_request, response) => response.setHeader('Content-Type', 'text/html').end('<title>Another site</title>'));
  await new Promise<void>((resolve) => attacker.listen(0, '127.0.0.1', resolve));
  const strange = await context.newPage();
  watch.allow(/WebSocket connection to .+ failed/);
  watch.allow(/blocked by CORS policy|net::ERR_FAILED|ERR_BLOCKED_BY_RESPONSE|status of 405/);
  watch.allow(/frame-ancestors|Refused to display|Framing/);
  await strange.goto(`http://127.0.0.1:${(attacker.address() as AddressInfo).port}/`);

  const outcome = await strange.evaluate(async (lab) => {
    const page = `http://127.0.0.1:${lab}/`;
    const read = async (mode: RequestMode): Promise<string> => {
      try {
        return (await (await fetch(page, { mode, credentials: 'include' })).text()).slice(0, 20);
      } catch {
        return 'refused';
      }
    };
    const socket = await new Promise((resolve) => {
      const opened = new WebSocket(`ws://127.0.0.1:${lab}/lab`);
      opened.addEventListener('open', () => resolve('open'));
      opened.addEventListener('error', () => resolve('refused'));
    });
    const frame = document.createElement('iframe');
    frame.src = page;
    const framed = new Promise<string>((resolve) =>
      frame.addEventListener('load', () => resolve(frame.contentDocument ? 'readable' : 'closed')),
    );
    document.body.append(frame);
    return { cors: await read('cors'), opaque: await read('no-cors'), socket, framed: await framed };
  }, port);

  expect(outcome).toEqual({ cors: 'refused', opaque: 'refused', socket: 'refused', framed: 'closed' });
  await expect(strange.frameLocator('iframe').getByRole('heading', { level: 1 })).toHaveCount(0);
  attacker.close();
});

test('a site whose name is made to resolve to this machine is refused (DNS rebinding)', async ({ openBrowserLab, browser }, testInfo) => {
  const { port, address } = await openBrowserLab();
  const { launchOptions = {} } = testInfo.project.use;
  const rebound = await browser.browserType().launch({
    ...launchOptions,
    args: [...(launchOptions.args ?? []), '--host-resolver-rules=MAP evil.example 127.0.0.1', '--no-proxy-server'],
  });
  const page = await rebound.newPage();

  for (const path of ['/', new URL(address).search, '/lab']) {
    const answer = await page.goto(`http://evil.example:${port}/${path.replace(/^\//, '')}`);
    expect(answer?.status(), path).toBe(421);
  }
  await rebound.close();
});

test('words of a scenario are shown as words, whatever they hold', async ({ openBrowserLab }) => {
  const { App } = await import('../pages/app.ts');
  const app = new App(await openBrowserLab());
  const name = '<img src=x onerror="document.title=1"><script>document.title=2</script>{{ constructor }}';

  await app.start.newButton.click();
  await app.scenario.paste({ ...smallSweep, name });
  await app.scenario.runButton.click();
  await app.run.resultsLink.click();
  await expect(app.results.heading(name)).toBeVisible();
  await expect(app.page).not.toHaveTitle(/^[12]$/);
});

test('a page of another site cannot reach the lab', async ({ openBrowserLab, context, watch }) => {
  const { port } = await openBrowserLab();
  const strange = await context.newPage();
  await strange.goto('data:text/html,<title>Another site</title>');
  // What the page tries to reach from now on is refused, and what is on its way is cut off.
  watch.allow(/WebSocket connection to .+ failed/);
  watch.allow(/net::ERR_CONNECTION_(REFUSED|RESET)/);

  const outcome = await strange.evaluate(
    (lab) =>
      new Promise((resolve) => {
        const socket = new WebSocket(`ws://127.0.0.1:${lab}/lab`);
        socket.addEventListener('open', () => resolve('open'));
        socket.addEventListener('error', () => resolve('refused'));
      }),
    port,
  );

  expect(outcome).toBe('refused');
});

test('a second tab shares the lab: its project and its runs', async ({ openBrowserLab, context }) => {
  const { App } = await import('../pages/app.ts');
  const lab = await openBrowserLab();
  const first = new App(lab);
  const page = await context.newPage();
  await page.goto(`http://127.0.0.1:${lab.port}/`);
  const second = new App({ ...lab, page });
  await expect(second.start.heading).toBeVisible();

  await first.start.newButton.click();
  await first.scenario.paste(smallSweep);
  await expect(first.scenario.runButton).toBeEnabled();
  await first.scenario.runButton.click();
  await first.run.resultsLink.click();

  await second.start
    .panel('In Untitled project')
    .getByRole('link', { name: /points, done/ })
    .click();
  await expect(second.results.heading('Small sweep')).toBeVisible();
  await expect(second.results.verdictHeading).toHaveText((await first.results.verdictHeading.textContent()) ?? '');
});

test('a lost lab is told, and the page does not pretend', async ({ openBrowserLab, watch }) => {
  const { page, kill } = await openBrowserLab();
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  // What the page tries to reach from now on is refused, and what is on its way is cut off.
  watch.allow(/WebSocket connection to .+ failed/);
  watch.allow(/net::ERR_CONNECTION_(REFUSED|RESET)/);

  await kill();

  await expect(page.getByText('The connection to the lab is lost. Trying again…')).toBeVisible();
});
