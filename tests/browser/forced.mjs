// With the reader's own colours (forced colours, light and dark) every mark of every drawing that is
// seen otherwise is still seen, and words in it can be read; axe finds nothing; nothing moves for
// readers who asked for no motion.
import { faintWords } from './access.mjs';
import { axe, disclose, eachPage, oneOfEachKind, start } from './reader.mjs';

export default async function forced(sites, say) {
  const browser = await start();
  const kinds = oneOfEachKind(sites);
  let drawings = 0;
  await eachPage(browser, kinds, { viewport: { width: 1280, height: 900 }, bypassCSP: true, reducedMotion: 'reduce' }, async (tab, page) => {
    await disclose(tab);
    const moving = await tab.evaluate(() => [...document.querySelectorAll('*')].filter((element) => {
      const style = getComputedStyle(element);
      const last = (value) => Math.max(...value.split(',').map((time) => parseFloat(time) * (time.includes('ms') ? 1 : 1000)));
      return (style.animationName !== 'none' && last(style.animationDuration) > 1) || last(style.transitionDuration) > 1 || style.scrollBehavior === 'smooth';
    }).map((element) => element.tagName.toLowerCase()));
    if (moving.length) say(`${page.name}: moves although reduced motion is asked for: ${[...new Set(moving)].slice(0, 4)}`);
    for (const width of [1280, 390]) {
      await tab.setViewportSize({ width, height: 900 });
      await tab.emulateMedia({ forcedColors: 'none', colorScheme: 'light' });
      const usual = await tab.evaluate(marks);
      drawings += usual.length;
      for (const colorScheme of ['light', 'dark']) {
        await tab.emulateMedia({ forcedColors: 'active', colorScheme });
        const where = `${page.name} (forced colours, ${colorScheme}, ${width})`;
        (await tab.evaluate(marks)).forEach((drawing, index) => {
          const lost = drawing.marks.filter((mark, at) => usual[index]?.marks[at]?.seen && !mark.seen);
          if (lost.length) say(`${where}: ${lost.length} of ${drawing.marks.length} marks vanish in “${drawing.title}”, such as ${lost[0].html}`);
          if (drawing.marks.length && !drawing.marks.some((mark) => mark.seen)) say(`${where}: “${drawing.title}” is empty`);
        });
        (await tab.evaluate(faintWords)).forEach((problem) => say(`${where}: drawing-contrast: ${problem}`));
      }
    }
    await tab.evaluate(axe);
    const found = await tab.evaluate(() => window.axe.run(document, { runOnly: { type: 'rule', values: ['color-contrast', 'link-in-text-block'] }, resultTypes: ['violations'], preload: false }).then((result) => result.violations));
    for (const violation of found) for (const node of violation.nodes.slice(0, 3)) say(`${page.name} (forced colours, dark, 390): ${violation.id}: ${node.target}`);
  });
  await browser.close();
  return `${kinds.length} page kinds, ${drawings} drawings`;
}

/** The marks of every drawing, each with whether it is told from the ground. Runs in the page. */
function marks() {
  const canvas = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true });
  const rgb = (colour, below) => {
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = below;
    canvas.fillRect(0, 0, 1, 1);
    canvas.fillStyle = colour;
    canvas.fillRect(0, 0, 1, 1);
    return [...canvas.getImageData(0, 0, 1, 1).data].slice(0, 3);
  };
  const light = (value) => value.map((c) => c / 255).map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4)).reduce((sum, c, i) => sum + c * [0.2126, 0.7152, 0.0722][i], 0);
  const ground = (element) => {
    for (let at = element; at; at = at.parentElement) {
      const colour = getComputedStyle(at).backgroundColor;
      if (!/rgba\(.*, 0\)|transparent/.test(colour)) return colour;
    }
    return 'Canvas';
  };
  return [...document.querySelectorAll('svg[role="img"]')].filter((svg) => svg.checkVisibility()).map((svg) => {
    const below = ground(svg);
    const told = (colour) => {
      if (!colour || colour === 'none') return false;
      if (colour.startsWith('url(')) return true;
      const [a, b] = [rgb(colour, below), rgb(below, below)].map(light);
      return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05) >= 3;
    };
    const shapes = [...svg.querySelectorAll('rect, path, circle, ellipse, line, polyline, polygon, text')].filter((shape) => !shape.closest('defs, pattern, clipPath, mask, marker, symbol'));
    return {
      title: svg.querySelector('title')?.textContent.slice(0, 60) ?? '',
      marks: shapes.map((shape) => {
        const style = getComputedStyle(shape);
        const opacity = Number(style.opacity);
        const seen = opacity > 0.3 && ((told(style.fill) && Number(style.fillOpacity) > 0.3 && shape.tagName !== 'line') || (told(style.stroke) && parseFloat(style.strokeWidth) > 0));
        return { seen, html: shape.outerHTML.slice(0, 100) };
      }),
    };
  });
}
