#include "command/csv_out.h"

#include "base/i18n.h"
#include "command/file_same.h"
#include "export/csv_table.h"

#include <unistd.h>

#define MODE 0600
#define BOM "\xEF\xBB\xBF"

enum status csv_out_begin(struct csv_out *out, const char *path, const char *const *heads, size_t columns, struct error *e)
{
    *out = (struct csv_out){.path = path, .columns = columns};
    const enum status st = file_replace_begin(&out->replacement, path, MODE, e);
    if (st != ST_OK) {
        return st;
    }
    buffer_init(&out->row, BUFFER_MAX_DOCUMENT);
    out->file = fopen(out->replacement.temporary, "we");
    if (out->file == NULL) {
        const enum status failed = fail_errno(e, _("Cannot write %s"), path);
        file_replace_abandon(&out->replacement);
        return failed;
    }
    (void)fputs(BOM, out->file);
    const enum status first = csv_out_row(out, heads, e);
    return first == ST_OK ? ST_OK : csv_out_end(out, first, e);
}

enum status csv_out_row(struct csv_out *out, const char *const *texts, struct error *e)
{
    buffer_clear(&out->row);
    for (size_t i = 0; i < out->columns; i++) {
        if (i > 0) {
            (void)buffer_add_char(&out->row, ',');
        }
        const char *text = texts[i] == NULL ? "" : texts[i];
        if (out->numbers != NULL && out->numbers[i]) {
            csv_number(&out->row, text);
        } else if (out->lines != NULL && out->lines[i]) {
            csv_line(&out->row, text);
        } else {
            csv_text(&out->row, text);
        }
    }
    (void)buffer_add_text(&out->row, "\r\n");
    (void)fwrite(out->row.data, 1, out->row.length, out->file); /* a failed write is noticed at the end */
    return out->row.failed ? fail_memory(e) : ST_OK;
}

enum status csv_out_end(struct csv_out *out, enum status st, struct error *e)
{
    const bool failed = ferror(out->file) != 0;
    if ((fclose(out->file) != 0 || failed) && st == ST_OK) {
        st = fail_errno(e, _("Cannot write %s"), out->path);
    }
    buffer_release(&out->row);
    if (st == ST_OK && out->stays && access(out->path, F_OK) == 0) {
        bool same = false;
        st = files_same(out->replacement.temporary, out->path, &same, e);
        st = st == ST_OK && !same ? fail(e, ST_INPUT, _("%s exists already and says something else: choose another name."), out->path) : st;
    }
    if (st == ST_OK) {
        return file_replace_commit(&out->replacement, e);
    }
    file_replace_abandon(&out->replacement);
    return st;
}
