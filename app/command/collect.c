/* tenken collect: what suppliers handed in, from a WebDAV collection or a folder into a directory that "tenken merge" takes. */
#include "base/buffer.h"
#include "base/i18n.h"
#include "command/collect_pool.h"
#include "command/collect_report.h"
#include "command/command.h"
#include "command/network.h"
#include "command/options.h"
#include "net/href.h"

#define AT_ONCE 4
#define FILES_MAX OFFERS_MAX
#define MEGABYTE ((int64_t)1024 * 1024)
#define FILE_MEGABYTES 32 /* as merge takes them */
#define TOTAL_MEGABYTES 10000
#define FILE_SCHEME "file://"

struct options {
    const char *from;
    const char *into;
    const char *ca, *credentials;
    long at_once, files, file_megabytes, total_megabytes;
    bool json;
};

static enum status options_read(struct options *o, int argc, char **argv, struct error *e)
{
    const struct option_rule rules[] = {
        {.name = "into", .text = &o->into},
        {.name = "ca", .text = &o->ca},
        {.name = "credentials", .text = &o->credentials},
        {.name = "at-once", .number = &o->at_once, .max = COLLECT_SLOTS_MAX},
        {.name = "max-files", .number = &o->files, .max = FILES_MAX},
        {.name = "max-size", .number = &o->file_megabytes, .max = 1000},
        {.name = "max-total", .number = &o->total_megabytes, .max = 10000000},
        {.name = "json", .flag = &o->json},
        {0},
    };
    int rest = 0;
    *o = (struct options){.at_once = AT_ONCE, .files = FILES_MAX, .file_megabytes = FILE_MEGABYTES, .total_megabytes = TOTAL_MEGABYTES};
    const enum status st = options_take(&command_collect, rules, argc, argv, &rest, e);
    if (st != ST_OK) {
        return st;
    }
    if (argc - rest != 1) {
        return usage_error(&command_collect, e, _("name one address of a WebDAV folder, or one folder."));
    }
    o->from = argv[rest];
    return o->into == NULL ? usage_error(&command_collect, e, _("say with --into where the files go.")) : ST_OK;
}

/* file:///PATH: the path, percent-decoded. */
static enum status folder_url_open(struct collect_source **out, const char *url, struct error *e)
{
    const char *path = url + sizeof FILE_SCHEME - 1;
    struct buffer decoded;
    buffer_init(&decoded, BUFFER_MAX_TEXT);
    enum status st = ST_OK;
    if (path[0] != '/' || !percent_decode(&decoded, path, strlen(path)) || strlen(buffer_text(&decoded)) != decoded.length) {
        st = fail(e, ST_INPUT, _("%s names no folder of this computer: it must begin with file:/// and the folder's path."), url);
    } else {
        st = collect_folder_new(out, buffer_text(&decoded), e);
    }
    buffer_release(&decoded);
    return st;
}

static enum status source_open(struct collect_source **out, const struct options *o, struct program *program, struct error *e)
{
    struct net_options net;
    if (strncmp(o->from, FILE_SCHEME, sizeof FILE_SCHEME - 1) == 0) {
        return folder_url_open(out, o->from, e);
    }
    if (strstr(o->from, "://") == NULL) {
        return collect_folder_new(out, o->from, e);
    }
    const enum status st = network_options(program, o->ca, o->credentials, &net, e);
    return st == ST_OK ? collect_dav_new(out, o->from, &net, e) : st;
}

static enum status collect(struct collect_source *source, struct collected *into, const struct options *o, struct error *e)
{
    struct offers offers = {.max = (size_t)o->files};
    struct collect_limits limits = {
        .at_once = (unsigned)o->at_once, .file_max = o->file_megabytes * MEGABYTE, .total_max = o->total_megabytes * MEGABYTE};
    struct collect_report report;
    enum status st = source->list(source, &offers, e);
    struct collect_file *files = st == ST_OK ? calloc(offers.count + 1, sizeof *files) : NULL;
    if (st == ST_OK && files == NULL) {
        st = fail_memory(e);
    }
    if (st == ST_OK) {
        collect_report_open(&report, o->into, o->json);
        st = collect_fetch(source, into, &offers, &limits, collect_report_progress, &report, files, &report.bytes, e);
        const enum status told = collect_report_close(&report, &offers, files, st == ST_OK ? e : NULL);
        st = st == ST_OK ? told : st;
    }
    for (size_t i = 0; files != NULL && i < offers.count; i++) {
        free(files[i].reason);
    }
    free(files);
    offers_release(&offers);
    return st;
}

static enum status run(struct program *program, int argc, char **argv, struct error *e)
{
    struct options o;
    struct collect_source *source = NULL;
    struct collected *into = NULL;
    enum status st = options_read(&o, argc, argv, e);
    if (st == ST_OK) {
        st = source_open(&source, &o, program, e);
    }
    if (st == ST_OK) {
        st = collected_open(&into, o.into, source->name, e);
    }
    if (st == ST_OK) {
        st = collect(source, into, &o, e);
    }
    collected_close(into);
    if (source != NULL) {
        source->free(source);
    }
    return st;
}

const struct command command_collect = {
    .name = "collect",
    .usage = N_("collect URL|FOLDER --into DIR [--ca FILE] [--credentials FILE] [--at-once N] [--max-files N] [--max-size MB] [--max-total "
                "MB] [--json]"),
    .help = N_("fetch what suppliers have handed in, ready to be merged"),
    .run = run,
};
