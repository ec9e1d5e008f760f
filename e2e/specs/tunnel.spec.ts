import { runLabCommandAt } from '../fixtures/run-command.ts';
import { smallSweep } from '../fixtures/scenarios.ts';
import { tunnelObstacle } from '../fixtures/ssh-tunnel.ts';
import { App } from '../pages/app.ts';
import { expect, test } from '../test.ts';

test('a lab on a headless host works through an SSH tunnel, and lets a second browser in', async ({
  home,
  openBrowserLab,
  openTunnel,
  browser,
}) => {
  test.skip(tunnelObstacle() !== '', tunnelObstacle());
  let tunnelPort: number | undefined;
  const nextAddress = async ({ port }: { readonly port: number }): Promise<string> => {
    tunnelPort ??= await openTunnel(port);
    return (await runLabCommandAt(home, 'address', '--port', String(port), '--tunnel', String(tunnelPort))).trim();
  };
  const lab = await openBrowserLab({ addressOf: nextAddress });
  expect(Number(new URL(lab.page.url()).port)).toBe(tunnelPort);

  const app = new App(lab);
  await app.start.newButton.click();
  await app.scenario.paste(smallSweep);
  await app.scenario.runButton.click();
  await app.run.resultsLink.click();
  await expect(app.results.verdictHeading).toBeVisible();

  const elsewhere = await browser.newContext();
  const second = await elsewhere.newPage();
  await second.goto(lab.address);
  await expect(second.getByText('lab address')).toBeVisible();
  await second.goto(await nextAddress(lab));
  await expect(second.getByRole('link', { name: /points, done/ })).toBeVisible();

  await elsewhere.close();
  await lab.page.close();
});
