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
