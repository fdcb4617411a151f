// WCAG 2.2 AA and axe's best practices on every page kind: light and dark, wide and phone, all
// disclosures open. Adds what axe does not see: the contrast of words inside drawings.
import { axe, disclose, eachPage, oneOfEachKind, start } from './reader.mjs';

const WAYS = [
  { colorScheme: 'light', width: 1280 },
  { colorScheme: 'dark', width: 390 },
  { colorScheme: 'light', width: 390 },
  { colorScheme: 'dark', width: 1280 },
];
// In the last two ways only what colour and width can change is looked at again, and that on the
// sample alone: the others hurt by their content, and two ways show it.
const BY_LOOK = ['color-contrast', 'target-size', 'link-in-text-block', 'scrollable-region-focusable', 'meta-viewport', 'aria-hidden-focus'];
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

export default async function access(sites, say) {
  const browser = await start();
  const kinds = oneOfEachKind(sites);
  let looks = 0;
  await eachPage(browser, kinds, { viewport: { width: 1280, height: 900 }, bypassCSP: true }, async (tab, page) => {
    await disclose(tab);
    await tab.evaluate(axe);
    for (const [index, { colorScheme, width }] of WAYS.entries()) {
      if (index > 1 && page.site !== 'sample') break;
      await tab.setViewportSize({ width, height: 900 });
      await tab.emulateMedia({ colorScheme });
      const where = `${page.name} (${colorScheme}, ${width})`;
      const options = index < 2
        ? { runOnly: { type: 'tag', values: TAGS }, rules: { 'target-size': { enabled: true } } }
        : { runOnly: { type: 'rule', values: BY_LOOK } };
      const found = await tab.evaluate((options) => window.axe.run(document, { ...options, resultTypes: ['violations'], preload: false }).then((result) => result.violations), options);
      for (const violation of found) {
        for (const node of violation.nodes.slice(0, 3)) {
          say(`${where}: ${violation.id}: ${node.target}: ${node.failureSummary?.replace(/\s+/g, ' ')}`);
        }
      }
      (await tab.evaluate(faintWords)).forEach((problem) => say(`${where}: drawing-contrast: ${problem}`));
      looks += 1;
    }
  });
  await browser.close();
  return `${kinds.length} page kinds, ${looks} looks`;
}

/** Words in drawings whose contrast with what lies under them is below 4.5 to 1. Runs in the page. */
export function faintWords() {
  const canvas = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true });
  const over = (colour, below) => {
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = `rgb(${below.join(' ')})`;
    canvas.fillRect(0, 0, 1, 1);
    canvas.fillStyle = colour;
    canvas.fillRect(0, 0, 1, 1);
    return [...canvas.getImageData(0, 0, 1, 1).data].slice(0, 3);
  };
  const light = (rgb) => rgb.map((c) => c / 255).map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4)).reduce((sum, c, i) => sum + c * [0.2126, 0.7152, 0.0722][i], 0);
  const ratio = (a, b) => (Math.max(light(a), light(b)) + 0.05) / (Math.min(light(a), light(b)) + 0.05);
  const ground = (element) => {
    for (let at = element; at; at = at.parentElement) {
      const colour = getComputedStyle(at).backgroundColor;
      if (!/rgba\(.*, 0\)|transparent/.test(colour)) return over(colour, [255, 255, 255]);
    }
    return [255, 255, 255];
  };
  const problems = [];
  for (const svg of document.querySelectorAll('svg')) {
    if (!svg.checkVisibility()) continue;
    const base = ground(svg.parentElement);
    const shapes = [...svg.querySelectorAll('rect, path, circle, ellipse, polygon')]
      .filter((shape) => shape.checkVisibility() && getComputedStyle(shape).fill !== 'none' && !shape.closest('defs, pattern, clipPath, mask, marker'))
      .map((shape) => ({ shape, frame: shape.getBoundingClientRect() }));
    for (const text of svg.querySelectorAll('text')) {
      if (!text.checkVisibility() || !text.textContent.trim()) continue;
      const style = getComputedStyle(text);
      const box = text.getBoundingClientRect();
      const [x, y] = [box.left + box.width / 2, box.top + box.height / 2];
      // The last shape before the words that has its area under their middle.
      let under = base;
      for (const { shape, frame } of shapes) {
        if (x < frame.left || x > frame.right || y < frame.top || y > frame.bottom) continue;
        if (!(shape.compareDocumentPosition(text) & Node.DOCUMENT_POSITION_FOLLOWING)) continue;
        const point = new DOMPoint(x, y).matrixTransform(shape.getScreenCTM().inverse());
        if (!shape.isPointInFill(point)) continue;
        const look = getComputedStyle(shape);
        if (look.fill.startsWith('url(')) continue;
        under = over(look.fill, under);
      }
      const found = ratio(over(style.fill, under), under);
      if (found < 4.5) problems.push(`“${text.textContent.trim().slice(0, 40)}” ${style.fill} on rgb(${under.join(', ')}): ${found.toFixed(2)} to 1`);
    }
  }
  return problems.slice(0, 5);
}
