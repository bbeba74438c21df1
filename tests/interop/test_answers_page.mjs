#!/usr/bin/env node
// The page of a firm's answers in Debian's chromium: nothing asked from outside, no complaint, accessible in both languages and schemes, on A4; and a
// draft full of hostile text stays text. TAP.
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { finish, launch, open, pdfPages, report, same, violations } from './browser.mjs';

const top = process.env.TOP;
const tmp = process.env.TMP;
process.chdir(tmp);
const env = { ...process.env, TENKEN_DATADIR: top };
const tenken = (...args) => execFileSync(process.env.TENKEN, args, { encoding: 'utf8', env });
const file = (name) => path.join(tmp, name);

// The firm of the demonstration, this year and the year before.
execFileSync('sh', ['-c', `tenken() { "$TENKEN" "$@" >/dev/null; }; tenken new works.tenken --pack basic10 --pack supply-chain; . "${top}/tests/demo/works.sh"`], { env });
tenken('set', 'works.tenken', 'plan.budget_initial=100000', 'plan.budget_monthly=10000', 'basic10:2.scope=本社のみ', 'basic10:2.exceptions=工場の計測機');
const before = JSON.parse(fs.readFileSync('works.tenken', 'utf8'));
before.period = '2025';
before.answers.basic10['1'] = { level: 0 };
before.answers.basic10['2'] = { level: 4 };
fs.writeFileSync('before.tenken', JSON.stringify(before));
tenken('show', 'works.tenken', '--html', 'works.html', '--since', 'before.tenken');

const browser = await launch();
const shown = (page) => page.evaluate(() => [...document.querySelectorAll('article')].filter((a) => getComputedStyle(a).display !== 'none').map((a) => a.lang));
for (const colorScheme of ['light', 'dark']) {
  const { context, page, problems, requests } = await open(browser, file('works.html'), { colorScheme });
  same(await shown(page), ['en'], `${colorScheme}: the current language is shown first, alone`);
  same(await violations(page), [], `${colorScheme}: axe finds nothing in English`);
  await page.getByLabel('日本語').check();
  same(await shown(page), ['ja'], `${colorScheme}: the other language on a click, without a script`);
  same(await violations(page), [], `${colorScheme}: axe finds nothing in Japanese`);
  await page.keyboard.press('ArrowRight');
  same(await shown(page), ['en'], `${colorScheme}: and back by keyboard`);
  same(problems, [], `${colorScheme}: no error, no warning`);
  same(requests, [`file://${file('works.html')}`], `${colorScheme}: nothing is asked from anywhere`);
  await context.close();
}

{
  const { context, page } = await open(browser, file('works.html'));
  const text = await page.locator('#page-en').innerText();
  const has = (words, name) => report(text.includes(words), name, text);
  has('It is not the signed answers', 'it says what it is not');
  has('It was made from a draft', 'and what it was made from');
  has('28.4', 'the total');
  has('not yet: 3 Restore tests', 'the weakest essential item by name');
  has('Before answering, management expected 75.0. The answers say 28.4: 46.6 lower.', 'belief against answers');
  has('Until something has been restored', 'the contradiction');
  has('本社のみ', 'the scope');
  has('工場の計測機', 'the exceptions');
  has('バックアップの予定表', 'the title of the evidence');
  report(!text.includes('backup-plan.pdf'), 'not where the evidence lies');
  has('2027-03-31', 'the date of the plan');
  has('The steps chosen within the budget', 'the steps chosen');
  has('Threats least covered', 'the threats');
  has('What has changed since 2025', 'the year before');
  const changes = await page.locator('#page-en .changes tbody tr').allInnerTexts();
  same(changes.map((t) => t.split(/\t/)), [['1 Phishing drills', '0 not yet', '1 partly'], ['2 Backups kept apart', '4 improving', '3 established']], 'what was raised and lowered');
  const radar = await page.locator('#page-en figure svg title').first().textContent();
  report(radar.includes('Backups kept apart: 3, target 3.'), 'the radar is told in words', radar);
  const questions = await page.locator('#page-en .question .answer').allInnerTexts();
  same(questions.length, 25, 'every question is there');
  report(questions.every((q) => /^(\d \w+|don't know|not applicable)/.test(q.trim())), 'with its answer in words', questions);
  const pdf = pdfPages(await page.pdf({ preferCSSPageSize: true }));
  report(pdf.count >= 5 && pdf.count <= 12, 'printed on a few pages', pdf.count);
  same([...new Set(pdf.boxes.map(String))], ['595,842'], 'of A4');
  await page.setViewportSize({ width: 360, height: 700 });
  report(await page.evaluate(() => document.documentElement.scrollWidth <= 360), 'a narrow screen needs no sideways scrolling');
  await context.close();
}

// Hostile text in everything that a draft may hold.
const evil = `</style></title><script>alert(1)</script><img src="https://evil.example/x" onerror="alert(2)"> '"&amp; \u202egnp.exe ${'W'.repeat(120)}`;
const draft = JSON.parse(fs.readFileSync('works.tenken', 'utf8'));
draft.supplier.name = evil;
draft.supplier.contact.name = evil;
Object.assign(draft.answers.basic10['2'], { note: `${evil}${'W'.repeat(900)}\n\u001b[31m\u0085second line`, scope: evil, exceptions: evil, compensating: evil, owner: evil });
draft.answers.basic10['2'].evidence[0].title = evil;
draft.answers['supply-chain']['shared-login'].na_reason = evil;
draft.inventory[0].name = evil;
draft.inventory[0].vendor = 'javascript:alert(3)';
draft.affirmation.name = evil;
fs.writeFileSync('evil.tenken', JSON.stringify(draft));
tenken('show', 'evil.tenken', '--html', 'evil.html');
{
  const { context, page, problems, requests } = await open(browser, file('evil.html'));
  same(problems, [], 'hostile text: nothing runs, nothing is even blocked');
  same(requests, [`file://${file('evil.html')}`], 'hostile text: nothing is asked for');
  same(await page.evaluate(() => [document.scripts.length, document.images.length, document.links.length]), [0, 0, 0], 'hostile text: no element comes of it');
  report((await page.locator('#page-en').innerText()).includes('<script>alert(1)</script>'), 'hostile text: it is shown as it was written');
  const bytes = fs.readFileSync('evil.html', 'utf8');
  // eslint-disable-next-line no-control-regex
  same(bytes.match(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g), null, 'hostile text: no control character and no override is left');
  report(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), 'hostile text: a word of 900 letters does not widen the page');
  same(await violations(page), [], 'hostile text: axe finds nothing');
  await context.close();
}

await browser.close();
finish();
