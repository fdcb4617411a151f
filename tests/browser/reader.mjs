// How a reader opens reports: pages of built sites, one of each kind, in tabs that work side by
// side, from the disk. Knows nothing of what is checked.
import { createRequire } from 'node:module';
import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';

export const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
export const chromiumPath = [
  process.env.PREREAD_CHROMIUM,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
].find((path) => path && existsSync(path));

const walk = (folder) =>
  readdirSync(folder).sort().flatMap((name) => {
    const path = join(folder, name);
    return statSync(path).isDirectory() ? walk(path) : [path];
  });

/** Every page: its file, its name (`site/folder/page.html`), its site, its kind. */
export function everyPage(sites) {
  const files = walk(sites).filter((path) => path.endsWith('.html'));
  return files.map((path) => {
    const name = path.slice(sites.length + 1).split(sep).join('/');
    const look = /<body class="is-([a-z]+)/.exec(readFileSync(path, 'utf8'))?.[1] ?? 'none';
    const many = ['part', 'register', 'none'].includes(look);
    return { path, name, site: name.split('/')[0], kind: many ? name.split('/').at(-1).replace('.html', '') : look };
  });
}

/** The longest page of each kind, for each site. */
export function oneOfEachKind(sites, wanted = () => true) {
  const kinds = new Map();
  for (const page of everyPage(sites).filter(wanted)) {
    const key = `${page.site} ${page.kind}`;
    const other = kinds.get(key);
    if (!other || statSync(page.path).size >= statSync(other.path).size) kinds.set(key, page);
  }
  return [...kinds.values()];
}

/** Starts a browser that asks for nothing by itself. */
export const start = (...more) =>
  chromium.launch({
    executablePath: chromiumPath,
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--no-first-run', ...more],
  });

/** Looks at pages in as many tabs as there are cores. `look(tab, page)` gets the opened tab. */
export async function eachPage(browser, pages, options, look, prepare = async () => {}) {
  const queue = [...pages].reverse();
  const work = async () => {
    const context = await browser.newContext(options);
    const tab = await context.newPage();
    const now = { page: undefined };
    await prepare(tab, now);
    for (let page = queue.pop(); page; page = queue.pop()) {
      now.page = page;
      await tab.goto(pathToFileURL(page.path).href);
      await look(tab, page);
    }
    await context.close();
  };
  await Promise.all(Array.from({ length: Math.max(2, availableParallelism()) }, work));
}

/** Opens all disclosures. */
export const disclose = (tab) => tab.evaluate(() => document.querySelectorAll('details').forEach((details) => (details.open = true)));
