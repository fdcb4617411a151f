// With the keyboard alone: the skip link leads to the main part, Tab reaches every link and control
// once and in order, the focus is seen and never covered, and every disclosure opens and closes.
import { eachPage, oneOfEachKind, start } from './reader.mjs';

// A walk costs a key press for each link, so that not every site is walked.
const WALKED = ['sample', 'starter', 'portfolio', 'one', 'rtl', 'five-by-three'];
const MOST_STEPS = 600;

export default async function keyboard(sites, say) {
  const browser = await start();
  const kinds = oneOfEachKind(sites, (page) => WALKED.includes(page.site));
  let steps = 0;
  for (const width of [1280, 390]) {
    await eachPage(browser, kinds, { viewport: { width, height: 900 }, reducedMotion: 'reduce' }, async (tab, page) => {
      const where = `${page.name} (keyboard, ${width})`;
      await skips(tab, where, say);
      steps += await walks(tab, where, say);
      await discloses(tab, where, say);
    });
  }
  await browser.close();
  return `${kinds.length} page kinds, ${steps} steps`;
}

async function skips(tab, where, say) {
  await tab.keyboard.press('Tab');
  const first = await tab.evaluate(() => ({ href: document.activeElement.getAttribute('href') ?? '', top: document.activeElement.getBoundingClientRect().top, visible: document.activeElement.getBoundingClientRect().height > 10 }));
  if (!first.href.startsWith('#')) say(`${where}: the first Tab does not reach a skip link, but ${first.href}`);
  if (first.top < 0 || !first.visible) say(`${where}: the skip link is not seen when it has the focus`);
  await tab.keyboard.press('Enter');
  const inMain = await tab.evaluate(() => Boolean(document.activeElement.closest('main')));
  if (!inMain) say(`${where}: the skip link does not lead into the main part`);
  await tab.evaluate(() => {
    document.activeElement.blur();
    history.replaceState(null, '', location.pathname);
    scrollTo(0, 0);
    getSelection().removeAllRanges();
    // The walk begins at the top of the document again.
    document.body.tabIndex = -1;
    document.body.focus();
    document.body.removeAttribute('tabindex');
  }).catch(() => {});
}

async function walks(tab, where, say) {
  const expected = await tab.evaluate(() => {
    const all = [...document.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex="0"]')];
    const shown = all.filter((element) => element.checkVisibility({ visibilityProperty: true }) && !element.disabled && element.tabIndex >= 0);
    shown.forEach((element, index) => (element.dataset.walk = index));
    return shown.length;
  });
  const reached = new Set();
  let last = -1;
  let taken = 0;
  for (; taken < Math.min(expected + 5, MOST_STEPS); taken += 1) {
    await tab.keyboard.press('Tab');
    const at = await tab.evaluate(() => {
      const element = document.activeElement;
      if (!element || element === document.body) return undefined;
      const style = getComputedStyle(element);
      const outlined = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
      // A link over two lines has several boxes; one of them must be seen whole.
      const boxes = [...element.getClientRects()].filter((box) => box.width > 1 && box.height > 1);
      const seen = boxes.some((box) => {
        const points = [[box.left + box.width / 2, box.top + box.height / 2], [box.left + 2, box.top + 2], [box.right - 2, box.bottom - 2]];
        return points.some(([x, y]) => {
          const top = document.elementFromPoint(x, y);
          return top && (element.contains(top) || top.contains(element));
        });
      });
      return { walk: Number(element.dataset.walk ?? -1), outlined, seen, html: element.outerHTML.replace(/\s+/g, ' ').slice(0, 110) };
    });
    if (!at) break;
    if (reached.has(at.walk)) break;
    if (!at.outlined) say(`${where}: the focus is not outlined on ${at.html}`);
    if (!at.seen) say(`${where}: the focus is covered or out of sight on ${at.html}`);
    if (at.walk >= 0 && at.walk < last) say(`${where}: Tab goes backwards at ${at.html}`);
    last = Math.max(last, at.walk);
    reached.add(at.walk);
  }
  reached.delete(-1);
  if (taken < MOST_STEPS && reached.size < expected) {
    const missed = await tab.evaluate((reached) => [...document.querySelectorAll('[data-walk]')].filter((element) => !reached.includes(Number(element.dataset.walk))).map((element) => element.outerHTML.slice(0, 100)), [...reached]);
    say(`${where}: Tab reaches ${reached.size} of ${expected}, not ${missed[0]}`);
  }
  return taken;
}

async function discloses(tab, where, say) {
  const count = await tab.locator('summary').count();
  for (let index = 0; index < count; index += 1) {
    const summary = tab.locator('summary').nth(index);
    if (!(await summary.isVisible())) continue;
    await summary.focus();
    const states = [await open(summary)];
    for (const key of ['Enter', 'Space']) {
      await tab.keyboard.press(key);
      states.push(await open(summary));
    }
    if (states[0] === states[1] || states[1] === states[2]) say(`${where}: a disclosure does not answer to Enter and Space: ${await summary.textContent()}`);
    // The menu of a phone: its links are reached once it is open.
    if (await summary.evaluate((element) => Boolean(element.closest('header')))) {
      await tab.keyboard.press('Enter');
      await tab.keyboard.press('Tab');
      const inside = await tab.evaluate(() => Boolean(document.activeElement.closest('header details[open]')) && document.activeElement.tagName === 'A');
      if (!inside) say(`${where}: the menu opens, but Tab does not reach its links`);
      await summary.focus();
      await tab.keyboard.press('Enter');
    }
  }
}

const open = (summary) => summary.evaluate((element) => element.parentElement.open);
