#!/usr/bin/env node
// Files that npm's canonicalize and jose make and sign, with texts, keys and nestings drawn by chance (seeded), must be trusted by the program;
// each of them with one value changed must be invalid. What the program signs is verified with the same two in test_format.py.
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import canonicalize from 'canonicalize';
import { FlattenedSign, importPKCS8 } from 'jose';

const { TOP, TMP, TENKEN } = process.env;
const FILES = 40;
let count = 0;
const check = (name, good, detail = '') => {
  count += 1;
  console.log(`${good ? 'ok' : 'not ok'} ${count} - ${name}${good ? '' : `\n# ${JSON.stringify(detail)}`}`);
};

let state = 20261121;
const random = (n) => {
  state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
  return Math.floor((state / 2 ** 32) * n);
};
const CHARACTERS = [...'aZ09 "\\/<&\u0001\b\t\n\f\r\u001f\u007f\u0080\u00e9\u0301\u2028\u2029\ud7ff\ue000\ufb01\ufffd\u65e5\u672c\u{10000}\u{1f600}\u{10ffff}'];
const text = () => Array.from({ length: random(12) }, () => CHARACTERS[random(CHARACTERS.length)]).join('');
const key = () => Array.from({ length: random(5) }, () => String.fromCharCode(random(127) + 1)).join('');
const INTEGERS = [0, 1, -1, 250, 1000, 2 ** 31, -(2 ** 31) - 1, 2 ** 53 - 1, 1 - 2 ** 53];
const value = (depth) => {
  switch (random(depth > 0 ? 7 : 5)) {
    case 0: return text();
    case 1: return INTEGERS[random(INTEGERS.length)];
    case 2: return random(2) === 1;
    case 3: return null;
    case 4: return random(1e9) - 5e8;
    case 5: return Array.from({ length: random(5) }, () => value(depth - 1));
    default: return Object.fromEntries(Array.from({ length: random(6) }, () => [key(), value(depth - 1)]).filter(([name]) => name !== '__proto__'));
  }
};

for (const alg of ['ES256', 'PS256', 'EdDSA']) {
  const out = `${TMP}/${alg}`;
  execFileSync('/usr/bin/python3', [`${TOP}/tests/interop/generate_answers.py`, out, '1', '--alg', alg]);
  const certificate = readFileSync(`${out}/s0001.pem`, 'utf8').replace(/-----[^-]*-----|\s/g, '');
  const signingKey = await importPKCS8(readFileSync(`${out}/s0001.key`, 'utf8'), alg);
  const { document } = JSON.parse(readFileSync(`${out}/s0001.json`, 'utf8'));
  for (const folder of ['good', 'changed']) mkdirSync(`${out}/${folder}`);
  for (let i = 0; i < FILES; i += 1) {
    document.extra = { value: value(6), text: text() };
    document.answers.basic10['1'].note = text();
    const header = { alg, typ: 'tenken-answers+jws', x5c: [certificate], iat: 1795219200, role: 'supplier' };
    const { protected: head, signature } = await new FlattenedSign(Buffer.from(canonicalize(document))).setProtectedHeader(header).sign(signingKey);
    const envelope = { signatures: [{ signature, protected: head }], document, format: 'tenken-answers/1' };
    writeFileSync(`${out}/good/${i}.json`, JSON.stringify(envelope, null, random(4)));
    const changed = structuredClone(envelope);
    changed.document.extra.text += CHARACTERS[random(CHARACTERS.length)];
    writeFileSync(`${out}/changed/${i}.json`, JSON.stringify(changed));
  }
  for (const [folder, verdict, status] of [['good', 'trusted', 0], ['changed', 'invalid', 1]]) {
    const files = Array.from({ length: FILES }, (_, i) => `${out}/${folder}/${i}.json`);
    const run = spawnSync(TENKEN, ['verify', '--json', '--pin', `${out}/s0001.pem`, ...files], { encoding: 'utf8', maxBuffer: 2 ** 26 });
    const { results } = JSON.parse(run.stdout);
    const wrong = results.filter((result) => result.verdict !== verdict);
    check(`${alg}: ${FILES} files by jose, ${folder}: ${verdict}`, run.status === status && results.length === FILES && wrong.length === 0, wrong[0]);
  }
}
console.log(`1..${count}`);
