// What the tests of the pages share: Debian's chromium through playwright-core, cut off from any network, axe-core, and TAP.
import fs from 'node:fs';
import { createRequire } from 'node:module';
import { chromium } from 'playwright-core';

export const axeSource = fs.readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

let count = 0;
export function report(good, name, notes = []) {
  count += 1;
  console.log(`${good ? 'ok' : 'not ok'} ${count} - ${name}`);
  if (!good) for (const note of [notes].flat()) console.log(`# ${String(note).replace(/\n/g, '\n# ')}`);
}
export const same = (got, wanted, name) => report(JSON.stringify(got) === JSON.stringify(wanted), name, `got ${JSON.stringify(got)}, not ${JSON.stringify(wanted)}`);
export const finish = () => console.log(`1..${count}`);

export function launch() {
  // The sandbox of chromium does not start for root; the pages under test are this project's own.
  const root = process.getuid() === 0 ? ['--no-sandbox'] : [];
  const quiet = ['--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];
  return chromium.launch({ executablePath: '/usr/bin/chromium', args: [...root, ...quiet] });
}

// A page on a file, with everything that it complains about and everything that it asks for from elsewhere.
export async function open(browser, file, options = {}) {
  const context = await browser.newContext({ offline: true, locale: 'en-US', viewport: { width: 1100, height: 900 }, ...options });
  const page = await context.newPage();
  const problems = [];
  const requests = [];
  page.on('console', (m) => (m.type() === 'error' || m.type() === 'warning') && problems.push(m.text()));
  page.on('pageerror', (e) => problems.push(e.message));
  page.on('dialog', (d) => { problems.push(`dialog: ${d.message()}`); d.dismiss(); });
  context.on('request', (r) => requests.push(r.url()));
  await page.route('**/*', (route) => (route.request().url() === `file://${file}` ? route.continue() : route.abort()));
  await page.goto(`file://${file}`);
  return { context, page, problems, requests };
}

// Violations in words; the page's policy does not bind what the debugger evaluates.
export async function violations(page) {
  await page.evaluate(axeSource);
  const result = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ['violations'] }));
  return result.violations.map((v) => `${v.id} (${v.impact}): ${v.help}: ${v.nodes.slice(0, 4).map((n) => `${n.target} ${n.failureSummary}`).join(' | ')}`);
}

// Pages and page sizes of a PDF as chromium writes it.
export function pdfPages(bytes) {
  const text = bytes.toString('latin1');
  const boxes = [...text.matchAll(/\/MediaBox\s*\[\s*0\s+0\s+([\d.]+)\s+([\d.]+)\s*\]/g)].map((m) => [Math.round(m[1]), Math.round(m[2])]);
  return { count: (text.match(/\/Type\s*\/Page\b(?!s)/g) ?? []).length, boxes };
}
