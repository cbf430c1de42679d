// look.mjs INSTALLED PAGE…: opens each page as people do and prints, as JSON, what is wrong with it.
import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import path from 'node:path';

const [installed, ...pages] = process.argv.slice(2);
const require = createRequire(path.join(path.resolve(installed), 'package.json'));
const chromium = (await import(pathToFileURL(require.resolve('@sparticuz/chromium')))).default;
const { chromium: driver } = require('playwright-core');
const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

const NO_BROWSER = 4;
const browser = await driver
  .launch({
    executablePath: await chromium.executablePath(),
    // The package's own arguments put everything into one process, which a closed window ends.
    args: chromium.args.filter((one) => one !== '--single-process' && one !== '--no-zygote'),
    headless: true,
  })
  .catch((why) => {
    console.error(`Chromium does not start on this machine, so no page was looked at: ${why.message}`);
    process.exit(NO_BROWSER);
  });
const problems = [];
for (const file of pages) {
  const address = pathToFileURL(path.resolve(file)).href;
  for (const colorScheme of ['light', 'dark']) {
    for (const width of [1280, 400]) {
      await look(file, address, colorScheme, width);
    }
  }
}
await browser.close();
console.log(JSON.stringify({ browser: browser.version(), problems }, null, 2));
process.exit(problems.length === 0 ? 0 : 1);

async function look(file, address, colorScheme, width) {
  const say = (what) => problems.push(`${path.basename(file)}, ${colorScheme}, ${width} px: ${what}`);
  // The page's own policy forbids scripts; the judge is one, and is let in for that alone.
  const context = await browser.newContext({ colorScheme, viewport: { width, height: 900 }, bypassCSP: true });
  const page = await context.newPage();
  page.on('console', (message) => message.type() === 'error' && say(`console: ${message.text()}`));
  page.on('pageerror', (error) => say(`script: ${error.message}`));
  page.on('dialog', (dialog) => { say(`dialog: ${dialog.message()}`); dialog.dismiss(); });
  page.on('request', (request) => request.url().split('#')[0] !== address && say(`asks for ${request.url()}`));
  await page.goto(address);
  const scrolls = await page.evaluate(() => document.scrollingElement.scrollWidth - document.documentElement.clientWidth);
  if (scrolls > 0) say(`scrolls sideways by ${scrolls} px`);
  const broken = await page.evaluate(() =>
    [...document.querySelectorAll('a[href^="#"]')].map((a) => a.getAttribute('href')).filter((to) => !document.getElementById(to.slice(1))));
  broken.forEach((to) => say(`no such place: ${to}`));
  await page.keyboard.press('Tab');
  const first = await page.evaluate(() => document.activeElement.getAttribute('href'));
  if (first !== '#content') say(`the first thing that the keyboard reaches is ${first}`);
  await page.evaluate(axe);
  const judged = await page.evaluate(() => window.axe.run(document, { resultTypes: ['violations'] }));
  judged.violations.forEach((one) => say(`axe ${one.id}: ${one.help} (${one.nodes[0].html.slice(0, 200)})`));
  if (width === 1280 && colorScheme === 'light') {
    const pdf = await page.pdf({ format: 'A4' });
    if (pdf.length < 1000) say('prints nothing');
    if (process.env.PICTURE) await page.screenshot({ path: process.env.PICTURE, fullPage: true });
  }
  await context.close();
}
