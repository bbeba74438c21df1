/* What was not taken in: held back, in conflict, or rejected, each with its way out. */
#include "command/status_parts.h"

#include "base/amount.h"
#include "base/i18n.h"
#include "base/shell_word.h"
#include "command/next_step.h"
#include "model/portfolio_periods.h"
#include "trust/certificate.h"

static const char *held_title(struct status_view *v, enum held_kind kind)
{
    char word[SHELL_WORD];
    const char *database = shell_word(v->database, word);
    switch (kind) {
    case HELD_SIGNER:
        (void)snprintf(
            v->heading, sizeof v->heading,
            _("In quarantine, signed by a key that nobody here knows (compare the fingerprint on the phone, then \"tenken trust %s "
              "accept SUPPLIER --certificate 'FINGERPRINT'\"):"),
            database);
        break;
    case HELD_ACCEPTED:
        return _("In quarantine, though the signer is trusted by now (merge them again, as below each):");
    case HELD_NO_ANSWER:
        (void)snprintf(v->heading, sizeof v->heading,
                       _("In quarantine, since they answer no request of yours (have the request answered: \"tenken status %s --mail CSV\" "
                         "writes the letter):"),
                       database);
        break;
    }
    return v->heading;
}

static void put_alert(cJSON *o, const struct status_line *line)
{
    cJSON_AddBoolToObject(o, "after_alert", line->alarm);
    put_clean(o, "about", line->about);
}

static void print_alert(const struct status_line *line)
{
    char words[CLAIM_TEXT];
    if (alert_words(words, line->alarm, line->about)[0] != '\0') {
        print_sentence(stdout, "    %s", words);
    }
}

enum status status_quarantine(void *context, const struct status_line *line, struct error *e)
{
    struct status_view *v = context;
    v->quarantined += line->count;
    if (v->json) {
        cJSON *o = cJSON_CreateObject();
        put_clean(o, "certificate_sha256", line->certificate);
        put_clean(o, "subject", line->subject);
        put_clean(o, "claimed_supplier_code", line->code);
        put_clean(o, "claimed_name", line->name);
        put_clean(o, "verdict", line->verdict);
        put_clean(o, "reason", line->reason);
        put_clean(o, "first_received_at", line->received_at);
        put_clean(o, "file", line->file);
        put_clean(o, "kind", held_kind_name(line->held));
        cJSON_AddNumberToObject(o, "files", (double)line->count);
        put_alert(o, line);
        return json_stream_element(&v->stream, o, e);
    }
    if (v->held != (int)line->held) { /* they come kind by kind */
        status_list_end(v);
        status_list_begin(v, "", held_title(v, line->held));
        v->held = (int)line->held;
    }
    if (!status_line_shown(v)) {
        return ST_OK;
    }
    status_print_columns(line->code, line->name);
    printf(_n("%lld file", "%lld files", line->count), (long long)line->count);
    if (line->held == HELD_SIGNER && line->certificate[0] != '\0') {
        char fingerprint[FINGERPRINT_TEXT];
        fingerprint_format(line->certificate, fingerprint);
        printf("\n    %s", fingerprint);
    }
    printf("\n");
    print_alert(line);
    printf("    ");
    print_text(stdout, line->reason, 0);
    printf("\n");
    if (line->keyed) { /* what the heading names is refused for it */
        char text[STEP_TEXT];
        print_sentence(stdout, "    %s", replace_step(text, v->database, line->code, line->certificate));
    }
    if (line->held == HELD_NO_ANSWER && line->cause == REASON_ANSWERED) {
        char text[STEP_TEXT], place[SHELL_WORD];
        (void)snprintf(text, sizeof text, _("What to do: unless the supplier has sent it, refuse it in \"tenken view %s\": 5, Enter, x."),
                       shell_word(v->database, place));
        print_sentence(stdout, "    %s", text);
    }
    if (line->held == HELD_ACCEPTED) {
        char place[SHELL_WORD], file[SHELL_WORD];
        print_sentence(stdout, "    tenken merge --into %s %s", shell_word(v->database, place), shell_word(line->file, file));
    }
    return ST_OK;
}

/* What --json says of a file that was not taken in. */
static cJSON *file_json(const struct status_line *line)
{
    cJSON *o = cJSON_CreateObject();
    put_clean(o, "file", line->file);
    put_clean(o, "reason", line->reason);
    put_clean(o, "received_at", line->received_at);
    put_clean(o, "supplier_code", line->code);
    put_clean(o, "name", line->name);
    return o;
}

enum status status_conflict(void *context, const struct status_line *line, struct error *e)
{
    struct status_view *v = context;
    char who[CLAIM_TEXT], text[STEP_TEXT];
    const char *corrected = corrected_words(line->cause);
    const struct conflict_files files = {.code = line->code,
                                         .file = line->file,
                                         .other = line->other,
                                         .digest = line->digest,
                                         .held = line->other_digest,
                                         .received = line->received_at,
                                         .held_at = line->other_at,
                                         .alike = line->alike};
    const char *step = line->chosen ? open_step(text, v->database, line->file) : conflict_step(text, v->database, &files);
    if (v->json) {
        cJSON *o = file_json(line);
        put_clean(o, "period", line->period);
        put_clean(o, "sha256", line->digest);
        put_clean(o, "counts_now", line->other);
        put_clean(o, "counts_now_sha256", line->other_digest);
        put_alert(o, line);
        put_clean(o, "next_step", step);
        put_clean(o, "cause", merge_reason_name(line->cause));
        return json_stream_element(&v->stream, o, e);
    }
    if (status_line_shown(v)) {
        /* the list has those of all years, other lists only this one's */
        if (line->alarm && line->about[0] != '\0') {
            print_sentence(stdout, _("  %s (reply to the alert about \"%s\")"), line->file, line->about);
        } else if (line->alarm) {
            print_sentence(stdout, _("  %s (reply to an alert)"), line->file);
        } else {
            print_sentence(stdout, _("  %s (answers for %s)"), line->file, line->period[0] != '\0' ? line->period : "?");
        }
        print_sentence(stdout, "    %s", supplier_words(who, line->code, line->name));
        print_sentence(stdout, "    %s", line->reason);
        print_sentence(stdout, "    %s", step);
        if (corrected[0] != '\0') {
            print_sentence(stdout, "    %s", corrected);
        }
    }
    return ST_OK;
}

enum status status_rejected(void *context, const struct status_line *line, struct error *e)
{
    struct status_view *v = context;
    char text[STEP_TEXT];
    const struct rejected_file rejected = {.file = line->file,
                                           .verdict = line->verdict,
                                           .why = line->cause,
                                           .code = line->code,
                                           .certificate = line->certificate,
                                           .accepted = line->accepted,
                                           .known = line->other};
    const char *step = rejected_step(text, &rejected, v->database);
    const bool done = line->replaced && !line->accepted;
    const bool elsewhere = !portfolio_period_covers(v->period, v->meant, line->period);
    if (v->json) {
        cJSON *o = file_json(line);
        put_clean(o, "verdict", line->verdict);
        put_clean(o, "cause", merge_reason_name(line->cause));
        put_clean(o, "next_step", done || elsewhere ? "" : step);
        cJSON_AddBoolToObject(o, "replaced", done);
        put_clean(o, "period", line->period);
        put_alert(o, line);
        cJSON_AddBoolToObject(o, "earlier", elsewhere && strcmp(line->period, v->period) < 0);
        return json_stream_element(&v->stream, o, e);
    }
    if (done) {
        v->replaced++;
        return ST_OK;
    }
    if (elsewhere) {
        v->elsewhere++;
        return ST_OK;
    }
    if (!status_file_shown(v, line->file, line->reason)) {
        return ST_OK;
    }
    char claim[CLAIM_TEXT], day[DATE_TEXT];
    print_sentence(stdout, "  %s  %s", line->file, local_day_of(line->received_at, day));
    if (claim_words(claim, line->code, line->name)[0] != '\0') {
        print_sentence(stdout, "    %s", claim);
    }
    print_alert(line);
    printf("    ");
    print_text(stdout, line->reason, 0);
    printf(step[0] != '\0' ? "\n    " : "");
    print_text(stdout, step, 0);
    printf("\n");
    v->asking += step[0] != '\0';
    return ST_OK;
}

void status_count_rejected(const struct status_view *v)
{
    char place[SHELL_WORD];
    if (v->asking > 0) {
        printf("\n");
        print_sentence(stdout, _("Once nothing more is to be done about one of them, it is ticked off in \"tenken view %s\": 6, Enter, x."),
                       shell_word(v->database, place));
    }
    if (v->replaced > 0) {
        printf("\n");
        print_sentence(stdout,
                       _n("%s rejected file needs nothing more: good answers of the same supplier have come since.",
                          "%s rejected files need nothing more: good answers of the same suppliers have come since.", v->replaced),
                       COUNT_TEXT(v->replaced));
    }
    if (v->elsewhere > 0) {
        printf("\n");
        print_sentence(
            stdout,
            _n("%s file that was rejected in another year is kept; in \"tenken view %s\", o turns to that year and 6 lists it.",
               "%s files that were rejected in other years are kept; in \"tenken view %s\", o turns to those years and 6 lists them.",
               v->elsewhere),
            COUNT_TEXT(v->elsewhere), shell_word(v->database, place));
    }
}
