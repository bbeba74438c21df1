#!/usr/bin/env node
// The page of a portfolio in Debian's chromium, with ten thousand suppliers: search by supplier and product, order, keyboard, details; few elements, no
// request, no complaint, accessible in both languages and schemes; no text cut at any width; hostile names stay text. TAP.
import { execFileSync, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { finish, launch, open, pdfPages, report, same, violations } from './browser.mjs';

const top = process.env.TOP;
const tmp = process.env.TMP;
process.chdir(tmp);
const SUPPLIERS = process.env.SANITIZED ? 1000 : 10000;
const env = { ...process.env, TENKEN_DATADIR: top };
const tenken = (...args) => execFileSync(process.env.TENKEN, args, { encoding: 'utf8', env, maxBuffer: 1 << 28 });
for (const [db, ...how] of [['p.db', String(SUPPLIERS), 'alarm'], ['small.db', '200'], ['long.db', '300', 'long', 'alarm']]) {
  tenken('portfolio', 'init', db);
  execFileSync('/usr/bin/python3', [`${top}/tests/interop/generate_portfolio.py`, db, ...how], { env: { ...env, PYTHONDONTWRITEBYTECODE: '1' } });
}
fs.writeFileSync('aliases.csv', 'product,alias\nExample Mail,例示メール\n');
tenken('find', 'p.db', '--aliases', 'aliases.csv');
const said = tenken('report', 'p.db', '--html', 'p.html', '--csv', 'csv');
tenken('--lang', 'ja', 'report', 'small.db', '--html', 'ja.html');
report(said.includes('Written: p.html'), 'it says what it wrote', said);
same(fs.statSync('p.html').mode & 0o777, 0o600, 'only the owner may read it');
for (const name of ['small.html', 'again.html']) tenken('report', 'small.db', '--html', name);
report(fs.readFileSync('small.html').equals(fs.readFileSync('again.html')), 'the same portfolio at the same time gives the same page');

// What it must show, computed here from the CSV of the same report.
const fields = (line) => [...line.matchAll(/"((?:[^"]|"")*)"|([^,]+)|(?<=,|^)(?=,|$)/g)].map((m) => m[1] ?? m[2] ?? '');
const [head, ...lines] = fs.readFileSync('csv/suppliers.csv', 'utf8').replace(/^\ufeff/, '').trim().split('\r\n').map(fields);
const suppliers = lines.map((line) => Object.fromEntries(head.map((name, i) => [name, line[i]])));
const thousands = (n) => n.toLocaleString('en-US');
const works = suppliers.find((s) => /^Sample Works \d{3}/.test(s.name)).name;
const full = (text) => text.replace(/[a-z0-9]/g, (c) => String.fromCharCode(c.charCodeAt(0) + 0xfee0)); // full-width letters
const late = suppliers.filter((s) => s.state === 'late');
const worst = suppliers.filter((s) => s.total !== '' && s.tier === 'higher').sort((a, b) => a.total - b.total)[0];
const mail = suppliers.filter((s) => Number(s.supplier_code.slice(1)) % 33 === 1 && Number(s.supplier_code.slice(1)) % 4 !== 0 && s.answered_on !== '');
const affected = JSON.parse(tenken('find', 'p.db', '--product', 'example mail', '--json')).affected.map((s) => s.supplier_code);
same(affected.sort().join(), mail.map((s) => s.supplier_code).sort().join(), 'the generated portfolio keeps products as a merge does');

const browser = await launch();
{
  const { context, page, problems, requests } = await open(browser, path.join(tmp, 'p.html'));
  const found = () => page.locator('#found').innerText();
  const first = () => page.locator('#rows .row').first().innerText().then((t) => t.split(/\s*\n\s*/));
  const active = () => page.locator('#rows [aria-selected=true] span').first().innerText();
  const alarms = JSON.parse(tenken('report', 'p.db', '--json'));
  const [vpn, evil, unnamed, over] = alarms.alarms;
  same([vpn.about, unnamed.about, over.about, over.open, alarms.alarms.length], ['Example VPN', null, 'Example Mail', false, 4], 'the alarms of the year and what is open, those to ring first');
  same(await page.locator('main > section').first().getAttribute('class'), 'alarms', 'what burns is the first on the page');
  same(await page.locator('section.alarms h3').allInnerTexts().then((t) => [t.length, t[0], /^request of 2026-11-19/.test(t[2])]), [4, 'Example VPN', true], 'each alarm that burns has its part');
  const counts = (await page.locator('.counts').first().innerText()).split(/\s*\n\s*/);
  const counted = (label) => Number(counts[counts.indexOf(label) + 1].replace(',', ''));
  same(['asked', 'needs help', 'no reply: overdue', 'no reply yet', 'reply not finished', 'clean: all is done', 'not used there'].map(counted),
    [vpn.asked, vpn.needs_help, vpn.overdue, vpn.waiting, vpn.unfinished, vpn.clean, vpn.not_used], 'with the counts of the report');
  same([vpn.asked, vpn.needs_help, vpn.overdue], [SUPPLIERS / 2, SUPPLIERS / 10, SUPPLIERS / 5], 'which are those that were made');
  same(await page.locator('section.alarms table').first().locator('tbody tr').count(), 30, 'the first of those to ring are on the page');
  report((await page.locator('section.alarms table').first().locator('tbody tr').first().innerText()).match(/^S000010 .*\t2026-11-20 help\t000-900010-0000$/), 'with the phone to ring, who needs help first');
  report((await page.locator('section.alarms').innerText()).includes(`and ${thousands(vpn.to_ring - 30)} more to ring`), 'and how many more');
  report((await page.locator('section.alarms li').allInnerTexts()).join() === 'Example Mail · asked on 2026-03-02, a reply is due by 2026-03-02 · asked 5 · clean: all is done 2 · not used there 1 · closed by us 2', 'what is over has one line');
  await page.getByLabel('To ring after an alarm').selectOption('Example VPN');
  same(await found(), `${thousands(vpn.to_ring)} of ${thousands(SUPPLIERS)} suppliers`, 'all of them are in the list');
  await page.getByLabel('Order').selectOption('by code');
  same((await first()).slice(0, 4).filter((t) => /S000002|overdue/.test(t)), ['S000002', '2026-11-20 overdue'], 'with what came of it');
  await page.locator('#rows .row').first().click();
  report((await page.locator('#detail dl').innerText()).includes('2026-11-20 overdue · 000-0002'), 'and the phone in the details');
  await page.getByLabel('To ring after an alarm').selectOption(evil.about.trim());
  same(await found(), `2 of ${thousands(SUPPLIERS)} suppliers`, 'an alarm with a hostile name can be chosen');
  await page.getByLabel('To ring after an alarm').selectOption('all');
  await page.getByLabel('Order').selectOption('worst first, by tier');
  report((await page.locator('.cards').innerText()).includes(thousands(suppliers.filter((s) => s.answered_on !== '').length)), 'how many have answered');
  same(await page.locator('section.late tbody tr').count(), 30, 'the first of the late are on the page');
  report((await page.locator('section.late').innerText()).includes(`${late.length - 30} more`), 'and how many more');
  const trend = await page.locator('#trend').textContent();
  report(/2025 \([\d,]+ firms\): \d+\.\d 2026 \([\d,]+ firms\): \d+\.\d/.test(trend), 'the trend is told in words', trend);
  same(await page.locator('table.compare tbody tr:not(.group)').count(), head.filter((h) => h.includes(':')).length, 'both years of every question');
  same(await page.locator('table.heat tbody tr').count(), new Set(head.filter((h) => h.includes(':'))).size + 8, 'the heat map has a row for each item and section');
  const shares = (await page.locator('table.heat tbody tr').nth(1).locator('td').allInnerTexts()).map(Number);
  report(shares.slice(0, 7).reduce((a, b) => a + b) >= 97 && shares.slice(0, 7).reduce((a, b) => a + b) <= 103, 'whose shares are of a hundred', shares);
  same(await found(), `${thousands(SUPPLIERS)} of ${thousands(SUPPLIERS)} suppliers`, 'all suppliers are in the list');
  same((await first())[0], worst.supplier_code, 'the worst of the higher tier is first');
  const elements = await page.evaluate(() => document.getElementsByTagName('*').length);
  report(elements < 2500, 'few elements, whatever the number of suppliers', elements);

  await page.keyboard.press('/');
  await page.keyboard.type('S000021');
  same(await found(), `1 of ${thousands(SUPPLIERS)} suppliers`, 'the key / leads to the search, which finds a code');
  await page.getByLabel('Name or code').fill(full(works.toLowerCase()));
  report(/^[1-9]/.test(await found()), 'a name is found however it is written', await found());
  report((await page.locator('#rows .row').allInnerTexts()).every((t) => t.includes(works)), 'and nothing else');
  await page.getByLabel('Name or code').fill('みほん電機');
  report((await page.locator('#rows .row').allInnerTexts()).every((t) => t.includes('ミホン電機')) && (await page.locator('#rows .row').count()) > 0, 'Hiragana finds Katakana');
  await page.getByLabel('Name or code').fill('no such firm');
  same(await found(), `0 of ${thousands(SUPPLIERS)} suppliers`, 'nothing found is said');
  await page.getByLabel('Name or code').fill('');
  await page.getByLabel('Product or vendor').fill('example mail');
  report((await found()).startsWith(`${mail.length} of ${thousands(SUPPLIERS)} suppliers: ${mail.length} run it;`), 'who runs a product, however it is written', await found());
  const runs = async (words) => { await page.getByLabel('Product or vendor').fill(words); return (await found()).match(/: ([\d,]+) run it/)[1]; };
  const own = await runs('例示メール'); // the prime's own alias, in Katakana and full width
  same([own, await runs('れいじメール'), await runs('例示')], [String(mail.length), '0', String(mail.length)], 'an alias finds what it stands for, and so does a part of one');
  await page.getByLabel('Product or vendor').fill('');
  await page.getByLabel('State').selectOption('late');
  same(await found(), `${late.length} of ${thousands(SUPPLIERS)} suppliers`, 'only the late');
  await page.getByLabel('State').selectOption('all');
  await page.getByLabel('Order').selectOption('by code');
  same((await first())[0], 'S000001', 'by code');

  await page.locator('#list').focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  same(await active(), 'S000002', 'the arrow keys choose');
  same(await page.locator('#list').getAttribute('aria-activedescendant'), 'row-1', 'and a screen reader is told');
  await page.keyboard.press('End');
  same(await active(), `S${String(SUPPLIERS).padStart(6, '0')}`, 'End goes to the last of all');
  await page.keyboard.press('Home');
  await page.keyboard.press('PageDown');
  same(await active(), 'S000019', 'a page down, on which a row is taller');
  await page.keyboard.press('Enter');
  report(await page.evaluate(() => document.activeElement.id === 'detail'), 'Enter leads to the details');
  await page.keyboard.press('Escape');
  report(await page.evaluate(() => document.activeElement.id === 'list'), 'and Escape back');

  await page.getByLabel('Name or code').fill('S000001');
  await page.locator('#rows .row').first().click();
  const detail = await page.locator('#detail').innerText();
  const items = head.filter((h) => h.includes(':'));
  const said1 = items.map((h) => suppliers[0][h]);
  report(detail.includes('000-0001') && detail.includes('Example'), 'a click shows contact and products', detail);
  const gaps = await page.locator('#detail table').first().locator('tbody tr').count();
  report(gaps > 0 && gaps <= said1.filter((v) => v === 'unknown' || Number(v) < 4).length, 'and what lies below the target', gaps);
  await page.getByLabel('Name or code').fill('S000003');
  await page.locator('#rows .row').first().click();
  report((await page.locator('#detail h3').innerText()).startsWith('</script><script>alert(1)</script>'), 'a hostile name is shown as it was written');
  same(await page.evaluate(() => [document.images.length, document.querySelectorAll('script:not([type])').length]), [0, 1], 'and nothing comes of it');
  same(await violations(page), [], 'axe finds nothing, with details open');
  const pdf = pdfPages(await page.pdf({ preferCSSPageSize: true }));
  report(pdf.count >= 2 && pdf.count <= 8, 'printed on a few pages', pdf.count);
  same([...new Set(pdf.boxes.map(String))], ['595,842'], 'of A4');
  same(problems, [], 'no error, no warning, nothing blocked');
  same(requests, [`file://${path.join(tmp, 'p.html')}`], 'nothing is asked from anywhere');
  await context.close();
}
for (const [file, colorScheme] of [['small.html', 'dark'], ['ja.html', 'light'], ['ja.html', 'dark']]) {
  const { context, page, problems } = await open(browser, path.join(tmp, file), { colorScheme });
  same(await violations(page), [], `${file}, ${colorScheme}: axe finds nothing`);
  same(problems, [], `${file}, ${colorScheme}: no error`);
  await context.close();
}

// Names, codes, addresses and states as long as they become: nothing is cut, nothing broken that need not be, and the list keeps its place.
const CUT = 'th, td, caption, dt, dd, .row > *, #list, .figures, html';
for (const language of ['en', 'ja']) {
  tenken('--lang', language, 'report', 'long.db', '--html', `long.${language}.html`);
  for (const [width, colorScheme] of [[1280, 'light'], [1000, 'dark'], [800, 'light'], [390, 'light'], [390, 'dark']]) {
    const name = `${language}, ${width} px, ${colorScheme}`;
    const { context, page, problems } = await open(browser, path.join(tmp, `long.${language}.html`), { colorScheme, viewport: { width, height: 900 } });
    await page.locator('#rows .row').first().click();
    const elements = await page.evaluate(() => document.getElementsByTagName('*').length);
    const cut = () => page.evaluate((wanted) => [...document.querySelectorAll(wanted)]
      .filter((e) => e.getClientRects().length > 0 && (e.scrollWidth > e.clientWidth || (e.matches('.row > *') && e.getBoundingClientRect().width < 20)))
      .map((e) => `${e.tagName} ${e.className} ${e.scrollWidth} > ${e.clientWidth}: ${e.textContent.slice(0, 80)}`), CUT);
    same(await cut(), [], `${name}: no text is cut`);
    const apart = () => page.evaluate(() => [...document.querySelectorAll('#rows .row')].map((r) => r.getBoundingClientRect())
      .filter((r, i, all) => i > 0 && Math.abs(r.top - all[i - 1].bottom) > 1).length);
    same(await apart(), 0, `${name}: rows of any height stand one below the other`);
    const broken = await page.evaluate(() => [...document.querySelectorAll('.reach .date, .reach td:nth-child(2)')]
      .filter((e) => { const range = document.createRange(); range.selectNodeContents(e); return e.textContent.length < 12 && range.getClientRects().length > 1; }).length);
    same(broken, 0, `${name}: no day and no short state is broken`);
    await page.locator('#list').focus();
    for (const key of ['End', 'PageUp', 'PageUp', 'ArrowUp', 'PageDown', 'Home', 'PageDown', 'PageDown']) {
      await page.keyboard.press(key);
      const seen = await page.evaluate(() => {
        const [box, row] = [document.getElementById('list'), document.querySelector('[aria-selected=true]')].map((e) => e && e.getBoundingClientRect());
        return Boolean(row) && row.top >= box.top - 1 && row.bottom <= box.bottom + 1;
      });
      if (!seen) report(false, `${name}: after ${key} the chosen row is in sight`);
    }
    same(await cut(), [], `${name}: nor further down`);
    let chosenApart = 0;
    for (let n = 0; n < 20; n += 1) {
      await page.keyboard.press('ArrowDown');
      chosenApart += await apart();
    }
    same(chosenApart, 0, `${name}: also beside the chosen one, which is bold`);
    const painted = () => page.evaluate(() => new Promise((done) => { requestAnimationFrame(() => requestAnimationFrame(done)); }));
    await page.evaluate(() => { document.getElementById('list').scrollTop = 1e9; });
    await painted();
    same(await page.evaluate(() => { const r = document.getElementById('rows'); return r.parentNode.scrollHeight - r.offsetHeight; }), 0, `${name}: the list ends with its last row`);
    const read = () => page.evaluate(() => [...document.querySelectorAll('#rows .row')].find((r) => r.getBoundingClientRect().bottom > document.getElementById('list').getBoundingClientRect().top + 2).id);
    await page.evaluate(() => { document.getElementById('list').scrollTop = document.getElementById('rows').offsetHeight / 2; });
    await painted();
    const middle = await read();
    await page.setViewportSize({ width: width - 40, height: 900 });
    await painted();
    same(await read(), middle, `${name}: another width of the window leaves the list where it was read`);
    same(await apart(), 0, `${name}: one below the other at that width, too`);
    await page.setViewportSize({ width, height: 900 });
    const legible = await page.evaluate(() => [...document.querySelectorAll('svg text')].map((t) => {
      const svg = t.ownerSVGElement;
      return parseFloat(getComputedStyle(t).fontSize) * svg.getBoundingClientRect().width / svg.viewBox.baseVal.width;
    }).filter((size) => size < 9.9).length);
    same(legible, 0, `${name}: charts are drawn large enough to be read`);
    const words = await page.evaluate(() => {
      const broken = [];
      const walk = document.createTreeWalker(document.querySelector('main'), NodeFilter.SHOW_TEXT);
      while (walk.nextNode()) {
        for (const word of walk.currentNode.data.matchAll(/[A-Za-z]{2,}/g)) {
          const range = document.createRange();
          range.setStart(walk.currentNode, word.index);
          range.setEnd(walk.currentNode, word.index + word[0].length);
          if (new Set([...range.getClientRects()].map((r) => Math.round(r.top))).size > 1) broken.push(word[0]);
        }
      }
      return broken;
    });
    same(words, [], `${name}: no word is broken`);
    report(elements < 2500, `${name}: few elements`, elements);
    same(await violations(page), [], `${name}: axe finds nothing, with details open`);
    same(problems, [], `${name}: no error`);
    await context.close();
  }
}

// Nobody yet, and a portfolio that cannot be read.
tenken('portfolio', 'init', 'empty.db');
tenken('report', 'empty.db', '--html', 'empty.html');
{
  const { context, page, problems } = await open(browser, path.join(tmp, 'empty.html'));
  same(await page.locator('#found').innerText(), '0 of 0 suppliers', 'an empty portfolio has a page');
  await page.locator('#list').focus();
  await page.keyboard.press('ArrowDown');
  same(problems, [], 'without an error');
  same(await violations(page), [], 'on which axe finds nothing');
  await context.close();
}
tenken('report', 'p.db', '--period', '2025', '--html', 'before.html');
{
  const { context, page } = await open(browser, path.join(tmp, 'before.html'));
  same(await page.locator('section.alarms h3, section.alarms b').allInnerTexts().then((t) => [t[0], t.at(-1), t.some((x) => x === 'Example Mail')]), ['Example VPN', 'Example Old', false],
    'a report on the year before has what is open still, and what was asked then');
  await context.close();
}
await browser.close();
const refusal = (...args) => spawnSync(process.env.TENKEN, args, { env }).status;
same(refusal('report', 'p.db', '--html', 'no/p.html'), 3, 'a directory that is not there is refused');
same(refusal('report', 'empty.db', '--html', 'empty.db'), 2, 'the portfolio itself is not overwritten');
same(fs.readdirSync(tmp).filter((n) => n.startsWith('.')), [], 'nothing is left behind');
finish();
