#include "store/portfolio_status.h"

#include "base/buffer.h"
#include "base/clock.h"
#include "base/i18n.h"
#include "base/sentence.h"
#include "store/portfolio_begun.h"
#include "store/portfolio_engine.h"
#include "store/portfolio_period.h"
#include "store/portfolio_refused.h"

#include <stddef.h>
#include <string.h>

#define COLUMNS_MAX 19

const char *held_kind_name(enum held_kind kind)
{
    static const char *const NAMES[HELD_KINDS] = {"unknown_signer", "accepted_since", "no_answer_to_request"};
    return NAMES[kind];
}

static enum status count_states(struct portfolio *p, struct status_counts *out, struct error *e)
{
    struct sql_value row[2];
    enum status st = sql_start(p, SQL_STATUS_STATES, SQL_NONE, e);
    while (st == ST_OK && (st = sql_next(p, SQL_STATUS_STATES, row, 2, e)) == ST_OK) {
        for (int state = 0; state < MERGE_STATES; state++) {
            if (strcmp(column_text(&row[0]), merge_state_name((enum merge_state)state)) == 0) {
                out->files[state] += column_integer(&row[1]);
            }
        }
    }
    sql_finish(p, SQL_STATUS_STATES);
    return st == ST_NO ? ST_OK : st;
}

static enum status count_period(struct portfolio *p, const char *wanted, struct status_counts *out, struct error *e)
{
    const enum status st = portfolio_periods_read(p, &out->periods, e);
    out->meant = wanted == NULL || strcmp(wanted, out->periods.usual) == 0;
    (void)snprintf(out->period, sizeof out->period, "%s", wanted != NULL ? wanted : out->periods.usual);
    for (size_t i = 0; i < out->periods.count; i++) {
        if (strcmp(out->periods.each[i].name, out->period) == 0) {
            out->answered_in_period = out->periods.each[i].answered;
        }
    }
    return st;
}

enum status portfolio_counts(struct portfolio *p, const char *wanted, struct status_counts *out, struct error *e)
{
    *out = (struct status_counts){0};
    enum status st = sql_number(p, SQL_STATUS_ANSWERED, SQL_NONE, &out->answered, e);
    if (st == ST_OK) {
        st = count_period(p, wanted, out, e);
    }
    const struct period_span span = portfolio_period_span(&out->periods, out->period);
    const struct sql_value period[] = {sql_text(out->period), sql_text(span.until), sql_text(span.from)};
    if (st == ST_OK) {
        st = sql_number(p, SQL_STATUS_SUPPLIERS, period, 3, &out->suppliers, e);
    }
    if (st == ST_OK) {
        st = sql_number(p, SQL_STATUS_NOT_COUNTED, period, 3, &out->ended, e);
        out->suppliers -= out->ended;
    }
    if (st == ST_OK && wanted != NULL) {
        st = sql_number(p, SQL_REPORT_FILES, SQL_VALUES(sql_text(wanted)), &out->files_in_period, e);
    }
    if (st == ST_OK) {
        st = sql_number(p, SQL_STATUS_BEGUN, period, 2, &out->begun_in_period, e);
    }
    if (st == ST_OK && out->meant) {
        st = sql_number(p, SQL_STATUS_EARLIER, SQL_VALUES(sql_text(out->period)), &out->earlier, e);
    }
    if (st == ST_OK) {
        st = sql_number(p, SQL_STATUS_HIGHER, period, 3, &out->higher, e);
    }
    return st == ST_OK ? count_states(p, out, e) : st;
}

/* Which member of a line each column of a statement is. */
enum member {
    END,
    CODE,
    NAME,
    FILE_NAME,
    REASON,
    RECEIVED,
    VERDICT,
    SUBJECT,
    CERTIFICATE,
    EMAIL,
    DUE,
    FIRST_DUE,
    PACK,
    VERSION,
    DIGEST,
    PERIOD,
    ITEMS,
    COUNT,
    HELD,
    CAUSE,
    REPLACED,
    TIERING,
    STANDING,
    OTHER,
    OTHER_AT,
    OTHER_DIGEST,
    ALIKE,
    ALARM,
    ABOUT,
    CHOSEN,
    WHO,
    OPEN_PERIOD,
    DUE_PERIOD,
    RULED,
    KEYED,
    ACCEPTED
};

struct layout {
    enum sql_statement statement;
    enum member members[COLUMNS_MAX + 1];
};

static const struct layout LAYOUTS[] = {
    [STATUS_QUARANTINE] = {SQL_STATUS_QUARANTINE,
                           {CERTIFICATE, SUBJECT, CODE, NAME, REASON, COUNT, RECEIVED, FILE_NAME, VERDICT, HELD, PERIOD, EMAIL, CAUSE, WHO,
                            OPEN_PERIOD, RULED, KEYED, ALARM, ABOUT}},
    [STATUS_REJECTED] = {SQL_STATUS_REJECTED,
                         {FILE_NAME, REASON, RECEIVED, VERDICT, CODE, NAME, CERTIFICATE, CAUSE, REPLACED, PERIOD, SUBJECT, COUNT, ACCEPTED,
                          OTHER, ALARM, ABOUT}},
    [STATUS_CONFLICTS] = {SQL_STATUS_CONFLICTS,
                          {FILE_NAME, REASON, RECEIVED, CODE, NAME, COUNT, PERIOD, OTHER, OTHER_AT, EMAIL, CAUSE, CHOSEN, DIGEST,
                           OTHER_DIGEST, ALIKE, ALARM, ABOUT}},
    [STATUS_WAITING] = {SQL_STATUS_WAITING,
                        {CODE, NAME, EMAIL, DUE, FIRST_DUE, TIERING, TIERING, TIERING, STANDING, STANDING, STANDING, STANDING, DUE_PERIOD}},
    [STATUS_CONTRADICT] = {SQL_STATUS_CONTRADICT, {CODE, NAME, ITEMS}},
    [STATUS_SHEETS] = {SQL_STATUS_SHEETS, {CODE, NAME, FILE_NAME, RECEIVED}},
    [STATUS_PACKS_MISSING] = {SQL_STATUS_PACKS_MISSING, {PACK, VERSION, DIGEST, COUNT}},
    [STATUS_MISNAMED] = {SQL_STATUS_MISNAMED, {CODE, NAME, SUBJECT, CERTIFICATE, OTHER, OTHER_AT}},
    [STATUS_DATED_AHEAD] = {SQL_STATUS_DATED_AHEAD, {CODE, NAME, FILE_NAME, OTHER_AT, RECEIVED}},
    [STATUS_SCORES_DIFFER] = {SQL_STATUS_SCORES_DIFFER, {CODE, NAME, FILE_NAME}},
    [STATUS_ENDED] = {SQL_STATUS_ENDED, {CODE, NAME, RECEIVED, REASON}},
    [STATUS_PURGED] = {SQL_PURGE_LIST, {CODE, RECEIVED, REASON, COUNT}},
};
static const struct layout HELD_FILES = {
    SQL_REPORT_HELD, {FILE_NAME, RECEIVED, CODE, NAME, VERDICT, CERTIFICATE, REASON, HELD, PERIOD, CAUSE, WHO, OPEN_PERIOD, RULED}};
static const struct layout CANDIDATES = {SQL_CANDIDATES, {CERTIFICATE, SUBJECT, CODE, NAME, COUNT, REPLACED}};

static void put(struct status_line *line, enum member member, const struct sql_value *v)
{
    static const size_t PLACES[] = {
        [CODE] = offsetof(struct status_line, code),
        [NAME] = offsetof(struct status_line, name),
        [FILE_NAME] = offsetof(struct status_line, file),
        [REASON] = offsetof(struct status_line, reason),
        [RECEIVED] = offsetof(struct status_line, received_at),
        [VERDICT] = offsetof(struct status_line, verdict),
        [SUBJECT] = offsetof(struct status_line, subject),
        [EMAIL] = offsetof(struct status_line, email),
        [DUE] = offsetof(struct status_line, due),
        [FIRST_DUE] = offsetof(struct status_line, first_due),
        [PACK] = offsetof(struct status_line, pack),
        [VERSION] = offsetof(struct status_line, version),
        [DIGEST] = offsetof(struct status_line, digest),
        [PERIOD] = offsetof(struct status_line, period),
        [ITEMS] = offsetof(struct status_line, items),
        [OTHER] = offsetof(struct status_line, other),
        [OTHER_AT] = offsetof(struct status_line, other_at),
        [OTHER_DIGEST] = offsetof(struct status_line, other_digest),
        [ABOUT] = offsetof(struct status_line, about),
        [WHO] = offsetof(struct status_line, who),
        [OPEN_PERIOD] = offsetof(struct status_line, open_period),
        [DUE_PERIOD] = offsetof(struct status_line, due_period),
    };
    if (member == COUNT) {
        line->count = column_integer(v);
    } else if (member == HELD) {
        line->held = (enum held_kind)column_integer(v);
    } else if (member == CAUSE) {
        line->cause = merge_reason_of(column_text(v));
    } else if (member == REPLACED) {
        line->replaced = column_integer(v) == 1;
    } else if (member == CHOSEN) {
        line->chosen = column_integer(v) == 1;
    } else if (member == ALIKE) {
        line->alike = column_integer(v) == 1;
    } else if (member == ALARM) {
        line->alarm = column_integer(v) == 1;
    } else if (member == ACCEPTED) {
        line->accepted = column_integer(v) == 1;
    } else if (member == RULED) {
        line->ruled = column_integer(v) == 1;
    } else if (member == KEYED) {
        line->keyed = column_integer(v) == 1;
    } else if (member == CERTIFICATE && v->type == SQL_BLOB && v->n == SHA256_BYTES) {
        hex_encode(v->bytes, SHA256_BYTES, line->certificate);
    } else if (member != CERTIFICATE && member != TIERING && member != STANDING) {
        memcpy((char *)line + PLACES[member], &(const char *){column_text(v)}, sizeof(const char *));
    }
}

/* What else is to be known before anybody rings, or after. */
static bool say_beside(struct buffer *out, const struct status_line *line)
{
    if (line->held == HELD_NO_ANSWER) {
        return true;
    }
    if (line->open_period[0] != '\0') {
        (void)buffer_add_text(out, " ");
        if (line->held == HELD_SIGNER) { /* whose reason names the year already */
            (void)buffer_add_format(out, _("The request to %s for %s stays open all the same."), line->who, line->open_period);
        } else {
            (void)buffer_add_format(out, _("It is for %s: the request to %s for %s stays open all the same."), line->period, line->who,
                                    line->open_period);
        }
    }
    if (line->ruled && line->held == HELD_SIGNER) {
        (void)buffer_add_text(out, " ");
        (void)buffer_add_format(
            out, _("%s has a rule: merge the file again. If it stays here after that, the rule does not fit its certificate."), line->who);
    }
    return !out->failed;
}

/* The reason that was kept is the one of the day when the file came; what holds it back now is another where somebody has decided since, or
 * where more was wrong from the start. */
static bool say_held(struct buffer *out, const struct status_line *line)
{
    const char *text = line->held == HELD_ACCEPTED ? _("Its signer was accepted after it came, and it has not been merged again since.")
                       : line->cause == REASON_REQUEST_NOT_ISSUED
                           ? _("It answers a request that this portfolio did not issue: accepting its signer does not take "
                               "it in.")
                           : NULL;
    if (line->cause == REASON_REQUEST_OUTSTANDING || line->cause == REASON_ANSWERED) {
        buffer_clear(out);
        return buffer_add_format(
            out,
            line->cause == REASON_ANSWERED
                ? _("It answers no request, and answers of %s to the one for this period are here: accepting its signer does not take it "
                    "in.")
                : _("It answers no request, but %s has an open one for this period: accepting its signer does not take it in."),
            line->code);
    }
    if (text != NULL) {
        buffer_clear(out);
        (void)buffer_add_text(out, text);
    }
    return say_beside(out, line);
}

struct come {
    char period[PORTFOLIO_PERIOD_TEXT], elsewhere[PORTFOLIO_PERIOD_TEXT], elsewhere_at[TIME_TEXT];
};

/* What has come from who is waited for: something unfinished, or something for another year. */
static enum status note_come(struct portfolio *p, const struct sql_value *period, struct status_line *line, struct come *come,
                             struct error *e)
{
    struct sql_value row[4];
    const struct sql_value answered = sql_integer(line->standing.answered);
    *come = (struct come){.period = ""};
    bool several = false;
    enum status st = sql_start(p, SQL_STATUS_COME, SQL_VALUES(*period, sql_text(line->code), answered), e);
    if (st == ST_OK && (st = sql_next(p, SQL_STATUS_COME, row, 4, e)) == ST_OK) {
        line->begun = true;
        line->answered = column_integer(&row[0]);
        line->asked = column_integer(&row[1]);
        (void)snprintf(come->period, sizeof come->period, "%s", column_text(&row[2]));
        line->sheet = column_integer(&row[3]) == 1;
        st = sql_next(p, SQL_STATUS_COME, row, 4, e);
        several = st == ST_OK && !line->standing.answered;
    }
    sql_finish(p, SQL_STATUS_COME);
    st = several ? begun_count(p, column_text(period), line->code, &line->answered, &line->asked, e) : st;
    if ((st == ST_OK || st == ST_NO) && !line->standing.answered) {
        st = sql_start(p, SQL_STATUS_ELSEWHERE, SQL_VALUES(*period, sql_text(line->code)), e);
        if (st == ST_OK && (st = sql_next(p, SQL_STATUS_ELSEWHERE, row, 2, e)) == ST_OK) {
            (void)snprintf(come->elsewhere, sizeof come->elsewhere, "%s", column_text(&row[0]));
            (void)snprintf(come->elsewhere_at, sizeof come->elsewhere_at, "%s", column_text(&row[1]));
        }
        sql_finish(p, SQL_STATUS_ELSEWHERE);
    }
    line->period = come->period;
    line->elsewhere = come->elsewhere;
    line->elsewhere_at = come->elsewhere_at;
    line->standing.begun = !line->standing.answered && line->begun;
    return st == ST_NO ? ST_OK : st;
}

static enum status walk(struct portfolio *p, const struct layout *layout, const struct sql_value *values, size_t n, status_visit *visit,
                        void *context, struct error *e)
{
    struct sql_value row[COLUMNS_MAX];
    struct buffer reason;
    const bool held = layout->statement == SQL_STATUS_QUARANTINE || layout->statement == SQL_REPORT_HELD;
    buffer_init(&reason, BUFFER_MAX_TEXT);
    enum status st = sql_start(p, layout->statement, values, n, e);
    while (st == ST_OK && (st = sql_next(p, layout->statement, row, COLUMNS_MAX, e)) == ST_OK) {
        struct status_line line = {
            .code = "",
            .name = "",
            .file = "",
            .reason = "",
            .received_at = "",
            .verdict = "",
            .subject = "",
            .email = "",
            .due = "",
            .first_due = "",
            .pack = "",
            .version = "",
            .digest = "",
            .rejected_at = "",
            .period = "",
            .items = "",
            .other = "",
            .other_at = "",
            .other_digest = "",
            .about = "",
            .who = "",
            .open_period = "",
            .due_period = "",
            .elsewhere = "",
            .elsewhere_at = "",
            .count = -1,
        };
        bool *const standing[] = {&line.standing.answered, &line.standing.held, &line.standing.conflict, &line.further};
        for (size_t i = 0, asked = 0, stood = 0; layout->members[i] != END; i++) {
            if (layout->members[i] == TIERING) {
                line.tiering[asked++] = (int)column_integer(&row[i]);
            } else if (layout->members[i] == STANDING) {
                *standing[stood++] = column_integer(&row[i]) == 1;
            } else {
                put(&line, layout->members[i], &row[i]);
            }
        }
        line.standing.due = line.further ? "" : line.due;
        struct come come;
        if (layout->statement == SQL_STATUS_WAITING) {
            const struct sql_value asked_for = line.further ? sql_text(line.due_period) : values[0];
            st = note_come(p, &asked_for, &line, &come, e);
        }
        if (layout->statement != SQL_PURGE_LIST && layout->statement != SQL_STATUS_ENDED) { /* which somebody has typed */
            buffer_clear(&reason);
            st = st == ST_OK && !sentence_say(&reason, line.reason) ? fail_memory(e) : st;
            if (st == ST_OK && held && !say_held(&reason, &line)) {
                st = fail_memory(e);
            }
            line.reason = buffer_text(&reason);
        }
        st = st == ST_OK ? visit(context, &line, e) : st;
        if (st != ST_OK) {
            sql_finish(p, layout->statement);
            buffer_release(&reason);
            return st;
        }
    }
    sql_finish(p, layout->statement);
    buffer_release(&reason);
    return st == ST_NO ? ST_OK : st;
}

static bool by_period(enum status_list list)
{
    return list == STATUS_WAITING || list == STATUS_CONTRADICT || list == STATUS_SHEETS;
}

enum status portfolio_misnamed(struct portfolio *p, const char *code, status_visit *visit, void *context, struct error *e)
{
    return walk(p, &LAYOUTS[STATUS_MISNAMED], SQL_VALUES(sql_text(code)), visit, context, e);
}

struct waiting {
    struct refused_files refused;
    status_visit *visit;
    void *context;
};

static enum status visit_waiting(void *context, const struct status_line *line, struct error *e)
{
    const struct waiting *w = context;
    struct status_line whole = *line;
    refused_put(&w->refused, &whole);
    return w->visit(w->context, &whole, e);
}

static enum status walk_waiting(struct portfolio *p, const char *period, status_visit *visit, void *context, struct error *e)
{
    struct portfolio_periods periods;
    struct waiting w = {.visit = visit, .context = context};
    enum status st = portfolio_periods_read(p, &periods, e);
    const struct period_span span = portfolio_period_span(&periods, period);
    const bool meant = st == ST_OK && strcmp(period, periods.usual) == 0;
    st = st == ST_OK ? refused_read(p, period, meant, &w.refused, e) : st;
    if (st == ST_OK) {
        st =
            walk(p, &LAYOUTS[STATUS_WAITING], SQL_VALUES(sql_text(period), sql_text(span.until), sql_integer(meant)), visit_waiting, &w, e);
    }
    refused_release(&w.refused);
    return st;
}

enum status portfolio_status_for(struct portfolio *p, enum status_list list, const char *period, status_visit *visit, void *context,
                                 struct error *e)
{
    if (list == STATUS_MISNAMED) {
        return portfolio_misnamed(p, NULL, visit, context, e);
    }
    if (!by_period(list)) {
        return walk(p, &LAYOUTS[list], SQL_NONE, visit, context, e);
    }
    return list == STATUS_WAITING ? walk_waiting(p, period, visit, context, e)
                                  : walk(p, &LAYOUTS[list], SQL_VALUES(sql_text(period)), visit, context, e);
}

enum status portfolio_status(struct portfolio *p, enum status_list list, status_visit *visit, void *context, struct error *e)
{
    struct portfolio_periods periods = {.usual = ""};
    const enum status st = by_period(list) ? portfolio_periods_read(p, &periods, e) : ST_OK;
    return st == ST_OK ? portfolio_status_for(p, list, periods.usual, visit, context, e) : st;
}

enum status portfolio_held_files(struct portfolio *p, const char *period, bool meant, status_visit *visit, void *context, struct error *e)
{
    return walk(p, &HELD_FILES, SQL_VALUES(sql_text(period), sql_integer(meant)), visit, context, e);
}

enum status portfolio_candidates(struct portfolio *p, const char *code, const uint8_t *certificate, status_visit *visit, void *context,
                                 struct error *e)
{
    return walk(p, &CANDIDATES, SQL_VALUES(sql_text(code), sql_blob(certificate, SHA256_BYTES)), visit, context, e);
}
