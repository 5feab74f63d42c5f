// html_pages.mjs - the HTML reports by other people's rules: html-validate says whether they are
// valid, axe-core in headless Chromium whether they are accessible (light and dark, wide and narrow).
//
//   node html_pages.mjs PAGE.html...
//
// The modules html-validate, axe-core and puppeteer-core are looked for in build/node (npm install
// --prefix build/node --ignore-scripts html-validate axe-core puppeteer-core) and where node itself
// looks. What is missing is said, and the test is skipped (77).
import fs from 'node:fs';
import path from 'node:path';
import {createRequire} from 'node:module';

const root = process.env.NETLATCH_SOURCE_DIR ?? process.cwd();
const require = createRequire(path.join(root, 'build', 'node', 'x.js'));
const chromium = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find((file) => fs.existsSync(file));

function wanted(name) {
  try {
    return require(name);
  } catch {
    console.log(`skipped: the node module ${name} is not there; see the beginning of this file`);
    process.exit(77);
  }
}

const {HtmlValidate} = wanted('html-validate');
const puppeteer = wanted('puppeteer-core');
const axe = fs.readFileSync((wanted('axe-core'), require.resolve('axe-core/axe.min.js')), 'utf8');
if (!chromium) {
  console.log('skipped: there is no Chromium');
  process.exit(77);
}

const folder = path.join(root, 'tests', 'golden', 'report');
const files = process.argv.length > 2 ? process.argv.slice(2)
  : fs.readdirSync(folder).filter((name) => name.endsWith('.html')).map((name) => path.join(folder, name));
let problems = 0;
function complain(file, where, text) {
  problems++;
  console.log(`${path.basename(file)}: ${where}: ${text}`);
}

// Roles that are native are named because the narrow layout takes the native ones away; style is
// inline because a page is one file.
const validator = new HtmlValidate({
  extends: ['html-validate:recommended'],
  rules: {'no-redundant-role': 'off', 'no-inline-style': 'off', 'long-title': 'off', 'void-style': 'off', 'no-trailing-whitespace': 'off', 'prefer-native-element': 'off'},
});
async function invalid(html) {
  const report = await validator.validateString(html);
  return report.results.flatMap((result) => result.messages);
}

// A page that both must find fault with: a picture without words, a list item without a list.
const planted = '<!DOCTYPE html><html><head><meta charset="utf-8"><title>x</title></head><body><li>x</li><img src="data:,"></body></html>';
if ((await invalid(planted)).length === 0)
  complain('planted', 'html-validate', 'finds nothing');

for (const file of files)
  for (const message of await invalid(fs.readFileSync(file, 'utf8')))
    complain(file, `line ${message.line}`, `${message.ruleId}: ${message.message}`);

const browser = await puppeteer.launch({executablePath: chromium, headless: true, args: ['--no-sandbox', '--disable-gpu']});
async function inaccessible(page) {
  await page.evaluate(axe);
  return (await page.evaluate(() => window.axe.run(document, {resultTypes: ['violations']}))).violations;
}

const blank = await browser.newPage();
await blank.setContent(planted);
if ((await inaccessible(blank)).length === 0)
  complain('planted', 'axe', 'finds nothing');

for (const file of files) {
  for (const scheme of ['light', 'dark']) {
    for (const width of [1280, 390]) {
      const page = await browser.newPage();
      await page.setBypassCSP(true);
      await page.setViewport({width, height: 900});
      await page.emulateMediaFeatures([{name: 'prefers-color-scheme', value: scheme}]);
      await page.goto(`file://${path.resolve(file)}`);
      await page.evaluate(() => document.querySelectorAll('details').forEach((one) => { one.open = true; }));
      for (const violation of await inaccessible(page))
        complain(file, `${width} ${scheme}`, `${violation.id}: ${violation.nodes.length} x ${violation.nodes[0].target}: ${violation.nodes[0].html.slice(0, 120)}`);
      const wide = await page.evaluate(() => document.documentElement.scrollWidth);
      if (wide > width)
        complain(file, `${width} ${scheme}`, `${wide} pixels wide`);
      await page.close();
    }
  }
}
await browser.close();
console.log(`html_pages: ${files.length} pages, ${problems} problems`);
process.exit(problems ? 1 : 0);
