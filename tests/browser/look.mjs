// The one door: `node look.mjs <check> <sites> [<out>]` runs a check of this folder over built
// sites. It prints what is wrong, a line each, then what was looked at. Ends with 0 when nothing is
// wrong, 1 when something is, 3 when there is no browser or a package is missing.
import { resolve } from 'node:path';

const [name, sites, out] = process.argv.slice(2);
const missing = (what) => {
  console.log(what);
  process.exit(3);
};

let reader;
try {
  reader = await import('./reader.mjs');
} catch (error) {
  if (error.code !== 'ERR_MODULE_NOT_FOUND') throw error;
  missing('playwright-core and axe-core are missing: npm install --prefix tests/browser');
}
if (!reader.chromiumPath) missing('no chromium was found: install it, or name one in PREREAD_CHROMIUM');

const check = await import(`./${name}.mjs`);
const problems = new Map();
const say = (problem) => problems.set(problem, (problems.get(problem) ?? 0) + 1);
const seen = await check.default(resolve(sites), say, out && resolve(out));
const most = 80;
[...problems.keys()].slice(0, most).forEach((problem) => console.log(problem));
if (problems.size > most) console.log(`… and ${problems.size - most} more`);
console.log(`${name}: ${seen}, ${problems.size} problems`);
process.exit(problems.size ? 1 : 0);
