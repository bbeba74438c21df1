/* SQLite under a portfolio. The only file that includes sqlite3.h. */
#include "store/portfolio_engine.h"

#include "base/i18n.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <sqlite3.h>
#include <sys/stat.h>
#include <unistd.h>

/* "Tnkn": file(1) and other programs can tell whose database it is. */
#define APPLICATION_ID 0x546e6b6e
/* Another writer's batch takes a fraction of a second; a slow disk takes longer. */
#define BUSY_MILLISECONDS 60000
/* SQLite's own steps between two questions to somebody who waits: a few milliseconds. */
#define WATCH_STEPS 20000

struct sqlite_connection {
    struct sql_connection base;
    sqlite3 *db;
    char *location;
    bool created;           /* by this connection, and not yet migrated: removed again on failure */
    int early;              /* the file once more, for write_early; -1: not opened. Closed last: to close any one gives up SQLite's locks */
    portfolio_go_on *go_on; /* NULL: nobody waits */
    void *waiting;
    sqlite3_stmt *statements[SQL_STATEMENTS];
};

static struct sqlite_connection *own(struct sql_connection *c)
{
    return (struct sqlite_connection *)c;
}

/* One sentence for whatever SQLite says. */
static enum status refuse(struct sqlite_connection *s, int code, struct error *e)
{
    char reason[128];
    const int number = sqlite3_system_errno(s->db);
    switch (code & 0xff) {
    case SQLITE_FULL:
        return fail(e, ST_SYSTEM,
                    _("The disk is full: %s could not be written. What was kept before is whole; make room and run the command again."),
                    s->location);
    case SQLITE_READONLY:
        return fail(e, ST_SYSTEM, _("%s cannot be written: the file, its directory or the disk is read-only."), s->location);
    case SQLITE_PERM:
    case SQLITE_AUTH:
        return fail(e, ST_SYSTEM, _("%s cannot be opened: permission denied."), s->location);
    case SQLITE_NOTADB:
        return fail(e, ST_INPUT, _("%s is not a portfolio database."), s->location);
    case SQLITE_CORRUPT:
        return fail(e, ST_INPUT, _("%s is damaged (%s): restore it from a backup."), s->location, sqlite3_errmsg(s->db));
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return fail(e, ST_INPUT,
                    _("%s is in use by another program, which did not let go of it: run this command again when that one (a merge, a "
                      "backup) has finished."),
                    s->location);
    case SQLITE_NOMEM:
        return fail_memory(e);
    case SQLITE_INTERRUPT:
        return fail(e, ST_INPUT, "%s", _("Reading was stopped."));
    case SQLITE_CANTOPEN:
    case SQLITE_IOERR:
        if (number != 0) {
            return fail(e, ST_SYSTEM, _("%s could not be read or written: %s. What was kept before is whole."), s->location,
                        strerror_r(number, reason, sizeof reason));
        }
        break;
    default:
        break;
    }
    return fail(e, ST_SYSTEM, _("%s: the database engine reports: %s"), s->location, sqlite3_errmsg(s->db));
}

static enum status script(struct sqlite_connection *s, const char *text, struct error *e)
{
    const int code = sqlite3_exec(s->db, text, NULL, NULL, NULL);
    return code == SQLITE_OK ? ST_OK : refuse(s, code, e);
}

static enum status pragma_integer(struct sqlite_connection *s, const char *text, int *out, struct error *e)
{
    sqlite3_stmt *statement = NULL;
    int code = sqlite3_prepare_v2(s->db, text, -1, &statement, NULL);
    if (code == SQLITE_OK) {
        code = sqlite3_step(statement);
    }
    if (code == SQLITE_ROW) {
        *out = sqlite3_column_int(statement, 0);
    }
    sqlite3_finalize(statement);
    return code == SQLITE_ROW ? ST_OK : refuse(s, code, e);
}

static void sqlite_close(struct sql_connection *c)
{
    struct sqlite_connection *s = own(c);
    for (size_t i = 0; i < SQL_STATEMENTS; i++) {
        sqlite3_finalize(s->statements[i]);
    }
    sqlite3_close(s->db);
    if (s->early >= 0) {
        (void)close(s->early);
    }
    if (s->created) {
        (void)unlink(s->location);
    }
    free(s->location);
    free(s);
}

/* A new file is made here and not by SQLite, so that it never existed with another mode. */
static enum status prepare_file(struct sqlite_connection *s, enum portfolio_mode mode, struct error *e)
{
    if (mode == PORTFOLIO_CREATE) {
        const int fd = open(s->location, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC | O_NOFOLLOW, 0600);
        if (fd < 0 && errno == EEXIST) {
            return fail(e, ST_INPUT, _("%s exists already; it was left as it is."), s->location);
        }
        if (fd < 0) {
            return fail_errno(e, _("%s could not be made"), s->location);
        }
        s->created = true;
        (void)close(fd);
        return ST_OK;
    }
    struct stat about;
    if (stat(s->location, &about) != 0) {
        if (errno == ENOENT) {
            return fail(e, ST_INPUT, _("There is no portfolio %s: \"tenken portfolio init\" makes one."), s->location);
        }
        return fail_errno(e, _("%s could not be opened"), s->location);
    }
    if (!S_ISREG(about.st_mode)) {
        return fail(e, ST_INPUT, _("%s is not a portfolio database."), s->location);
    }
    if (mode == PORTFOLIO_WRITE && access(s->location, W_OK) != 0) {
        return refuse(s, SQLITE_READONLY, e);
    }
    return ST_OK;
}

static portfolio_waits *told;
static void (*pausing)(int milliseconds);

void portfolio_patience(portfolio_waits *waits, void (*pause)(int milliseconds))
{
    told = waits;
    pausing = pause;
}

/* As SQLite's own handler waits, a little longer each time; attempts: how often so far. */
static int wait_for_writer(void *context, int attempts)
{
    static const int PAUSES[] = {1, 2, 5, 10, 15, 20, 25, 25, 25, 50, 50, 100};
    const int last = (int)(sizeof PAUSES / sizeof PAUSES[0]) - 1;
    const struct sqlite_connection *s = context;
    int waited = attempts > last ? (attempts - last) * PAUSES[last] : 0;
    for (int i = 0; i < attempts && i < last; i++) {
        waited += PAUSES[i];
    }
    if (waited >= BUSY_MILLISECONDS || (told != NULL && !told(s->location, waited))) {
        return 0;
    }
    const int now = PAUSES[attempts < last ? attempts : last];
    if (pausing != NULL) {
        pausing(now);
    } else {
        (void)sqlite3_sleep(now);
    }
    return 1;
}

static enum status configure(struct sqlite_connection *s, enum portfolio_mode mode, struct error *e)
{
    sqlite3_busy_handler(s->db, wait_for_writer, s);
    sqlite3_extended_result_codes(s->db, 1);
    /* The file may come from elsewhere: no tricks through its schema (sqlite.org/security.html). */
    sqlite3_db_config(s->db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
    sqlite3_db_config(s->db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
    sqlite3_limit(s->db, SQLITE_LIMIT_ATTACHED, 0);
    enum status st = ST_OK;
    if (mode == PORTFOLIO_CREATE) { /* 16 KB pages and a rollback journal load fastest */
        st = script(s, "PRAGMA page_size = 16384; PRAGMA journal_mode = DELETE", e);
    }
    if (st == ST_OK) { /* what one statement would roll back stays in memory: in files it would cost more than all else that is written */
        st = script(s, "PRAGMA synchronous = FULL; PRAGMA cache_size = -4096; PRAGMA cell_size_check = ON; PRAGMA temp_store = MEMORY", e);
    }
    if (st == ST_OK && mode == PORTFOLIO_READ) { /* whoever reads goes through all of it once; the system keeps the file in memory, too */
        st = script(s, "PRAGMA cache_size = -1024", e);
    }
    if (st == ST_OK && mode != PORTFOLIO_READ && sqlite3_db_readonly(s->db, "main") == 1) {
        st = refuse(s, SQLITE_READONLY, e);
    }
    return st;
}

/* Counting all memory under one lock would be for nobody. Only before SQLite's first use; later it refuses and nothing changes. */
static void set_up(void)
{
    (void)sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
}

static enum status sqlite_open(struct sql_connection **out, const char *location, enum portfolio_mode mode, struct error *e)
{
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    struct sqlite_connection *s = calloc(1, sizeof *s);
    if (s == NULL) {
        return fail_memory(e);
    }
    (void)pthread_once(&once, set_up);
    s->base.engine = &SQL_ENGINE_SQLITE;
    s->early = -1;
    s->location = strdup(location);
    enum status st = s->location == NULL ? fail_memory(e) : prepare_file(s, mode, e);
    if (st == ST_OK) {
        /* For reading, too: a journal that a killed writer left has to be rolled back first. SQLite falls back to read-only by itself. */
        const int code = sqlite3_open_v2(location, &s->db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE, NULL);
        st = code == SQLITE_OK ? configure(s, mode, e) : refuse(s, code, e);
    }
    if (st != ST_OK) {
        sqlite_close(&s->base);
        return st;
    }
    *out = &s->base;
    return ST_OK;
}

/* The file's header (sqlite.org/fileformat.html#the_database_header): how often it was written, and of how many pages it is. */
enum { PAGE_SIZE = 16, FORMAT = 18, CHANGES = 24, PAGES = 28, PAGES_AS_OF = 92, HEADER = 100, WITHOUT_LOG = 1 };

/* In a transaction, or somebody may be writing it. False: it tells nothing, since there is none yet or a log of changes lies beside it. */
static bool read_header(struct sqlite_connection *s, unsigned char header[HEADER], sqlite3_file **file)
{
    *file = NULL;
    return sqlite3_file_control(s->db, "main", SQLITE_FCNTL_FILE_POINTER, file) == SQLITE_OK && *file != NULL &&
           (*file)->pMethods != NULL && (*file)->pMethods->xRead(*file, header, HEADER, 0) == SQLITE_OK && header[FORMAT] == WITHOUT_LOG;
}

static sqlite3_int64 header_number(const unsigned char *header, size_t at, size_t bytes)
{
    sqlite3_int64 number = 0;
    for (size_t i = at; i < at + bytes; i++) {
        number = number << 8 | header[i];
    }
    return number;
}

/* A copy that was interrupted. SQLite tells by itself when whole pages are gone, but takes a part of the last one for a page of zeros. */
static enum status refuse_cut(struct sqlite_connection *s, struct error *e)
{
    unsigned char header[HEADER];
    sqlite3_file *file;
    sqlite3_int64 size = 0;
    if (!read_header(s, header, &file) || memcmp(header + CHANGES, header + PAGES_AS_OF, PAGES - CHANGES) != 0 ||
        file->pMethods->xFileSize(file, &size) != SQLITE_OK) {
        return ST_OK;
    }
    const sqlite3_int64 page = header_number(header, PAGE_SIZE, 2);
    const sqlite3_int64 missing = header_number(header, PAGES, 4) * (page == 1 ? 65536 : page) - size; /* which 16 bits cannot say */
    return missing <= 0 ? ST_OK
                        : fail(e, ST_INPUT,
                               _n("%s is damaged: %lld byte is missing at its end. Restore it from a backup.",
                                  "%s is damaged: %lld bytes are missing at its end. Restore it from a backup.", missing),
                               s->location, (long long)missing);
}

/* Nobody writes it meanwhile, and what a killed writer left has been rolled back by the first statement. */
static enum status check_whole(struct sqlite_connection *s, struct error *e)
{
    int version = 0;
    enum status st = script(s, "BEGIN", e);
    if (st == ST_OK) {
        st = pragma_integer(s, "PRAGMA schema_version", &version, e);
        st = st == ST_OK ? refuse_cut(s, e) : st;
        (void)sqlite3_exec(s->db, "ROLLBACK", NULL, NULL, NULL);
    }
    return st;
}

static enum status sqlite_version(struct sql_connection *c, int *version, struct error *e)
{
    struct sqlite_connection *s = own(c);
    int application = 0, tables = 0;
    enum status st = check_whole(s, e);
    if (st == ST_OK) {
        st = pragma_integer(s, "SELECT count(*) FROM sqlite_schema", &tables, e);
    }
    if (st == ST_OK) {
        st = pragma_integer(s, "PRAGMA application_id", &application, e);
    }
    if (st == ST_OK) {
        st = pragma_integer(s, "PRAGMA user_version", version, e);
    }
    if (st == ST_OK && !s->created && application != APPLICATION_ID) {
        st = fail(e, ST_INPUT, _("%s is not a portfolio database."), s->location);
    }
    if (st == ST_OK && (*version < 0 || (*version == 0 && tables > 0))) {
        st = fail(e, ST_INPUT, _("%s is damaged (%s): restore it from a backup."), s->location, "user_version");
    }
    return st;
}

static enum status sqlite_begin(struct sql_connection *c, bool write, struct error *e)
{
    return script(own(c), write ? "BEGIN IMMEDIATE" : "BEGIN", e);
}

static enum status sqlite_commit(struct sql_connection *c, struct error *e)
{
    const enum status st = script(own(c), "COMMIT", e);
    if (st != ST_OK) {
        c->engine->rollback(c);
    }
    return st;
}

static void sqlite_rollback(struct sql_connection *c)
{
    if (!sqlite3_get_autocommit(own(c)->db)) { /* SQLite has rolled back by itself after some errors */
        (void)sqlite3_exec(own(c)->db, "ROLLBACK", NULL, NULL, NULL);
    }
}

static void moment_of_file(const struct stat *about, struct portfolio_moment *out)
{
    out->file[0] = (uint64_t)about->st_dev;
    out->file[1] = (uint64_t)about->st_ino;
    out->written[0] = (uint64_t)about->st_mtim.tv_sec;
    out->written[1] = (uint64_t)about->st_mtim.tv_nsec;
}

/* SQLite counts in the file's header how often it was written (sqlite.org/fileformat.html#file_change_counter), unless it keeps a log of
 * changes beside it. Whoever puts another file in its place is told by that file. */
static enum status sqlite_moment(struct sql_connection *c, struct portfolio_moment *out, struct error *e)
{
    struct sqlite_connection *s = own(c);
    unsigned char header[HEADER];
    sqlite3_file *file;
    struct stat about;
    int version;
    const enum status st = pragma_integer(s, "PRAGMA schema_version", &version, e); /* from here on nobody writes until the end */
    if (st != ST_OK) {
        return st;
    }
    if (!read_header(s, header, &file) || stat(s->location, &about) != 0) {
        return ST_OK;
    }
    moment_of_file(&about, out);
    out->changes = (uint64_t)header_number(header, CHANGES, PAGES - CHANGES);
    return ST_OK;
}

static bool sqlite_touched(const char *location, const struct portfolio_moment *since)
{
    struct stat about;
    struct portfolio_moment now = *since;
    if (stat(location, &about) == 0) {
        moment_of_file(&about, &now);
    }
    return since->written[0] != 0 && memcmp(&now, since, sizeof now) != 0;
}

static enum status sqlite_others(struct sql_connection *c, int64_t *out, struct error *e)
{
    int version = 0;
    const enum status st = pragma_integer(own(c), "PRAGMA data_version", &version, e);
    *out = version;
    return st;
}

static void sqlite_write_early(struct sql_connection *c)
{
    struct sqlite_connection *s = own(c);
    if (s->early < 0) {
        s->early = open(s->location, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
    }
    if (s->early >= 0) {
        (void)sync_file_range(s->early, 0, 0, SYNC_FILE_RANGE_WRITE); /* some file systems have none: then the commit waits */
    }
}

static enum status sqlite_migrate(struct sql_connection *c, const struct migration *step, struct error *e)
{
    struct sqlite_connection *s = own(c);
    char version[96];
    (void)snprintf(version, sizeof version, "PRAGMA application_id = %d; PRAGMA user_version = %d", APPLICATION_ID, step->version);
    enum status st = sqlite_begin(c, true, e);
    if (st != ST_OK) {
        return st;
    }
    int present = 0; /* another process may have been faster */
    st = pragma_integer(s, "PRAGMA user_version", &present, e);
    if (st == ST_OK && present < step->version) {
        st = script(s, step->script, e);
        if (st == ST_OK && step->fill != NULL) {
            st = step->fill(c, e);
        }
        if (st == ST_OK) {
            st = script(s, version, e);
        }
    }
    if (st == ST_OK) {
        st = sqlite_commit(c, e);
    } else {
        sqlite_rollback(c);
    }
    if (st == ST_OK) {
        s->created = false;
    }
    return st;
}

static int bind(sqlite3_stmt *statement, int at, const struct sql_value *v)
{
    switch (v->type) {
    case SQL_INTEGER:
        return sqlite3_bind_int64(statement, at, v->integer);
    case SQL_TEXT:
        return sqlite3_bind_text64(statement, at, v->bytes, v->n, SQLITE_STATIC, SQLITE_UTF8);
    case SQL_BLOB:
        return sqlite3_bind_blob64(statement, at, v->bytes, v->n, SQLITE_STATIC);
    case SQL_NULL:
        break;
    }
    return sqlite3_bind_null(statement, at);
}

static enum status sqlite_start(struct sql_connection *c, enum sql_statement id, const struct sql_value *values, size_t n, struct error *e)
{
    struct sqlite_connection *s = own(c);
    int code = SQLITE_OK;
    if (s->statements[id] == NULL) {
        code = sqlite3_prepare_v3(s->db, SQL_TEXTS[id], -1, SQLITE_PREPARE_PERSISTENT, &s->statements[id], NULL);
    }
    for (size_t i = 0; i < n && code == SQLITE_OK; i++) {
        code = bind(s->statements[id], (int)i + 1, &values[i]);
    }
    return code == SQLITE_OK ? ST_OK : refuse(s, code, e);
}

static void column(sqlite3_stmt *statement, int at, struct sql_value *v)
{
    switch (sqlite3_column_type(statement, at)) {
    case SQLITE_INTEGER:
        *v = sql_integer(sqlite3_column_int64(statement, at));
        return;
    case SQLITE_TEXT:
        *v = (struct sql_value){.type = SQL_TEXT, .bytes = sqlite3_column_text(statement, at)};
        v->n = (size_t)sqlite3_column_bytes(statement, at);
        if (v->bytes == NULL) {
            v->type = SQL_NULL;
        }
        return;
    case SQLITE_BLOB:
        *v = (struct sql_value){.type = SQL_BLOB, .bytes = sqlite3_column_blob(statement, at)};
        v->n = (size_t)sqlite3_column_bytes(statement, at);
        return;
    default:
        *v = (struct sql_value){.type = SQL_NULL};
        return;
    }
}

static enum status sqlite_next(struct sql_connection *c, enum sql_statement id, struct sql_value *row, size_t n, struct error *e)
{
    struct sqlite_connection *s = own(c);
    const int code = sqlite3_step(s->statements[id]);
    if (code == SQLITE_DONE) {
        return ST_NO;
    }
    if (code != SQLITE_ROW) {
        return refuse(s, code, e);
    }
    const int columns = sqlite3_column_count(s->statements[id]);
    for (size_t i = 0; i < n; i++) {
        if ((int)i < columns) {
            column(s->statements[id], (int)i, &row[i]);
        } else {
            row[i] = (struct sql_value){.type = SQL_NULL};
        }
    }
    return ST_OK;
}

static void sqlite_finish(struct sql_connection *c, enum sql_statement id)
{
    sqlite3_stmt *statement = own(c)->statements[id];
    sqlite3_reset(statement); /* NULL is harmless; the bound values are the next start's to replace */
}

static enum status sqlite_shred(struct sql_connection *c, struct error *e)
{
    return script(own(c), "PRAGMA secure_delete = ON", e);
}

/* The copy that VACUUM makes is a database of its own for a moment, and as large: not in memory. */
static enum status sqlite_vacuum(struct sql_connection *c, struct error *e)
{
    struct sqlite_connection *s = own(c);
    sqlite3_limit(s->db, SQLITE_LIMIT_ATTACHED, 1);
    const enum status st = script(s, "PRAGMA temp_store = FILE; VACUUM; PRAGMA temp_store = MEMORY", e);
    sqlite3_limit(s->db, SQLITE_LIMIT_ATTACHED, 0);
    return st;
}

static int stop(void *context)
{
    const struct sqlite_connection *s = context;
    return !s->go_on(s->waiting);
}

static void sqlite_watch(struct sql_connection *c, portfolio_go_on *go_on, void *context)
{
    struct sqlite_connection *s = own(c);
    s->go_on = go_on;
    s->waiting = context;
    sqlite3_progress_handler(s->db, WATCH_STEPS, go_on == NULL ? NULL : stop, s);
}

const struct sql_engine SQL_ENGINE_SQLITE = {
    .open = sqlite_open,
    .close = sqlite_close,
    .version = sqlite_version,
    .migrate = sqlite_migrate,
    .begin = sqlite_begin,
    .commit = sqlite_commit,
    .rollback = sqlite_rollback,
    .moment = sqlite_moment,
    .touched = sqlite_touched,
    .others = sqlite_others,
    .write_early = sqlite_write_early,
    .start = sqlite_start,
    .next = sqlite_next,
    .finish = sqlite_finish,
    .shred = sqlite_shred,
    .vacuum = sqlite_vacuum,
    .watch = sqlite_watch,
    .migrations = SQLITE_MIGRATIONS,
};
