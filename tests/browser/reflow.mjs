// Pages fit: no sideways scroll, no clipped and no overlapping words, at 320 pixels, on a phone, at
// 200 % zoom (half of 1280 pixels) and with text at twice its size; all disclosures open.
import { disclose, eachPage, oneOfEachKind, start } from './reader.mjs';

const WIDTHS = [320, 390, 640, 1280];

export default async function reflow(sites, say) {
  const kinds = oneOfEachKind(sites);
  const look = (widths, how) => async (tab, page) => {
    await disclose(tab);
    await tab.evaluate(() => document.fonts.ready);
    for (const width of widths) {
      await tab.setViewportSize({ width, height: 900 });
      for (const problem of await tab.evaluate(misfits)) say(`${page.name} (${width}${how}): ${problem}`);
    }
  };
  let browser = await start();
  await eachPage(browser, kinds, { viewport: { width: 320, height: 900 }, reducedMotion: 'reduce' }, look(WIDTHS, ''));
  await browser.close();
  // The reader's own setting: what is measured in rem grows, widths of the window do not.
  browser = await start('--blink-settings=defaultFontSize=32');
  await eachPage(browser, kinds, { viewport: { width: 1280, height: 900 } }, look([1280], ', text at 200 %'));
  await browser.close();
  return `${kinds.length} page kinds at ${WIDTHS.join(', ')} pixels and with text at 200 %`;
}

/** What does not fit. Runs in the page. */
export function misfits() {
  const problems = [];
  const name = (element) => {
    const box = element.getBoundingClientRect();
    const label = `${element.tagName.toLowerCase()}${element.id ? `#${element.id}` : ''}${element.getAttribute('class') ? `.${element.getAttribute('class').trim().split(/\s+/).join('.')}` : ''}`;
    return `${label} “${element.textContent.trim().replace(/\s+/g, ' ').slice(0, 50)}” at ${Math.round(box.left)},${Math.round(box.top + scrollY)}`;
  };
  const page = document.documentElement;
  const beyond = page.scrollWidth - page.clientWidth;
  const isShown = (element) => element.checkVisibility({ visibilityProperty: true, opacityProperty: true });
  const isHidden = (box) => box.width <= 2 || box.height <= 2;
  // What is there for screen readers alone is clipped to nothing.
  const cut = new Map();
  const isCut = (element) => {
    if (!element) return false;
    if (!cut.has(element)) cut.set(element, isHidden(element.getBoundingClientRect()) || getComputedStyle(element).clipPath === 'inset(50%)' || isCut(element.parentElement));
    return cut.get(element);
  };
  if (beyond > 0) {
    const guilty = [...document.querySelectorAll('body *')].filter((element) => {
      const box = element.getBoundingClientRect();
      return (box.right > innerWidth + 1 || box.left < -1) && !element.closest('.scroll') && isShown(element) && !isHidden(box);
    });
    problems.push(`scrolls sideways by ${beyond} pixels: ${guilty.slice(-2).map(name).join(' | ')}`);
  }
  for (const element of document.querySelectorAll('body *')) {
    if (element.closest('svg') || element.scrollWidth <= element.clientWidth + 1 || !element.textContent.trim()) continue;
    const style = getComputedStyle(element);
    const box = element.getBoundingClientRect();
    if (['hidden', 'clip'].includes(style.overflowX) && !isHidden(box) && isShown(element)) problems.push(`words are clipped: ${name(element)}`);
  }
  // Words that lie on other words. Rows of a line may touch: only the middle of each is compared.
  const rows = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const range = document.createRange();
  while (walker.nextNode()) {
    const node = walker.currentNode;
    const element = node.parentElement;
    if (!node.data.trim() || ['STYLE', 'SCRIPT', 'TITLE', 'DESC', 'title', 'desc'].includes(element.tagName) || !isShown(element)) continue;
    if (isCut(element) || element.closest('.skip')) continue;
    range.selectNodeContents(node);
    const svg = element.closest('svg');
    for (const box of range.getClientRects()) {
      if (isHidden(box)) continue;
      const row = { element, node, left: box.left + 1, right: box.right - 1, top: box.top + box.height * 0.22, bottom: box.bottom - box.height * 0.22 };
      if (row.left < row.right) rows.push(row);
      if (svg) {
        const frame = svg.getBoundingClientRect();
        if (box.left < frame.left - 2 || box.right > frame.right + 2 || row.top < frame.top - 2 || row.bottom > frame.bottom + 2) problems.push(`words leave their drawing: ${name(element)}`);
      }
    }
  }
  rows.sort((a, b) => a.top - b.top);
  for (let i = 0; i < rows.length && problems.length < 8; i += 1) {
    for (let j = i + 1; j < rows.length && rows[j].top < rows[i].bottom; j += 1) {
      const [a, b] = [rows[i], rows[j]];
      if (a.left < b.right && b.left < a.right && !(a.element.closest('.scroll') && b.element.closest('.scroll') && a.element.closest('.scroll') !== b.element.closest('.scroll'))) {
        problems.push(`words lie on words: ${name(a.element)} and ${name(b.element)}`);
        break;
      }
    }
  }
  return problems.slice(0, 6);
}
