#include "command/suppliers_chase.h"

#include "base/buffer.h"
#include "base/day_text.h"
#include "base/i18n.h"
#include "base/shell_word.h"
#include "base/utf8.h"
#include "command/listing.h"
#include "command/portfolio_packs.h"
#include "command/supplier_code.h"
#include "model/pack.h"
#include "store/portfolio_chase.h"
#include "store/portfolio_look.h"
#include "store/portfolio_trust.h"

#define TEXT_BYTES_MAX 4000
#define ITEMS_BYTES_MAX 2000

struct options {
    const char *subject; /* the supplier, or a clarification's number */
    const char *until, *reason, *items, *text;
    const char *database;
};

static enum status read_options(struct options *o, int argc, char **argv, struct error *e)
{
    for (int i = 1; i < argc; i++) {
        const char **value = strcmp(argv[i], "--until") == 0    ? &o->until
                             : strcmp(argv[i], "--reason") == 0 ? &o->reason
                             : strcmp(argv[i], "--items") == 0  ? &o->items
                             : strcmp(argv[i], "--text") == 0   ? &o->text
                                                                : NULL;
        if (value != NULL && i + 1 < argc) {
            *value = argv[++i];
        } else if (argv[i][0] == '-') {
            return usage_error(&command_suppliers, e, _("the option \"%s\" is not known here, or its value is missing."), argv[i]);
        } else if (o->subject != NULL) {
            return usage_error(&command_suppliers, e, _("there is one word too many: \"%s\"."), argv[i]);
        } else {
            o->subject = argv[i];
        }
    }
    const char *texts[] = {o->reason, o->text};
    for (size_t i = 0; i < 2; i++) {
        if (texts[i] != NULL && (strlen(texts[i]) > TEXT_BYTES_MAX || !utf8_valid(texts[i], strlen(texts[i])))) {
            return usage_error(&command_suppliers, e, _("the text is longer than %d bytes, or not UTF-8."), TEXT_BYTES_MAX);
        }
    }
    return ST_OK;
}

/* Of whom the prime no longer works with nothing is waited for, and nobody writes to it. */
static enum status refuse_ended(struct portfolio *p, const char *code, struct error *e)
{
    char on[DATE_TEXT];
    const enum status st = portfolio_supplier_ended(p, code, on, e);
    return st == ST_NO   ? ST_OK
           : st == ST_OK ? fail(e, ST_INPUT,
                                _("Business with %s ended on %s, and nothing is asked of it any more: \"tenken suppliers DB resume %s\" "
                                  "takes it back."),
                                code, on, code)
                         : st;
}

enum status chase_extend(struct portfolio *p, const char *code, const char *until, const char *reason, int64_t now, char alarm[DATE_TEXT],
                         struct error *e)
{
    char today[DATE_TEXT];
    bool asked = true;
    alarm[0] = '\0';
    local_day(now, today);
    if (strcmp(until, today) < 0) {
        return fail(e, ST_INPUT, _("%s is in the past: an extension ends today or later."), until);
    }
    enum status st = refuse_ended(p, code, e);
    st = st == ST_OK ? portfolio_was_asked(p, code, &asked, e) : st;
    st = st == ST_OK ? portfolio_alarm_due(p, code, alarm, e) : st;
    if (st == ST_OK && !asked && alarm[0] != '\0') {
        return fail(e, ST_INPUT,
                    _("%s was asked emergency questions only, due %s, and more time does not move their day: \"tenken request new\" with "
                      "--again and a later --due asks them anew."),
                    code, alarm);
    }
    if (st == ST_OK && !asked) {
        return fail(e, ST_INPUT, _("%s was not asked for anything yet, so there is no day to extend: the request says by when."), code);
    }
    return st != ST_OK ? st : portfolio_extend(p, code, until, reason, now, e);
}

struct anew {
    const struct options *options;
    const struct catalog *catalog;
    const char *until;
    FILE *out;
};

/* The command that asks the questions of an open alarm once more, in the place of the request that is there. */
static enum status tell_anew(void *context, const struct look_request *r, struct error *e)
{
    const struct anew *a = context;
    char place[SHELL_WORD], code[SHELL_WORD], about[SHELL_WORD];
    struct buffer packs;
    if (!r->alarm || r->answered || r->closed_at[0] != '\0') {
        return ST_OK;
    }
    buffer_init(&packs, BUFFER_MAX_TEXT);
    const char *digests = r->packs;
    for (const struct pack *pack; catalog_next_digest(a->catalog, &digests, &pack);) {
        buffer_add_format(&packs, " --pack %s", pack != NULL ? pack->id : "ID");
    }
    print_sentence(a->out, "  tenken request new --portfolio %s --to %s%s%s%s --due %s --again --identity FILE.p12 --out DIR",
                   shell_word(a->options->database, place), shell_word(a->options->subject, code), buffer_text(&packs),
                   r->about[0] != '\0' ? " --about " : "", r->about[0] != '\0' ? shell_word(r->about, about) : "", a->until);
    const bool failed = packs.failed;
    buffer_release(&packs);
    return failed ? fail_memory(e) : ST_OK;
}

static enum status tell_alarms(struct program *program, struct portfolio *p, const struct options *o, const char *until, FILE *out,
                               struct error *e)
{
    struct catalog catalog;
    catalog_init(&catalog);
    enum status st = load_catalog(program, &catalog, e);
    st = st == ST_OK ? portfolio_packs_load(p, &catalog, e) : st;
    if (st == ST_OK) {
        print_sentence(out, "%s", _("What asks the emergency questions anew, for that day:"));
        st = portfolio_asked(p, o->subject, tell_anew, &(struct anew){o, &catalog, until, out}, e);
    }
    catalog_release(&catalog);
    return st;
}

static enum status extend(struct program *program, struct portfolio *p, const struct options *o, struct error *e)
{
    char until[DATE_TEXT], alarm[DATE_TEXT];
    if (o->subject == NULL || o->until == NULL || o->reason == NULL || o->items != NULL || o->text != NULL) {
        return usage_error(&command_suppliers, e, _("extend takes a supplier's code, --until DATE and --reason TEXT."));
    }
    if (!day_read(o->until, until)) {
        return usage_day(&command_suppliers, e, "--until", o->until);
    }
    const enum status st = chase_extend(p, o->subject, until, o->reason, clock_now(&program->clock), alarm, e);
    if (st == ST_INPUT && alarm[0] != '\0') {
        struct error ignored = {0}; /* the refusal says it in general */
        (void)tell_alarms(program, p, o, until, stderr, &ignored);
    }
    if (st == ST_OK) {
        char place[SHELL_WORD], word[SHELL_WORD];
        print_sentence(stdout, _("%s has until %s now."), o->subject, until);
        print_sentence(stdout, _("\"tenken status %s --mail CSV\" writes the letter that tells it so."), shell_word(o->database, place));
        print_sentence(
            stdout, _("A request made anew shows the day in its own program, too: \"tenken request new\" with --to %s --due %s --again."),
            shell_word(o->subject, word), until);
        if (alarm[0] != '\0') {
            print_sentence(stdout, _("Its emergency questions are still due on %s: more time does not move their day."), alarm);
            return tell_alarms(program, p, o, until, stdout, e);
        }
    }
    return st;
}

/* An item by its id or, as screens and sheets name it, by its number in the questionnaire; an id is never taken for a number. NULL: none.
 */
static const struct item *item_meant(const struct pack *p, const char *text)
{
    const struct item *item = pack_item(p, text);
    char *end;
    const unsigned long number = strtoul(text, &end, 10);
    return item != NULL || *end != '\0' || number == 0 || number > p->nitems ? item : &p->items[number - 1];
}

/* "basic10:3,supply-chain:7" as "basic10:3 supply-chain:contracts", each one known. */
static enum status read_items(const struct catalog *catalog, const char *text, struct buffer *out, struct error *e)
{
    while (*text != '\0') {
        char reference[PACK_ID_TEXT + ITEM_ID_TEXT], pack[PACK_ID_TEXT], item[ITEM_ID_TEXT];
        const size_t n = strcspn(text, ", ");
        (void)snprintf(reference, sizeof reference, "%.*s", (int)n, text);
        const struct pack *p = n < sizeof reference && item_reference(reference, NULL, pack, item) ? catalog_find(catalog, pack) : NULL;
        const struct item *meant = p == NULL ? NULL : item_meant(p, item);
        if (meant == NULL) {
            return fail(e, ST_INPUT, _("There is no item \"%s\": write PACK:ITEM, for example basic10:3."), reference);
        }
        const bool alias = meant->same_pack != NULL; /* its answer lies at its home */
        buffer_add_format(out, "%s%s:%s", out->length > 0 ? " " : "", alias ? meant->same_pack : pack,
                          alias ? meant->same_item : meant->id);
        text += n + strspn(text + n, ", ");
    }
    return out->failed ? fail(e, ST_INPUT, _("These are too many items for one question.")) : ST_OK;
}

enum status chase_clarify(struct portfolio *p, const struct catalog *catalog, const char *code, const char *references, const char *text,
                          int64_t now, int64_t *id, struct error *e)
{
    struct buffer items;
    buffer_init(&items, ITEMS_BYTES_MAX);
    enum status st = refuse_ended(p, code, e);
    st = st == ST_OK ? read_items(catalog, references, &items, e) : st;
    if (st == ST_OK) {
        st = portfolio_clarify(p, code, buffer_text(&items), text, now, id, e);
    }
    buffer_release(&items);
    return st;
}

struct asked_now {
    const struct options *options;
    int64_t id;
};

/* Who answered on a sheet has nothing to change it in: a new one goes with the letter. */
static enum status tell_sheet(void *context, const struct clarification *c, struct error *e)
{
    const struct asked_now *asked = context;
    char place[SHELL_WORD], word[SHELL_WORD];
    (void)e;
    if (c->id == asked->id && c->sheet) {
        print_sentence(stdout, _("%s answered on an answer sheet, and one comes back only once: a new one goes with the letter."), c->code);
        print_sentence(stdout,
                       _("\"tenken request new --portfolio %s --to %s --again\" with its other options makes the new request, \"tenken "
                         "pack sheet --request FILE --xlsx OUT\" the sheet."),
                       shell_word(asked->options->database, place), shell_word(c->code, word));
    }
    return ST_OK;
}

static enum status clarify(struct program *program, struct portfolio *p, const struct options *o, struct error *e)
{
    if (o->subject == NULL || o->items == NULL || o->items[0] == '\0' || o->until != NULL || o->reason != NULL) {
        return usage_error(&command_suppliers, e,
                           _("clarify takes a supplier's code, --items PACK:ITEM,PACK:ITEM and perhaps --text TEXT."));
    }
    struct catalog catalog;
    int64_t id = 0;
    catalog_init(&catalog);
    enum status st = load_catalog(program, &catalog, e);
    if (st == ST_OK) {
        st = portfolio_packs_load(p, &catalog, e);
    }
    if (st == ST_OK) {
        st = chase_clarify(p, &catalog, o->subject, o->items, o->text == NULL ? "" : o->text, clock_now(&program->clock), &id, e);
    }
    if (st == ST_OK) {
        char place[SHELL_WORD];
        print_sentence(stdout, _("Noted as question %lld to %s. \"tenken status %s --mail CSV\" writes the letter."), (long long)id,
                       o->subject, shell_word(o->database, place));
        st = portfolio_clarifications(p, o->subject, true, tell_sheet, &(struct asked_now){o, id}, e);
    }
    catalog_release(&catalog);
    return st;
}

static enum status settle(struct program *program, struct portfolio *p, const struct options *o, struct error *e)
{
    char *end = NULL;
    const long long id = o->subject == NULL ? 0 : strtoll(o->subject, &end, 10);
    if (id <= 0 || *end != '\0' || o->until != NULL || o->items != NULL || o->text != NULL || o->reason != NULL) {
        return usage_error(&command_suppliers, e, _("settle takes the number of a question, as \"tenken status\" lists them."));
    }
    const enum status st = portfolio_settle(p, id, clock_now(&program->clock), e);
    if (st == ST_NO) {
        return fail(e, ST_INPUT, _("There is no open question %lld."), id);
    }
    if (st == ST_OK) {
        print_sentence(stdout, _("Question %lld is settled."), id);
    }
    return st;
}

static const struct {
    const char *word;
    enum status (*act)(struct program *program, struct portfolio *p, const struct options *o, struct error *e);
} ACTS[] = {{"extend", extend}, {"clarify", clarify}, {"settle", settle}};

bool suppliers_chase_named(const char *word)
{
    for (size_t i = 0; i < sizeof ACTS / sizeof ACTS[0]; i++) {
        if (strcmp(word, ACTS[i].word) == 0) {
            return true;
        }
    }
    return false;
}

enum status suppliers_chase(struct program *program, const char *database, int argc, char **argv, struct error *e)
{
    struct options o = {.database = database};
    char room[SUPPLIER_CODE_MAX + 1];
    struct portfolio *p = NULL;
    enum status st = read_options(&o, argc, argv, e);
    if (st == ST_OK) {
        st = portfolio_open(&p, database, PORTFOLIO_WRITE, e);
    }
    if (st == ST_OK && o.subject != NULL && strcmp(argv[0], "settle") != 0) {
        st = supplier_code_meant(p, &o.subject, room, e);
    }
    for (size_t i = 0; i < sizeof ACTS / sizeof ACTS[0] && st == ST_OK; i++) {
        if (strcmp(argv[0], ACTS[i].word) == 0) {
            st = ACTS[i].act(program, p, &o, e);
        }
    }
    portfolio_close(p);
    return st == ST_NO ? fail(e, ST_INPUT, _("There is no supplier with the code %s."), o.subject) : st;
}
