/* tenken: which command, help, and the exit status. The table of commands is in more_module.c. */
#include "base/i18n.h"
#include "base/version.h"
#include "base/width.h"
#include "command/print.h"
#include "command/startup.h"
#include "more_module.h"

#include <sys/stat.h>
#include <unistd.h>

#define HELP_COLUMN 15      /* where the sentences about the commands start */
#define OPTION_COLUMN 30    /* where what an option does starts */
#define USAGE_BRIEF_MAX 480 /* columns of a terminal */
#define FIRST_COLUMN 42     /* and those about the first commands */

/* Those that begin with a screen of answers, which does not wait for the module. */
static const struct command *const HERE[] = {&command_home, &command_answer, NULL};

static const struct command *named(const char *name, const struct command *const *commands)
{
    while (*commands != NULL && strcmp((*commands)->name, name) != 0) {
        commands++;
    }
    return *commands;
}

/* ST_USAGE: there is none of this name. */
static enum status find_command(const char *name, const struct command **out, struct error *e)
{
    *out = named(name, HERE);
    if (*out == NULL) {
        const struct command *const *all = more_commands(e);
        if (all == NULL) {
            return ST_SYSTEM;
        }
        *out = named(name, all);
    }
    return *out != NULL ? ST_OK : fail(e, ST_USAGE, _("There is no command \"%s\": \"tenken help\" lists them."), name);
}

/* Whether a form is about the words that were given: its first word in small letters behind the command's name is the action. */
static bool is_meant(const char *form, size_t length, int argc, char **argv)
{
    const char *end = form + length;
    for (const char *word = form + strcspn(form, " \n"); word < end; word += strcspn(word, " \n")) {
        word += *word == ' ';
        const size_t n = strcspn(word, " \n");
        if (*word < 'a' || *word > 'z') {
            continue;
        }
        for (int i = 1; i < argc; i++) {
            if (strlen(argv[i]) == n && strncmp(argv[i], word, n) == 0) {
                return true;
            }
        }
        return false;
    }
    return false;
}

/* Prints the forms of a command's usage, each behind "tenken ", below each other: all, or those that are about the words. False: none is.
 */
static bool print_usage(FILE *out, const struct command *command, int argc, char **argv)
{
    bool any = false;
    for (const char *line = _(command->usage); *line != '\0';) {
        const size_t n = strcspn(line, "\n");
        if (argv == NULL || is_meant(line, n, argc, argv)) {
            if (!any) {
                fprintf(out, "%s\n", _("Usage:"));
            }
            fprintf(out, "  tenken %.*s\n", (int)n, line);
            any = true;
        }
        line += n + (line[n] == '\n');
    }
    return any;
}

/* Below an error: the form that was meant, or all of a command that has few; the rest is with --help. */
static void print_usage_briefly(const struct command *command, int argc, char **argv)
{
    if (!print_usage(stderr, command, argc, argv) && width_text(_(command->usage)) <= USAGE_BRIEF_MAX) {
        (void)print_usage(stderr, command, 0, NULL);
    }
    fprintf(stderr, _("More: tenken %s --help"), command->name);
    fputc('\n', stderr);
}

/* What the words of the usage mean, beside them, or below those that need more room. */
static void print_options(const char *line)
{
    putchar('\n');
    while (*line != '\0') {
        const size_t n = strcspn(line, "\n"), tab = strcspn(line, "\t");
        char *name = strndup(line, tab), *what = tab < n ? strndup(line + tab + 1, n - tab - 1) : NULL;
        if (name != NULL && what != NULL) {
            const int left = OPTION_COLUMN - 2 - width_text(name);
            printf(left > 1 ? "  %s%*s" : "  %s\n%*s", name, left > 1 ? left : OPTION_COLUMN, "");
            print_wrapped(what, OPTION_COLUMN, OPTION_COLUMN);
        }
        free(name);
        free(what);
        line += n + (line[n] == '\n');
    }
}

static void print_command_help(const struct command *command)
{
    (void)print_usage(stdout, command, 0, NULL);
    putchar('\n');
    print_wrapped(_(command->help), 0, 0);
    if (command->options != NULL) {
        print_options(_(command->options));
    }
}

static void print_first(const char *words, const char *what)
{
    printf("  %-*s ", FIRST_COLUMN - 3, words);
    print_wrapped(what, FIRST_COLUMN, FIRST_COLUMN);
}

static enum status print_help(struct error *e)
{
    const struct command *const *command = more_commands(e);
    if (command == NULL) {
        return ST_SYSTEM;
    }
    print_wrapped(_("Tenken asks what your firm does for security, signs your answers, and reads those of your suppliers."), 0, 0);
    putchar('\n');
    printf("%s\n", _("The first commands:"));
    print_first("tenken new FILE.tenken --pack basic10", _("start a draft"));
    print_first("tenken answer FILE.tenken", _("answer the questions; every answer is saved at once"));
    print_first("tenken show FILE.tenken", _("see the result, and what to do first"));
    printf("\n%s\n", _("All commands:"));
    for (; *command != NULL; command++) {
        printf("  %-12s ", (*command)->name);
        print_wrapped(_((*command)->help), HELP_COLUMN, HELP_COLUMN);
    }
    printf("  %-12s ", "help");
    print_wrapped(_("the manual, or the help of one command"), HELP_COLUMN, HELP_COLUMN);
    printf("\n%s\n", _("--lang ja or --lang en chooses the language; every command takes --help."));
    return ST_OK;
}

static bool at_terminal(void)
{
    return isatty(STDIN_FILENO) && isatty(STDOUT_FILENO);
}

/* Shows the manual page with man, at the command when one is named. Returns only when that is not possible. */
static void open_manual(const struct command *command)
{
    if (!at_terminal()) {
        return;
    }
    char *page = startup_manual();
    if (page == NULL) {
        return;
    }
    char *jump = NULL;
    if (command != NULL && getenv("LESS") == NULL && asprintf(&jump, "+/tenken %s", command->name) > 0) {
        (void)setenv("LESS", jump, 1);
    }
    (void)fflush(stdout);
    (void)execlp("man", "man", page, (char *)NULL);
    if (jump != NULL) {
        (void)unsetenv("LESS");
    }
    free(jump);
    free(page);
}

/* The page is in English: who reads another language gets the help in that, and is told of the page. */
static void print_manual_place(void)
{
    char *page = startup_manual();
    if (page != NULL) {
        printf("\n");
        printf(_("The manual is in English: man %s"), page);
        putchar('\n');
    }
    free(page);
}

static enum status help(const char *topic, struct error *e)
{
    const struct command *command = NULL;
    enum status st = topic == NULL ? ST_OK : find_command(topic, &command, e);
    if (st != ST_OK) {
        return st;
    }
    const bool in_english = language_current() == LANGUAGE_EN;
    if (in_english) {
        open_manual(command);
    }
    if (command == NULL) {
        st = print_help(e);
    } else {
        print_command_help(command);
    }
    if (!in_english && st == ST_OK) {
        print_manual_place();
    }
    return st;
}

/* Takes --lang ja|en (or --lang=ja|en) out of argv, wherever it stands before "--". */
static enum status take_language(int *argc, char **argv, const char **language, struct error *e)
{
    *language = NULL;
    int kept = 1;
    int i = 1;
    for (; i < *argc && strcmp(argv[i], "--") != 0; i++) {
        const char *value;
        if (strcmp(argv[i], "--lang") == 0) {
            value = i + 1 < *argc ? argv[++i] : "";
        } else if (strncmp(argv[i], "--lang=", 7) == 0) {
            value = argv[i] + 7;
        } else {
            argv[kept++] = argv[i];
            continue;
        }
        if (strcmp(value, "ja") != 0 && strcmp(value, "en") != 0) {
            return fail(e, ST_USAGE, _("--lang takes ja or en, not \"%s\"."), value);
        }
        *language = value;
    }
    for (; i < *argc; i++) {
        argv[kept++] = argv[i];
    }
    argv[kept] = NULL;
    *argc = kept;
    return ST_OK;
}

static bool wants_help(int argc, char **argv)
{
    for (int i = 1; i < argc && strcmp(argv[i], "--") != 0; i++) {
        if (strcmp(argv[i], "--help") == 0 || strcmp(argv[i], "-h") == 0) {
            return true;
        }
    }
    return false;
}

static enum status run_command(const struct command *command, bool language_given, int argc, char **argv, struct error *e)
{
    struct program program = {0};
    enum status st = startup_program(&program, e);
    program.language_given = language_given;
    if (st == ST_OK) {
        st = command->run(&program, argc, argv, e);
    }
    startup_release(&program);
    return st;
}

/* Home without its name: tenken alone at a terminal, tenken --plain, tenken REQUEST.json. */
static bool means_home(int argc, char **argv)
{
    if (argc == 0) {
        return at_terminal();
    }
    const struct command *command;
    return strcmp(argv[0], "--plain") == 0 || (access(argv[0], F_OK) == 0 && find_command(argv[0], &command, NULL) == ST_USAGE);
}

/* argv[0] is the first word after the program's name, which stands before it. *ran is the command that it names, for its usage. */
static enum status run(int argc, char **argv, bool language_given, const struct command **ran, struct error *e)
{
    if (means_home(argc, argv)) {
        *ran = &command_home;
        return run_command(&command_home, language_given, argc + 1, argv - 1, e);
    }
    if (argc == 0 || strcmp(argv[0], "--help") == 0 || strcmp(argv[0], "-h") == 0) {
        return print_help(e);
    }
    if (strcmp(argv[0], "--version") == 0) {
        printf("tenken %s\n", TENKEN_VERSION);
        return ST_OK;
    }
    if (strcmp(argv[0], "help") == 0) {
        return help(argc > 1 ? argv[1] : NULL, e);
    }
    const struct command *command;
    const enum status st = find_command(argv[0], &command, e);
    *ran = command;
    if (st != ST_OK) {
        return st;
    }
    if (wants_help(argc, argv)) {
        print_command_help(command);
        return ST_OK;
    }
    return run_command(command, language_given, argc, argv, e);
}

/* Output that did not arrive (full disk, closed pipe) is a failure, not a success with a hole in it. */
static enum status finish_output(enum status st)
{
    struct stat to;
    const bool pipe = fstat(STDOUT_FILENO, &to) == 0 && S_ISFIFO(to.st_mode);
    const bool lost = ferror(stdout) != 0;
    if (fclose(stdout) == 0 && !lost) {
        return st;
    }
    if (!pipe) { /* whoever closed a pipe (head, a pager) has seen what they wanted */
        fprintf(stderr, "tenken: %s\n", _("The output could not be written in full: is the disk full?"));
    }
    return ST_SYSTEM;
}

int main(int argc, char **argv)
{
    if (argc < 1) {
        return (int)ST_USAGE;
    }
    startup_process();
    startup_locale(NULL);
    struct error e = {0};
    const char *language = NULL;
    enum status st = take_language(&argc, argv, &language, &e);
    if (language != NULL) {
        startup_locale(language);
    }
    const struct command *command = NULL;
    if (st == ST_OK) {
        st = run(argc - 1, argv + 1, language != NULL, &command, &e);
    }
    st = finish_output(st);
    if (e.text[0] != '\0') {
        fprintf(stderr, "tenken: %s\n", e.text);
        if (e.status == ST_USAGE && command != NULL) {
            print_usage_briefly(command, argc - 1, argv + 1);
        }
    }
    return (int)st;
}
