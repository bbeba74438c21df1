#include "command/suppliers_list.h"

#include "base/i18n.h"
#include "command/listing.h"
#include "command/supplier_list.h"
#include "export/portfolio_words.h"
#include "model/tier.h"
#include "store/portfolio_trust.h"

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

#define LIST_COLUMNS (SUPPLIER_COLUMNS + 1)
static void list_line(const char *const texts[LIST_COLUMNS])
{
    static const int WIDTHS[LIST_COLUMNS] = {14, 12, 12, 10, 8, 36, 30, 16, 0}; /* columns of a terminal */
    int last = LIST_COLUMNS - 1;
    while (last > 0 && texts[last][0] == '\0') {
        last--;
    }
    for (int i = 0; i <= last; i++) {
        print_text(stdout, texts[i], i == last ? 0 : WIDTHS[i]);
        printf(i == last ? "\n" : " ");
    }
}

static const char *answer_text(int value)
{
    return value < 0 ? "?" : value == 1 ? _("yes") : _("no");
}

/* *context: a line has been printed. */
static enum status list_text(void *context, const struct supplier_record *s, struct error *e)
{
    bool *any = context;
    (void)e;
    if (!*any) {
        list_line(
            (const char *const[]){_("Code"), _("Tier"), _("Confidential"), _("Outage"), _("Access"), _("Name"), _("Mail"), _("Phone"), ""});
    }
    *any = true;
    char words[ENDED_TEXT] = "", day[DATE_TEXT];
    if (s->ended_at[0] != '\0') {
        (void)ended_words(local_day_of(s->ended_at, day), s->ended_reason, words);
    }
    list_line((const char *const[]){s->code, tier_said(tier(s)), answer_text(s->confidential), answer_text(s->outage),
                                    answer_text(s->access), s->name, s->email, s->phone, words});
    return ST_OK;
}

enum status suppliers_list(struct portfolio *portfolio, bool json, struct error *e)
{
    if (!json) {
        bool any = false;
        const enum status st = portfolio_suppliers(portfolio, list_text, &any, e);
        if (st == ST_OK && !any) {
            print_sentence(stdout, _("There is no supplier here yet. Next: tenken suppliers DB import CSV."));
        }
        if (st == ST_OK && any) {
            printf("\n");
            print_sentence(stdout,
                           _("One yes makes the higher tier. Confidential: our confidential information lies on its systems. Outage: its "
                             "outage would delay us unacceptably. Access: its network reaches into ours. ?: not said."));
        }
        return st;
    }
    struct json_stream stream;
    json_stream_open(&stream);
    json_stream_list(&stream, "suppliers");
    const enum status st = portfolio_suppliers(portfolio, list_json, &stream, e);
    json_stream_list_end(&stream);
    json_stream_close(&stream);
    return st;
}
