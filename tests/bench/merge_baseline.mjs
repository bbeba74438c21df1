// What a prime would write in an afternoon in JavaScript, to compare with: checks each pin and signature with jose, canonicalises with
// canonicalize, puts the answers into SQLite. One thread, no scores, no rules of supersession, no originals.
// usage: node merge_baseline.mjs DIRECTORY DATABASE      DIRECTORY as make_answers.py writes it
import crypto from 'node:crypto';
import fs from 'node:fs';
import Database from 'better-sqlite3';
import canonicalize from 'canonicalize';
import { flattenedVerify } from 'jose';

const [directory, database] = process.argv.slice(2);
const pins = new Map(fs.readFileSync(`${directory}/pins.csv`, 'utf8').trim().split('\n').slice(1).map((line) => line.split(',')));

async function verified(path) {
  const { document, signatures } = JSON.parse(fs.readFileSync(path, 'utf8'));
  const payload = Buffer.from(canonicalize(document)).toString('base64url');
  for (const signature of signatures) {
    const der = Buffer.from(JSON.parse(Buffer.from(signature.protected, 'base64url')).x5c[0], 'base64');
    if (pins.get(document.supplier.supplier_code) !== crypto.createHash('sha256').update(der).digest('hex')) {
      throw new Error(`${path}: another signer`);
    }
    await flattenedVerify({ ...signature, payload }, new crypto.X509Certificate(der).publicKey, { algorithms: ['ES256'] });
  }
  return document;
}

const db = new Database(database);
db.pragma('journal_mode = WAL');
db.pragma('synchronous = NORMAL');
db.exec(`CREATE TABLE supplier(id INTEGER PRIMARY KEY, code TEXT UNIQUE, name TEXT);
CREATE TABLE answer(supplier INTEGER, pack TEXT, item TEXT, level INTEGER, body TEXT, PRIMARY KEY(supplier, pack, item)) WITHOUT ROWID;`);
const addSupplier = db.prepare('INSERT INTO supplier VALUES(?, ?, ?)');
const addAnswer = db.prepare('INSERT INTO answer VALUES(?, ?, ?, ?, ?)');
let number = 0;
db.exec('BEGIN');
for (const name of fs.readdirSync(`${directory}/files`).sort()) {
  const document = await verified(`${directory}/files/${name}`);
  addSupplier.run(++number, document.supplier.supplier_code, document.supplier.name);
  for (const [pack, items] of Object.entries(document.answers)) {
    for (const [item, answer] of Object.entries(items)) {
      addAnswer.run(number, pack, item, answer.level ?? null, JSON.stringify(answer));
    }
  }
}
db.exec('COMMIT');
db.close();
