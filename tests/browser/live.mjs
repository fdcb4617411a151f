// The live preview in a browser: a save is seen where the reader is, an error stands over the page and
// goes when it is mended, styles and scripts come anew, and axe finds nothing in what the preview itself
// shows. `node look.mjs live SITE`, with the address of a running preview in PREREAD_PREVIEW.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { axe, start } from './reader.mjs';

const ASSESSMENT = 'content/first-initiative/2026-03-readiness/assessment.toml';
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const PATIENCE = 20_000;

export default async function live(site, say) {
  const root = process.env.PREREAD_PREVIEW;
  const file = (name) => join(site, name);
  const edit = (name, change) => writeFileSync(file(name), change(readFileSync(file(name), 'utf8')));
  const finding = (words) => edit(ASSESSMENT, (text) => text.replace(/^finding = .*$/m, `finding = "${words}"`));

  const browser = await start();
  const context = await browser.newContext({ viewport: { width: 1280, height: 600 } });
  const tab = await context.newPage();
  tab.setDefaultTimeout(PATIENCE);
  let isListening = true;
  tab.on('console', (message) => isListening && ['error', 'warning'].includes(message.type()) && say(`the console says: ${message.text()}`));
  tab.on('pageerror', (error) => say(`a script fails: ${error}`));
  const shows = (words) => tab.waitForFunction((words) => document.body?.innerText.includes(words), words).catch(() => say(`“${words}” is never shown`));
  const panel = (kind) => tab.locator(`preread-preview details.${kind}`);
  const waits = async (what, ready) => ready.catch((error) => say(`${what}: ${String(error).split('\n')[0]}`));
  const settled = () => tab.waitForTimeout(300);

  // A save is seen where the reader is, in the page that was open.
  await tab.goto(`${root}first-initiative/2026-03-readiness/index.html`);
  await tab.evaluate(() => {
    window.kept = true;
    document.querySelectorAll('details').forEach((box) => { box.open = true; });
    scrollTo(0, 900);
  });
  const before = await tab.evaluate(() => scrollY);
  if (before < 500) say('the page is too short to see whether it stays where it is');
  await settled();
  finding('It is seen where the reader is.');
  await shows('It is seen where the reader is.');
  const after = await tab.evaluate(() => ({ top: scrollY, kept: window.kept, closed: document.querySelectorAll('body details:not([open])').length }));
  if (Math.abs(after.top - before) > 2) say(`a save moves the page from ${before} to ${after.top}`);
  if (!after.kept) say('a save loads the whole page again');
  if (after.closed) say(`a save closes ${after.closed} disclosures`);

  // The page that somebody sees first is right, however many saves there were.
  await tab.goto(root);
  for (let number = 1; number <= 5; number += 1) {
    finding(`This is number ${number}.`);
    await shows(`This is number ${number}.`);
  }

  // An error stands over the page, is hidden by the keyboard alone, and goes when it is mended.
  const good = readFileSync(file(ASSESSMENT), 'utf8');
  const errors = panel('errors');
  isListening = false;
  edit(ASSESSMENT, (text) => text.replace('date = 2026-03-12', 'date = <img src=x onerror=alert(1)>'));
  await waits('an error is not shown', errors.locator('mark', { hasText: '<' }).first().waitFor());
  await shows('This is number 5.');
  await looksGood('an error over a page');
  await errors.locator('summary').focus();
  await tab.keyboard.press('Enter');
  await waits('the panel does not close', errors.locator('.sheet').waitFor({ state: 'hidden' }));
  // Another save of the same error does not open it again.
  finding('Something else.');
  await settled();
  if (await errors.locator('.sheet').isVisible()) say('an error that was hidden comes back by itself');
  await tab.goto(`${root}first-initiative/2026-03-readiness/summary-that-nobody-saw.html`);
  await looksGood('an error in place of a page');
  await tab.goto(`${root}_preread/problems.html`);
  await looksGood('all that is wrong');
  writeFileSync(file(ASSESSMENT), good);
  await shows('1 warning');
  await tab.goto(root);
  await waits('an error that is mended is still shown', errors.waitFor({ state: 'detached' }));
  await tab.goto(`${root}first-initiative/acton.html`);
  await looksGood('an address that leads nowhere');
  isListening = true;

  // Warnings are a number that opens.
  await tab.goto(root);
  if (await panel('warnings').locator('.sheet').isVisible()) say('warnings are open from the start');
  await looksGood('warnings');

  // Styles come anew, and so does a page with a script, where the reader is.
  mkdirSync(file('themes/default/assets'), { recursive: true });
  writeFileSync(file('themes/default/assets/own.css'), 'body{letter-spacing:.25px}');
  await waits('a style is not seen', tab.waitForFunction(() => getComputedStyle(document.body).letterSpacing === '0.25px'));
  await tab.goto(`${root}search.html`);
  await tab.evaluate(() => scrollTo(0, 700));
  await settled();
  edit('content/first-initiative/actions/name-owners.md', (text) => text.replace(/^title = .*$/m, 'title = "Name everybody at last"'));
  await shows('Name everybody at last');
  await waits('the search page moves', tab.waitForFunction(() => Math.abs(scrollY - 700) < 3));
  await browser.close();
  return 'a save, an error, a warning, a style and a page with a script';

  /** Nothing for axe in light and dark, wide and narrow, and nothing scrolls sideways. */
  async function looksGood(what) {
    const other = await browser.newContext({ bypassCSP: true });
    const page = await other.newPage();
    for (const [width, colorScheme] of [[1280, 'light'], [1280, 'dark'], [390, 'light'], [320, 'dark']]) {
      await page.setViewportSize({ width, height: 800 });
      await page.emulateMedia({ colorScheme });
      await page.goto(tab.url());
      await page.evaluate(axe);
      await page.locator('preread-preview details').evaluateAll((boxes) => boxes.forEach((box) => { box.open = true; }));
      const found = await page.evaluate((values) => window.axe.run(document, { runOnly: { type: 'tag', values }, resultTypes: ['violations'], preload: false }).then((result) => result.violations), TAGS);
      for (const violation of found) say(`${what} (${width}, ${colorScheme}): ${violation.id}: ${violation.nodes[0].target}: ${violation.nodes[0].failureSummary?.replace(/\s+/g, ' ')}`);
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      if (wide > 0) say(`${what} (${width}): scrolls sideways by ${wide}`);
    }
    await other.close();
  }
}
