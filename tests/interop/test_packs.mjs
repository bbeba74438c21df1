#!/usr/bin/env node
// Every pack meets questionnaires/pack.schema.json in the eyes of an independent validator (ajv), and the schema refuses what it must; `tenken pack lint`
// says the same of each. TAP.
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

const top = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
const Ajv = createRequire(import.meta.url)('ajv/dist/2020').default;
const read = (name) => JSON.parse(fs.readFileSync(path.join(top, name), 'utf8'));
const schema = read('questionnaires/pack.schema.json');
const validate = new Ajv({ strict: true, allErrors: true }).compile(schema);

let count = 0;
let failed = 0;
function report(good, name, notes = []) {
  count += 1;
  if (!good) failed += 1;
  console.log(`${good ? 'ok' : 'not ok'} ${count} - ${name}`);
  if (!good) for (const note of notes) console.log(`# ${note}`);
}
const problems = () => (validate.errors ?? []).map((e) => `${e.instancePath} ${e.message} ${JSON.stringify(e.params)}`);

const tmp = process.env.TMP ?? fs.mkdtempSync(path.join(os.tmpdir(), 'tenken-packs-'));
const tenken = process.env.TENKEN ?? path.join(top, 'build/tenken');
const lint = (...files) => spawnSync(tenken, ['pack', 'lint', ...files], { encoding: 'utf8', env: { ...process.env, TENKEN_DATADIR: top } });
const lintPack = (pack) => {
  const file = path.join(tmp, 'pack.json');
  fs.writeFileSync(file, JSON.stringify(pack));
  return lint(file);
};
const said = (run) => `${run.stdout}${run.stderr}`.trim().split('\n');

const packs = fs.readdirSync(path.join(top, 'questionnaires')).filter((n) => n.endsWith('.json') && !n.endsWith('.schema.json'));
report(packs.length >= 2, 'there are packs');
for (const name of packs) {
  const pack = read(path.join('questionnaires', name));
  report(validate(pack), `${name} meets the schema`, problems());
  report(`${pack.id}.json` === name, `${name} is called after its id`);
}
const example = 'tests/golden/packs/example.json';
report(validate(read(example)), 'the example meets the schema', problems());
const files = [...packs.map((n) => `questionnaires/${n}`), example].map((n) => path.join(top, n));
for (const file of files) {
  const run = lint(file);
  report(run.status === 0 && /^[^\n]+ is sound: [^\n]+\n {2}SHA-256 [0-9a-f]{64}\n$/.test(run.stdout), `lint finds nothing in ${path.basename(file)}`, said(run));
}
const together = lint(...files);
report(together.status === 0, 'lint finds nothing in all of them together', said(together));

// Every member that the schema knows is described, by itself or by what it refers to.
const resolve = (node) => (node.$ref ? schema.$defs[node.$ref.split('/').pop()] : node);
const silent = [];
for (const [name, definition] of Object.entries(schema.$defs)) {
  const walk = (node, place) => {
    for (const [member, value] of Object.entries(node.properties ?? {})) {
      if (typeof value === 'object' && !value.description && !resolve(value).description) silent.push(`${place}.${member}`);
      if (typeof value === 'object') walk(value, `${place}.${member}`);
    }
    for (const inner of [node.items, ...(node.oneOf ?? [])]) if (inner) walk(inner, place);
  };
  walk(definition, name);
}
report(silent.length === 0, 'every member is described', silent);

const item = (p) => p.sections[0].items[0];
const bad = {
  'an unknown member of the pack': (p) => { p.colour = 'red'; },
  'an unknown member of an item': (p) => { item(p).mandatory = true; },
  'an unknown member of a text': (p) => { item(p).text.de = 'Frage'; },
  'an unknown member of a cost': (p) => { item(p).actions[0].initial.yearly = 0; },
  'an unknown member of an interview': (p) => { item(p).interview.score = 1; },
  'an unknown member of a check': (p) => { p.checks[0].level = 1; },
  'another format': (p) => { p.format = 'tenken-pack/2'; },
  'a version that is a number': (p) => { p.version = 1; },
  'an id in capitals': (p) => { p.id = 'Mihon'; },
  'two namespaces': (p) => { p.id = 'a.b.c'; },
  'a missing language': (p) => { delete item(p).text.en; },
  'an empty text': (p) => { item(p).why.ja = ''; },
  'a line break': (p) => { item(p).why.ja = 'あ\nい'; },
  'an escape character': (p) => { item(p).why.en = 'a\u001b[31m'; },
  'a bidirectional override': (p) => { item(p).why.en = 'a\u202eb'; },
  'a blank at the end': (p) => { item(p).why.en = 'a '; },
  'four levels': (p) => { item(p).levels.pop(); },
  'six levels': (p) => { item(p).levels.push(item(p).levels[0]); },
  'a level of 61 characters': (p) => { item(p).levels[2].ja = 'あ'.repeat(61); },
  'a question without levels': (p) => { delete item(p).levels; },
  'levels in an item of the kind done': (p) => { item(p).kind = 'done'; },
  'a weight of 0': (p) => { item(p).weight = 0; },
  'a weight of 6': (p) => { item(p).weight = 6; },
  'a target of 5': (p) => { item(p).target = 5; },
  'a weight that is no integer': (p) => { item(p).weight = 1.5; },
  'no word on essential': (p) => { delete item(p).essential; },
  'a step down to 0': (p) => { item(p).actions[0].to = 0; },
  'a negative cost': (p) => { item(p).actions[0].initial.min = -1; },
  'an unknown framework': (p) => { item(p).refs[0].framework = 'pci'; },
  'a control that Annex A has not': (p) => { item(p).refs[0].id = 'A.9.1'; },
  'an alias with a text of its own': (p) => { p.sections[0].items[1].text = item(p).text; },
  'an alias without a pack': (p) => { p.sections[0].items[1].same_as = '2'; },
  'a section without items': (p) => { p.sections[0].items = []; },
  'a condition with two meanings': (p) => { item(p).applies_if = { profile: 'industry', in: ['E'], inventory: 'any' }; },
  'a condition without a test': (p) => { item(p).applies_if = { item: 'backups' }; },
  'a class of employees that does not exist': (p) => { item(p).applies_if = { profile: 'employees', in: ['1-10'] }; },
  'an empty list of conditions': (p) => { p.checks[0].when = { all: [] }; },
};
for (const [name, spoil] of Object.entries(bad)) {
  const pack = read(example);
  spoil(pack);
  report(!validate(pack), `refused: ${name}`);
  const run = lintPack(pack);
  report(run.status === 1 && run.stdout.includes('pack.json'), `lint refuses: ${name}`, said(run));
}
const good = {
  'a comment in every object': (p) => { for (const o of [p, p.sections[0], item(p), item(p).text, item(p).actions[0], item(p).actions[0].initial, p.checks[0], p.checks[0].when, p.sections[0].items[1], p.glossary[0]]) o.comment = 'why'; },
  'an item of the kind done': (p) => { const i = item(p); i.kind = 'done'; delete i.levels; delete i.actions; },
};
for (const [name, change] of Object.entries(good)) {
  const pack = read(example);
  change(pack);
  report(validate(pack), `accepted: ${name}`, problems());
  const run = lintPack(pack);
  report(run.status === 0, `lint accepts: ${name}`, said(run));
}
console.log(`1..${count}`);
process.exitCode = failed ? 1 : 0;
