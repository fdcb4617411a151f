// What a browser sees: opens reports from the disk, as from a file share, and fails on any request
// that leaves the folder, any error on the console, any accessibility violation in both colour
// schemes and two widths with all disclosures open, and any sideways scroll at 320 pixels.
import { createRequire } from 'node:module';
import { readdirSync, statSync, readFileSync, existsSync } from 'node:fs';
import { join, resolve, sep } from 'node:path';
import { pathToFileURL, fileURLToPath } from 'node:url';

const [modules, sites] = process.argv.slice(2).map((path) => resolve(path));
const require = createRequire(join(modules, 'x.js'));
const { chromium } = require('playwright-core');
const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

const executablePath = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(existsSync);
if (!executablePath) {
  console.error('no browser was found: this check could not run');
  process.exit(1);
}

const walk = (folder) =>
  readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    return statSync(path).isDirectory() ? walk(path) : [path];
  });
const pages = walk(sites).filter((path) => path.endsWith('.html'));

// One page of each kind and site is looked at in every way; all are opened once.
const kinds = new Map();
for (const page of pages) {
  const kind = /<body class="is-([a-z]+)/.exec(readFileSync(page, 'utf8'))?.[1] ?? 'none';
  const name = page.slice(sites.length + 1).split(sep);
  const key = kind === 'part' || kind === 'register' ? `${name[0]} ${name.at(-1)}` : `${name[0]} ${kind}`;
  kinds.set(key, page);
}

const problems = [];
const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--no-first-run'] });

// One tab for each way of looking: pages are opened in it one after the other.
async function tab(options) {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  let where = '';
  page.on('console', (message) => ['error', 'warning'].includes(message.type()) && problems.push(`${where}: console: ${message.text()}`));
  page.on('pageerror', (error) => problems.push(`${where}: ${error}`));
  page.on('request', (request) => {
    const url = request.url();
    const inside = url.startsWith('data:') || (url.startsWith('file:') && fileURLToPath(url.split('#')[0].split('?')[0]).startsWith(sites));
    if (!inside) problems.push(`${where}: asks for ${url}`);
  });
  page.on('requestfailed', (request) => problems.push(`${where}: could not load ${request.url()}`));
  return async (path, look = async () => {}) => {
    where = path.slice(sites.length + 1);
    await page.goto(pathToFileURL(path).href);
    await look(page, where);
    looks += 1;
  };
}

const disclose = (page) => page.evaluate(() => document.querySelectorAll('details').forEach((details) => (details.open = true)));
let looks = 0;

// Every page as a reader opens it: no scripts, and the page's own security policy in force.
const plain = await tab({ viewport: { width: 1280, height: 900 }, javaScriptEnabled: false });
for (const path of pages) await plain(path);

for (const colorScheme of ['light', 'dark']) {
  for (const width of [1280, 390]) {
    const look = await tab({ viewport: { width, height: 900 }, colorScheme, bypassCSP: true });
    for (const path of kinds.values()) {
      await look(path, async (page, where) => {
        await disclose(page);
        await page.evaluate(axe);
        const found = await page.evaluate(() => window.axe.run(document, { resultTypes: ['violations'], preload: false }));
        for (const violation of found.violations) {
          for (const node of violation.nodes.slice(0, 3)) {
            problems.push(`${where} (${colorScheme}, ${width}): ${violation.id}: ${node.target} ${node.failureSummary?.replace(/\s+/g, ' ')}`);
          }
        }
      });
    }
  }
}

const narrow = await tab({ viewport: { width: 320, height: 900 }, bypassCSP: true });
for (const path of kinds.values()) {
  await narrow(path, async (page, where) => {
    await disclose(page);
    const wide = await page.evaluate(() => {
      const beyond = document.documentElement.scrollWidth - document.documentElement.clientWidth;
      if (beyond <= 0) return '';
      const guilty = [...document.querySelectorAll('body *')].filter((element) => element.getBoundingClientRect().right > window.innerWidth + 1 && !element.closest('.scroll'));
      return `${beyond}px: ${guilty.slice(-2).map((element) => element.outerHTML.slice(0, 120)).join(' | ')}`;
    });
    if (wide) problems.push(`${where}: scrolls sideways at 320 pixels by ${wide}`);
  });
}
await browser.close();
const unique = [...new Set(problems)];
unique.slice(0, 60).forEach((problem) => console.error(problem));
console.log(`${pages.length} pages, ${kinds.size} kinds, ${looks} looks, ${unique.length} problems`);
process.exit(unique.length ? 1 : 0);
