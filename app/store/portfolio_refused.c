#include "store/portfolio_refused.h"

#include "base/list.h"
#include "store/portfolio_engine.h"

#include <stdlib.h>
#include <string.h>

static enum status add(struct refused_files *files, const struct sql_value row[4], struct error *e)
{
    struct refused_file *each = list_room(files->each, files->count, &files->room, sizeof *each);
    if (each == NULL) {
        return fail_memory(e);
    }
    files->each = each;
    files->each[files->count++] = (struct refused_file){.code = arena_text(&files->texts, column_text(&row[0])),
                                                        .at = arena_text(&files->texts, column_text(&row[1])),
                                                        .cause = merge_reason_of(column_text(&row[2])),
                                                        .verdict = arena_text(&files->texts, column_text(&row[3]))};
    return files->texts.failed ? fail_memory(e) : ST_OK;
}

enum status refused_read(struct portfolio *p, const char *period, bool meant, struct refused_files *out, struct error *e)
{
    struct sql_value row[4];
    enum status st = sql_start(p, SQL_STATUS_REFUSED, SQL_VALUES(sql_text(period), sql_integer(meant)), e);
    while (st == ST_OK && (st = sql_next(p, SQL_STATUS_REFUSED, row, 4, e)) == ST_OK) {
        st = add(out, row, e);
    }
    sql_finish(p, SQL_STATUS_REFUSED);
    return st == ST_NO ? ST_OK : st;
}

static int by_code(const void *a, const void *b)
{
    const struct refused_file *x = a, *y = b;
    return strcmp(x->code, y->code);
}

void refused_put(const struct refused_files *files, struct status_line *line)
{
    const struct refused_file key = {.code = line->code};
    const struct refused_file *found = files->count == 0 ? NULL : bsearch(&key, files->each, files->count, sizeof key, by_code);
    if (found != NULL) {
        line->rejected_at = found->at;
        line->cause = found->cause;
        line->verdict = found->verdict;
    }
}

void refused_release(struct refused_files *files)
{
    arena_release(&files->texts);
    free(files->each);
    *files = (struct refused_files){.count = 0};
}
