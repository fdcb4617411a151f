// From the browser's print: a PDF is made, it has a sane number of pages, nothing is wider than the
// sheet, and what must not be split cannot be: figures, patterns, decisions and rows of tables.
import { eachPage, oneOfEachKind, start } from './reader.mjs';

// A4 within the margins of the design language, in CSS pixels.
const SHEET = { width: Math.floor(((210 - 36) / 25.4) * 96), height: Math.floor(((297 - 37) / 25.4) * 96) };

export default async function print(sites, say) {
  const browser = await start();
  const kinds = oneOfEachKind(sites);
  let sheets = 0;
  await eachPage(browser, kinds, { viewport: { width: SHEET.width, height: SHEET.height } }, async (tab, page) => {
    const where = `${page.name} (print)`;
    await tab.emulateMedia({ media: 'print' });
    for (const problem of await tab.evaluate(splits, SHEET)) say(`${where}: ${problem}`);
    const height = await tab.evaluate(() => document.documentElement.scrollHeight);
    const pdf = await tab.pdf({ format: 'A4', preferCSSPageSize: true });
    const count = (pdf.toString('latin1').match(/\/Type\s*\/Page\b(?!s)/g) ?? []).length;
    sheets += count;
    const most = Math.ceil(height / SHEET.height) * 2 + 3;
    if (count < 1 || count > most) say(`${where}: ${count} sheets, where ${most} would be many`);
    if (pdf.length < 4000) say(`${where}: the PDF is all but empty`);
  });
  await browser.close();
  return `${kinds.length} page kinds, ${sheets} sheets`;
}

/** What would be cut by the edge of a sheet. Runs in the page, in print. */
function splits(sheet) {
  const problems = [];
  const name = (element) => `${element.tagName.toLowerCase()}.${element.getAttribute('class') ?? ''} “${element.textContent.trim().replace(/\s+/g, ' ').slice(0, 50)}”`;
  const wide = document.documentElement.scrollWidth - document.documentElement.clientWidth;
  if (wide > 0) {
    const guilty = [...document.querySelectorAll('body *')].filter((element) => element.checkVisibility() && element.getBoundingClientRect().right > innerWidth + 1);
    problems.push(`wider than the sheet by ${wide} pixels: ${guilty.slice(-2).map(name).join(' | ')}`);
  }
  const whole = (element) => {
    for (let at = element; at && at !== document.body; at = at.parentElement) {
      if (['avoid', 'avoid-page'].includes(getComputedStyle(at).breakInside) && at.getBoundingClientRect().height <= sheet.height) return true;
    }
    return false;
  };
  for (const drawing of document.querySelectorAll('main svg[role="img"]')) {
    if (!drawing.checkVisibility() || drawing.getBoundingClientRect().height < 60) continue;
    if (drawing.getBoundingClientRect().height > sheet.height) problems.push(`a drawing is higher than a sheet: “${drawing.querySelector('title')?.textContent.slice(0, 60)}”`);
    else if (!whole(drawing)) problems.push(`a drawing may be split: “${drawing.querySelector('title')?.textContent.slice(0, 60)}”`);
  }
  for (const row of document.querySelectorAll('main tr')) {
    const height = row.getBoundingClientRect().height;
    if (row.checkVisibility() && height > 1 && height <= sheet.height && !whole(row)) {
      problems.push(`a row may be split: ${name(row)}`);
      break;
    }
  }
  for (const heading of document.querySelectorAll('main h1, main h2, main h3, main h4, main summary')) {
    if (heading.checkVisibility() && heading.tagName !== 'SUMMARY' && !['avoid', 'avoid-page'].includes(getComputedStyle(heading).breakAfter)) {
      problems.push(`a heading may stand alone at the foot of a sheet: ${name(heading)}`);
      break;
    }
  }
  for (const control of document.querySelectorAll('nav, input, button, .skip')) {
    if (control.checkVisibility() && control.getBoundingClientRect().height > 1) problems.push(`is printed and is of no use on paper: ${name(control)}`);
  }
  return problems.slice(0, 6);
}
