#include "command/options.h"

#include "base/i18n.h"

#include <errno.h>
#include <getopt.h>
#include <stdlib.h>

#define RULES_MAX 32

static enum status read_number(const struct option_rule *rule, const char *text, struct error *e)
{
    char *end;
    errno = 0;
    *rule->number = strtol(text, &end, 10);
    if (errno != 0 || end == text || *end != '\0' || *rule->number < 1 || *rule->number > rule->max) {
        return fail(e, ST_USAGE, _("--%s takes a number from 1 to %ld, not \"%s\"."), rule->name, rule->max, text);
    }
    return ST_OK;
}

static enum status take(const struct option_rule *rule, const char *value, struct error *e)
{
    if (rule->number != NULL) {
        return read_number(rule, value, e);
    }
    if (rule->flag != NULL) {
        *rule->flag = true;
    } else {
        *rule->text = value;
    }
    return ST_OK;
}

enum status options_take(const struct command *command, const struct option_rule *rules, int argc, char **argv, int *rest, struct error *e)
{
    struct option options[RULES_MAX + 1] = {{0}};
    for (int i = 0; rules[i].name != NULL && i < RULES_MAX; i++) {
        options[i] = (struct option){rules[i].name, rules[i].flag == NULL ? required_argument : no_argument, NULL, i + 1};
    }
    optind = 1;
    opterr = 0;
    for (int option; (option = getopt_long(argc, argv, "", options, NULL)) != -1;) {
        if (option == '?') {
            return usage_error(command, e, _("the option \"%s\" is not known here, or its value is missing."), argv[optind - 1]);
        }
        const enum status st = take(&rules[option - 1], optarg, e);
        if (st != ST_OK) {
            return st;
        }
    }
    *rest = optind;
    return ST_OK;
}
