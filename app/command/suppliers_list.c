#include "command/suppliers_list.h"

#include "base/i18n.h"
#include "base/width.h"
#include "command/listing.h"
#include "export/portfolio_words.h"
#include "model/tier.h"
#include "store/portfolio_trust.h"

#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

enum column { CODE, NAME, TIER, CONFIDENTIAL, OUTAGE, ACCESS, MAIL, PHONE, ENDED, COLUMNS };

#define GAP 2
#define NAME_LEAST 12
#define NAME_MOST 60

struct table {
    int widths[COLUMNS]; /* columns of a terminal */
    bool below;          /* from the mail on they stand on a line of their own */
    bool any;            /* a line has been printed */
};

struct row {
    const char *texts[COLUMNS];
    char ended[ENDED_TEXT];
};

static enum portfolio_tier tier(const struct supplier_record *s)
{
    return tier_from(s->confidential, s->outage, s->access);
}

static cJSON *flag(int value)
{
    return value < 0 ? cJSON_CreateNull() : cJSON_CreateBool(value == 1);
}

static enum status list_json(void *context, const struct supplier_record *s, struct error *e)
{
    cJSON *o = cJSON_CreateObject();
    put_clean(o, "supplier_code", s->code);
    put_clean(o, "name", s->name);
    put_clean(o, "corporate_number", s->corporate_number);
    put_clean(o, "tier", tier_name(tier(s)));
    cJSON_AddItemToObject(o, "confidential", flag(s->confidential));
    cJSON_AddItemToObject(o, "outage", flag(s->outage));
    cJSON_AddItemToObject(o, "access", flag(s->access));
    put_clean(o, "email", s->email);
    put_clean(o, "phone", s->phone);
    put_clean(o, "ended_at", s->ended_at);
    put_clean(o, "ended_reason", s->ended_reason);
    return json_stream_element(context, o, e);
}

static const char *answer_text(int value)
{
    return value < 0 ? "?" : value == 1 ? _("yes") : _("no");
}

static void fill(struct row *row, const struct supplier_record *s)
{
    char day[DATE_TEXT];
    const char **texts = row->texts;
    row->ended[0] = '\0';
    if (s->ended_at[0] != '\0') {
        (void)ended_words(local_day_of(s->ended_at, day), s->ended_reason, row->ended);
    }
    texts[CODE] = s->code;
    texts[NAME] = s->name;
    texts[TIER] = tier_said(tier(s));
    texts[CONFIDENTIAL] = answer_text(s->confidential);
    texts[OUTAGE] = answer_text(s->outage);
    texts[ACCESS] = answer_text(s->access);
    texts[MAIL] = s->email;
    texts[PHONE] = s->phone;
    texts[ENDED] = row->ended;
}

static void fill_heads(struct row *row)
{
    const char **texts = row->texts;
    texts[CODE] = _("Code");
    texts[NAME] = _("Name");
    texts[TIER] = _("Tier");
    texts[CONFIDENTIAL] = _("Confidential");
    texts[OUTAGE] = _("Outage");
    texts[ACCESS] = _("Access");
    texts[MAIL] = _("Mail");
    texts[PHONE] = _("Phone");
    texts[ENDED] = "";
}

static void widen(struct table *t, const struct row *row)
{
    for (size_t i = 0; i < COLUMNS; i++) {
        const int width = width_text(row->texts[i]);
        t->widths[i] = width > t->widths[i] ? width : t->widths[i];
    }
}

static enum status measure(void *context, const struct supplier_record *s, struct error *e)
{
    struct row row;
    (void)e;
    fill(&row, s);
    widen(context, &row);
    return ST_OK;
}

/* In a terminal too narrow for all, what is needed to write or ring goes below the rest, and the name gets what is left. */
static void fit(struct table *t)
{
    struct winsize size;
    const int room = isatty(STDOUT_FILENO) == 1 && ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 ? size.ws_col : 0;
    int first = -GAP, all = -GAP;
    for (size_t i = 0; i < COLUMNS; i++) {
        first += i < MAIL ? t->widths[i] + GAP : 0;
        all += t->widths[i] + GAP;
    }
    t->below = room > 0 && all > room;
    const int left = t->widths[NAME] + room - first, most = !t->below ? NAME_MOST : left < NAME_LEAST ? NAME_LEAST : left;
    t->widths[NAME] = t->widths[NAME] > most ? most : t->widths[NAME];
}

static void blanks(int columns)
{
    printf("%*s", columns, "");
}

static void print_cells(const struct table *t, const char *const texts[COLUMNS], int from, int to)
{
    int last = to - 1;
    while (last > from && texts[last][0] == '\0') {
        last--;
    }
    for (int i = from; i <= last; i++) {
        print_text(stdout, texts[i], i == last ? 0 : t->widths[i]);
        if (i == NAME && i < last && width_text(texts[i]) > t->widths[i]) { /* the others keep their columns */
            printf("\n");
            blanks(t->widths[CODE] + GAP + t->widths[NAME]);
        }
        if (i < last) {
            blanks(GAP);
        }
    }
    printf("\n");
}

static void print_row(const struct table *t, const struct row *row)
{
    const char *const *texts = row->texts;
    print_cells(t, texts, 0, t->below ? MAIL : COLUMNS);
    if (t->below && (texts[MAIL][0] != '\0' || texts[PHONE][0] != '\0' || texts[ENDED][0] != '\0')) {
        blanks(t->widths[CODE] + GAP);
        print_cells(t, texts, MAIL, COLUMNS);
    }
}

static enum status list_text(void *context, const struct supplier_record *s, struct error *e)
{
    struct table *t = context;
    struct row row;
    (void)e;
    if (!t->any) {
        fill_heads(&row);
        print_row(t, &row);
    }
    t->any = true;
    fill(&row, s);
    print_row(t, &row);
    return ST_OK;
}

static enum status in_words(struct portfolio *portfolio, struct error *e)
{
    struct table t = {.any = false};
    struct row row;
    fill_heads(&row);
    widen(&t, &row);
    enum status st = portfolio_suppliers(portfolio, measure, &t, e);
    fit(&t);
    st = st == ST_OK ? portfolio_suppliers(portfolio, list_text, &t, e) : st;
    if (st == ST_OK && !t.any) {
        print_sentence(stdout, _("There is no supplier here yet. Next: tenken suppliers DB import CSV."));
    }
    if (st == ST_OK && t.any) {
        printf("\n");
        print_sentence(stdout,
                       _("One yes makes the higher tier. Confidential: our confidential information lies on its systems. Outage: its "
                         "outage would delay us unacceptably. Access: its network reaches into ours. ?: not said."));
    }
    return st;
}

enum status suppliers_list(struct portfolio *portfolio, bool json, struct error *e)
{
    if (!json) {
        return in_words(portfolio, e);
    }
    struct json_stream stream;
    json_stream_open(&stream);
    json_stream_list(&stream, "suppliers");
    const enum status st = portfolio_suppliers(portfolio, list_json, &stream, e);
    json_stream_list_end(&stream);
    json_stream_close(&stream);
    return st;
}
