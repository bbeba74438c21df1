/* Home's part that takes in receipts which lie among the downloads. */
#include "base/buffer.h"
#include "base/file.h"
#include "base/i18n.h"
#include "command/desk.h"
#include "command/receipt_found.h"
#include "model/document.h"
#include "model/receipt.h"

static char *found_for(const struct assessment *a, size_t request, struct receipt_files *files)
{
    files->n = recipient_files(recipient_of(a, assessment_request(a, request)), files->files);
    return receipt_found(files);
}

bool desk_receipt_lies(const struct assessment *a, size_t request)
{
    struct receipt_files files;
    char *path = found_for(a, request, &files);
    free(path);
    return path != NULL;
}

static enum status keep(const struct desk *d, struct draft *draft, size_t index, struct error *e)
{
    struct receipt_files files;
    struct received_request request;
    struct buffer bytes;
    const struct handed_file *of = NULL;
    char *path = found_for(&draft->assessment, index, &files);
    if (path == NULL) {
        return fail(e, ST_NO, _("There is no receipt yet."));
    }
    buffer_init(&bytes, RECEIPT_BYTES_MAX);
    enum status st = file_read(path, &bytes, e);
    st = st == ST_OK ? received_request_of_draft(&request, d->program, &draft->assessment, index, draft->path, e) : st;
    if (st == ST_OK) {
        st = receipt_keep(draft, &request, &files, d->program, &bytes, _("The receipt"), &of, e);
        received_request_release(&request);
    }
    buffer_release(&bytes);
    free(path);
    return st;
}

enum status desk_receipt(void *context, const struct home_request *request, struct error *e)
{
    const struct desk *d = context;
    struct draft draft;
    char *path = desk_path(d, d->home.years[request->year].period);
    enum status st = path == NULL ? fail_memory(e) : draft_open(&draft, path, e);
    if (st == ST_OK) {
        st = keep(d, &draft, request->index, e);
        draft_close(&draft);
    }
    free(path);
    return st;
}
