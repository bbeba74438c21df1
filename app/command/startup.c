#include "command/startup.h"

#include "base/i18n.h"

#include <errno.h>
#include <fcntl.h>
#include <langinfo.h>
#include <limits.h>
#include <locale.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

void startup_process(void)
{
    for (int fd = 0; fd <= 2; fd++) {
        if (fcntl(fd, F_GETFD) == -1 && errno == EBADF) {
            /* The wrong direction on purpose: using it fails and is reported, as it would be without the descriptor. */
            (void)open("/dev/null", fd == 0 ? O_WRONLY : O_RDONLY);
        }
    }
    const struct rlimit none = {0, 0};
    (void)setrlimit(RLIMIT_CORE, &none);
    (void)prctl(PR_SET_DUMPABLE, 0L, 0L, 0L, 0L); /* also for crash collectors that a pipe in core_pattern feeds: they ignore the limit */
    (void)signal(SIGPIPE, SIG_IGN);
    (void)signal(SIGXFSZ, SIG_IGN); /* a file over the user's limit is an error to report, too */
}

/* PATH of the executable's directory + tail; NULL when it does not fit or is unknown. The caller frees it. */
static char *beside_executable(const char *tail)
{
    char path[PATH_MAX];
    const ssize_t n = readlink("/proc/self/exe", path, sizeof path - 1);
    if (n <= 0) {
        return NULL;
    }
    path[n] = '\0';
    char *slash = strrchr(path, '/');
    if (slash == NULL) {
        return NULL;
    }
    *slash = '\0';
    char *full = NULL;
    return asprintf(&full, "%s/%s", path, tail) < 0 ? NULL : full;
}

static bool exists(const char *path, mode_t type)
{
    struct stat st;
    return stat(path, &st) == 0 && (st.st_mode & S_IFMT) == type;
}

char *startup_place(const char *built, const char *installed, mode_t type)
{
    const char *tails[] = {built, installed};
    for (size_t i = 0; i < 2; i++) {
        char *path = beside_executable(tails[i]);
        if (path != NULL && exists(path, type)) {
            return path;
        }
        free(path);
    }
    return NULL;
}

static const char *filled(const char *name)
{
    const char *value = getenv(name);
    return value != NULL && *value != '\0' ? value : NULL;
}

static bool names_language(const char *locale, const char *code)
{
    return strncmp(locale, code, 2) == 0 && strchr("_.@:", locale[2]) != NULL; /* also true at the end of the text */
}

/* The language that the environment asks for, by the rules of gettext: LANGUAGE counts before the locale, except in the C locale. */
static enum language language_wanted(void)
{
    const char *locale = filled("LC_ALL");
    if (locale == NULL) {
        locale = filled("LC_MESSAGES");
    }
    if (locale == NULL) {
        locale = filled("LANG");
    }
    if (locale == NULL || strcmp(locale, "C") == 0 || strcmp(locale, "POSIX") == 0) {
        return LANGUAGE_EN;
    }
    const char *list = filled("LANGUAGE");
    while (list != NULL) {
        if (names_language(list, "ja")) {
            return LANGUAGE_JA;
        }
        if (names_language(list, "en")) {
            return LANGUAGE_EN;
        }
        list = strchr(list, ':');
        list = list == NULL ? NULL : list + 1;
    }
    return names_language(locale, "ja") ? LANGUAGE_JA : LANGUAGE_EN;
}

/* Characters and translations, nothing else: numbers, dates and order are the same everywhere, and each category is one more file to load.
 * A small system has no locale but C.UTF-8. The source is English and needs no translation; into others gettext translates under any locale
 * but "C", and LANGUAGE says into which. */
static void set_locale(enum language wanted)
{
    if (setlocale(LC_CTYPE, "") == NULL || strcmp(nl_langinfo(CODESET), "UTF-8") != 0) {
        (void)setlocale(LC_CTYPE, "C.UTF-8");
    }
    const char *messages = setlocale(LC_MESSAGES, wanted == LANGUAGE_EN ? "C" : "");
    if (wanted != LANGUAGE_EN && (messages == NULL || strcmp(messages, "C") == 0)) {
        (void)setlocale(LC_MESSAGES, "C.UTF-8");
    }
}

void startup_locale(const char *language)
{
    enum language wanted = language_wanted();
    if (language != NULL) {
        wanted = strcmp(language, "ja") == 0 ? LANGUAGE_JA : LANGUAGE_EN;
    }
    set_locale(wanted);
    (void)setenv("LANGUAGE", language_code(wanted), 1);
    language_set(wanted);

    char *directory = startup_place("locale", "../share/locale", S_IFDIR);
    if (directory != NULL) {
        (void)bindtextdomain("tenken", directory);
        free(directory);
    }
    (void)bind_textdomain_codeset("tenken", "UTF-8");
    (void)textdomain("tenken");
}

/* Where the XDG Base Directory Specification puts what a program keeps for its user; a relative path there is to be ignored. */
static enum status find_directory(const char *variable, const char *usual, char **out, struct error *e)
{
    const char *named = filled(variable), *home = filled("HOME");
    *out = NULL;
    const int n = named != NULL && named[0] == '/' ? asprintf(out, "%s/tenken", named)
                  : home != NULL                   ? asprintf(out, "%s/%s/tenken", home, usual)
                                                   : 0;
    return n < 0 ? fail_memory(e) : ST_OK;
}

enum status startup_program(struct program *program, struct error *e)
{
    program->clock = clock_system();
    program->random = random_system();
    program->data_directory = NULL;
    enum status found = find_directory("XDG_DATA_HOME", ".local/share", &program->user_directory, e);
    found = found == ST_OK ? find_directory("XDG_CONFIG_HOME", ".config", &program->config_directory, e) : found;
    if (found != ST_OK) {
        return found;
    }
    const char *clock = filled("TENKEN_CLOCK");
    if (clock != NULL) {
        int64_t seconds;
        if (!time_parse(clock, &seconds)) {
            return fail(e, ST_USAGE, _("TENKEN_CLOCK is \"%s\": give a time like 2026-11-21T00:00:00Z."), clock);
        }
        program->clock = clock_fixed(seconds);
    }
    const char *data = filled("TENKEN_DATADIR");
    if (data != NULL) {
        program->data_directory = strdup(data);
    } else {
        char *questionnaires = startup_place("../questionnaires", "../share/tenken/questionnaires", S_IFDIR);
        if (questionnaires == NULL) {
            return fail(e, ST_INPUT,
                        _("The questionnaires are not beside the program: install it again, or name the directory that holds them in "
                          "TENKEN_DATADIR."));
        }
        *strrchr(questionnaires, '/') = '\0';
        program->data_directory = questionnaires;
    }
    return program->data_directory == NULL ? fail_memory(e) : ST_OK;
}

void startup_release(struct program *program)
{
    free(program->data_directory);
    free(program->user_directory);
    free(program->config_directory);
    program->data_directory = program->user_directory = program->config_directory = NULL;
}

char *startup_manual(void)
{
    if (language_current() == LANGUAGE_JA) {
        char *page = startup_place("../app/tenken.ja.1", "../share/man/ja/man1/tenken.1", S_IFREG);
        if (page != NULL) {
            return page;
        }
    }
    return startup_place("../app/tenken.1", "../share/man/man1/tenken.1", S_IFREG);
}
