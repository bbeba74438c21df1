#include "command/request_mail.h"

#include "base/day_text.h"
#include "base/file.h"
#include "base/file_path.h"
#include "command/file_same.h"
#include "model/tier.h"

static bool asks_pack(const struct request_terms *t, const char *id)
{
    for (size_t i = 0; i < t->npacks; i++) {
        if (strcmp(t->packs[i]->id, id) == 0) {
            return true;
        }
    }
    return false;
}

/* A question that several of them share is asked once. */
static size_t questions_in(const struct request_terms *t, const struct pack *pack)
{
    size_t n = 0;
    for (size_t i = 0; i < pack->nitems; i++) {
        n += pack->items[i].same_pack == NULL || !asks_pack(t, pack->items[i].same_pack);
    }
    return n;
}

/* What is asked, and about how long that takes, by the questionnaires' own account. */
static void add_asked(struct buffer *text, const struct request_terms *t)
{
    size_t questions = 0;
    int minutes = 0;
    buffer_add_text(text, _("What is asked:"));
    buffer_add_text(text, "\n");
    for (size_t i = 0; i < t->npacks; i++) {
        buffer_add_format(text, "- %s\n", text_of(t->packs[i]->title));
        questions += questions_in(t, t->packs[i]);
        minutes += t->packs[i]->minutes;
    }
    buffer_add_format(text,
                      _n("%zu question at most, about %d min. What you have answered for somebody else is not asked again.",
                         "%zu questions at most, about %d min. What you have answered for somebody else is not asked again.", questions),
                      questions, minutes);
    buffer_add_text(text, "\n\n");
}

static void add_text(struct buffer *text, const struct issuing *x, const struct issue_outcome *out)
{
    const char *file = file_last(out->path);
    if (x->terms.about != NULL) {
        buffer_add_format(
            text, _("This is urgent: we have to know how you stand with \"%s\". Attached is our request, %s; please answer it by %s."),
            x->terms.about, file, DAY_TEXT(out->due));
    } else {
        buffer_add_format(text, _("We ask our suppliers how they stand in security. Attached is our request, %s; please answer it by %s."),
                          file, DAY_TEXT(out->due));
    }
    buffer_add_text(text, "\n");
    buffer_add_text(text, _("The file is for your firm alone: please give it to nobody else."));
    buffer_add_text(text, "\n\n");
    add_asked(text, &x->terms);
    buffer_add_text(text,
                    _("It is answered with the program Tenken, on Debian or Ubuntu, or on Windows with WSL; if you do not have it, ask "
                      "us. Start it, press r and open the file; after that Enter is always the next step."));
    buffer_add_text(text, "\n");
    buffer_add_text(text,
                    _("Anybody can write our name into such a file. So ring us before you sign, at a number that you know already and "
                      "not from this mail: we read out our fingerprint, and you compare it with the one that the program shows."));
    buffer_add_text(text, "\n");
    buffer_add_text(text, x->terms.upload_url != NULL
                              ? _("Once you have signed, the program can send the files to us by itself.")
                              : _("Once you have signed, reply to this mail with the files that the program has written, as they are."));
    if (out->enrols && x->letters != NULL) {
        buffer_add_text(text, "\n");
        buffer_add_text(text, _("A letter with a secret comes to you apart from this mail: have it at hand when you sign."));
    }
}

enum status request_mail_put(struct letters *letters, const struct issuing *x, const struct supplier_record *supplier,
                             const struct issue_outcome *out, struct error *e)
{
    struct letter l;
    letter_init(&l, "request", supplier->code, supplier->name, supplier->email);
    l.tier = tier_name(tier_from(supplier->confidential, supplier->outage, supplier->access));
    l.due = out->due;
    l.attachment = out->path;
    for (int i = 0; i < LANGUAGES; i++) {
        letter_speak(letters, &l, i);
        if (x->terms.about != NULL) {
            buffer_add_format(&l.subject[i], _("Urgent: our questions about \"%s\": please answer by %s"), x->terms.about,
                              DAY_TEXT(out->due));
        } else {
            buffer_add_format(&l.subject[i], _("Our security questionnaire for %s: please answer by %s"), x->terms.period,
                              DAY_TEXT(out->due));
        }
        add_text(&l.text[i], x, out);
    }
    return letter_put(letters, &l, e);
}

char *request_mail_draft(const char *directory)
{
    char *path = NULL;
    return asprintf(&path, "%s/mail.csv.new", directory) < 0 ? NULL : path;
}

enum status request_mail_place(const char *made, const char *directory, char **path, struct error *e)
{
    return file_place_apart(made, directory, "mail", path, e);
}
