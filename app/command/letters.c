#include "command/letters.h"

#include "base/mail_address.h"
#include "command/startup.h"

void letter_init(struct letter *l, const char *kind, const char *code, const char *name, const char *email)
{
    *l = (struct letter){.kind = kind,
                         .code = code,
                         .name = name,
                         .email = mail_address(email),
                         .tier = "",
                         .due = "",
                         .extended_until = "",
                         .items = "",
                         .attachment = ""};
    for (int i = 0; i < LANGUAGES; i++) {
        buffer_init(&l->subject[i], BUFFER_MAX_TEXT);
        buffer_init(&l->text[i], BUFFER_MAX_TEXT);
    }
}

/* Who writes comes first, by name: an unannounced mail with a file is taken for a fraud otherwise. */
static void add_opening(struct buffer *text, const struct report_sender *sender)
{
    const char *firm = buffer_text(&sender->name);
    if (firm[0] == '\0') { /* nobody was ever asked */
        return;
    }
    if (sender->person.length > 0) {
        /* Translators: how a mail between firms opens: the person, then the firm */
        buffer_add_format(text, _("This is %s of %s, whom you supply."), buffer_text(&sender->person), firm);
    } else {
        buffer_add_format(text, _("This is %s, whom you supply."), firm);
    }
    buffer_add_text(text, "\n\n");
}

void letter_speak(const struct letters *out, struct letter *l, int i)
{
    startup_locale(language_code((enum language)i));
    buffer_add_format(&l->text[i], _("To %s"), l->name);
    buffer_add_text(&l->text[i], "\n\n");
    add_opening(&l->text[i], &out->sender);
}

static void add_sender(struct buffer *text, const struct report_sender *sender)
{
    if (sender->name.length > 0) {
        buffer_add_format(text, "\n\n%s", buffer_text(&sender->name));
    }
    if (sender->contact.length > 0) {
        buffer_add_format(text, "\n%s", buffer_text(&sender->contact));
    }
}

enum status letter_put(struct letters *out, struct letter *l, struct error *e)
{
    bool failed = false;
    for (int i = 0; i < LANGUAGES; i++) {
        add_sender(&l->text[i], &out->sender);
        failed = failed || l->subject[i].failed || l->text[i].failed;
    }
    const char *texts[] = {l->kind,
                           l->code,
                           l->name,
                           l->email,
                           l->tier,
                           l->due,
                           l->extended_until,
                           l->items,
                           buffer_text(&l->subject[LANGUAGE_JA]),
                           buffer_text(&l->text[LANGUAGE_JA]),
                           buffer_text(&l->subject[LANGUAGE_EN]),
                           buffer_text(&l->text[LANGUAGE_EN]),
                           l->attachment};
    enum status st = failed ? fail_memory(e) : csv_out_row(&out->csv, texts, e);
    st = st == ST_OK ? unaddressed_note(&out->unaddressed, l->code, l->email, e) : st;
    for (int i = 0; i < LANGUAGES; i++) {
        buffer_release(&l->subject[i]);
        buffer_release(&l->text[i]);
    }
    out->count++;
    startup_locale(language_code(out->before));
    return st;
}

enum status letters_begin(struct letters *out, const char *path, const struct report_sender *sender, struct error *e)
{
    static const char *const HEADS[] = {"kind",  "supplier_code", "name",    "email",      "tier",    "due",       "extended_until",
                                        "items", "subject_ja",    "text_ja", "subject_en", "text_en", "attachment"};
    *out = (struct letters){.sender = *sender, .before = language_current()};
    const enum status st = csv_out_begin(&out->csv, path, HEADS, sizeof HEADS / sizeof HEADS[0], e);
    if (st != ST_OK) {
        report_sender_release(&out->sender);
    }
    out->csv.stays = true;
    return st;
}

enum status letters_end(struct letters *out, enum status st, struct error *e)
{
    report_sender_release(&out->sender);
    return csv_out_end(&out->csv, st, e);
}
