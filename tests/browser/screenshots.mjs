// Pictures of one page of each kind: light, dark, phone, and as printed (when pdftoppm is there).
import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { eachPage, oneOfEachKind, start } from './reader.mjs';

const WAYS = [
  { way: 'light', width: 1280, colorScheme: 'light' },
  { way: 'dark', width: 1280, colorScheme: 'dark' },
  { way: 'phone', width: 390, colorScheme: 'light' },
];

export default async function screenshots(sites, say, out) {
  const browser = await start();
  const site = process.env.PREREAD_SITE ?? 'sample';
  const kinds = oneOfEachKind(sites, (page) => page.site === site);
  const portfolio = oneOfEachKind(sites, (page) => page.site === 'portfolio' && page.kind === 'portfolio');
  rmSync(out, { recursive: true, force: true });
  mkdirSync(out, { recursive: true });
  for (const { way, width, colorScheme } of WAYS) {
    await eachPage(browser, [...kinds, ...portfolio], { viewport: { width, height: 900 }, colorScheme }, async (tab, page) => {
      await tab.evaluate(() => document.fonts.ready);
      await tab.screenshot({ path: join(out, `${page.kind}-${way}.png`), fullPage: true });
    });
  }
  const isMissing = spawnSync('pdftoppm', ['-v']).error;
  await eachPage(browser, kinds, { viewport: { width: 1280, height: 900 } }, async (tab, page) => {
    const pdf = join(out, `${page.kind}.pdf`);
    await tab.pdf({ path: pdf, format: 'A4', preferCSSPageSize: true });
    if (!isMissing) spawnSync('pdftoppm', ['-png', '-r', '60', pdf, join(out, `${page.kind}-print`)]);
  });
  await browser.close();
  return `${kinds.length + portfolio.length} page kinds in ${out}${isMissing ? ', PDF without pictures: pdftoppm was not found' : ''}`;
}
