// Every page opens from the disk: nothing is asked of the network, the page's own security policy
// holds, the console stays silent, nothing moves while fonts arrive late, and without JavaScript all
// is there to read and no control stands dead. Part pages of the sample stay light.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { eachPage, everyPage, oneOfEachKind, start } from './reader.mjs';

const PARTS = ['reason', 'status', 'stakes', 'nature', 'results', 'learning', 'actions', 'commitment'];
const MOST_BYTES = 100 * 1024;
const FONT_DELAY = 150;
// The stand-in fonts have the widths of the real ones on the whole, not letter by letter: a word in a
// line may move by a pixel. A line or a block that moves counts for ten times as much. On two long pages
// a line breaks elsewhere when fonts are late; there the limit is what Web Vitals calls good.
const LEAST_SHIFT = 0.01;
const LIST_SHIFT = 0.1;
const LISTS = ['search', 'outcomes'];
// What is still on its way when the tab goes to the next page. What is not there or not allowed fails
// with other words.
const LEFT = 'net::ERR_ABORTED';

export default async function opens(sites, say) {
  const browser = await start();
  // Of the sample every page, of the others one of each kind.
  const kinds = oneOfEachKind(sites);
  const pages = [...everyPage(sites).filter((page) => page.site === 'sample'), ...kinds.filter((page) => page.site !== 'sample')];
  const loads = new Map();
  const text = new Map();
  const weights = new Map();
  const listen = async (tab, now) => {
    const where = () => now.page?.name;
    tab.on('console', (message) => ['error', 'warning'].includes(message.type()) && say(`${where()}: the console says: ${message.text()}`));
    tab.on('pageerror', (error) => say(`${where()}: a script fails: ${error}`));
    tab.on('requestfailed', (request) => {
      const why = request.failure()?.errorText;
      if (why !== LEFT) say(`${where()}: could not load ${request.url()}: ${why}`);
    });
    tab.on('request', (request) => {
      const url = request.url();
      if (url.startsWith('data:')) return;
      const file = url.startsWith('file:') ? fileURLToPath(url.split(/[?#]/)[0]) : undefined;
      if (!file?.startsWith(`${sites}/${now.page.site}/`)) say(`${where()}: asks for ${url}`);
      else loads.set(now.page.name, (loads.get(now.page.name) ?? new Set()).add(file));
    });
  };

  await eachPage(browser, pages, { viewport: { width: 1280, height: 900 } }, async (tab, page) => {
    await tab.evaluate(() => document.fonts.ready.then(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))));
    const shift = await tab.evaluate(() => new Promise((done) => {
      let sum = 0;
      new PerformanceObserver((list) => list.getEntries().forEach((entry) => (sum += entry.value))).observe({ type: 'layout-shift', buffered: true });
      setTimeout(() => done(sum), 50);
    }));
    if (shift > (LISTS.includes(page.kind) ? LIST_SHIFT : LEAST_SHIFT)) say(`${page.name} (1280): moves while it loads, by ${shift.toFixed(4)}`);
    text.set(page.name, await words(tab));
    weights.set(page.name, [...loads.get(page.name)].reduce((sum, file) => sum + wire(file), 0));
    if (page.kind === 'search') await search(tab, page, say);
  }, async (tab, now) => {
    await listen(tab, now);
    await tab.route(/\.(woff2?|ttf|otf)$/, async (route) => {
      await new Promise((done) => setTimeout(done, FONT_DELAY));
      await route.continue();
    });
  });

  await eachPage(browser, kinds, { viewport: { width: 1280, height: 900 }, javaScriptEnabled: false }, async (tab, page) => {
    const dead = await tab.evaluate(() => [...document.querySelectorAll('input, button, select, textarea')].filter((element) => element.checkVisibility()).map((element) => element.outerHTML.slice(0, 120)));
    dead.forEach((html) => say(`${page.name}: a control that does nothing without JavaScript is shown: ${html}`));
    const without = await words(tab);
    const missing = [...text.get(page.name)].filter((word) => !without.has(word));
    if (missing.length > 10) say(`${page.name}: without JavaScript these words are missing: ${missing.slice(0, 12).join(' ')}`);
    const links = await tab.evaluate(() => document.querySelectorAll('main a[href]').length);
    if (page.kind === 'search' && links < 3) say(`${page.name}: without JavaScript there is no list`);
  }, listen);
  await browser.close();

  const parts = pages.filter((page) => page.site === 'sample' && PARTS.includes(page.name.split('/').at(-1).replace('.html', '')) && page.name.split('/').length === 4);
  for (const page of parts) {
    const weight = weights.get(page.name);
    console.log(`${String(Math.round(weight / 1024)).padStart(4)} KB over the wire: ${page.name}`);
    if (weight > MOST_BYTES) say(`${page.name}: weighs ${weight} bytes with its styles and fonts, more than ${MOST_BYTES}`);
  }
  if (!parts.length) say('sample: no part page was weighed');
  return `${pages.length} pages, ${kinds.length} without JavaScript, ${parts.length} weighed`;
}

/** Bytes of a file as a server sends it: text compressed, fonts and images as they are. */
const sizes = new Map();
function wire(file) {
  if (!sizes.has(file)) {
    const bytes = readFileSync(file);
    sizes.set(file, /\.(html|css|js|svg|txt|json)$/.test(file) ? gzipSync(bytes).length : bytes.length);
  }
  return sizes.get(file);
}

// The search box is the script's own: without it there is none, and nothing is missing.
const words = async (tab) => new Set((await tab.evaluate(() => {
  const box = document.querySelector('[role=search]');
  const own = box ? box.innerText : '';
  return document.body.innerText.replace(own, '');
})).split(/\s+/));

/** Typing into the search box finds the first words of the list. */
async function search(tab, page, say) {
  const box = tab.locator('main input').first();
  if (!(await box.count())) return;
  const title = await tab.evaluate(() => document.querySelector('main li a[href], main td a[href], main dd a[href]')?.textContent.trim() ?? '');
  const word = title.split(/\s+/).sort((a, b) => b.length - a.length)[0];
  if (!word) return;
  await box.fill(word);
  await tab.waitForTimeout(400);
  const found = await tab.evaluate((word) => [...document.querySelectorAll('main a[href]')].filter((link) => link.checkVisibility() && link.closest('li, tr, dd, article')?.textContent.toLowerCase().includes(word.toLowerCase())).length, word);
  if (!found) say(`${page.name}: searching for “${word}” finds nothing`);
  await box.fill('qqqxzzz');
  await tab.waitForTimeout(400);
  const silent = await tab.evaluate(() => document.querySelector('main [role="status"], main [aria-live], main output')?.textContent.trim() ?? '');
  if (!silent) say(`${page.name}: searching for what is not there says nothing`);
}
