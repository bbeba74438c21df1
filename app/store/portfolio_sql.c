#include "store/portfolio_sql.h"

#include <stddef.h>

#define PURGED_FILES                                                                                                                       \
    "(f.supplier = $1 OR (f.supplier IS NULL AND (f.claimed_code = (SELECT code FROM supplier WHERE id = $1)"                              \
    " OR f.certificate IN (SELECT certificate FROM pin WHERE supplier = $1))))"

/* Whether the file or assessment F names a request that was an alarm: what came for one is nothing of a year. */
#define FOR_ALARM(F) "EXISTS(SELECT 1 FROM request q WHERE q.digest = " F ".request AND q.alarm = 1)"

/* What that alarm was about, "" where it does not say; NULL: it names none. */
#define ALARM_ABOUT(F) "(SELECT COALESCE(q.about, '') FROM request q WHERE q.digest = " F ".request AND q.alarm = 1)"

/* Whether the assessment a answers nothing but an alarm. Without a request: held packs, and no score, is what such a reply is known by. */
#define ALARM_REPLY "(a.total IS NULL AND ((a.request IS NULL AND a.packs_held > 0) OR " FOR_ALARM("a") "))"

/* Whether the supplier was asked about the assessment a since, and the question is open. */
#define CONTRADICTION_ASKED                                                                                                                \
    "EXISTS(SELECT 1 FROM clarification c WHERE c.supplier = a.supplier AND c.settled_at IS NULL AND c.asked_at >= a.issued_at)"

/* Until when the request d of a year may be answered. More time is given for the year that it is needed in: it is a later year's where that
 * had been asked for by then, to be answered before the new day. */
#define YEAR_UNTIL                                                                                                                         \
    "max(d.due, COALESCE((SELECT max(x.until) FROM extension x WHERE x.supplier = d.supplier AND x.given_at >= d.issued_at"                \
    " AND NOT EXISTS(SELECT 1 FROM request l WHERE l.supplier = d.supplier AND l.alarm = 0 AND l.period > d.period"                        \
    " AND l.issued_at <= x.given_at AND l.due < x.until)), ''))"
/* The same of any request: an alarm can wait for nobody, its day stays. */
#define UNTIL "CASE WHEN d.alarm = 1 THEN d.due ELSE " YEAR_UNTIL " END"

/* What model/portfolio_standing.h asks of the supplier s in the period $1. */
#define ASKED_IN_PERIOD                                                                                                                    \
    "WITH asked AS MATERIALIZED (SELECT d.supplier, min(d.due) AS due, min(" YEAR_UNTIL ") AS until FROM request_due d"                    \
    " WHERE d.period = $1 AND d.alarm = 0 GROUP BY d.supplier)"
#define DUE_IN_PERIOD "n.until"
#define SUPPLIERS_ASKED " FROM supplier s LEFT JOIN asked n ON n.supplier = s.id"
/* The supplier that the held file f, which is not known to be one's, is by its key, claims to be, or, where it claims no code, alone has
 * the name of; HELD_NAMES, as n, has those names. */
#define HELD_PINNED                                                                                                                        \
    "(SELECT p.supplier FROM pin p WHERE p.certificate = f.certificate AND p.role BETWEEN 'supplier' AND 'supplier-ca'"                    \
    " AND p.ended_at IS NULL ORDER BY p.role LIMIT 1)"
#define HELD_CLAIMS "COALESCE((SELECT t.id FROM supplier t WHERE t.code = f.claimed_code), n.id)"
#define HELD_NAMES                                                                                                                         \
    "(SELECT name, min(id) AS id FROM supplier WHERE name IN (SELECT q.claimed_name FROM file q WHERE q.state = 'quarantined'"             \
    " AND q.state <> 'merged' AND q.claimed_name <> '') GROUP BY name HAVING count(*) = 1) AS n"                                           \
    " ON n.name = f.claimed_name AND COALESCE(f.claimed_code, '') = ''"
/* sets that are made once: as joins they were gone through again for every supplier */
#define HELD_IN_PERIOD                                                                                                                     \
    "s.id IN (SELECT COALESCE(f.supplier, " HELD_PINNED ", " HELD_CLAIMS ", 0) FROM file f LEFT JOIN " HELD_NAMES                          \
    " WHERE f.state = 'quarantined' AND f.state <> 'merged' AND f.period = $1 AND NOT " FOR_ALARM("f") ")"
#define CONFLICT_IN_PERIOD                                                                                                                 \
    "s.id IN (SELECT COALESCE(c.supplier, 0) FROM file c WHERE c.state = 'conflict' AND c.state <> 'merged' AND c.period = $1"             \
    " AND NOT " FOR_ALARM("c") ")"
/* Whether the supplier s had ended by the end of the period, and whether it is one of the period's suppliers; $2 and $3 are until when and
 * from when it is (portfolio_period.h). The first line holds for nearly all, so that the rest is hardly ever looked for. */
#define ENDED_IN_PERIOD "COALESCE(s.ended_at < $2, 0)"
#define SENT_IN_PERIOD "EXISTS(SELECT 1 FROM assessment a WHERE a.supplier = s.id AND a.period = $1)"
#define OF_PERIOD                                                                                                                          \
    "((s.created_at < $2 AND (s.ended_at IS NULL OR s.ended_at >= $3))"                                                                    \
    " OR EXISTS(SELECT 1 FROM request r WHERE r.supplier = s.id AND r.period = $1 AND r.alarm = 0 AND r.withdrawn_at IS NULL)"             \
    " OR " SENT_IN_PERIOD " OR " HELD_IN_PERIOD " OR " CONFLICT_IN_PERIOD ")"
/* SQLite counts values in the order in which a statement first names them. */
#define VALUES_OF_PERIOD "WITH span AS (SELECT $1, $2, $3) "
/* What the assessment A, which may be none, says of the supplier s, else what its newest one does that says it: what answers do not name
 * stays as it was told before. */
#define TOLD(A, COLUMN)                                                                                                                    \
    "COALESCE(NULLIF(" A "." COLUMN ", ''), (SELECT t." COLUMN " FROM assessment t WHERE t.supplier = s.id AND t." COLUMN " <> ''"         \
    " ORDER BY " NEWEST("t") " LIMIT 1), '')"
/* Whom to ring and how, by the newest answers w of the supplier s. The phone is the supplier's own, else that of the prime's list. */
#define CONTACT_TOLD                                                                                                                       \
    TOLD("w", "contact_name")                                                                                                              \
    ", " TOLD("w", "contact_email") ", s.email,"                                                                                           \
                                    " COALESCE(NULLIF(" TOLD("w", "contact_phone") ", ''), s.phone), " TOLD("w", "emergency_phone")
#define WITH_NEWEST                                                                                                                        \
    " LEFT JOIN assessment w ON w.id = (SELECT n.id FROM assessment n WHERE n.supplier = s.id"                                             \
    " ORDER BY " NEWEST("n") " LIMIT 1)"
/* k: what is held back, with the kind of enum held_kind, and why it would be held back still if its signer was trusted (later). */
#define HELD_FILES                                                                                                                         \
    "WITH f AS MATERIALIZED (SELECT f.*, " HELD_PINNED " AS pinned, " HELD_CLAIMS " AS claims FROM file f LEFT JOIN " HELD_NAMES           \
    " WHERE f.state = 'quarantined' AND f.state <> 'merged'),"                                                                             \
    " g AS MATERIALIZED (SELECT *, COALESCE(supplier, pinned, claims) AS who FROM f),"                                                     \
    " h AS MATERIALIZED (SELECT *, CASE WHEN cause <> 'unknown_signer' THEN ''"                                                            \
    " WHEN request IS NULL AND EXISTS(SELECT 1 FROM request r WHERE r.supplier = g.who AND r.period = g.period"                            \
    " AND r.withdrawn_at IS NULL AND NOT EXISTS(SELECT 1 FROM assessment a WHERE a.supplier = r.supplier AND a.request = r.digest))"       \
    " THEN 'request_outstanding'"                                                                                                          \
    " WHEN request IS NULL AND EXISTS(SELECT 1 FROM assessment a JOIN request r ON r.digest = a.request"                                   \
    " WHERE a.supplier = g.who AND a.period = g.period AND r.alarm = 0) THEN 'answered'"                                                   \
    " WHEN request <> '?' AND who IS NOT NULL AND NOT EXISTS(SELECT 1 FROM request r WHERE r.digest = g.request)"                          \
    " THEN 'request_not_issued' ELSE '' END AS later FROM g),"                                                                             \
    " k AS MATERIALIZED (SELECT *, CASE WHEN cause <> 'unknown_signer' OR later <> '' THEN 2 WHEN pinned IS NOT NULL THEN 1 ELSE 0 END"    \
    " AS kind FROM h)"
/* Of such a file k: the code and name to tell it by, CLAIMED where it names no supplier of ours; the supplier that it is or claims to be;
 * the later period that this one is asked for, when it answers no request; and whether a rule stands for its signers. */
#define HELD_CODE "COALESCE((SELECT s.code FROM supplier s WHERE s.id = CASE WHEN kind = 0 THEN k.supplier ELSE k.who END), claimed_code)"
#define HELD_NAME(CLAIMED) "COALESCE((SELECT NULLIF(s.name, '') FROM supplier s WHERE kind > 0 AND s.id = k.who), " CLAIMED ")"
#define HELD_WHO "(SELECT s.code FROM supplier s WHERE s.id = k.who)"
#define HELD_OPEN_PERIOD                                                                                                                   \
    "CASE WHEN request IS NULL THEN (SELECT max(d.period) FROM request_due d WHERE d.supplier = k.who AND d.period > k.period"             \
    " AND d.alarm = 0 AND NOT " FINISHED ") END"
#define HELD_RULED                                                                                                                         \
    "CASE WHEN EXISTS(SELECT 1 FROM ca_rule u WHERE u.supplier = k.who) AND EXISTS(SELECT 1 FROM ca_bundle) THEN 1 ELSE 0 END"
/* The phone to ring when it has to be at once: of a reply to an alarm, else as told before. */
#define PHONE_TONIGHT                                                                                                                      \
    "COALESCE(NULLIF(CASE WHEN a.emergency_phone = '' THEN a.contact_phone ELSE a.emergency_phone END, ''), NULLIF(" TOLD(                 \
        "a", "emergency_phone") ", ''), NULLIF(" TOLD("a", "contact_phone") ", ''), s.phone)"
/* what is unfinished is only begun */
#define ANSWERED_IN_PERIOD                                                                                                                 \
    "EXISTS(SELECT 1 FROM assessment a WHERE a.supplier = s.id AND a.period = $1 AND a.unfinished = 0 AND NOT " ALARM_REPLY ")"
/* Whether the request d (of request, or of request_due) has finished answers. */
#define FINISHED_FOR(d)                                                                                                                    \
    "EXISTS(SELECT 1 FROM assessment z WHERE z.supplier = " d ".supplier AND z.request = " d ".digest AND z.unfinished = 0)"
#define FINISHED FINISHED_FOR("d")
#define BEGUN_FOR_REQUEST "EXISTS(SELECT 1 FROM assessment z WHERE z.supplier = d.supplier AND z.request = d.digest AND z.unfinished = 1)"
#define LATER_FINISHED FINISHED_FOR("x")
/* The file of the newest reply to the request R, 0 none; and whether one is closed, as far as the file FILE is its newest reply: what came
 * after the closing is looked at again. */
#define NEWEST_REPLY(R) "COALESCE((SELECT max(a.file) FROM assessment a WHERE a.supplier = " R ".supplier AND a.request = " R ".digest), 0)"
#define CLOSED_FOR(R, FILE) "(" R ".closed_at IS NOT NULL AND " R ".closed_file >= " FILE ")"
#define CLOSED(R) CLOSED_FOR(R, NEWEST_REPLY(R))
/* Whether its supplier was asked for a newer period than the request d: that one is waited for, and this one no more. */
#define ASKED_SINCE_THEN "EXISTS(SELECT 1 FROM request_due y WHERE y.supplier = d.supplier AND y.alarm = 0 AND y.period > d.period)"
/* Of documents of one second the order is that of their ids, which no order of merging changes; of those that count as of their receipt,
 * since they are dated after it, the order is first that of their dates. */
#define NEWEST(A) A ".issued_at DESC, COALESCE(" A ".dated, '') DESC, " A ".assessment_id DESC"
#define NEWEST_FIRST " ORDER BY " NEWEST("a")

/* For whom a pin p stands. */
#define SIGNER_OF_PIN "SELECT p.id, s.id, s.code, s.corporate_number, s.name FROM pin p JOIN supplier s ON s.id = p.supplier"

/* The supplier s that runs what the row i of the inventory of its assessment a says. */
#define USER_OF_PRODUCT                                                                                                                    \
    "SELECT s.id, s.code, s.name, a.name, s.confidential, s.outage, s.access, a.inventory_on, " CONTACT_TOLD ", s.ended_at,"               \
    " i.name, i.vendor, i.version, i.internet, i.credentials, i.product"

/* What follows the supplier of the assessments A to leave the one with its newest inventory. */
#define NEWEST_INVENTORY(A) " AND " A ".inventory_on IS NOT NULL ORDER BY " A ".inventory_on DESC, " NEWEST(A) " LIMIT 1"

/* Whether the assessment a has its supplier's newest inventory. */
#define INVENTORY_IS_NEWEST "a.id = (SELECT b.id FROM assessment b WHERE b.supplier = a.supplier" NEWEST_INVENTORY("b") ")"

/* Of the supplier of the clarification c: the newest answers of its newest period that contradict each other. */
#define OF_CONTRADICTING                                                                                                                   \
    " FROM assessment a WHERE a.supplier = c.supplier AND a.contradictions <> '' AND a.period ="                                           \
    " (SELECT max(b.period) FROM assessment b WHERE b.supplier = c.supplier)" NEWEST_FIRST " LIMIT 1"

/* The same supplier's newest answers of a year. */
#define OF_NEWEST " FROM assessment a WHERE a.supplier = c.supplier AND NOT " ALARM_REPLY " ORDER BY a.period DESC, " NEWEST("a") " LIMIT 1"

/* To whom letters to the supplier S go: as the prime's list says, else as its newest answers do that name an address, those of a year
 * before replies to alarms. */
#define EMAIL_OF(S)                                                                                                                        \
    "COALESCE(NULLIF(" S ".email, ''), (SELECT a.contact_email FROM assessment a WHERE a.supplier = " S                                    \
    ".id AND a.contact_email <> '' ORDER BY CASE WHEN " ALARM_REPLY " THEN 1 ELSE 0 END, " NEWEST("a") " LIMIT 1))"
#define EMAIL_OF_SUPPLIER EMAIL_OF("s")

/* The file of the assessment that the file f is in conflict with: the same one, else one for the same request, else for the period. */
#define HELD_ASSESSMENT "(SELECT a.file FROM assessment a WHERE a.supplier = f.supplier AND "
#define HELD_INSTEAD                                                                                                                       \
    "COALESCE(" HELD_ASSESSMENT "a.assessment_id = f.assessment_id), " HELD_ASSESSMENT                                                     \
    "a.period = f.period AND COALESCE(a.request, '') = COALESCE(f.request, '')" NEWEST_FIRST " LIMIT 1), " HELD_ASSESSMENT                 \
    "a.period = f.period ORDER BY CASE WHEN " ALARM_REPLY " THEN 1 ELSE 0 END, " NEWEST("a") " LIMIT 1))"

/* Files that can be said to hold, of the suppliers that S says: what is in conflict, what stands, and what was decided against. */
#define CONFLICT_CHOICES(S)                                                                                                                \
    "SELECT x.id FROM file x WHERE x.state = 'conflict' AND x.state <> 'merged' AND x.supplier " S                                         \
    " UNION ALL SELECT x.id FROM file x WHERE x.decided IS NOT NULL AND x.state = 'superseded' AND x.supplier " S                          \
    " UNION ALL SELECT b.file FROM assessment b WHERE b.supplier " S
#define CHOICES_OF_ONE CONFLICT_CHOICES("= (SELECT s.id FROM supplier s WHERE s.code = $1)")
#define CHOICES_IN_CONFLICT CONFLICT_CHOICES("IN (SELECT supplier FROM c)")

/* Whether something of the year is still open to the supplier of the assessment a. */
#define ASKED_STILL                                                                                                                        \
    "EXISTS(SELECT 1 FROM request_due d WHERE d.supplier = a.supplier AND d.period = a.period AND d.alarm = 0 AND NOT " FINISHED ")"

/* The period that had been asked for last when the file came, else the first one; "asked" has when each began. */
#define ASKED_PERIODS " asked AS MATERIALIZED (SELECT period, min(issued_at) AS at FROM request WHERE alarm = 0 GROUP BY period)"
#define ASKED_SINCE "WITH" ASKED_PERIODS
#define PERIOD_THEN(FILE) "COALESCE((SELECT max(period) FROM asked WHERE at <= " FILE ".received_at), (SELECT min(period) FROM asked), '')"
/* A file that says no period is of the one in which it came; MEANT: the period is the one that is meant, and has what came after it, too.
 */
#define CAME_IN_PERIOD(FILE, PERIOD, MEANT)                                                                                                \
    "(" PERIOD_THEN(FILE) " IN ('', " PERIOD ") OR (" MEANT " = 1 AND " PERIOD_THEN(FILE) " > " PERIOD "))"

const char *const SQL_TEXTS[SQL_STATEMENTS] = {
    [SQL_COUNTER_NEXT] =
        "INSERT INTO counter(name, value) VALUES($1, 1) ON CONFLICT(name) DO UPDATE SET value = counter.value + 1 RETURNING value",

    /* suppliers */
    [SQL_SUPPLIER_PUT] = "INSERT INTO supplier(code, name, corporate_number, confidential, outage, access, email, created_at, phone)"
                         " VALUES($1, COALESCE($2, ''), NULLIF($3, ''), $4, $5, $6, COALESCE($7, ''), $8, COALESCE($9, ''))"
                         " ON CONFLICT(code) DO UPDATE SET name = COALESCE($2, supplier.name),"
                         " corporate_number = NULLIF(COALESCE($3, supplier.corporate_number), ''),"
                         " confidential = COALESCE($4, supplier.confidential), outage = COALESCE($5, supplier.outage),"
                         " access = COALESCE($6, supplier.access), email = COALESCE($7, supplier.email),"
                         " phone = COALESCE($9, supplier.phone)"
                         " WHERE COALESCE($2, supplier.name) IS NOT supplier.name"
                         " OR NULLIF(COALESCE($3, supplier.corporate_number), '') IS NOT supplier.corporate_number"
                         " OR COALESCE($4, supplier.confidential) IS NOT supplier.confidential"
                         " OR COALESCE($5, supplier.outage) IS NOT supplier.outage"
                         " OR COALESCE($6, supplier.access) IS NOT supplier.access"
                         " OR COALESCE($7, supplier.email) IS NOT supplier.email"
                         " OR COALESCE($9, supplier.phone) IS NOT supplier.phone RETURNING id",
    [SQL_SUPPLIER_FIND] = "SELECT id, name FROM supplier WHERE code = $1",
    [SQL_SUPPLIER_LIST] = "SELECT code, name, corporate_number, confidential, outage, access, email, phone, ended_at, ended_reason"
                          " FROM supplier ORDER BY code",
    [SQL_SUPPLIER_COUNT] = "SELECT count(*) FROM supplier",
    [SQL_SUPPLIER_ENDED] = "SELECT ended_at FROM supplier WHERE code = $1 AND ended_at IS NOT NULL",
    [SQL_SUPPLIER_END] = "UPDATE supplier SET ended_at = $1, ended_reason = $2 WHERE code = $3 AND ended_at IS NULL RETURNING id",
    [SQL_SUPPLIER_RESUME] = "UPDATE supplier SET ended_at = NULL, ended_reason = '' WHERE code = $1 AND ended_at IS NOT NULL RETURNING id",
    [SQL_SUPPLIERS_GOING_ON] = "SELECT (SELECT count(*) FROM supplier) - (SELECT count(*) FROM supplier WHERE ended_at IS NOT NULL)",
    [SQL_SUPPLIER_IDS] = "SELECT id, code FROM supplier ORDER BY code",

    /* pins */
    [SQL_PIN_OF_SUPPLIER] = "SELECT id, certificate FROM pin WHERE supplier = $1 AND role = $2 AND ended_at IS NULL ORDER BY id LIMIT 1",
    [SQL_PIN_BY_CERTIFICATE] = "SELECT p.supplier, s.code FROM pin p JOIN supplier s ON s.id = p.supplier"
                               " WHERE p.certificate = $1 AND p.role = $2 AND p.ended_at IS NULL",
    [SQL_PIN_ENDED_BEFORE] = "SELECT count(*) FROM pin WHERE (CAST($1 AS BIGINT) IS NULL OR supplier = CAST($1 AS BIGINT))"
                             " AND certificate = $2 AND ended IN ('revoked', 'refused')",
    [SQL_PIN_REVOKED] = "SELECT ended_at, ended, reason FROM pin WHERE certificate = $1 AND ended IN ('revoked', 'refused')"
                        " ORDER BY id DESC LIMIT 1",
    [SQL_PIN_ADD] = "INSERT INTO pin(supplier, certificate, role, subject, since) VALUES($1, $2, $3, $4, $5)",
    [SQL_PIN_END] = "UPDATE pin SET ended_at = $1, ended = $2, reason = $3 WHERE id = $4",
    [SQL_PIN_LIST] = "SELECT s.code, s.name, p.role, p.certificate, p.subject, p.since, p.ended_at, p.ended, p.reason,"
                     " CASE WHEN EXISTS(SELECT 1 FROM pin q WHERE q.supplier = p.supplier AND q.certificate = p.certificate"
                     " AND q.id > p.id) THEN 1 ELSE 0 END"
                     " FROM pin p JOIN supplier s ON s.id = p.supplier"
                     " WHERE CAST($1 AS TEXT) IS NULL OR s.code = CAST($1 AS TEXT) ORDER BY s.code, p.id",
    [SQL_PIN_COUNT] = "SELECT count(*) FROM pin", /* also those that ended: a number that SQLite need not look for */
    /* in the order in which they stand: so is each supplier found beside the one before */
    [SQL_PINS_IN_FORCE] = "SELECT p.certificate, s.code, p.id FROM pin p JOIN supplier s ON s.id = p.supplier"
                          " WHERE p.role = 'supplier' AND p.ended_at IS NULL ORDER BY p.id",

    /* trust by CA, and assessors */
    [SQL_BUNDLE] = "SELECT pem FROM ca_bundle",
    [SQL_BUNDLE_ADD] = "INSERT INTO ca_bundle(pem, since) VALUES($1, $2)",
    [SQL_BUNDLE_DELETE] = "DELETE FROM ca_bundle",
    [SQL_RULE_HOLDER] = "SELECT supplier FROM ca_rule WHERE issuer = $1 AND attribute = $2 AND value = $3",
    [SQL_RULE_PUT] = "INSERT INTO ca_rule(supplier, issuer, attribute, value, since) VALUES($1, $2, $3, $4, $5)"
                     " ON CONFLICT(supplier) DO UPDATE SET issuer = excluded.issuer, attribute = excluded.attribute,"
                     " value = excluded.value, since = excluded.since",
    [SQL_RULE_DELETE] = "DELETE FROM ca_rule WHERE supplier = $1 RETURNING supplier",
    [SQL_RULE_COUNT] = "SELECT count(*) FROM ca_rule WHERE supplier = $1",
    [SQL_RULES] = "SELECT s.code, r.issuer, r.attribute, r.value FROM ca_rule r JOIN supplier s ON s.id = r.supplier ORDER BY s.code",
    [SQL_CA_PIN] = "SELECT id FROM pin WHERE certificate = $1 AND role = $2 AND ended_at IS NULL",
    [SQL_CA_SIGNER_ADD] = "INSERT INTO ca_signer(pin, der) VALUES($1, $2)",
    [SQL_CA_SIGNERS] = "SELECT p.id, s.code, p.since, p.certificate, c.der FROM pin p JOIN supplier s ON s.id = p.supplier"
                       " JOIN ca_signer c ON c.pin = p.id WHERE p.role = $1 AND p.ended_at IS NULL ORDER BY p.id",
    [SQL_ASSESSOR_KNOWN] = "SELECT count(*) FROM assessor WHERE certificate = $1 AND ended_at IS NULL",
    [SQL_ASSESSOR_ADD] = "INSERT INTO assessor(certificate, name, since) VALUES($1, $2, $3)",
    [SQL_ASSESSOR_END] = "UPDATE assessor SET ended_at = $1 WHERE certificate = $2 AND ended_at IS NULL",
    [SQL_ASSESSORS] = "SELECT certificate, name, since, ended_at FROM assessor ORDER BY id",
    [SQL_COSIGNATURES_DELETE] = "DELETE FROM cosignature WHERE assessment = $1",
    [SQL_COSIGNATURE_ADD] = "INSERT INTO cosignature(assessment, certificate) VALUES($1, $2) ON CONFLICT DO NOTHING",

    /* what a revoked key merged goes; the files stay, as rejected */
    [SQL_REVOKE_ANSWERS] =
        "DELETE FROM answer WHERE assessment IN (SELECT a.id FROM assessment a JOIN file f ON f.id = a.file WHERE f.pin = $1)",
    [SQL_REVOKE_INVENTORY] =
        "DELETE FROM inventory WHERE assessment IN (SELECT a.id FROM assessment a JOIN file f ON f.id = a.file WHERE f.pin = $1)",
    [SQL_REVOKE_COSIGNATURES] =
        "DELETE FROM cosignature WHERE assessment IN (SELECT a.id FROM assessment a JOIN file f ON f.id = a.file WHERE f.pin = $1)",
    [SQL_REVOKE_ASSESSMENTS] =
        "DELETE FROM assessment WHERE id IN (SELECT a.id FROM assessment a JOIN file f ON f.id = a.file WHERE f.pin = $1)",
    [SQL_REVOKE_FILES] = "UPDATE file SET state = 'rejected', reason = $1, cause = $2 WHERE pin = $3 AND state <> 'rejected' RETURNING id",

    /* the trust log */
    [SQL_LOG_LAST] = "SELECT seq, hash FROM trust_log ORDER BY seq DESC LIMIT 1",
    [SQL_LOG_ADD] = "INSERT INTO trust_log(seq, at, what, supplier, certificate, reason, hash) VALUES($1, $2, $3, $4, $5, $6, $7)",
    [SQL_LOG_COUNT] = "SELECT value FROM counter WHERE name = 'trust_log'",
    [SQL_LOG_COUNT_ADDED] = "UPDATE counter SET value = value + 1 WHERE name = 'trust_log'",
    [SQL_LOG_LIST] = "SELECT seq, at, what, supplier, certificate, reason, hash FROM trust_log ORDER BY seq",

    /* requests */
    [SQL_REQUEST_ADD] = "INSERT INTO request(digest, request_id, supplier, period, issued_at, due, secret, document, packs, alarm, about,"
                        " file) VALUES($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
    [SQL_REQUEST_PLACED] = "UPDATE request SET file = $1 WHERE digest = $2 AND file <> $1",
    [SQL_REQUESTS_OF] = "SELECT r.digest, r.period,"
                        " CASE WHEN r.withdrawn_at IS NOT NULL"
                        " OR EXISTS(SELECT 1 FROM assessment a WHERE a.supplier = r.supplier AND a.request = r.digest) THEN 1 ELSE 0 END"
                        " FROM request r WHERE r.supplier = $1",
    [SQL_REQUESTS_ALL] = "SELECT digest, document FROM request",
    [SQL_REQUEST_NEWEST] = "SELECT document FROM request ORDER BY issued_at DESC, digest LIMIT 1",
    /* in the canonical form of JSON the contact comes first in its object, and no text can hold these quotes as they are */
    [SQL_REQUEST_NEWEST_CONTACT] = "SELECT document FROM request WHERE instr(document, '\"requester\":{\"contact\":{') > 0"
                                   " ORDER BY issued_at DESC, digest LIMIT 1",
    [SQL_REQUESTS_STANDING] = "SELECT count(*) FROM request WHERE supplier = $1 AND alarm = 0 AND withdrawn_at IS NULL",
    /* of the year: the newest to which the supplier has not finished its answers, and the newest to anybody */
    [SQL_REQUEST_OPEN] = "SELECT r.document FROM request_due d JOIN request r ON r.digest = d.digest WHERE d.supplier = $1"
                         " AND d.alarm = 0 AND NOT " FINISHED " ORDER BY d.issued_at DESC, d.digest LIMIT 1",
    [SQL_REQUEST_NEWEST_YEAR] = "SELECT document FROM request WHERE alarm = 0 AND withdrawn_at IS NULL"
                                " ORDER BY issued_at DESC, digest LIMIT 1",
    [SQL_REQUESTS_BESIDE] = "SELECT r.packs, r.about FROM request_due d"
                            " JOIN request r ON r.digest = d.digest WHERE d.supplier = $1 AND d.period = $2 AND d.alarm = 0"
                            " AND NOT " FINISHED " AND (r.packs <> $3 OR r.about <> $4)",
    [SQL_REQUEST_FIND] =
        "SELECT d.digest, d.due, d.secret, d.document, CASE WHEN " FINISHED " THEN 1 ELSE 0 END,"
        " (SELECT count(*) FROM assessment a WHERE a.supplier = d.supplier AND a.request = d.digest), d.issued_at, CASE WHEN " CLOSED(
            "d") " THEN 1 ELSE 0 END"
                 " FROM request d WHERE d.supplier = $1 AND d.period = $2 AND d.packs = $3 AND d.about = $4 AND d.withdrawn_at IS NULL"
                 " ORDER BY d.issued_at DESC LIMIT 1",
    [SQL_REQUEST_THERE] = "SELECT d.packs, d.period = $1 AND d.about = $2, d.alarm, d.withdrawn_at IS NOT NULL,"
                          " CASE WHEN " FINISHED " THEN 1 ELSE 0 END FROM request d WHERE d.digest = $3 AND d.supplier = $4",
    [SQL_REQUEST_WITHDRAW] = "UPDATE request SET withdrawn_at = $1, secret = NULL"
                             " WHERE supplier = $2 AND period = $3 AND packs = $4 AND about = $5 AND withdrawn_at IS NULL",
    [SQL_REQUEST_WITHDRAW_PACK] =
        "UPDATE request SET withdrawn_at = $1, secret = NULL"
        " WHERE supplier = $2 AND period = $3 AND instr(',' || packs || ',', ',' || $4 || ',') > 0 AND about = $5 AND withdrawn_at IS NULL"
        " AND NOT " FINISHED_FOR("request") " RETURNING digest",
    [SQL_REQUEST_BY_DIGEST] = "SELECT s.id, s.code, s.corporate_number,"
                              " COALESCE((SELECT " UNTIL " FROM request_due d WHERE d.digest = r.digest), r.due), r.secret, CASE WHEN "
                              "r.withdrawn_at IS NULL THEN 0 ELSE 1 END, s.name"
                              " FROM request r JOIN supplier s ON s.id = r.supplier WHERE r.digest = $1",
    [SQL_REQUEST_SECRET_USED] = "UPDATE request SET secret = NULL WHERE digest = $1",
    [SQL_REQUEST_WITH_SECRET] = "SELECT count(*) FROM request WHERE supplier = $1 AND secret = $2",
    [SQL_PACK_PUT] = "INSERT INTO pack(digest, document) VALUES($1, $2) ON CONFLICT(digest) DO NOTHING",
    [SQL_PACK_LIST] = "SELECT digest, document FROM pack ORDER BY digest",

    /* merging */
    [SQL_RESOLVE_PIN] = SIGNER_OF_PIN " WHERE p.id = $1 AND p.certificate = $2 AND p.role = 'supplier' AND p.ended_at IS NULL",
    /* BETWEEN and not IN, for which SQLite would build a table of its own each time; no other role lies there. */
    [SQL_RESOLVE] =
        SIGNER_OF_PIN " WHERE p.certificate = $1 AND p.role BETWEEN 'supplier' AND 'supplier-ca' AND p.ended_at IS NULL ORDER BY p.role",
    [SQL_HELD] = "SELECT id, assessment_id, revision, period, request, file, packs_held, issued_at,"
                 " (SELECT q.alarm FROM request q WHERE q.digest = assessment.request) FROM assessment WHERE supplier = $1",
    [SQL_CONTENT] = "SELECT content, digest FROM file WHERE id = $1",
    [SQL_CONTENT_NOTE] = "UPDATE file SET content = $1 WHERE id = $2",
    /* Ids are given by hand: RETURNING would make the statement keep a journal of its own, which costs more than the statement. */
    [SQL_FILE_FIND] = "SELECT id, state, cause, reason, received_at FROM file WHERE digest = $1",
    [SQL_FILE_RECEIVED] = "SELECT received_at FROM file WHERE id = $1",
    [SQL_FILE_NEXT] = "SELECT COALESCE(max(id), 0) + 1 FROM file",
    [SQL_FILE_PUT] =
        "INSERT INTO file(id, digest, size, name, received_at, run, state, verdict, reason, note, supplier, pin, certificate, subject,"
        " claimed_code, claimed_name, assessment_id, revision, period, content, cause, request, stamp)"
        " VALUES($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23)"
        " ON CONFLICT(digest) DO UPDATE SET name = excluded.name, run = excluded.run, state = excluded.state,"
        " verdict = excluded.verdict, reason = excluded.reason, note = excluded.note, supplier = excluded.supplier,"
        " pin = excluded.pin, certificate = excluded.certificate, subject = excluded.subject,"
        " claimed_code = excluded.claimed_code, claimed_name = excluded.claimed_name, assessment_id = excluded.assessment_id,"
        " revision = excluded.revision, period = excluded.period, content = excluded.content, cause = excluded.cause,"
        " request = excluded.request, stamp = COALESCE(excluded.stamp, file.stamp)", /* an earlier one is as true as it was */
    [SQL_FILE_STAMP] = "UPDATE file SET stamp = $1 WHERE digest = $2",
    [SQL_FILE_STATE] = "UPDATE file SET state = $1, reason = $2 WHERE id = $3 RETURNING run",
    [SQL_FILE_SETTLE] = "UPDATE file SET state = 'superseded', reason = $1 WHERE state = 'conflict' AND state <> 'merged' AND supplier = $2"
                        " AND assessment_id = $3 AND revision < $4 RETURNING run",
    /* an answer sheet ranks below what is signed, and settles nothing; nor does an older revision settle a newer one */
    [SQL_FILE_SETTLE_HELD] =
        "UPDATE file SET state = 'superseded', reason = $1 WHERE state = 'quarantined' AND state <> 'merged' AND EXISTS("
        "SELECT 1 FROM assessment a JOIN file g ON g.id = a.file WHERE a.supplier = COALESCE(file.supplier,"
        " (SELECT s.id FROM supplier s WHERE s.code = file.claimed_code),"
        " (SELECT p.supplier FROM pin p WHERE p.certificate = file.certificate AND p.role BETWEEN 'supplier' AND 'supplier-ca'"
        " AND p.ended_at IS NULL ORDER BY p.role LIMIT 1))"
        " AND a.period = file.period AND g.id > file.id AND a.assessment_id NOT LIKE 'sheet:%'"
        " AND ((a.assessment_id = file.assessment_id AND a.revision >= file.revision)"
        " OR (a.request = file.request AND a.assessment_id <> file.assessment_id)"
        " OR ((file.cause <> 'unknown_signer' OR file.request IS NULL) AND NOT " ALARM_REPLY " AND NOT " ASKED_STILL ")))"
        " RETURNING run",
    /* as the verifier judges, now that more keys are known: the supplier that they name has another key, or theirs stands for another one.
     * Whoever is known by rule must have a chain, which only a merge can look at */
    [SQL_FILE_SETTLE_SIGNERS] =
        "UPDATE file SET state = 'rejected', verdict = 'different_signer', cause = 'verdict' WHERE state = 'quarantined'"
        " AND state <> 'merged' AND cause = 'unknown_signer' AND EXISTS(SELECT 1 FROM supplier s WHERE s.code = file.claimed_code"
        " AND CASE WHEN EXISTS(SELECT 1 FROM pin p WHERE p.certificate = file.certificate AND p.role = 'supplier' AND p.ended_at IS NULL)"
        " THEN NOT EXISTS(SELECT 1 FROM pin p WHERE p.certificate = file.certificate AND p.role = 'supplier' AND p.ended_at IS NULL"
        " AND p.supplier = s.id) ELSE EXISTS(SELECT 1 FROM pin p WHERE p.supplier = s.id AND p.role = 'supplier' AND p.ended_at IS NULL)"
        " AND NOT EXISTS(SELECT 1 FROM ca_rule u WHERE u.supplier = s.id) END)"
        " RETURNING id, run, digest, name, claimed_code, claimed_name, certificate",
    /* a request of the year for as much, made after theirs (or after they came, when they name none that is known) */
    [SQL_FILE_SETTLE_CONFLICTS] =
        "UPDATE file SET state = 'superseded', reason = $1 WHERE state = 'conflict' AND state <> 'merged' AND EXISTS("
        "SELECT 1 FROM assessment a JOIN request r ON r.digest = a.request LEFT JOIN request q ON q.digest = file.request"
        " WHERE a.supplier = file.supplier AND a.period = file.period AND a.assessment_id NOT LIKE 'sheet:%'"
        " AND a.assessment_id <> file.assessment_id AND r.alarm = COALESCE(q.alarm, 0) AND r.about = COALESCE(q.about, '')"
        " AND r.issued_at > COALESCE(q.issued_at, file.received_at)"
        " AND (q.packs IS NULL OR r.packs = q.packs OR ',' || r.packs || ',' LIKE '%,' || q.packs || ',%')) RETURNING run",

    /* the prime says which one of a conflict holds (portfolio_conflict.h) */
    [SQL_CONFLICT_ANY] = "SELECT count(*) FROM (SELECT 1 FROM file WHERE decided IS NOT NULL LIMIT 1) AS any_of_them",
    [SQL_CONFLICT_CHOICES] = "SELECT f.id, f.digest, f.name, f.received_at FROM file f WHERE f.id IN (" CHOICES_OF_ONE ") ORDER BY f.id",
    [SQL_CONFLICT_FILE] =
        "SELECT s.code, f.digest, f.name, f.received_at, CASE WHEN EXISTS(SELECT 1 FROM assessment a WHERE a.supplier = f.supplier"
        " AND a.file = f.id) THEN 1 ELSE 0 END FROM file f JOIN supplier s ON s.id = f.supplier WHERE f.id = $1"
        " AND (f.state IN ('merged', 'conflict') OR f.decided IS NOT NULL)",
    [SQL_CONFLICT_OTHERS] =
        "WITH c AS (SELECT * FROM file WHERE id = $1)"
        " SELECT f.id, CASE WHEN f.assessment_id = c.assessment_id AND f.revision = c.revision THEN 1 ELSE 0 END"
        " FROM c JOIN file f ON f.supplier = c.supplier WHERE f.state = 'conflict' AND f.state <> 'merged' AND f.id <> c.id"
        " AND (f.assessment_id = c.assessment_id OR (f.period = c.period AND COALESCE(f.request, '') = COALESCE(c.request, ''))"
        " OR (f.period = c.period AND f.request IS NULL AND f.cause = 'unasked'))"
        " UNION ALL SELECT a.file, CASE WHEN a.assessment_id = c.assessment_id AND a.revision = c.revision THEN 1 ELSE 0 END"
        " FROM c JOIN assessment a ON a.supplier = c.supplier WHERE a.file <> c.id AND a.assessment_id NOT LIKE 'sheet:%'"
        " AND (a.assessment_id = c.assessment_id OR (a.period = c.period AND COALESCE(a.request, '') = COALESCE(c.request, ''))"
        " OR (a.period = c.period AND c.request IS NULL AND NOT " ALARM_REPLY "))",
    /* in conflict until it is taken in, though it may have been superseded by an earlier decision: what is, no merge looks at again */
    [SQL_CONFLICT_HOLDS] = "UPDATE file SET decided = NULL, cause = CASE WHEN state = 'merged' THEN cause ELSE 'holds' END,"
                           " reason = CASE WHEN state = 'merged' THEN reason ELSE $1 END,"
                           " state = CASE WHEN state = 'merged' THEN state ELSE 'conflict' END WHERE id = $2",
    [SQL_CONFLICT_SAME] = "UPDATE file SET state = 'unchanged', reason = '', cause = '' WHERE id = $1",
    /* what stands gives way when the other one has been taken in */
    [SQL_CONFLICT_DECIDE] = "UPDATE file SET decided = $1, cause = CASE WHEN state = 'conflict' THEN 'decided' ELSE cause END,"
                            " reason = CASE WHEN state = 'conflict' THEN $1 ELSE reason END,"
                            " state = CASE WHEN state = 'conflict' THEN 'superseded' ELSE state END WHERE id = $2",
    [SQL_CONFLICT_AGAINST] = "SELECT count(*) FROM file WHERE id = $1 AND decided IS NOT NULL",
    [SQL_CONFLICT_CHOSEN] = "SELECT count(*) FROM file WHERE digest = $1 AND cause = 'holds'",
    [SQL_CONFLICT_DECISIONS] = "SELECT id, revision, decided FROM file WHERE supplier = $1 AND assessment_id = $2 AND decided IS NOT NULL"
                               " AND revision >= $3 ORDER BY revision DESC, id",
    [SQL_CONFLICT_GAVE_WAY] = "UPDATE file SET state = 'superseded', reason = decided, cause = 'decided' WHERE id = $1 RETURNING run",
    [SQL_RUN_MARKS] = "SELECT count(CASE WHEN cause = 'unfinished' THEN 1 END), count(CASE WHEN verdict = 'sheet' THEN 1 END)"
                      " FROM file WHERE run = $1 AND state = 'merged'",
    [SQL_FILE_COUNT] = "SELECT count(*) FROM file",
    [SQL_FILE_KNOWN] = "SELECT digest, received_at, state, stamp FROM file",
    [SQL_FILE_NOT_SCORED] = "SELECT a.digest, f.digest, f.stamp FROM answer a JOIN assessment s ON s.id = a.assessment"
                            " JOIN file f ON f.id = s.file WHERE a.held = 0 AND a.digest <> ''",
    [SQL_ORIGINAL_ADD] = "INSERT INTO original(file, bytes) VALUES($1, $2) ON CONFLICT(file) DO NOTHING",
    [SQL_ORIGINAL_GET] = "SELECT o.bytes, o.unpacked, f.digest FROM original o JOIN file f ON f.id = o.file WHERE f.digest = $1",
    [SQL_ORIGINAL_NEXT] = "SELECT o.file, o.bytes, o.unpacked, f.digest FROM original o JOIN file f ON f.id = o.file WHERE o.file > $1"
                          " AND o.unpacked IS NULL ORDER BY o.file LIMIT 1",
    [SQL_ORIGINAL_PACK] = "UPDATE original SET bytes = $1, unpacked = $2 WHERE file = $3",
    [SQL_ORIGINAL_SIZES] = "SELECT count(*), sum(COALESCE(unpacked, length(bytes))), sum(length(bytes)) FROM original",
    /* what was ticked off stays so */
    [SQL_UNREADABLE_PUT] = "INSERT INTO unreadable(name, reason, received_at, cause) VALUES($1, $2, $3, $4) ON CONFLICT(name) DO UPDATE SET"
                           " reason = CASE WHEN cause = 'refused' THEN reason ELSE excluded.reason END,"
                           " cause = CASE WHEN cause = 'refused' THEN cause ELSE excluded.cause END RETURNING reason, cause",
    [SQL_UNREADABLE_ANY] = "SELECT EXISTS(SELECT 1 FROM unreadable)",
    [SQL_UNREADABLE_DELETE] = "DELETE FROM unreadable WHERE name = $1",
    [SQL_TICK_FILE] = "UPDATE file SET cause = 'refused', reason = reason || $1 WHERE id = $2 AND state = 'rejected'",
    [SQL_TICK_UNREADABLE] = "UPDATE unreadable SET cause = 'refused', reason = reason || $1 WHERE name = $2",
    [SQL_ASSESSMENT_NEXT] = "SELECT COALESCE(max(id), 0) + 1 FROM assessment",
    [SQL_ASSESSMENT_PUT] =
        "INSERT INTO assessment(id, supplier, assessment_id, revision, file, period, request, issued_at, unfinished, name, name_kana,"
        " corporate_number, employees, industry, contact_name, contact_email, contact_phone, emergency_phone, perceived, total, floor,"
        " answered, asked, score_differs, packs_held, has_inventory, inventory_on, rated, contradictions, dated)"
        " VALUES($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25, $26,"
        " $27, $28, $29, $30)"
        " ON CONFLICT(supplier, assessment_id) DO UPDATE SET revision = excluded.revision,"
        " file = excluded.file, period = excluded.period, request = excluded.request, issued_at = excluded.issued_at,"
        " unfinished = excluded.unfinished, name = excluded.name, name_kana = excluded.name_kana,"
        " corporate_number = excluded.corporate_number, employees = excluded.employees, industry = excluded.industry,"
        " contact_name = excluded.contact_name, contact_email = excluded.contact_email, contact_phone = excluded.contact_phone,"
        " emergency_phone = excluded.emergency_phone, perceived = excluded.perceived, total = excluded.total, floor = excluded.floor,"
        " answered = excluded.answered, asked = excluded.asked, score_differs = excluded.score_differs,"
        " packs_held = excluded.packs_held, has_inventory = excluded.has_inventory, inventory_on = excluded.inventory_on,"
        " rated = excluded.rated, contradictions = excluded.contradictions, dated = excluded.dated",
    [SQL_ASSESSMENT_DELETE] = "DELETE FROM assessment WHERE id = $1",
    [SQL_ANSWERS_DELETE] = "DELETE FROM answer WHERE assessment = $1",
    [SQL_ANSWER_ADD] = "INSERT INTO answer(assessment, pack, version, digest, held, total, floor, sections, items, plans, "
                       "ratings)"
                       " VALUES($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
    [SQL_INVENTORY_DELETE] = "DELETE FROM inventory WHERE assessment = $1",
    [SQL_INVENTORY_ADD] = "INSERT INTO inventory(assessment, position, name, vendor, version, internet, credentials, product)"
                          " VALUES($1, $2, $3, $4, $5, $6, $7, (SELECT id FROM product WHERE key = $8))",
    [SQL_PRODUCT_ADD] = "INSERT INTO product(key) VALUES($1) ON CONFLICT(key) DO NOTHING",

    /* purging a supplier: its files are those that were resolved to it, those that its keys signed, and those that only claim to be its */
    [SQL_PURGE_UNREAD] = "SELECT f.id, f.digest FROM file f WHERE f.content IS NULL AND " PURGED_FILES,
    [SQL_PURGE_ADD] = "INSERT INTO purge(id, supplier_code, purged_at, reason, files)"
                      " VALUES((SELECT COALESCE(max(id), 0) + 1 FROM purge), $1, $2, $3, $4)",
    [SQL_PURGE_FILES] = "INSERT INTO purged_file(digest, content, purge) SELECT f.digest, f.content, (SELECT max(id) FROM purge)"
                        " FROM file f WHERE " PURGED_FILES " ON CONFLICT(digest) DO NOTHING",
    [SQL_PURGE_COUNT] = "SELECT count(*) FROM file f WHERE " PURGED_FILES,
    [SQL_PURGE_ANY] = "SELECT count(*) FROM purge",
    [SQL_PURGE_FIND] = "SELECT p.purged_at FROM purged_file d JOIN purge p ON p.id = d.purge WHERE d.digest = $1 OR d.content = $2 LIMIT 1",
    [SQL_PURGE_OF] = "SELECT purged_at, reason FROM purge WHERE supplier_code = $1 ORDER BY id DESC LIMIT 1",
    [SQL_PURGE_LIST] = "SELECT supplier_code, purged_at, reason, files FROM purge ORDER BY id",
    [SQL_PURGE_DELETES] = "DELETE FROM answer WHERE assessment IN (SELECT id FROM assessment WHERE supplier = $1)",
    [SQL_PURGE_DELETES + 1] = "DELETE FROM inventory WHERE assessment IN (SELECT id FROM assessment WHERE supplier = $1)",
    [SQL_PURGE_DELETES + 2] = "DELETE FROM cosignature WHERE assessment IN (SELECT id FROM assessment WHERE supplier = $1)",
    [SQL_PURGE_DELETES + 3] = "DELETE FROM assessment WHERE supplier = $1",
    [SQL_PURGE_DELETES + 4] = "DELETE FROM original WHERE file IN (SELECT f.id FROM file f WHERE " PURGED_FILES ")",
    [SQL_PURGE_DELETES + 5] = "DELETE FROM file WHERE id IN (SELECT f.id FROM file f WHERE " PURGED_FILES ")",
    [SQL_PURGE_DELETES + 6] = "DELETE FROM request WHERE supplier = $1",
    [SQL_PURGE_DELETES + 7] = "DELETE FROM extension WHERE supplier = $1",
    [SQL_PURGE_DELETES + 8] = "DELETE FROM clarification WHERE supplier = $1",
    [SQL_PURGE_DELETES + 9] = "DELETE FROM ca_signer WHERE pin IN (SELECT id FROM pin WHERE supplier = $1)",
    [SQL_PURGE_DELETES + 10] = "DELETE FROM ca_rule WHERE supplier = $1",
    [SQL_PURGE_DELETES + 11] = "DELETE FROM pin WHERE supplier = $1",
    [SQL_PURGE_DELETES + 12] = "DELETE FROM supplier WHERE id = $1",
    [SQL_PURGE_PRODUCTS] = "DELETE FROM product WHERE id NOT IN (SELECT product FROM inventory WHERE product IS NOT NULL)",

    /* what the prime has to look at */
    [SQL_STATUS_STATES] = "SELECT state, count(*) FROM file GROUP BY state UNION ALL SELECT 'rejected', count(*) FROM unreadable",
    [SQL_STATUS_SUPPLIERS] = VALUES_OF_PERIOD "SELECT count(*) FROM supplier s WHERE " OF_PERIOD,
    [SQL_STATUS_ANSWERED] = "SELECT count(DISTINCT supplier) FROM assessment",
    [SQL_STATUS_BEGUN] = "SELECT count(*) FROM (SELECT a.supplier FROM assessment a WHERE a.period = $1 AND NOT " ALARM_REPLY
                         " AND (SELECT " ENDED_IN_PERIOD " FROM supplier s WHERE s.id = a.supplier) = 0"
                         " GROUP BY a.supplier HAVING min(a.unfinished) = 1) AS begun",
    [SQL_STATUS_NOT_COUNTED] =
        VALUES_OF_PERIOD "SELECT count(*) FROM supplier s WHERE s.ended_at < $2 AND NOT " ANSWERED_IN_PERIOD " AND " OF_PERIOD,
    [SQL_STATUS_HIGHER] = VALUES_OF_PERIOD "SELECT count(*) FROM supplier s WHERE (s.confidential = 1 OR s.outage = 1 OR s.access = 1)"
                                           " AND (NOT " ENDED_IN_PERIOD " OR " ANSWERED_IN_PERIOD ") AND " OF_PERIOD,
    /* Of a signer whom nobody knew: what will hold the file back once the signer is accepted is known already, and said before anybody
     * rings for nothing. who: the supplier that it is, or claims to be; answers without a request claim no code, there the name of the
     * prime's own list counts, when no other has it. kind: enum held_kind (portfolio_status.h), so that who is to be rung comes first; of
     * what is trusted by now each file is a line of its own. */
    [SQL_STATUS_QUARANTINE] = HELD_FILES " SELECT certificate, min(subject), " HELD_CODE ", " HELD_NAME(
        "min(claimed_name)") ", reason, count(*),"
                             " min(received_at), min(name), verdict, kind, min(period),"
                             " (SELECT " EMAIL_OF_SUPPLIER " FROM supplier s WHERE kind > 0 AND s.id = k.who), later, " HELD_WHO
                             ", max(" HELD_OPEN_PERIOD "),"
                             " " HELD_RULED
                             ", max(CASE WHEN kind = 0 AND EXISTS(SELECT 1 FROM pin p WHERE p.supplier = k.who AND p.role = 'supplier'"
                             " AND p.ended_at IS NULL) THEN 1 ELSE 0 END), max(CASE WHEN " FOR_ALARM(
                                 "k") " THEN 1 ELSE 0 END),"
                                      " max(" ALARM_ABOUT("k") ") FROM k"
                                                               " GROUP BY certificate, supplier, who, claimed_code, verdict, kind, reason, "
                                                               "later, CASE WHEN kind = 1 THEN id "
                                                               "END, " ALARM_ABOUT("k") " ORDER BY kind, 3, certificate, reason, 8",
    /* each of them, for reports on a period ($1, $2: it is the one that is meant) */
    [SQL_REPORT_HELD] = HELD_FILES "," ASKED_PERIODS " SELECT k.name, k.received_at, " HELD_CODE ", " HELD_NAME(
        "claimed_name") ","
                        " CASE WHEN k.pinned IS NOT NULL AND k.verdict = 'unknown_signer' THEN 'trusted' ELSE k.verdict END,"
                        " k.certificate, k.reason, k.kind, k.period, k.later, " HELD_WHO ", " HELD_OPEN_PERIOD ", " HELD_RULED " FROM k"
                        " WHERE k.period = $1 OR (k.period IS NULL AND " CAME_IN_PERIOD("k", "$1", "$2") ") ORDER BY k.received_at, k.name",
    /* replaced: the supplier that the file claims to be from has sent good answers since, and nothing of the year is open to it. Its period
     * is the newest one that had been asked for when it came: what it says itself nobody has verified */
    [SQL_STATUS_REJECTED] = ASKED_SINCE
    " SELECT f.name, f.reason, f.received_at, f.verdict, f.claimed_code, f.claimed_name, f.certificate, f.cause,"
    " CASE WHEN EXISTS(SELECT 1 FROM supplier s JOIN assessment a ON a.supplier = s.id JOIN file g ON g.id = a.file"
    " WHERE s.code = f.claimed_code AND ((g.id > f.id AND (f.period IS NULL OR a.period = f.period)"
    " AND NOT " ALARM_REPLY " AND NOT " ASKED_STILL
    ") OR (f.cause = 'sheet' AND a.request = f.request AND g.received_at >= f.received_at)))"
    " THEN 1 ELSE 0 END, " PERIOD_THEN(
        "f") ", f.subject, f.id,"
             " CASE WHEN f.cause <> 'refused' AND f.verdict IN ('unknown_signer', 'different_signer') AND EXISTS(SELECT 1 FROM pin p"
             " WHERE p.certificate = f.certificate AND p.role BETWEEN 'supplier' AND 'supplier-ca' AND p.ended_at IS NULL"
             " AND (COALESCE(f.claimed_code, '') = '' OR p.supplier = (SELECT s.id FROM supplier s WHERE s.code = f.claimed_code)))"
             " THEN 1 ELSE 0 END, CASE WHEN f.verdict = 'different_signer' THEN (SELECT s.code FROM pin p JOIN supplier s ON s.id = "
             "p.supplier"
             " WHERE p.certificate = f.certificate AND p.role = 'supplier' AND p.ended_at IS NULL AND s.code <> f.claimed_code) END,"
             " CASE WHEN " FOR_ALARM("f") " THEN 1 ELSE 0 END, " ALARM_ABOUT(
                 "f") " FROM file f WHERE f.state = 'rejected' AND f.state <> 'merged'"
                      " UNION ALL SELECT u.name, u.reason, u.received_at, 'unreadable', NULL, NULL, NULL,"
                      " u.cause, 0, " PERIOD_THEN("u") ", NULL, 0, 0, NULL, 0, NULL FROM unreadable u ORDER BY 9, 3, 1",
    [SQL_STATUS_CONFLICTS] =
        "WITH c AS MATERIALIZED (SELECT f.*, " HELD_INSTEAD " AS held FROM file f WHERE f.state = 'conflict' AND f.state <> 'merged'),"
        " twice AS MATERIALIZED (SELECT f.supplier, f.name FROM file f WHERE f.id IN (" CHOICES_IN_CONFLICT
        ") GROUP BY f.supplier, f.name HAVING count(*) > 1)"
        " SELECT c.name, c.reason, c.received_at, s.code, s.name, c.id, c.period, g.name, g.received_at, " EMAIL_OF_SUPPLIER
        ", c.cause, CASE WHEN c.cause = 'holds' THEN 1 ELSE 0 END, lower(hex(c.digest)), lower(hex(g.digest)),"
        " (c.supplier, c.name) IN (SELECT supplier, name FROM twice) OR (c.supplier, g.name) IN (SELECT supplier, name FROM twice),"
        " COALESCE(q.alarm, 0), q.about"
        " FROM c JOIN supplier s ON s.id = c.supplier LEFT JOIN file g ON g.id = c.held LEFT JOIN request q ON q.digest = c.request"
        " ORDER BY s.code, c.received_at, c.name",
    /* who has not answered for the period; and other requests that are still open, of all periods for the one that is meant ($3), an older
     * one not when a later one for the same packs, or for more, was answered, or for whom a newer period has begun. further: the day is
     * that of another request, so nobody is late by it. MATERIALIZED: merged into one, each column would be worked out again wherever it is
     * named, many times a supplier; and open requests are looked for only where they change anything. listed: with what else is in a row it
     * is OF_PERIOD */
    [SQL_STATUS_WAITING] =
        "WITH u AS NOT MATERIALIZED (SELECT d.*, " YEAR_UNTIL " AS day FROM request_due d WHERE d.alarm = 0),"
        " asked AS MATERIALIZED (SELECT supplier, min(due) AS due, min(day) AS until FROM u WHERE period = $1 GROUP BY supplier),"
        " w AS MATERIALIZED (SELECT s.id, s.code, s.name, s.email, s.confidential, s.outage, s.access, " DUE_IN_PERIOD " AS until, n.due,"
        " " ANSWERED_IN_PERIOD " AS answered, " HELD_IN_PERIOD " AS held, " CONFLICT_IN_PERIOD " AS conflict,"
        " s.created_at < $2 OR " SENT_IN_PERIOD " AS listed" SUPPLIERS_ASKED " WHERE NOT " ENDED_IN_PERIOD "),"
        /* the day and the year of one request: which comes first */
        " open AS MATERIALIZED (SELECT d.supplier, min(d.due) AS due, min(d.day || ' ' || d.period) AS until"
        " FROM w CROSS JOIN u d ON d.supplier = w.id WHERE (w.answered OR w.until IS NULL)"
        " AND NOT " FINISHED " AND (d.period = $1 OR ($3 AND (d.period > $1 OR NOT " ASKED_SINCE_THEN ")))"
        " AND NOT EXISTS(SELECT 1 FROM request r JOIN request q USING(supplier)"
        " JOIN request_due x ON x.digest = q.digest WHERE r.digest = d.digest AND q.issued_at > r.issued_at AND " LATER_FINISHED
        " AND (q.packs = r.packs OR ',' || q.packs || ',' LIKE '%,' || r.packs || ',%')) GROUP BY d.supplier),"
        " v AS MATERIALIZED (SELECT w.*, o.due AS open_due, substr(o.until, 1, 10) AS open_day, substr(o.until, 12) AS open_year,"
        " w.answered OR (w.until IS NULL AND o.until IS NOT NULL) AS further"
        " FROM w LEFT JOIN open o ON o.supplier = w.id WHERE NOT w.answered OR o.supplier IS NOT NULL)"
        " SELECT v.code, name, " EMAIL_OF(
            "v") ", CASE WHEN further THEN open_day ELSE until END,"
                 " CASE WHEN further THEN open_due ELSE due END, confidential, outage, access, answered, held, conflict, further,"
                 " CASE WHEN further THEN open_year WHEN until IS NULL THEN '' ELSE $1 END"
                 " FROM v WHERE listed OR held OR conflict OR until <> '' ORDER BY 4 NULLS LAST, v.code",
    /* what came in their names and was not taken in: whoever sent it, they are to hear of it. $2: the period is the one that is meant */
    [SQL_STATUS_REFUSED] =
        "SELECT claimed_code, max(received_at), cause, verdict FROM file WHERE state = 'rejected' AND state <> 'merged'"
        " AND claimed_code <> '' AND cause NOT IN ('refused', 'revoked') AND COALESCE(period, $1) = $1 AND NOT " FOR_ALARM(
            "file") " AND received_at >= (SELECT min(issued_at) FROM request WHERE period = $1 AND alarm = 0)"
                    " AND (period IS NOT NULL OR $2 OR received_at <"
                    " COALESCE((SELECT min(issued_at) FROM request WHERE period > $1 AND alarm = 0), '9')) GROUP BY claimed_code ORDER BY "
                    "claimed_code",
    /* how many have not answered all that they were asked for before this period, and are not asked for it any more */
    [SQL_STATUS_EARLIER] = "SELECT count(DISTINCT d.supplier) FROM request_due d JOIN supplier s ON s.id = d.supplier"
                           " WHERE s.ended_at IS NULL AND d.alarm = 0 AND d.period < $1 AND NOT " FINISHED " AND " ASKED_SINCE_THEN,
    /* of one of them what has come: the newest unfinished answers, and whether there are others, to an open request where the year is
     * answered ($3); and the newest that came for another period since this one was asked for */
    [SQL_STATUS_COME] =
        "SELECT a.answered, a.asked, a.period, CASE WHEN a.assessment_id LIKE 'sheet:%' THEN 1 ELSE 0 END FROM supplier s"
        " JOIN assessment a ON a.supplier = s.id WHERE a.period = $1 AND s.code = $2 AND a.unfinished = 1 AND NOT " ALARM_REPLY
        " AND ($3 = 0 OR EXISTS(SELECT 1 FROM request_due d WHERE d.digest = a.request AND d.alarm = 0"
        " AND NOT " FINISHED "))" NEWEST_FIRST " LIMIT 2",
    /* what is asked in questionnaires that were at hand */
    [SQL_STATUS_BEGUN_ITEMS] =
        "SELECT r.pack, r.items FROM supplier s JOIN assessment a ON a.supplier = s.id JOIN answer r"
        " ON r.assessment = a.id WHERE a.period = $1 AND s.code = $2 AND r.held = 1 AND NOT " ALARM_REPLY NEWEST_FIRST,
    [SQL_STATUS_ELSEWHERE] =
        "SELECT f.period, f.received_at FROM supplier s JOIN assessment a ON a.supplier = s.id JOIN file f ON f.id = a.file"
        " WHERE a.period <> $1 AND s.code = $2 AND NOT " ALARM_REPLY " AND f.received_at >="
        " (SELECT min(r.issued_at) FROM request r WHERE r.supplier = s.id AND r.period = $1 AND r.alarm = 0)"
        " ORDER BY f.received_at DESC, f.id DESC LIMIT 1",
    /* nobody signed them: their sender is believed for a one-time code */
    [SQL_STATUS_SHEETS] = "SELECT s.code, s.name, f.name, f.received_at FROM assessment a JOIN supplier s ON s.id = a.supplier"
                          " JOIN file f ON f.id = a.file WHERE a.period = $1 AND a.assessment_id LIKE 'sheet:%' AND NOT " ALARM_REPLY
                          " ORDER BY s.code, f.received_at",
    [SQL_STATUS_PACKS_MISSING] = "SELECT pack, version, digest, count(*) FROM answer WHERE held = 0 AND digest <> ''"
                                 " GROUP BY pack, version, digest ORDER BY pack, version, digest",
    /* of each supplier what stands for the period; not what it was asked about since */
    [SQL_STATUS_CONTRADICT] =
        "SELECT s.code, s.name, a.contradictions FROM assessment a JOIN supplier s ON s.id = a.supplier"
        " WHERE a.period = $1 AND a.contradictions <> '' AND s.ended_at IS NULL AND NOT " CONTRADICTION_ASKED " ORDER BY s.code, a.id",
    [SQL_STATUS_ENDED] = "SELECT code, name, ended_at, ended_reason FROM supplier WHERE ended_at IS NOT NULL ORDER BY ended_at DESC, code",
    /* Keys that a request's secret made known, whose certificate has another supplier's code or name for its own, of supplier $1 or of all.
     * Every merge asks it: "enrolled" leaves out all that were pinned by hand, "named" cuts the name out, and the log, which has no index,
     * is asked once more of the few that are left. */
    [SQL_STATUS_MISNAMED] =
        "WITH enrolled AS MATERIALIZED (SELECT DISTINCT l.supplier, l.certificate FROM trust_log l WHERE l.what = 'enrol'"
        " AND (CAST($1 AS TEXT) IS NULL OR l.supplier = $1)),"
        " named AS MATERIALIZED (SELECT t.id, t.code, t.name, t.subject, t.certificate,"
        " substr(t.tail, 1, instr(t.tail || ',', ',') - 1) AS cn FROM (SELECT s.id, s.code, s.name, p.subject, p.certificate,"
        " substr(p.subject, instr(',' || p.subject, ',CN=') + 3) AS tail FROM enrolled e CROSS JOIN supplier s ON s.code = e.supplier"
        " CROSS JOIN pin p ON p.supplier = s.id WHERE p.ended_at IS NULL AND p.role = 'supplier'"
        " AND lower(hex(p.certificate)) = e.certificate AND instr(',' || p.subject, ',CN=') > 0) AS t"
        " WHERE cn <> t.code AND cn <> t.name),"
        " misnamed AS MATERIALIZED (SELECT n.id, n.code, n.name, n.subject, n.certificate, o.code AS other, o.name AS other_name"
        " FROM named n JOIN supplier o ON o.code = n.cn"
        " UNION SELECT n.id, n.code, n.name, n.subject, n.certificate, o.code, o.name FROM named n JOIN supplier o ON o.name = n.cn)"
        " SELECT m.code, m.name, m.subject, m.certificate, m.other, m.other_name FROM misnamed m WHERE (SELECT l.what FROM trust_log l"
        " WHERE l.supplier = m.code AND l.certificate = lower(hex(m.certificate)) ORDER BY l.seq DESC LIMIT 1) = 'enrol'"
        " ORDER BY m.code, m.other",
    [SQL_STATUS_DATED_AHEAD] = "SELECT s.code, CASE WHEN s.name = '' THEN a.name ELSE s.name END, f.name, a.dated, a.issued_at"
                               " FROM assessment a JOIN supplier s ON s.id = a.supplier JOIN file f ON f.id = a.file"
                               " WHERE a.dated IS NOT NULL ORDER BY s.code, a.dated, a.id",
    [SQL_STATUS_SCORES_DIFFER] =
        "SELECT s.code, s.name, f.name FROM assessment a JOIN supplier s ON s.id = a.supplier JOIN file f ON f.id = a.file"
        " WHERE a.score_differs = 1 ORDER BY s.code",
    [SQL_CANDIDATES] =
        "SELECT certificate, min(subject), min(claimed_code), min(claimed_name), count(*), max(CASE WHEN EXISTS(SELECT 1 FROM pin p"
        " WHERE p.certificate = file.certificate AND p.ended IN ('revoked', 'refused')) THEN 1 ELSE 0 END) FROM file"
        /* answers without a request claim no code: there the name that the prime's own list gives to the supplier is a hint */
        " WHERE (claimed_code = $1 OR certificate = $2 OR (COALESCE(claimed_code, '') = ''"
        " AND $2 IS NULL AND claimed_name = (SELECT s.name FROM supplier s WHERE s.code = $1))) AND certificate IS NOT NULL"
        " AND state IN ('quarantined', 'rejected') AND state <> 'merged' AND verdict IN ('unknown_signer', 'different_signer')"
        " GROUP BY certificate ORDER BY certificate",
    [SQL_WAITING_FILES] = "SELECT digest, name, received_at FROM file WHERE certificate = $1"
                          " AND state IN ('quarantined', 'rejected') AND state <> 'merged' ORDER BY id",
    /* what a run held back only because nobody knew the signer, who has come to be known */
    [SQL_WAITING_KNOWN] =
        "SELECT f.digest, f.name, f.received_at FROM file f WHERE f.state = 'quarantined' AND f.state <> 'merged'"
        " AND f.run = $1 AND f.cause = 'unknown_signer' AND EXISTS(SELECT 1 FROM pin p JOIN supplier s ON s.id = p.supplier"
        " WHERE p.certificate = f.certificate AND p.role = 'supplier' AND p.ended_at IS NULL"
        " AND COALESCE(f.claimed_code, s.code) = s.code) ORDER BY f.id",
    /* of those of one signer: what merging again takes in, or finds in conflict */
    [SQL_MERGEABLE_FILES] = HELD_FILES
    " SELECT digest, name, received_at, id FROM k WHERE certificate = $1 AND (kind < 2 OR CASE later WHEN '' THEN cause ELSE later END"
    " = 'answered') UNION ALL SELECT digest, name, received_at, id FROM file WHERE certificate = $1 AND state = 'rejected'"
    " AND state <> 'merged' AND (cause = 'revoked' OR (cause = 'verdict' AND verdict IN ('unknown_signer', 'different_signer')))"
    " ORDER BY 4",

    /* reports */
    [SQL_PERIODS] =
        "SELECT period, sum(asked), sum(answered) FROM"
        " (SELECT period, count(DISTINCT supplier) AS asked, 0 AS answered FROM request WHERE alarm = 0 AND withdrawn_at IS NULL"
        " GROUP BY period UNION ALL"
        " SELECT a.period, 0, count(DISTINCT CASE WHEN a.unfinished = 0 THEN a.supplier END) FROM assessment a WHERE NOT " ALARM_REPLY
        " GROUP BY a.period) AS each"
        " GROUP BY period ORDER BY period DESC",
    [SQL_REPORT_FILES] = "SELECT count(*) FROM file WHERE period = $1",
    [SQL_REPORT_PACKS] =
        "SELECT a.pack, a.version, a.digest, s.supplier, s.unfinished FROM assessment s JOIN answer a ON a.assessment = s.id"
        " WHERE s.period = $1 ORDER BY s.supplier",
    [SQL_REPORT_PACKS_NAMED] = "SELECT DISTINCT a.pack, a.version, a.digest FROM assessment s JOIN answer a ON a.assessment = s.id"
                               " WHERE s.period = $1",
    [SQL_REPORT_ITEMS] = "SELECT a.items FROM answer a JOIN assessment s ON s.id = a.assessment"
                         " WHERE s.period = $1 AND a.pack = $2 AND a.held = 0 ORDER BY a.assessment LIMIT 100",
    [SQL_REPORT_SUPPLIERS] = ASKED_IN_PERIOD " SELECT s.id, s.code, s.name, s.confidential, s.outage, s.access, s.email, " DUE_IN_PERIOD
                                             ", " HELD_IN_PERIOD ", " CONFLICT_IN_PERIOD
                                             ", s.phone, s.ended_at, s.ended_reason" SUPPLIERS_ASKED " WHERE " OF_PERIOD " ORDER BY s.code",
    /* the same of one */
    [SQL_REPORT_SUPPLIER] =
        "SELECT s.id, s.code, s.name, s.confidential, s.outage, s.access, s.email,"
        " (SELECT min(" YEAR_UNTIL ") FROM request_due d WHERE d.supplier = s.id AND d.period = $1 AND d.alarm = 0), " HELD_IN_PERIOD
        ", " CONFLICT_IN_PERIOD ", s.phone, s.ended_at, s.ended_reason"
        " FROM supplier s WHERE s.code = $2",
    [SQL_REPORT_SUPPLIER_PACKS] = "SELECT a.pack, a.version, a.digest FROM supplier s JOIN assessment t ON t.supplier = s.id"
                                  " JOIN answer a ON a.assessment = t.id WHERE s.code = $1 AND t.period = $2",
    [SQL_REPORT_ASSESSMENTS] =
        "SELECT a.id, a.name, a.issued_at, a.unfinished, a.total, a.floor, a.perceived, a.answered, a.asked, a.score_differs,"
        " a.contact_name, a.contact_email, a.contact_phone, a.emergency_phone, f.verdict, a.employees, a.industry,"
        " (SELECT 1 + 2 * max(i.internet) + 4 * max(i.credentials) FROM inventory i WHERE i.assessment = a.id),"
        " a.rated, CASE WHEN a.rated = 1 THEN (SELECT min(x.name) FROM cosignature c JOIN assessor x ON x.certificate = c.certificate"
        " WHERE c.assessment = a.id AND x.ended_at IS NULL) END,"
        " CASE WHEN " ALARM_REPLY " THEN 1 ELSE 0 END,"
        " CASE WHEN COALESCE(a.contradictions, '') = '' THEN 0 WHEN " CONTRADICTION_ASKED " THEN 1 ELSE 2 END,"
        /* what was corrected: another revision, that was finished, had been taken in before */
        " CASE WHEN a.revision > 1 AND (f.pin IS NULL OR EXISTS(SELECT 1 FROM pin q JOIN file g ON g.pin = q.id"
        " WHERE q.supplier = a.supplier AND g.id <> f.id AND g.assessment_id = a.assessment_id AND g.cause <> 'unfinished')) THEN 1 ELSE 0 "
        "END, a.dated"
        " FROM assessment a JOIN file f ON f.id = a.file WHERE a.supplier = $1 AND a.period = $2" NEWEST_FIRST,
    [SQL_REPORT_CONTACT] =
        "SELECT a.contact_name, a.contact_email, a.contact_phone, a.emergency_phone FROM assessment a WHERE a.supplier = $1"
        " AND NOT " ALARM_REPLY NEWEST_FIRST,
    [SQL_REPORT_RATED] = "SELECT count(*) FROM assessment WHERE period = $1 AND rated = 1",
    [SQL_REPORT_ANSWERS] = "SELECT pack, items, plans FROM answer WHERE assessment = $1",
    /* both in one, of those two only what plans, another year and a supplier's page need */
    [SQL_REPORT_PARTS] =
        "SELECT a.id, a.total, a.floor, CASE WHEN " ALARM_REPLY " THEN 1 ELSE 0 END, a.unfinished, r.pack, r.items, r.plans,"
        " a.file FROM assessment a LEFT JOIN answer r ON r.assessment = a.id WHERE a.supplier = $1 AND a.period = $2" NEWEST_FIRST,
    [SQL_REPORT_RATINGS] = "SELECT pack, ratings FROM answer WHERE assessment = $1 AND ratings IS NOT NULL",
    [SQL_REPORT_PRODUCTS] = "SELECT s.code, CASE WHEN s.name = '' THEN a.name ELSE s.name END, i.name, i.vendor, i.version, i.internet, "
                            "i.credentials, a.issued_at"
                            " FROM inventory i JOIN assessment a ON a.id = i.assessment JOIN supplier s ON s.id = a.supplier"
                            " WHERE a.period = $1 ORDER BY i.name, s.code, i.position",
    [SQL_REPORT_INCIDENTS] = ASKED_SINCE
    " SELECT f.name, f.received_at, COALESCE(s.code, f.claimed_code), f.claimed_name, f.verdict, f.certificate, f.reason FROM file f"
    " LEFT JOIN supplier s ON s.id = f.supplier WHERE f.state = $1 AND f.state <> 'merged' AND (f.period = $2"
    " OR (f.period IS NULL AND " CAME_IN_PERIOD("f", "$2", "$3") "))"
                                                                 " ORDER BY f.received_at, f.name",
    /* chasing */
    [SQL_EXTENSION_ADD] = "INSERT INTO extension(supplier, until, reason, given_at) VALUES($1, $2, $3, $4)",
    [SQL_EXTENSIONS] = "SELECT s.code, x.until, x.reason, x.given_at FROM extension x JOIN supplier s ON s.id = x.supplier"
                       " WHERE CAST($1 AS TEXT) IS NULL OR s.code = CAST($1 AS TEXT) ORDER BY x.id",
    [SQL_CLARIFICATION_ADD] = "INSERT INTO clarification(supplier, items, text, asked_at) VALUES($1, $2, $3, $4) RETURNING id",
    [SQL_CLARIFICATION_SETTLE] = "UPDATE clarification SET settled_at = $1 WHERE id = $2 AND settled_at IS NULL RETURNING id",
    [SQL_CLARIFICATIONS] =
        "SELECT c.id, s.code, s.name, " EMAIL_OF_SUPPLIER ", c.items, c.text, c.asked_at, c.settled_at,"
        " CASE WHEN EXISTS(SELECT 1 FROM assessment a WHERE a.supplier = c.supplier AND a.issued_at > c.asked_at"
        " AND NOT " ALARM_REPLY ") THEN 1 ELSE 0 END,"
        " COALESCE((SELECT a.contradictions" OF_CONTRADICTING "), ''), (SELECT a.id" OF_CONTRADICTING "),"
        " (SELECT CASE WHEN a.assessment_id LIKE 'sheet:%' THEN 1 ELSE 0 END" OF_NEWEST "), (SELECT a.period" OF_NEWEST ")"
        " FROM clarification c JOIN supplier s ON s.id = c.supplier WHERE (CAST($1 AS TEXT) IS NULL OR s.code = CAST($1 AS TEXT))"
        " AND ($2 = 0 OR (c.settled_at IS NULL AND s.ended_at IS NULL)) ORDER BY c.id",
    /* of what was asked for the year: what is open first, then the newest */
    [SQL_CHASE_LETTER] = "SELECT s.confidential, s.outage, s.access, d.due, " YEAR_UNTIL ", CASE WHEN " FINISHED " THEN '' ELSE r.file END"
                         " FROM supplier s LEFT JOIN request_due d ON d.supplier = s.id AND d.alarm = 0 AND d.period = $1"
                         " LEFT JOIN request r ON r.digest = d.digest WHERE s.code = $2"
                         " ORDER BY " FINISHED ", d.issued_at DESC, d.digest LIMIT 1",
    [SQL_CHASE_INVENTORY] = "SELECT internet, credentials FROM inventory WHERE assessment = $1 ORDER BY position",
    [SQL_FILL_PRODUCTS] = "SELECT assessment, position, vendor, name FROM inventory",
    [SQL_FILL_PRODUCT] = "UPDATE inventory SET product = (SELECT id FROM product WHERE key = $1) WHERE assessment = $2 AND position = $3",
    [SQL_FILL_ASSESSMENTS] = "SELECT a.id, f.digest FROM assessment a JOIN file f ON f.id = a.file",
    [SQL_FILL_NO_PLANS] = "UPDATE answer SET plans = '' WHERE assessment = $1",
    [SQL_FILL_RATED] = "SELECT a.id, f.digest FROM assessment a JOIN file f ON f.id = a.file WHERE a.rated = 1",
    [SQL_FILL_RATINGS] = "UPDATE answer SET ratings = $1 WHERE assessment = $2 AND pack = $3",
    [SQL_FILL_CONTRADICTIONS] = "UPDATE assessment SET contradictions = $1 WHERE id = $2",
    [SQL_FILL_ASKED] = "SELECT DISTINCT packs FROM request WHERE packs <> ''",
    [SQL_FILL_ALARM] = "UPDATE request SET alarm = 1 WHERE packs = $1",
    [SQL_FILL_ALARM_SCORES] = "UPDATE assessment SET total = NULL, floor = NULL WHERE " FOR_ALARM("assessment"),
    [SQL_FILL_PLANS] = "UPDATE answer SET plans = $1 WHERE assessment = $2 AND pack = $3",
    [SQL_ALIAS_ADD] = "INSERT INTO product_alias(product, alias) VALUES($1, $2) ON CONFLICT(product, alias) DO NOTHING",
    [SQL_ALIAS_LIST] = "SELECT product, alias FROM product_alias ORDER BY product, alias",
    [SQL_FIND_PRODUCTS] = "SELECT id, key FROM product",
    /* of each supplier its newest inventory */
    [SQL_FIND_USERS] =
        USER_OF_PRODUCT " FROM inventory i JOIN assessment a ON a.id = i.assessment JOIN supplier s ON s.id = a.supplier" WITH_NEWEST
                        " WHERE i.product = $1 AND " INVENTORY_IS_NEWEST,
    /* the same of all products */
    [SQL_FIND_ALL_USERS] = USER_OF_PRODUCT
    " FROM supplier s CROSS JOIN assessment a ON a.id = (SELECT b.id FROM assessment b WHERE b.supplier = s.id" NEWEST_INVENTORY(
        "b") ") CROSS JOIN inventory i ON i.assessment = a.id" WITH_NEWEST,
    [SQL_INVENTORY_COUNT] = "SELECT count(*) FROM inventory",
    [SQL_PRODUCT_COUNT] = "SELECT count(*) FROM inventory WHERE product = $1",
    [SQL_FIND_FRESH] = "SELECT count(DISTINCT supplier) FROM assessment WHERE inventory_on IS NOT NULL AND inventory_on >= $1"
                       " AND supplier NOT IN (SELECT id FROM supplier WHERE ended_at IS NOT NULL)",
    /* who ended is in no list but that of the affected; the last column is enum found_why where there is no inventory */
    [SQL_FIND_SUPPLIERS] = "SELECT s.id, s.code, s.name, a.name, s.confidential, s.outage, s.access, a.inventory_on, " CONTACT_TOLD
                           ", s.ended_at, CASE WHEN a.id IS NULL THEN 1 WHEN EXISTS(SELECT 1 FROM assessment b WHERE b.supplier = s.id"
                           " AND b.has_inventory = 1) THEN 3 ELSE 2 END FROM supplier s LEFT JOIN assessment a ON a.id = COALESCE("
                           "(SELECT b.id FROM assessment b WHERE b.supplier = s.id" NEWEST_INVENTORY(
                               "b") "),"
                                    " (SELECT b.id FROM assessment b WHERE b.supplier = s.id ORDER BY " NEWEST(
                                        "b") " LIMIT 1))" WITH_NEWEST " WHERE s.ended_at IS NULL ORDER BY s.code",
    /* requests after an alert, with what came back. aside: what came in their suppliers' names since, for them as far as it says, and was
     * not taken in, the newest of each kind: a set that is made once. When a request is due is said as in request_due, which would have to
     * be found again for each of them */
    [SQL_URGENT] =
        "WITH files AS MATERIALIZED (SELECT COALESCE(h.supplier, t.id) AS supplier, h.request, h.received_at, h.state FROM file h"
        " LEFT JOIN supplier t ON t.code = h.claimed_code WHERE h.state IN ('quarantined', 'rejected') AND h.state <> 'merged'"
        " AND h.cause NOT IN ('refused', 'revoked')),"
        " aside AS MATERIALIZED (SELECT r.digest, max(CASE WHEN h.state = 'quarantined' THEN h.received_at END) AS held,"
        " max(CASE WHEN h.state = 'rejected' THEN h.received_at END) AS rejected FROM files h CROSS JOIN request r"
        " WHERE r.supplier = h.supplier AND r.alarm = 1 AND r.issued_at <= h.received_at"
        " AND COALESCE(h.request, '?') IN ('?', r.digest) GROUP BY r.digest)"
        " SELECT r.supplier, s.code, s.name, " EMAIL_OF_SUPPLIER ", s.confidential, s.outage, s.access, r.about, r.issued_at, r.due,"
        " s.ended_at, a.id, f.received_at, n.held, n.rejected,"
        " a.contact_name,"
        " CASE WHEN a.emergency_phone = '' THEN a.contact_phone ELSE a.emergency_phone END, a.file, " PHONE_TONIGHT
        ", r.file, CASE WHEN " CLOSED_FOR(
            "r",
            "COALESCE(a.file, 0)") " THEN r.closed_at END, r.closed_reason, r.digest FROM request r JOIN supplier s ON s.id = r.supplier"
                                   " LEFT JOIN assessment a ON a.supplier = r.supplier AND a.request = r.digest LEFT JOIN file f ON f.id = "
                                   "a.file"
                                   " LEFT JOIN aside n ON n.digest = r.digest WHERE r.alarm = 1 AND r.withdrawn_at IS NULL AND (s.ended_at "
                                   "IS NULL OR a.id IS NOT "
                                   "NULL) ORDER BY s.code, r.issued_at, "
                                   "f.received_at",
    [SQL_URGENT_ITEMS] = "SELECT items FROM answer WHERE assessment = $1 AND digest <> ''",
    [SQL_URGENT_CLOSE] =
        "UPDATE request SET closed_at = $1, closed_reason = $2, closed_file = " NEWEST_REPLY("request") " WHERE digest = $3",
    [SQL_URGENT_REOPEN] = "UPDATE request SET closed_at = NULL, closed_reason = '', closed_file = 0 WHERE digest = $1",
    [SQL_REPORT_UNPLANNED] = "SELECT count(DISTINCT s.supplier) FROM answer a JOIN assessment s ON s.id = a.assessment"
                             " WHERE s.period = $1 AND a.plans IS NULL",
    [SQL_REPORT_UNREADABLE] = ASKED_SINCE
    " SELECT u.name, u.received_at, u.reason FROM unreadable u WHERE " CAME_IN_PERIOD("u", "$1", "$2") " ORDER BY u.received_at, u.name",

    /* looking at one of them */
    /* the newest inventory of a supplier is looked for once, not for each of its products; who lists one twice counts once */
    [SQL_PRODUCT_USES] = "WITH newest AS MATERIALIZED (SELECT (SELECT b.id FROM assessment b WHERE b.supplier = s.id" NEWEST_INVENTORY(
        "b") ") AS id FROM supplier s),"
             " used AS (SELECT i.product, min(i.name) AS name, min(i.vendor) AS vendor, max(i.internet) AS internet,"
             " max(i.credentials) AS credentials FROM newest n JOIN inventory i ON i.assessment = n.id GROUP BY n.id, i.product)"
             /* named as most of them write it */
             " SELECT product, max(CASE WHEN place = 1 THEN name END), max(CASE WHEN place = 1 THEN vendor END), sum(users), sum(internet),"
             " sum(credentials) FROM (SELECT product, name, vendor, count(*) AS users, sum(internet) AS internet,"
             " sum(credentials) AS credentials, row_number() OVER (PARTITION BY product ORDER BY count(*) DESC, name, vendor) AS place"
             " FROM used GROUP BY product, name, vendor) AS spelled GROUP BY product ORDER BY 4 DESC, 2",
    /* the same of one product */
    [SQL_PRODUCT_USE] =
        "WITH used AS (SELECT min(i.name) AS name, min(i.vendor) AS vendor, max(i.internet) AS internet, max(i.credentials) AS credentials"
        " FROM inventory i JOIN assessment a ON a.id = i.assessment WHERE i.product = $1 AND " INVENTORY_IS_NEWEST " GROUP BY a.supplier)"
        " SELECT $1, name, vendor, sum(count(*)) OVER (), sum(sum(internet)) OVER (), sum(sum(credentials)) OVER () FROM used"
        " GROUP BY name, vendor ORDER BY count(*) DESC, name, vendor LIMIT 1",
    /* what was merged is found by what stands, the rest among what was not: an index on suppliers would cost each merge */
    [SQL_LOOK_FILES] =
        "SELECT f.id, f.name, f.received_at, f.state, f.verdict, f.reason, f.subject, f.period, f.revision, 0 FROM file f"
        " WHERE f.state = 'merged' AND f.id IN (SELECT a.file FROM assessment a JOIN supplier s ON s.id = a.supplier WHERE s.code = $1)"
        " UNION ALL SELECT f.id, f.name, f.received_at, f.state, f.verdict, f.reason, f.subject, f.period, f.revision,"
        " CASE WHEN f.supplier IS NULL THEN 1 ELSE 0 END FROM file f WHERE f.state <> 'merged'"
        " AND (f.supplier = (SELECT s.id FROM supplier s WHERE s.code = $1) OR (f.supplier IS NULL AND f.claimed_code = $1))"
        " ORDER BY 3, 1",
    [SQL_LOOK_REQUESTS] =
        "SELECT d.period, d.issued_at, d.due, " UNTIL ", CASE WHEN " FINISHED " THEN 1 ELSE 0 END, d.alarm, r.about, r.digest,"
        " r.packs, CASE WHEN " BEGUN_FOR_REQUEST " THEN 1 ELSE 0 END, r.file, CASE WHEN " CLOSED(
            "r") " THEN r.closed_at END, r.closed_reason"
                 " FROM request_due d JOIN request r ON r.digest = d.digest"
                 " WHERE d.supplier = (SELECT s.id FROM supplier s WHERE s.code = $1) ORDER BY d.issued_at, d.digest",
    [SQL_LOOK_ANSWERS] =
        "SELECT a.id, a.file, a.period, a.issued_at, a.total, r.pack, r.version, r.items, r.digest FROM assessment a JOIN answer r ON "
        "r.assessment = "
        "a.id"
        " WHERE a.supplier = (SELECT s.id FROM supplier s WHERE s.code = $1) AND NOT " ALARM_REPLY
        " ORDER BY a.period DESC, " NEWEST("a") ", r.pack",
    [SQL_LOOK_DIGEST] = "SELECT digest FROM file WHERE id = $1",
    [SQL_LOOK_SIGNER] = "SELECT subject, certificate, received_at FROM file WHERE id = $1",
    [SQL_LOOK_NEWEST] = "SELECT a.file FROM assessment a WHERE a.supplier = (SELECT s.id FROM supplier s WHERE s.code = $1)"
                        " AND a.period <= $2 ORDER BY a.period DESC, a.total IS NULL, " NEWEST("a") " LIMIT 1",
    [SQL_LOOK_HELD] = "SELECT held FROM (SELECT " HELD_INSTEAD " AS held FROM file f WHERE f.id = $1) AS c WHERE held IS NOT NULL",
    [SQL_REFUSE_FILES] =
        "UPDATE file SET state = 'rejected', reason = $1, cause = 'refused' WHERE state = 'quarantined' AND state <> 'merged'"
        " AND (certificate = $2 OR (certificate IS NULL AND $2 IS NULL)) AND COALESCE(claimed_code, '') = $3 AND verdict = $4"
        " RETURNING id",
    [SQL_REFUSE_SIGNER] = "INSERT INTO pin(supplier, certificate, role, subject, since, ended_at, ended, reason)"
                          " VALUES($1, $2, 'supplier', $3, $4, $4, 'refused', $5)",
    [SQL_REFUSE_LIFT] = "UPDATE file SET cause = 'verdict' WHERE certificate = $1 AND state = 'rejected' AND cause = 'refused'",

    /* the request of the assessment is the request of all its revisions; what gave way in a conflict came for one, too, unless its key is
     * the supplier's no more: then somebody else may have answered in its place, and it is told of a file that it has never sent */
    [SQL_RECEIVED] =
        "SELECT f.digest, f.received_at, r.request_id, r.digest, f.name, s.code, s.name, " EMAIL_OF_SUPPLIER ", r.period FROM file f"
        " LEFT JOIN assessment a ON a.supplier = f.supplier AND a.assessment_id = f.assessment_id"
        " JOIN request r ON r.digest = COALESCE(a.request, f.request) AND r.supplier = f.supplier JOIN supplier s ON s.id = f.supplier"
        " WHERE f.state IN ('merged', 'superseded', 'unchanged', 'conflict') AND (a.id IS NOT NULL OR f.decided IS NOT NULL)"
        " AND NOT (f.decided IS NOT NULL AND EXISTS(SELECT 1 FROM pin k WHERE k.id = f.pin AND k.ended IN ('replaced', 'revoked', "
        "'key-lost')"
        " AND k.reason <> 'announced by the old key'))"
        " ORDER BY f.received_at, f.id",
};
