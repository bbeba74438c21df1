#!/usr/bin/env node
// The letters to suppliers: what stands in them, computed here from the CSV of the same report; one page of A4 each; safe names; in Debian's chromium
// without a complaint, a request, or a finding of axe. TAP.
import { execFileSync, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { finish, launch, open, pdfPages, report, same, violations } from './browser.mjs';

const top = process.env.TOP;
process.chdir(process.env.TMP);
const env = { ...process.env, TENKEN_DATADIR: top, PYTHONDONTWRITEBYTECODE: '1' };
const tenken = (...args) => execFileSync(process.env.TENKEN, args, { encoding: 'utf8', env });
const refusal = (...args) => {
  const ran = spawnSync(process.env.TENKEN, args, { env, encoding: 'utf8' });
  return [ran.status, ran.stderr];
};
const letter = (code) => fs.readFileSync(`out/letter-${code}-2026.html`, 'utf8');
const english = (code) => letter(code).split('<article').find((a) => a.includes('id="page-en"'));
const shown = (code) => (letter(code).includes('id="show-ja" checked') ? 'ja' : 'en');

tenken('portfolio', 'init', 'p.db');
execFileSync('/usr/bin/python3', [`${top}/tests/interop/generate_portfolio.py`, 'p.db', '60'], { env });
execFileSync('/usr/bin/python3', ['-c', `
import json, sqlite3
db = sqlite3.connect("p.db")
db.execute("UPDATE supplier SET code = '../../evil one' WHERE id = 5")
db.execute("UPDATE supplier SET name = 'Sample Works' WHERE id = 7")
db.execute("UPDATE supplier SET name = ? WHERE id = 8", ("長" * 130,))
document = {"document": {"requester": {"name": "見本自動車", "contact": {"name": "購買部 見本", "phone": "000-0000-0009"}}}}
db.execute("UPDATE request SET document = ?", (json.dumps(document, ensure_ascii=False).encode(),))
db.commit()`], { env });
tenken('suppliers', 'p.db', 'clarify', 'S000001', '--items', 'basic10:1,basic10:2', '--text', 'Who <b>trains</b> your staff?');
// What a run left that was killed at this computer goes, what one at another computer may still be writing stays.
const host = [...Buffer.from(os.hostname())].reduce((h, c) => Math.imul(h ^ c, 16777619) >>> 0, 2166136261).toString(16).padStart(8, '0');
fs.mkdirSync('out', { mode: 0o700 });
const elsewhere = `.letter-S000001-2026.html.${2 ** 30}-0-${host === '0badcafe' ? '1badcafe' : '0badcafe'}.tmp`;
for (const name of [`.letter-S000001-2026.html.${2 ** 30}-0-${host}.tmp`, elsewhere]) fs.writeFileSync(`out/${name}`, 'left');
const said = tenken('report', 'p.db', '--csv', 'csv', '--letters', 'out', '--by', '2027-03-31');
same(fs.readdirSync('out').filter((n) => n.startsWith('.')), [elsewhere], 'what a killed run left is gone');
fs.unlinkSync(`out/${elsewhere}`);
const files = fs.readdirSync('out').sort();
same(files.length, 54, 'one for each supplier that has answered');
report(said.includes('54 letters in out.') && said.includes('Of 6 suppliers no answers have come'), 'and it says so', said);
same([...new Set(files.map((f) => fs.statSync(`out/${f}`).mode & 0o777))], [0o600], 'only the owner may read them');
report(files.includes('letter-%2E%2E%2F%2E%2E%2Fevil%20one-2026.html'), 'no code leads out of the directory', files);

const unquote = (line) => [...line.matchAll(/"((?:[^"]|"")*)"|([^,]+)|(?<=,|^)(?=,|$)/g)].map((m) => m[1] ?? m[2] ?? '');
const table = (name) => {
  const [head, ...lines] = fs.readFileSync(`csv/${name}.csv`, 'utf8').replace(/^\ufeff/, '').trim().split('\r\n').map(unquote);
  return lines.map((line) => Object.fromEntries(head.map((h, i) => [h, line[i]])));
};
const gaps = table('gaps').filter((g) => g.supplier_code === 'S000001');
const suppliers = table('suppliers');
const own = suppliers.find((s) => s.supplier_code === 'S000001');
const titles = Object.fromEntries(['basic10', 'supply-chain'].flatMap((p) => JSON.parse(fs.readFileSync(`${top}/questionnaires/${p}.json`, 'utf8')).sections
  .flatMap((s) => s.items.map((i) => [`${p}:${i.id}`, i]))));
const page = english('S000001');
const listed = [...page.slice(page.indexOf('<ol>'), page.indexOf('</ol>')).matchAll(/<li><b>(.*?)<\/b>/g)].map((m) => m[1].replaceAll('&#39;', "'"));
same(listed, gaps.slice(0, 3).map((g) => titles[`${g.pack}:${g.item}`].title.en), 'the three gaps of the highest priority, in order');
report(page.includes(titles[`${gaps[0].pack}:${gaps[0].item}`].actions[0].text.en.replaceAll("'", '&#39;')), 'with the first step', listed);
report(page.includes('by 2027-03-31'), 'and the day');
report(page.includes(`Total: ${Number(own.total).toFixed(1)} of 100`), 'the total', own.total);
const years = table('years');
const score = (n) => Number(n).toFixed(1);
const risen = years.find((y) => y.total - y.total_before > 0 && y.supplier_code.startsWith('S0'));
report(english(risen.supplier_code).includes(`In 2025 your total was ${score(risen.total_before)}: it has risen by ${score(risen.total - risen.total_before)}.</p>`), 'beside that of the year before');
report(!page.includes('In 2025'), 'of which nothing is said when there were no answers');
report(page.includes('Who &lt;b&gt;trains&lt;/b&gt; your staff?'), 'what was asked about single answers, as text');
report(page.includes('購買部 見本 / 000-0000-0009') && page.includes('見本自動車'), 'who writes and whom to ask, as the request said');
report(english('S000003').includes('We ask more of you than of others') && !page.includes('We ask more of you'), 'the higher tier is told why');
same([shown('S000001'), shown('S000007'), shown('S000008')], ['ja', 'en', 'ja'], 'in the language in which the name is written');
// "Contracts in writing, yet …" and the like: a contradiction that the answers give; at least one of sixty random suppliers has one.
report(files.some((f) => /Please clear this up/.test(fs.readFileSync(`out/${f}`, 'utf8')) && !f.includes('S000001')), 'contradictions are asked about');

// What is asked about is not praised, and a pair that we ask about and that contradicts itself stands there once.
const part = (page, head) => (page.split(`<h2>${head}</h2>`)[1] ?? '').split('</ul>')[0];
const bold = (text) => [...text.matchAll(/<li><b>(.*?)<\/b>/g)].map((m) => m[1]);
const codes = files.filter((f) => !f.includes('%')).map((f) => f.slice(7, -10));
const both = codes.filter((c) => bold(part(english(c), 'Please clear this up')).flatMap((b) => b.split(', ')).some((t) => bold(part(english(c), 'What is good')).includes(t)));
same(both, [], 'what is to be cleared up is not praised');
report(codes.filter((c) => bold(part(english(c), 'What is good')).length > 0).length > 40, 'most are praised for something');
const pair = codes.flatMap((c) => bold(part(english(c), 'Please clear this up')).map((b) => [c, b.split(', ')])).find(([c, b]) => c !== 'S000001' && b.length === 2);
const ids = pair[1].map((t) => Object.keys(titles).find((id) => titles[id].title.en === t.replaceAll('&#39;', "'")));
const [, reason] = part(english(pair[0]), 'Please clear this up').match(new RegExp(`<b>${pair[1].join(', ')}</b>: (.*?)</li>`));
tenken('suppliers', 'p.db', 'clarify', pair[0], '--items', ids.join(','));
tenken('report', 'p.db', '--letters', 'out', '--to', pair[0]);
const asked = part(english(pair[0]), 'Please clear this up');
same(bold(asked).filter((b) => b === pair[1].join(', ')).length, 1, 'the pair stands there once');
report(asked.includes(reason) && !asked.includes('Please look at these answers again.'), 'with the reason', asked);

tenken('report', 'p.db', '--letters', 'one', '--to', 'S000002', '--contact', 'Ms. Sample, extension 12');
same(fs.readdirSync('one'), ['letter-S000002-2026.html'], 'one alone');
const one = fs.readFileSync('one/letter-S000002-2026.html', 'utf8');
report(one.includes('Ms. Sample, extension 12') && !one.includes('000-0000-0009'), 'with another contact');
report(one.includes('2027-02-19'), 'in ninety days when no day is named');
const [none, why] = refusal('report', 'p.db', '--letters', 'one', '--to', 'S000009');
report(none === 1 && why.includes('has not answered'), 'who has not answered gets none', why);
same(refusal('report', 'p.db', '--letters', 'one', '--to', 'S999999')[0], 1, 'nor does who is not there');
same(refusal('report', 'p.db', '--letters', 'one', '--by', 'soon')[0], 2, 'a day that is none');
same(refusal('report', 'p.db', '--to', 'S000001')[0], 2, '--to without letters');
fs.writeFileSync('file', '');
report(refusal('report', 'p.db', '--letters', 'file')[0] > 2, 'a directory that is a file');

const browser = await launch();
for (const code of ['S000001', 'S000003', 'S000007', 'S000008']) {
  const file = path.join(process.env.TMP, `out/letter-${code}-2026.html`);
  const { context, page: p, problems, requests } = await open(browser, file, { colorScheme: code === 'S000007' ? 'dark' : 'light' });
  for (const language of ['日本語', 'English']) {
    await p.getByLabel(language).check();
    same(await violations(p), [], `${code}, ${language}: axe finds nothing`);
    const pdf = pdfPages(await p.pdf({ preferCSSPageSize: true }));
    same([pdf.count, ...pdf.boxes.map(String)], [1, '595,842'], `${code}, ${language}: one page of A4`);
  }
  same(problems, [], `${code}: no complaint`);
  same(requests, [`file://${file}`], `${code}: nothing is asked from anywhere`);
  await context.close();
}
await browser.close();
finish();
