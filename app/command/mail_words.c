#include "command/mail_words.h"

#include "base/amount.h"
#include "base/day_text.h"
#include "base/file_path.h"
#include "base/i18n.h"
#include "command/request_letter.h"

#include <string.h>

static void add_begun(struct buffer *text, const struct status_line *line, bool more_time)
{
    buffer_add_format(
        text,
        more_time ? _("We had asked for your answers to our security questionnaire, and the extended date, %s, has passed. What has "
                      "reached us is begun and not finished.")
                  : _("We had asked for your answers to our security questionnaire by %s. What has reached us is begun and not "
                      "finished."),
        DAY_TEXT(line->due));
}

void mail_add_missing(struct buffer *text, const struct status_line *line, bool more_time)
{
    char day[DATE_TEXT];
    if (line->begun) {
        add_begun(text, line, more_time);
    } else if (line->elsewhere[0] != '\0') {
        buffer_add_format(text,
                          _("We had asked for your answers to our security questionnaire by %s. What reached us on %s answers for %s: your "
                            "answers to this request are still missing."),
                          DAY_TEXT(line->due), DAY_TEXT(local_day_of(line->elsewhere_at, day)), line->elsewhere);
    } else {
        buffer_add_format(
            text,
            more_time ? _("We had asked for your answers to our security questionnaire, and the extended date, %s, has passed. Nothing "
                          "has reached us yet.")
                      : _("We had asked for your answers to our security questionnaire by %s. Nothing has reached us yet."),
            DAY_TEXT(line->due));
    }
}

const char *mail_new_sheet(void)
{
    return _("An answer sheet can come back only once: please fill in the new one that comes with this mail, all of it, and send it back.");
}

void mail_add_rest(struct buffer *text, const struct status_line *line)
{
    const int64_t open = line->asked - line->answered;
    if (open > 0) {
        buffer_add_format(text,
                          _n("%s of %s questions still has no answer.", "%s of %s questions still have no answer.", (unsigned long)open),
                          COUNT_TEXT(open), COUNT_TEXT(line->asked));
        buffer_add_text(text, "\n");
    }
    if (line->sheet) {
        buffer_add_text(text, mail_new_sheet());
    } else {
        buffer_add_text(text,
                        _("In Tenken, open your answers as before, answer what is open, sign, and send us the files that it writes."));
    }
}

void mail_add_change(struct buffer *text, bool sheet)
{
    if (sheet) {
        buffer_add_text(text, mail_new_sheet());
    } else {
        buffer_add_text(text, _("In Tenken, open your answers as before and find a question by its name, with the key /. Change what "
                                "has to be changed, sign, and send us the files that it writes: they take the place of the earlier "
                                "ones."));
    }
}

void mail_add_once_more(struct buffer *text, const char *file)
{
    /* Translators: %s is the name of a request file */
    buffer_add_format(text, _("Our request goes with this mail once more: the file %s."), file_last(file));
}

void mail_add_request(struct buffer *text, const struct letter_facts *facts, const char *today)
{
    if (facts->file[0] != '\0') {
        buffer_add_format(text,
                          _("Please open our request, the file %s, in Tenken (r on its first screen). What you have answered is there "
                            "already: confirm it, sign, and send us the files that it writes."),
                          file_last(facts->file));
    } else {
        buffer_add_text(text,
                        _("Please open the request that you have from us in Tenken (r on its first screen). What you have answered is "
                          "there already: confirm it, sign, and send us the files that it writes."));
    }
    if (facts->until[0] != '\0') {
        buffer_add_text(text, "\n");
        buffer_add_format(text,
                          portfolio_overdue(facts->until, today) ? _("We had asked for the answers by %s: please send them soon.")
                                                                 : _("We ask for the answers by %s."),
                          DAY_TEXT(facts->until));
    }
}

char *mail_sheet_name(const char *code, const char *period)
{
    char *path = issue_path(".", "sheet", code, period, ".xlsx");
    if (path != NULL) {
        memmove(path, path + 2, strlen(path + 2) + 1); /* beside the letters */
    }
    return path;
}
