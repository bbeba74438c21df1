#!/usr/bin/env node
// The report for the owner after an interview: in Debian's chromium accessible, self-contained, on A4, in both languages; hostile text stays
// text in the page and in the workbook. TAP.
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { finish, launch, open, pdfPages, report, same, violations } from './browser.mjs';

const top = process.env.TOP;
process.chdir(process.env.TMP);
const env = { ...process.env, TENKEN_DATADIR: top };
const tenken = (...args) => execFileSync(process.env.TENKEN, args, { encoding: 'utf8', env });
const file = (name) => path.join(process.env.TMP, name);

execFileSync('sh', ['-c', `tenken() { "$TENKEN" "$@" >/dev/null; }; tenken new works.tenken --pack basic10 --pack supply-chain; . "${top}/tests/demo/works.sh"`], { env });
tenken('set', 'works.tenken', 'plan.budget_initial=100000', 'plan.budget_monthly=10000', 'basic10:3.assessor.level=0', 'basic10:3.assessor.confidence=heard',
  'basic10:2.assessor.level=2', 'basic10:2.assessor.confidence=document', 'basic10:2.assessor.reason=工場の計測機の控えがない', 'basic10:2.assessor.note=予定表は見た',
  'basic10:5.assessor.level=2', 'basic10:5.assessor.confidence=seen');
tenken('interview', 'followups', 'works.tenken', '--add', '復旧の記録を送る', '--about', 'basic10:3', '--owner', '総務 田中', '--due', '2026-11-15');
tenken('interview', 'followups', 'works.tenken', '--add', 'Call again', '--due', '2026-12-20');
tenken('interview', 'report', 'works.tenken', '--html', 'r.html', '--assessor', 'Mihon Consulting');

const browser = await launch();
for (const colorScheme of ['light', 'dark']) {
  const { context, page, problems, requests } = await open(browser, file('r.html'), { colorScheme });
  same(await violations(page), [], `${colorScheme}: axe finds nothing in English`);
  await page.getByLabel('日本語').check();
  same(await violations(page), [], `${colorScheme}: axe finds nothing in Japanese`);
  same(problems, [], `${colorScheme}: no error, no warning`);
  same(requests, [`file://${file('r.html')}`], `${colorScheme}: nothing is asked from anywhere`);
  await context.close();
}
{
  const { context, page } = await open(browser, file('r.html'));
  const heads = await page.locator('#page-en h2').allInnerTexts();
  same(heads.slice(0, 5), ['Where the firm stands', 'What to do first', 'The plan', "Where your view and the assessor's differ", 'What was agreed to come later'], 'the owner reads in this order');
  same(heads.at(heads.indexOf('Appendix: every answer')), 'Appendix: every answer', 'with every answer behind it');
  const steps = await page.locator('#page-en .first li').allInnerTexts();
  same(steps.length, 3, 'three things to do first');
  report(steps[0].startsWith('3 Restore tests (0 → 1)'), 'the one that brings most stands first', steps);
  const views = (await page.locator('#page-en .views tbody tr').allInnerTexts()).map((t) => t.split('\t').map((c) => c.trim()));
  same(views, [['2 Backups kept apart', '3 established', '2 throughout', 'document read', '工場の計測機の控えがない'], ['5 Stronger sign-in', '1 partly', '2 throughout', 'seen working', 'no reason given yet']], 'only where the two differ, with confidence and reason');
  const text = await page.locator('#page-en').innerText();
  report(text.includes('The assessor rated 3 answers: 1 the same, 1 lower, 1 higher.'), 'counted in words', text);
  const agreed = (await page.locator('#page-en .agreed tbody tr').allInnerTexts()).map((t) => t.split('\t').map((c) => c.trim()));
  same(agreed, [['3 Restore tests', '復旧の記録を送る', '総務 田中', '2026-11-15', 'overdue'], ['the firm as a whole', 'Call again', '', '2026-12-20', 'still open']], 'follow-ups with who, until when and how they stand');
  report(text.includes('The interview was held by Mihon Consulting.') && text.includes('it is for none of its customers'), 'it says by whom and for whom it is');
  report(text.includes('Not finished: something is still to be done'), 'and that a difference has no reason yet');
  report(text.includes('予定表は見た'), "the assessor's shared note is in the appendix");
  report((await page.locator('#page-ja').innerHTML()).includes('最初にすること'), 'the same in Japanese');
  const pdf = pdfPages(await page.pdf({ preferCSSPageSize: true }));
  report(pdf.count >= 6 && pdf.count <= 14, 'printed on a few pages', pdf.count);
  same([...new Set(pdf.boxes.map(String))], ['595,842'], 'of A4');
  await page.setViewportSize({ width: 360, height: 700 });
  report(await page.evaluate(() => document.documentElement.scrollWidth <= 360), 'a narrow screen needs no sideways scrolling');
  await context.close();
}

// Hostile text wherever an interview puts any.
const evil = `</style></title><script>alert(1)</script><img src="https://evil.example/x" onerror="alert(2)"> '"&amp; \u202egnp.exe`;
const draft = JSON.parse(fs.readFileSync('works.tenken', 'utf8'));
draft.supplier.name = evil;
Object.assign(draft.answers.basic10['2'].assessor, { reason: `${evil}${'W'.repeat(900)}`, note: `=HYPERLINK("https://evil.example")\n${evil}` });
Object.assign(draft.followups[0], { text: `${evil}${'W'.repeat(900)}`, owner: evil, pack: 'basic10', item: '3' });
draft.followups.push({ pack: evil, item: '<b>', text: '=cmd|calc', created_at: '2026-11-21' });
draft.answers.basic10['1'].owner = evil;
draft.answers.basic10['1'].planned_level = 2;
fs.writeFileSync('evil.tenken', JSON.stringify(draft));
tenken('interview', 'report', 'evil.tenken', '--html', 'evil.html', '--xlsx', 'evil.xlsx', '--assessor', evil);
{
  const { context, page, problems, requests } = await open(browser, file('evil.html'));
  same(problems, [], 'hostile text: nothing runs, nothing is even blocked');
  same(requests, [`file://${file('evil.html')}`], 'hostile text: nothing is asked for');
  same(await page.evaluate(() => [document.scripts.length, document.images.length, document.links.length]), [0, 0, 0], 'hostile text: no element comes of it');
  report((await page.locator('#page-en .agreed').innerText()).includes('<script>alert(1)</script>'), 'hostile text: it is shown as it was written');
  // eslint-disable-next-line no-control-regex
  same(fs.readFileSync('evil.html', 'utf8').match(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g), null, 'hostile text: no control character and no override is left');
  report(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), 'hostile text: a word of 900 letters does not widen the page');
  same(await violations(page), [], 'hostile text: axe finds nothing');
  await context.close();
}
await browser.close();
const parts = execFileSync('python3', ['-c', `
import re, sys, zipfile
z = zipfile.ZipFile('evil.xlsx')
sheets = [z.read(n).decode() for n in z.namelist() if n.startswith('xl/worksheets/sheet')]
print(sum('<f>' in s or '<f ' in s for s in sheets), sum('hyperlink' in s for s in sheets), len([n for n in z.namelist() if 'externalLink' in n]))
`], { encoding: 'utf8' }).trim();
same(parts, '0 0 0', 'the workbook holds no formula, no link, nothing from outside');
finish();
