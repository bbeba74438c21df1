/* Which of the requests that were made before layout 9 were alarms: told by the packs that the portfolio keeps for them. */
#include "base/buffer.h"
#include "model/pack.h"
#include "store/portfolio_engine.h"
#include "store/portfolio_requests.h"

#include <stdlib.h>
#include <string.h>

/* Digests of emergency packs, with a comma after each. */
static enum status note_alarm(void *context, const char *digest, const char *bytes, size_t n, struct error *e)
{
    struct buffer *alarms = context;
    struct error ignored = {0}; /* what cannot be read here is no alarm, and keeps nobody from the portfolio */
    struct pack *pack = pack_read(bytes, n, digest, &ignored);
    if (pack != NULL && pack_is_emergency(pack)) {
        buffer_add_format(alarms, "%s,", digest);
    }
    pack_free(pack);
    return alarms->failed ? fail_memory(e) : ST_OK;
}

/* packs: digests by commas. */
static bool all_alarms(const char *packs, const char *alarms)
{
    char one[SHA256_TEXT + 1];
    for (size_t n; *packs != '\0'; packs += n + (packs[n] == ',')) {
        n = strcspn(packs, ",");
        (void)snprintf(one, sizeof one, "%.*s,", n < SHA256_TEXT ? (int)n : 0, packs);
        if (n == 0 || n >= SHA256_TEXT || strstr(alarms, one) == NULL) {
            return false;
        }
    }
    return true;
}

static enum status mark(struct portfolio *p, const char *alarms, struct error *e)
{
    struct sql_value row[1];
    struct buffer asked; /* the keys that are alarms, each ended by NUL: no row may change while they are walked over */
    buffer_init(&asked, BUFFER_MAX_DOCUMENT);
    enum status st = sql_start(p, SQL_FILL_ASKED, SQL_NONE, e);
    while (st == ST_OK && (st = sql_next(p, SQL_FILL_ASKED, row, 1, e)) == ST_OK) {
        const char *packs = column_text(&row[0]);
        if (all_alarms(packs, alarms)) {
            buffer_add(&asked, packs, strlen(packs) + 1);
        }
    }
    sql_finish(p, SQL_FILL_ASKED);
    st = asked.failed ? fail_memory(e) : st == ST_NO ? ST_OK : st;
    for (size_t at = 0; st == ST_OK && at < asked.length; at += strlen(asked.data + at) + 1) {
        st = sql_run(p, SQL_FILL_ALARM, SQL_VALUES(sql_text(asked.data + at)), e);
    }
    buffer_release(&asked);
    return st;
}

enum status alarms_fill(struct sql_connection *c, struct error *e)
{
    static char nowhere[] = "";
    struct portfolio p = {.sql = c, .location = nowhere};
    struct buffer alarms;
    buffer_init(&alarms, BUFFER_MAX_DOCUMENT);
    enum status st = portfolio_packs(&p, note_alarm, &alarms, e);
    st = st == ST_OK ? mark(&p, buffer_text(&alarms), e) : st;
    st = st == ST_OK ? sql_run(&p, SQL_FILL_ALARM_SCORES, SQL_NONE, e) : st;
    buffer_release(&alarms);
    return st;
}
