/* The layout of a portfolio, as numbered steps that are never changed once released: what follows is a new step.
 * Times are texts (YYYY-MM-DDThh:mm:ssZ), digests are blobs of 32 bytes, yes/no is 1/0/NULL (not said). */
#include "store/portfolio_engine.h"

static const char LAYOUT_1[] =
    "CREATE TABLE counter(name TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID;"

    "CREATE TABLE supplier("
    " id INTEGER PRIMARY KEY,"
    " code TEXT NOT NULL UNIQUE,"
    " name TEXT NOT NULL,"
    " corporate_number TEXT,"
    " confidential INTEGER, outage INTEGER, access INTEGER," /* the tiering questions */
    " email TEXT NOT NULL,"
    " created_at TEXT NOT NULL);"

    /* Whose signature stands for which supplier. ended_at NULL: in force. */
    "CREATE TABLE pin("
    " id INTEGER PRIMARY KEY,"
    " supplier INTEGER NOT NULL,"
    " certificate BLOB NOT NULL," /* SHA-256 of its DER */
    " role TEXT NOT NULL,"
    " subject TEXT NOT NULL,"
    " since TEXT NOT NULL,"
    " ended_at TEXT, ended TEXT," /* revoked, replaced */
    " reason TEXT);"
    "CREATE INDEX pin_certificate ON pin(certificate);"
    "CREATE UNIQUE INDEX pin_in_force ON pin(certificate, role) WHERE ended_at IS NULL;"
    "CREATE INDEX pin_supplier ON pin(supplier);"

    /* Who was asked for what; answers that name another request than these are not ours. */
    "CREATE TABLE request("
    " digest TEXT PRIMARY KEY," /* hex SHA-256 of the canonical request */
    " request_id TEXT NOT NULL UNIQUE,"
    " supplier INTEGER NOT NULL,"
    " period TEXT NOT NULL,"
    " issued_at TEXT NOT NULL,"
    " due TEXT NOT NULL,"
    " secret BLOB,"
    " document BLOB NOT NULL);"
    "CREATE INDEX request_supplier ON request(supplier);"

    /* Every file that could be read, once, whatever became of it. */
    "CREATE TABLE file("
    " id INTEGER PRIMARY KEY,"
    " digest BLOB NOT NULL UNIQUE,"
    " size INTEGER NOT NULL,"
    " name TEXT NOT NULL,"
    " received_at TEXT NOT NULL," /* first receipt: what validity is judged by */
    " run INTEGER NOT NULL,"      /* the merge that gave it its state */
    " state TEXT NOT NULL,"       /* merged, unchanged, superseded, conflict, quarantined, rejected */
    " verdict TEXT NOT NULL,"
    " reason TEXT NOT NULL,"
    " note TEXT NOT NULL,"
    " supplier INTEGER, pin INTEGER,"
    " certificate BLOB, subject TEXT,"
    " claimed_code TEXT, claimed_name TEXT,"
    " assessment_id TEXT, revision INTEGER, period TEXT, content BLOB);"
    "CREATE INDEX file_not_merged ON file(state) WHERE state <> 'merged';" /* SQLite takes it where the statement says so too */
    "CREATE INDEX file_pin ON file(pin) WHERE pin IS NOT NULL;"
    "CREATE TABLE original(file INTEGER PRIMARY KEY, bytes BLOB NOT NULL);"

    /* Entries of a directory that could not be read at all: no digest, so known by name. */
    "CREATE TABLE unreadable(name TEXT PRIMARY KEY, reason TEXT NOT NULL, received_at TEXT NOT NULL) WITHOUT ROWID;"

    /* What stands: the newest revision of each assessment of each supplier. */
    "CREATE TABLE assessment("
    " id INTEGER PRIMARY KEY,"
    " supplier INTEGER NOT NULL,"
    " assessment_id TEXT NOT NULL,"
    " revision INTEGER NOT NULL,"
    " content BLOB NOT NULL,"
    " file INTEGER NOT NULL,"
    " period TEXT NOT NULL,"
    " request TEXT,"
    " issued_at TEXT NOT NULL,"
    " unfinished INTEGER NOT NULL,"
    " name TEXT NOT NULL, name_kana TEXT NOT NULL, corporate_number TEXT, employees TEXT NOT NULL, industry TEXT NOT NULL,"
    " contact_name TEXT NOT NULL, contact_email TEXT NOT NULL, contact_phone TEXT NOT NULL, emergency_phone TEXT NOT NULL,"
    " perceived INTEGER, total INTEGER, floor INTEGER, answered INTEGER NOT NULL, asked INTEGER NOT NULL,"
    " score_differs INTEGER NOT NULL,"
    " packs_held INTEGER NOT NULL," /* of how many of its packs this program had a copy, so could score them */
    " has_inventory INTEGER NOT NULL);"
    "CREATE UNIQUE INDEX assessment_key ON assessment(supplier, assessment_id);"

    /* One row a pack. items is a JSON object: item id -> [level, target, priority, planned level, assessor's level], where a level is 0-4,
     * -1 not answered, -2 unknown, -3 not applicable, -4 not asked, -5 done, -6 not done; target, planned and assessor -1 when there is
     * none. */
    "CREATE TABLE answer("
    " assessment INTEGER NOT NULL,"
    " pack TEXT NOT NULL,"
    " version TEXT NOT NULL, digest TEXT NOT NULL," /* '' when the document does not list the pack (the home of an alias) */
    " held INTEGER NOT NULL,"
    " total INTEGER, floor INTEGER,"
    " sections TEXT NOT NULL,"
    " items TEXT NOT NULL,"
    " PRIMARY KEY(assessment, pack)) WITHOUT ROWID;"
    "CREATE INDEX answer_not_held ON answer(digest) WHERE held = 0;"

    "CREATE TABLE inventory("
    " assessment INTEGER NOT NULL, position INTEGER NOT NULL,"
    " name TEXT NOT NULL, vendor TEXT NOT NULL, version TEXT NOT NULL,"
    " internet INTEGER NOT NULL, credentials INTEGER NOT NULL,"
    " PRIMARY KEY(assessment, position)) WITHOUT ROWID;"

    /* Every change of trust: hash = SHA-256 over the previous hash and the entry (portfolio_log.c). */
    "CREATE TABLE trust_log("
    " seq INTEGER PRIMARY KEY,"
    " at TEXT NOT NULL, what TEXT NOT NULL, supplier TEXT NOT NULL, certificate TEXT NOT NULL, reason TEXT NOT NULL,"
    " hash BLOB NOT NULL);"
    "CREATE TRIGGER trust_log_update BEFORE UPDATE ON trust_log BEGIN SELECT RAISE(ABORT, 'the trust log is append-only'); END;"
    "CREATE TRIGGER trust_log_delete BEFORE DELETE ON trust_log BEGIN SELECT RAISE(ABORT, 'the trust log is append-only'); END;";

/* "Who runs product X?" without reading every inventory: each name once, under its folded key (model/product.h). */
static const char LAYOUT_2[] =
    "CREATE TABLE product(id INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE);"
    "ALTER TABLE inventory ADD COLUMN product INTEGER;"
    "CREATE INDEX inventory_product ON inventory(product);"

    /* When the inventory was stated: the day of issue, or that of receipt when the issuer's clock is ahead. NULL: there is none. */
    "ALTER TABLE assessment ADD COLUMN inventory_on TEXT;"
    "UPDATE assessment SET inventory_on = substr(min(issued_at, (SELECT f.received_at FROM file f WHERE f.id = assessment.file)), 1, 10)"
    " WHERE has_inventory = 1;"
    "CREATE INDEX assessment_inventory ON assessment(supplier, inventory_on) WHERE inventory_on IS NOT NULL;"

    /* The prime's own names for products, beside those that the program knows. */
    "CREATE TABLE product_alias(product TEXT NOT NULL, alias TEXT NOT NULL, PRIMARY KEY(product, alias)) WITHOUT ROWID;";

/* More time for a supplier, questions about single answers, and when a request is due with that. */
static const char LAYOUT_3[] =
    "CREATE TABLE extension("
    " id INTEGER PRIMARY KEY,"
    " supplier INTEGER NOT NULL,"
    " until TEXT NOT NULL, reason TEXT NOT NULL, given_at TEXT NOT NULL);"
    "CREATE INDEX extension_supplier ON extension(supplier);"
    "CREATE TABLE clarification("
    " id INTEGER PRIMARY KEY,"
    " supplier INTEGER NOT NULL,"
    " items TEXT NOT NULL," /* "PACK:ITEM PACK:ITEM" */
    " text TEXT NOT NULL, asked_at TEXT NOT NULL, settled_at TEXT);"
    "CREATE INDEX clarification_supplier ON clarification(supplier);"
    "CREATE VIEW request_due AS SELECT r.digest, r.supplier, r.period, r.issued_at, r.due,"
    " max(r.due, COALESCE((SELECT max(x.until) FROM extension x WHERE x.supplier = r.supplier AND x.given_at >= r.issued_at), '')) AS "
    "until,"
    " CASE WHEN EXISTS(SELECT 1 FROM assessment a WHERE a.supplier = r.supplier AND a.request = r.digest) THEN 1 ELSE 0 END AS answered"
    " FROM request r;";

/* Requests: what they ask (digests of the packs, as a key), when they were replaced by another; and the packs themselves. The document is
 * the signed envelope with digests in place of its packs and without the secret (model/request_build.h). What was replaced is no longer
 * waited for. */
static const char LAYOUT_4[] =
    "ALTER TABLE request ADD COLUMN packs TEXT;"
    "ALTER TABLE request ADD COLUMN withdrawn_at TEXT;"
    "CREATE TABLE pack(digest TEXT PRIMARY KEY, document BLOB NOT NULL) WITHOUT ROWID;"
    "DROP VIEW request_due;"
    "CREATE VIEW request_due AS SELECT r.digest, r.supplier, r.period, r.issued_at, r.due,"
    " max(r.due, COALESCE((SELECT max(x.until) FROM extension x WHERE x.supplier = r.supplier AND x.given_at >= r.issued_at), '')) AS "
    "until,"
    " CASE WHEN EXISTS(SELECT 1 FROM assessment a WHERE a.supplier = r.supplier AND a.request = r.digest) THEN 1 ELSE 0 END AS answered"
    " FROM request r WHERE r.withdrawn_at IS NULL;";

/* Originals may be packed (zlib); and what is left of a supplier who was purged: that, when and why, and by which digests its old files
 * would be known again. */
static const char LAYOUT_5[] =
    "ALTER TABLE original ADD COLUMN unpacked INTEGER;" /* NULL: bytes are as received; else their size once unpacked */
    "CREATE TABLE purge("
    " id INTEGER PRIMARY KEY,"
    " supplier_code TEXT NOT NULL, purged_at TEXT NOT NULL, reason TEXT NOT NULL, files INTEGER NOT NULL);"
    "CREATE TABLE purged_file(digest BLOB PRIMARY KEY, content BLOB, purge INTEGER NOT NULL) WITHOUT ROWID;"
    "CREATE INDEX purged_file_content ON purged_file(content) WHERE content IS NOT NULL;";

/* Trust beside pins: a CA bundle with a rule a supplier, the signers merged by way of one (pins with role supplier-ca), assessors. */
static const char LAYOUT_6[] =
    "CREATE TABLE ca_bundle(pem BLOB NOT NULL, since TEXT NOT NULL);" /* one row, or none */
    "CREATE TABLE ca_rule("
    " supplier INTEGER PRIMARY KEY,"
    " issuer TEXT NOT NULL, attribute TEXT NOT NULL, value TEXT NOT NULL, since TEXT NOT NULL);"
    "CREATE UNIQUE INDEX ca_rule_one ON ca_rule(value, attribute, issuer);"
    "CREATE TABLE ca_signer(pin INTEGER PRIMARY KEY, der BLOB NOT NULL);"
    "CREATE TABLE assessor("
    " id INTEGER PRIMARY KEY, certificate BLOB NOT NULL, name TEXT NOT NULL, since TEXT NOT NULL, ended_at TEXT);"
    "CREATE UNIQUE INDEX assessor_known ON assessor(certificate) WHERE ended_at IS NULL;"
    /* Who signed an assessment as an assessor. Whether that makes its ratings more than claimed is asked when they are shown. */
    "CREATE TABLE cosignature(assessment INTEGER NOT NULL, certificate BLOB NOT NULL, PRIMARY KEY(assessment, certificate)) WITHOUT ROWID;"
    "ALTER TABLE assessment ADD COLUMN rated INTEGER NOT NULL DEFAULT 0;";

/* What is planned for the answers of a pack (model/planned.h): '' nothing, NULL not known, since the file was taken in before and cannot be
 * read again here. */
static const char LAYOUT_7[] = "ALTER TABLE answer ADD COLUMN plans TEXT;";

/* What an assessor said to the levels that they gave to the answers of a pack (model/rating.h): NULL when they gave none, or as plans. */
static const char LAYOUT_8[] = "ALTER TABLE answer ADD COLUMN ratings TEXT;";

/* Requests after an alert (model/pack.h, pack_is_emergency) say nothing about a year: neither which one it is, nor when its answers are
 * due, nor does a reply to one have a score, which it had when it was taken in by a version that knew no such difference. */
static const char LAYOUT_9[] =
    "ALTER TABLE request ADD COLUMN alarm INTEGER NOT NULL DEFAULT 0;"
    "CREATE INDEX request_year ON request(period, supplier) WHERE alarm = 0 AND withdrawn_at IS NULL;"
    "DROP VIEW IF EXISTS request_due;"
    "CREATE VIEW request_due AS SELECT r.digest, r.supplier, r.period, r.issued_at, r.due, r.alarm,"
    " max(r.due, COALESCE((SELECT max(x.until) FROM extension x WHERE x.supplier = r.supplier AND x.given_at >= r.issued_at), '')) AS "
    "until,"
    " CASE WHEN EXISTS(SELECT 1 FROM assessment a WHERE a.supplier = r.supplier AND a.request = r.digest) THEN 1 ELSE 0 END AS answered"
    " FROM request r WHERE r.withdrawn_at IS NULL;";

/* The file that an assessment stands in says it (portfolio_content.h). */
static const char LAYOUT_10[] = "ALTER TABLE assessment DROP COLUMN content;";

/* The prime's own list may have it; what a supplier says itself goes before it. */
static const char LAYOUT_11[] = "ALTER TABLE supplier ADD COLUMN phone TEXT NOT NULL DEFAULT '';";

/* What a request is about, in the prime's words (model/request.h), '' nothing said: the alarms of two products are two rounds. And an empty
 * list of products is no inventory: it reassures nobody. */
static const char LAYOUT_12[] = "ALTER TABLE request ADD COLUMN about TEXT NOT NULL DEFAULT '';"
                                "CREATE INDEX request_alarm ON request(supplier) WHERE alarm = 1;"
                                "UPDATE assessment SET inventory_on = NULL WHERE inventory_on IS NOT NULL"
                                " AND NOT EXISTS(SELECT 1 FROM inventory i WHERE i.assessment = assessment.id);";

/* Why a file is held back or rejected, in one word (portfolio_rules.h): who shows it tells by that what is to be done. The request that its
 * answers name, '?' where that was not noted; and which answers contradict each other, as its sender's copy of this program found
 * (model/contradictions.h): "PACK:ITEM PACK:ITEM", NULL when it is not known. */
static const char LAYOUT_13[] =
    "ALTER TABLE file ADD COLUMN cause TEXT NOT NULL DEFAULT '';"
    "ALTER TABLE file ADD COLUMN request TEXT;"
    "UPDATE file SET request = '?', cause = CASE WHEN verdict = 'unknown_signer' THEN 'unknown_signer'"
    " WHEN reason LIKE 'It answers a request that was not issued to %' THEN 'request_not_issued' ELSE 'request_outstanding' END"
    " WHERE state = 'quarantined';"
    /* what is to be done follows from the cause */
    "UPDATE file SET reason = 'Nobody here knows the signer yet.' WHERE state = 'quarantined'"
    " AND reason LIKE 'Nobody here knows the signer yet: %';"
    "ALTER TABLE assessment ADD COLUMN contradictions TEXT;";

/* Inode, size and times of the file that was read, as a hash (portfolio_merge.h, STAMP_BYTES): NULL when they prove nothing. */
static const char LAYOUT_14[] = "ALTER TABLE file ADD COLUMN stamp BLOB;";

/* Of answers in conflict with others that the prime has decided for: when, for which file and why, as a sentence (portfolio_conflict.h). */
static const char LAYOUT_15[] = "ALTER TABLE file ADD COLUMN decided TEXT;"
                                "CREATE INDEX file_decided ON file(supplier, assessment_id) WHERE decided IS NOT NULL;";

/* Suppliers with whom the prime no longer works: from when, and why. What they sent stays; a mark that is looked at can be taken off again.
 */
static const char LAYOUT_16[] = "ALTER TABLE supplier ADD COLUMN ended_at TEXT;"
                                "ALTER TABLE supplier ADD COLUMN ended_reason TEXT NOT NULL DEFAULT '';"
                                "CREATE INDEX supplier_ended ON supplier(ended_at) WHERE ended_at IS NOT NULL;";

/* An issuer's clock that runs ahead: answers count no later than they were received, or nothing that comes after would ever count before
 * them. dated: the issuer's own date then, else NULL. And of the trust log, how many entries it has: what is cut off its end is missed. */
static const char LAYOUT_17[] =
    "ALTER TABLE assessment ADD COLUMN dated TEXT;"
    "UPDATE assessment SET dated = issued_at, issued_at = (SELECT f.received_at FROM file f WHERE f.id = assessment.file)"
    " WHERE issued_at > (SELECT f.received_at FROM file f WHERE f.id = assessment.file);"
    "INSERT OR REPLACE INTO counter(name, value) SELECT 'trust_log', count(*) FROM trust_log;";

/* Where the file of a request was written, as the command named it, '' where that was not noted: letters about it go with that one. */
static const char LAYOUT_18[] = "ALTER TABLE request ADD COLUMN file TEXT NOT NULL DEFAULT '';";

/* Of what could not be read at all, too, why in one word (portfolio_rules.h). Until then the kept sentences alone told. */
static const char LAYOUT_19[] =
    "ALTER TABLE unreadable ADD COLUMN cause TEXT NOT NULL DEFAULT '';"
    "UPDATE unreadable SET cause = CASE WHEN instr(reason, char(10) || 'Ticked off: ') > 0 THEN 'refused'"
    " WHEN reason LIKE 'It could not be opened%' OR reason LIKE 'This folder could not be opened%' THEN 'unread' ELSE '' END;";

/* Of requests after an alert that the prime has closed: when, why, and the newest reply that had come by then, 0 none: one that comes later
 * is not covered by it. */
static const char LAYOUT_20[] = "ALTER TABLE request ADD COLUMN closed_at TEXT;"
                                "ALTER TABLE request ADD COLUMN closed_reason TEXT NOT NULL DEFAULT '';"
                                "ALTER TABLE request ADD COLUMN closed_file INTEGER NOT NULL DEFAULT 0;";

const struct migration SQLITE_MIGRATIONS[] = {
    {1, LAYOUT_1, NULL},
    {2, LAYOUT_2, products_fill},
    {3, LAYOUT_3, NULL},
    {4, LAYOUT_4, NULL},
    {5, LAYOUT_5, NULL},
    {6, LAYOUT_6, NULL},
    {7, LAYOUT_7, plans_fill},
    {8, LAYOUT_8, ratings_fill},
    {9, LAYOUT_9, alarms_fill},
    {10, LAYOUT_10, NULL},
    {11, LAYOUT_11, NULL},
    {12, LAYOUT_12, NULL},
    {13, LAYOUT_13, contradictions_fill},
    {14, LAYOUT_14, NULL},
    {15, LAYOUT_15, NULL},
    {16, LAYOUT_16, NULL},
    {17, LAYOUT_17, NULL},
    {18, LAYOUT_18, NULL},
    {19, LAYOUT_19, NULL},
    {20, LAYOUT_20, NULL},
    {0, NULL, NULL},
};
