#include "command/next_step.h"

#include "base/clock.h"
#include "base/file_path.h"
#include "base/i18n.h"
#include "base/shell_word.h"
#include "trust/certificate.h"
#include "trust/verdict.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

#define SETTLE_DIGITS 12 /* of a SHA-256: more than "trust settle" needs */

static const char *by_verdict(const char *verdict)
{
    static const struct {
        enum verdict verdict;
        const char *step;
    } STEPS[] = {
        {VERDICT_INVALID, N_("What to do: ask the supplier to send the file again, exactly as the program wrote it.")},
        {VERDICT_UNSIGNED, N_("What to do: ask the supplier for the signed files that Tenken wrote when it handed in.")},
        {VERDICT_UNREADABLE,
         N_("What to do: if it was a letter or the like, nothing. If it was to be answers, ask the supplier to send them again, exactly as "
            "the program wrote them.")},
    };
    for (size_t i = 0; i < sizeof STEPS / sizeof STEPS[0]; i++) {
        if (strcmp(verdict, verdict_name(STEPS[i].verdict)) == 0) {
            return _(STEPS[i].step);
        }
    }
    return "";
}

/* What no name of answers has, or what programs leave behind beside an open file, is a letter or the like. */
static bool may_be_answers(const char *file)
{
    static const char *const ENDINGS[] = {".json", ".xlsx", ".p7m", ".zip"};
    const char *name = file_last(file), *ending = strrchr(name, '.');
    if (ending == NULL || name[0] == '.' || strncmp(name, "~$", 2) == 0) {
        return false;
    }
    for (size_t i = 0; i < sizeof ENDINGS / sizeof ENDINGS[0]; i++) {
        if (strcasecmp(ending, ENDINGS[i]) == 0) {
            return true;
        }
    }
    return false;
}

const char *replace_step(char out[STEP_TEXT], const char *database, const char *code, const char *certificate)
{
    char fingerprint[FINGERPRINT_TEXT], word[SHELL_WORD], place[SHELL_WORD];
    fingerprint_format(certificate, fingerprint);
    (void)snprintf(
        out, STEP_TEXT,
        _("What to do: ring the supplier at a number that you knew before, and let it read the fingerprint of its key to you. If "
          "it reads another one than this, somebody else uses its name. If it is the same, its key is a new one, and this trusts "
          "it in the place of the one before: tenken trust %s accept %s --certificate '%s' --replace"),
        shell_word(database, place), code != NULL && code[0] != '\0' ? shell_word(code, word) : _("SUPPLIER"), fingerprint);
    return out;
}

/* A key stands for one supplier: it cannot be trusted for another one, too. supplier: as in rejected_step. */
static const char *known_step(char out[STEP_TEXT], const struct rejected_file *r, const char *supplier, const char *portfolio)
{
    char fingerprint[FINGERPRINT_TEXT], known[SHELL_WORD];
    fingerprint_format(r->certificate, fingerprint);
    (void)snprintf(out, STEP_TEXT,
                   _("What to do: a key stands for one supplier only, and this one for %s: ring that firm at a number that you knew "
                     "before. If it wrote the code of another firm by mistake, it corrects its code and number, and signs and sends the "
                     "answers again. If two firms sign with this key, the other one makes a key of its own. If the key never was that "
                     "firm's, \"tenken trust %s revoke %s --reason TEXT\" takes out all that it signed; after that, \"tenken trust %s "
                     "accept %s --certificate '%s' --replace\" trusts it for the supplier that the file names."),
                   r->known, portfolio, shell_word(r->known, known), portfolio, supplier, fingerprint);
    return out;
}

const char *rejected_step(char out[STEP_TEXT], const struct rejected_file *r, const char *database)
{
    char word[SHELL_WORD], place[SHELL_WORD], file[SHELL_WORD];
    const char *supplier = r->code != NULL && r->code[0] != '\0' ? shell_word(r->code, word) : _("SUPPLIER");
    const char *portfolio = shell_word(database, place);
    if (r->accepted) {
        (void)snprintf(out, STEP_TEXT, _("What to do: its signer is trusted by now. Take it in with: tenken merge --into %s %s"), portfolio,
                       shell_word(r->file, file));
        return out;
    }
    switch (r->why) {
    case REASON_OTHER_CODE:
    case REASON_OTHER_NUMBER:
        return _("What to do: ask the supplier to correct its code and number, and to sign and send the answers again.");
    case REASON_REVOKED:
        return _("What to do: ask the supplier to sign with the key that it uses now.");
    case REASON_CODE_WRONG:
    case REASON_CODE_USED:
        (void)snprintf(out, STEP_TEXT,
                       _("What to do: send the supplier a new request, with \"tenken request new --portfolio %s --to %s --again\"."),
                       portfolio, supplier);
        return out;
    case REASON_CLOSED:
        return open_step(out, database, r->file);
    case REASON_NEWER:
        return _("What to do: install the newest Tenken, then merge the file again.");
    case REASON_DATES:
        return _(
            "What to do: see that the date of this machine is right. If it is, ask the supplier to sign with a key that is valid and to "
            "send the answers again.");
    case REASON_UNREAD:
        return _("What to do: give yourself the right to read it, or have whoever keeps this machine do it, then merge again.");
    case REASON_CONTENT:
        return _("What to do: ask the supplier to correct what is named here, and to sign and send the answers again.");
    case REASON_SHEET:
        return _("What to do: ask the supplier to correct what is named here in the same answer sheet, and to send it again: its one-time "
                 "code stays good.");
    case REASON_UNTRUSTED:
        (void)snprintf(
            out, STEP_TEXT,
            _("What to do: if that is not meant, mend the CA's certificates or the rule with \"tenken trust %s\", then merge the "
              "file again."),
            portfolio);
        return out;
    case REASON_RULE:
        (void)snprintf(out, STEP_TEXT,
                       _("What to do: look at your rules with \"tenken trust %s list\". If the one that fits this certificate is wrong, "
                         "\"tenken trust %s rule\" corrects it; then merge the file again. If it is right, somebody else uses the name of "
                         "%s."),
                       portfolio, portfolio, supplier);
        return out;
    case REASON_REFUSED:
    case REASON_OWN_REQUEST:
        return "";
    default:
        break;
    }
    if (strcmp(r->verdict, verdict_name(VERDICT_DIFFERENT_SIGNER)) == 0 && r->certificate[0] != '\0') {
        return r->known[0] != '\0' ? known_step(out, r, supplier, portfolio) : replace_step(out, database, r->code, r->certificate);
    }
    return strcmp(r->verdict, verdict_name(VERDICT_UNREADABLE)) != 0 || may_be_answers(r->file) ? by_verdict(r->verdict) : "";
}

/* Everybody's file has the name answers.json: that would be said of both, and mean neither. With the time of day: what has the same name
 * often comes on the same day. */
static const char *by_digest(char out[STEP_TEXT], const char *portfolio, const char *supplier, const struct conflict_files *f)
{
    char received[TIME_TEXT], held_at[TIME_TEXT];
    (void)snprintf(
        out, STEP_TEXT,
        _("What to do: when you know which, settle it: \"tenken trust %s settle %s --file FILE --reason TEXT\". Several files have "
          "the same name, so FILE is the beginning of a SHA-256: %.*s (first received on %s), or %.*s (first received on %s), "
          "which counts until then."),
        portfolio, supplier, SETTLE_DIGITS, f->digest, local_text_of(f->received, received), SETTLE_DIGITS, f->held,
        local_text_of(f->held_at, held_at));
    return out;
}

const char *conflict_step(char out[STEP_TEXT], const char *database, const struct conflict_files *f)
{
    char place[SHELL_WORD], supplier[SHELL_WORD], this[SHELL_WORD], held[SHELL_WORD];
    const char *portfolio = shell_word(database, place);
    if (f->other[0] == '\0') {
        (void)snprintf(out, STEP_TEXT,
                       _("What to do: when you know which, settle it: 7 in \"tenken view %s\", or \"tenken status %s\" "
                         "shows the command."),
                       portfolio, portfolio);
        return out;
    }
    if (f->alike) {
        return by_digest(out, portfolio, shell_word(f->code, supplier), f);
    }
    (void)snprintf(out, STEP_TEXT,
                   _("What to do: when you know which, settle it: \"tenken trust %s settle %s --file FILE --reason TEXT\", "
                     "where FILE is %s, or %s, which counts until then."),
                   portfolio, shell_word(f->code, supplier), shell_word(f->file, this), shell_word(f->other, held));
    return out;
}

const char *corrected_words(enum merge_reason cause)
{
    return cause == REASON_SAME_REVISION ? _("A correction by the supplier, which has a higher revision, settles it, too.")
           : cause == REASON_SECOND_ASSESSMENT || cause == REASON_UNASKED ? _("A correction of one of the two does not settle it.")
                                                                          : "";
}

const char *open_step(char out[STEP_TEXT], const char *database, const char *file)
{
    char place[SHELL_WORD], word[SHELL_WORD];
    (void)snprintf(out, STEP_TEXT,
                   _("What to do: \"tenken merge --into %s %s --identity FILE.p12\", with the key that opens it, takes it in."),
                   shell_word(database, place), shell_word(file, word));
    return out;
}

const char *claim_words(char out[CLAIM_TEXT], const char *code, const char *name)
{
    const bool has_code = code != NULL && code[0] != '\0', has_name = name != NULL && name[0] != '\0';
    out[0] = '\0';
    if (has_code || has_name) {
        (void)snprintf(out, CLAIM_TEXT, _("Claims to be %s%s%s, which nobody has verified."), has_code ? code : "",
                       has_code && has_name ? " " : "", has_name ? name : "");
    }
    return out;
}

const char *alert_words(char out[CLAIM_TEXT], bool alarm, const char *about)
{
    out[0] = '\0';
    if (alarm && about[0] != '\0') {
        (void)snprintf(out, CLAIM_TEXT, _("Reply to the alert about \"%s\"."), about);
    } else if (alarm) {
        (void)snprintf(out, CLAIM_TEXT, "%s", _("Reply to an alert."));
    }
    return out;
}

const char *supplier_words(char out[CLAIM_TEXT], const char *code, const char *name)
{
    (void)snprintf(out, CLAIM_TEXT, _("Supplier: %s %s"), code, name);
    return out;
}
