/** Draws the icons of the installed app from the icon of the page: `node tools/draw-icons.ts`. Chromium does the drawing. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from '@playwright/test';

const root = join(import.meta.dirname, '..');
const svg = readFileSync(join(root, 'renderer/public/icon.svg'), 'utf8');

/** Side of the picture, and the part of it that the drawing takes: icons of a Mac leave a margin. */
const icons = [
  { file: 'icon.png', side: 1024, part: 1 },
  { file: 'icon-mac.png', side: 1024, part: 824 / 1024 },
] as const;

const executablePath = process.env['CHROMIUM'] ?? '/usr/bin/chromium';
const browser = await chromium.launch({ executablePath, args: process.getuid?.() === 0 ? ['--no-sandbox'] : [] });
try {
  for (const { file, side, part } of icons) {
    const page = await browser.newPage({ viewport: { width: side, height: side } });
    const width = Math.round(side * part);
    await page.setContent(
      `<style>body{margin:0;height:${side}px;display:grid;place-items:center}svg{width:${width}px;height:${width}px}</style>${svg}`,
    );
    writeFileSync(join(root, 'build', file), await page.screenshot({ omitBackground: true }));
    await page.close();
  }
} finally {
  await browser.close();
}
