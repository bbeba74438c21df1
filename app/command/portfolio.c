/* tenken portfolio: making the prime's database, and what it keeps. */
#include "store/portfolio.h"
#include "base/amount.h"
#include "base/file.h"
#include "base/i18n.h"
#include "base/shell_word.h"
#include "command/command.h"
#include "command/listing.h"
#include "command/supplier_code.h"
#include "command/trust_accept.h"
#include "store/portfolio_keep.h"

#include <getopt.h>
#include <sys/stat.h>

#define MEGABYTE ((int64_t)1024 * 1024)

struct request {
    const char *database, *operand; /* of purge: the supplier; of original: the digest */
    const char *reason;
    const char *out;
    int64_t now;
};

static enum status init(const struct request *r, struct portfolio *portfolio, struct error *e)
{
    (void)portfolio;
    (void)e;
    char word[SHELL_WORD];
    print_sentence(stdout, _("%s is ready. Next, your list of suppliers: \"tenken suppliers %s import CSV\"."), r->database,
                   shell_word(r->database, word));
    return ST_OK;
}

static int64_t file_bytes(const char *path)
{
    struct stat about;
    return stat(path, &about) == 0 ? (int64_t)about.st_size : 0;
}

/* A tenth of a megabyte more is told as one: nothing that is there takes none. */
#define SIZE_TEXT 32
static const char *megabytes(int64_t bytes, char out[SIZE_TEXT])
{
    const int64_t tenths = (bytes + MEGABYTE / 10 - 1) / (MEGABYTE / 10);
    (void)snprintf(out, SIZE_TEXT, "%lld.%lld", (long long)(tenths / 10), (long long)(tenths % 10));
    return out;
}

static enum status compact(const struct request *r, struct portfolio *portfolio, struct error *e)
{
    struct originals_size unpacked = {0}, size = {0};
    const int64_t before = file_bytes(r->database);
    char a[SIZE_TEXT], b[SIZE_TEXT], c[SIZE_TEXT], d[SIZE_TEXT];
    enum status st = portfolio_originals_size(portfolio, &unpacked, e);
    st = st == ST_OK ? portfolio_compact(portfolio, e) : st;
    if (st == ST_OK) {
        st = portfolio_originals_size(portfolio, &size, e);
    }
    if (st == ST_OK && unpacked.files == size.files && unpacked.stored == size.stored) {
        print_sentence(stdout,
                       _n("Nothing was left to pack: %s file as received takes %s MB; the database went from %s MB to %s MB.",
                          "Nothing was left to pack: %s files as received take %s MB; the database went from %s MB to %s MB.", size.files),
                       COUNT_TEXT(size.files), megabytes((int64_t)size.stored, a), megabytes(before, c),
                       megabytes(file_bytes(r->database), d));
    } else if (st == ST_OK) {
        print_sentence(stdout,
                       _n("%s file as received takes %s MB now instead of %s MB; the database went from %s MB to %s MB.",
                          "%s files as received take %s MB now instead of %s MB; the database went from %s MB to %s MB.", size.files),
                       COUNT_TEXT(size.files), megabytes((int64_t)size.stored, a), megabytes((int64_t)unpacked.stored, b),
                       megabytes(before, c), megabytes(file_bytes(r->database), d));
    }
    return st;
}

static enum status purge(const struct request *r, struct portfolio *portfolio, struct error *e)
{
    int64_t files = 0;
    const char *code = r->operand;
    char room[SUPPLIER_CODE_MAX + 1];
    enum status st = supplier_code_meant(portfolio, &code, room, e);
    st = st == ST_OK ? portfolio_purge(portfolio, code, r->reason, r->now, &files, e) : st;
    if (st == ST_OK) {
        print_sentence(stdout,
                       _n("%s was purged with %lld file: what remains is that, when and why. Copies and backups of the database are not "
                          "touched; its name may stand in the trust log.",
                          "%s was purged with %lld files: what remains is that, when and why. Copies and backups of the database are not "
                          "touched; its name may stand in the trust log.",
                          files),
                       code, (long long)files);
    }
    return st;
}

static enum status original(const struct request *r, struct portfolio *portfolio, struct error *e)
{
    uint8_t digest[SHA256_BYTES];
    struct buffer bytes;
    if (!fingerprint_parse(r->operand, digest)) {
        return fail(e, ST_INPUT, _("\"%s\" is no SHA-256 of 64 hexadecimal digits."), r->operand);
    }
    buffer_init(&bytes, (size_t)64 * 1024 * 1024);
    enum status st = portfolio_original(portfolio, digest, &bytes, e);
    if (st == ST_NO) {
        st = fail(e, ST_INPUT, _("%s holds no file with the SHA-256 %s."), r->database, r->operand);
    } else if (st == ST_OK) {
        st = file_create(r->out, bytes.data, bytes.length, 0600, e);
    }
    buffer_release(&bytes);
    return st;
}

static const struct action {
    const char *name;
    enum status (*run)(const struct request *r, struct portfolio *portfolio, struct error *e);
    enum portfolio_mode mode;
    bool operand, reason, out; /* which of them it needs */
} ACTIONS[] = {
    {"init", init, PORTFOLIO_CREATE, false, false, false},
    {"compact", compact, PORTFOLIO_WRITE, false, false, false},
    {"purge", purge, PORTFOLIO_WRITE, true, true, false},
    {"original", original, PORTFOLIO_READ, true, false, true},
};

static const struct action *find_action(const char *name)
{
    for (size_t i = 0; i < sizeof ACTIONS / sizeof ACTIONS[0]; i++) {
        if (strcmp(ACTIONS[i].name, name) == 0) {
            return &ACTIONS[i];
        }
    }
    return NULL;
}

static enum status request_read(struct request *r, const struct action **action, int argc, char **argv, struct error *e)
{
    enum { REASON = 1, OUT };
    static const struct option OPTIONS[] = {
        {"reason", required_argument, NULL, REASON}, {"out", required_argument, NULL, OUT}, {NULL, 0, NULL, 0}};
    optind = 1;
    opterr = 0;
    for (int option; (option = getopt_long(argc, argv, "", OPTIONS, NULL)) != -1;) {
        if (option == REASON) {
            r->reason = optarg;
        } else if (option == OUT) {
            r->out = optarg;
        } else {
            return usage_error(&command_portfolio, e, _("the option \"%s\" is not known here, or its value is missing."), argv[optind - 1]);
        }
    }
    if (optind == argc) {
        return usage_error(&command_portfolio, e, _("say what to do: init, compact, purge or original."));
    }
    *action = find_action(argv[optind]);
    if (*action == NULL) {
        return usage_error(&command_portfolio, e, _("there is no \"%s\" here."), argv[optind]);
    }
    const int operands = argc - optind - 1;
    if (operands < 1) {
        return usage_error(&command_portfolio, e, _("name the database."));
    }
    r->database = argv[optind + 1];
    if ((*action)->operand && operands < 2) {
        return usage_error(&command_portfolio, e, "%s",
                           (*action)->reason ? _("name the supplier by its code.") : _("name the file by its SHA-256."));
    }
    r->operand = (*action)->operand ? argv[optind + 2] : NULL;
    if (operands > ((*action)->operand ? 2 : 1)) {
        return usage_error(&command_portfolio, e, _("there is one word too many: \"%s\"."), argv[argc - 1]);
    }
    if ((*action)->reason && (r->reason == NULL || r->reason[0] == '\0')) {
        return usage_error(&command_portfolio, e, _("say why with --reason: it is what remains."));
    }
    if ((*action)->out && r->out == NULL) {
        return usage_error(&command_portfolio, e, _("say with --out where to write the file."));
    }
    return ST_OK;
}

static enum status run(struct program *program, int argc, char **argv, struct error *e)
{
    struct request r = {.now = clock_now(&program->clock)};
    const struct action *action = NULL;
    struct portfolio *portfolio = NULL;
    enum status st = request_read(&r, &action, argc, argv, e);
    if (st == ST_OK) {
        st = portfolio_open(&portfolio, r.database, action->mode, e);
    }
    if (st == ST_OK) {
        st = action->run(&r, portfolio, e);
    }
    portfolio_close(portfolio);
    return st;
}

const struct command command_portfolio = {
    .name = "portfolio",
    .usage =
        N_("portfolio init DB\nportfolio compact DB\nportfolio purge DB SUPPLIER --reason TEXT\nportfolio original DB SHA256 --out FILE"),
    .help = N_("make the database that suppliers' answers are merged into, and look after it"),
    .run = run,
};
