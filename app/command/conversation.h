/* How a command talks with its user: on full screens, one line at a time, or by a key script that stands for the user. */
#ifndef TENKEN_COMMAND_CONVERSATION_H
#define TENKEN_COMMAND_CONVERSATION_H

#include "base/buffer.h"
#include "command/command.h"
#include "tui/plain.h"
#include "tui/terminal.h"

#include <getopt.h>

struct conversation_options {
    bool plain;
    const char *keys;
    const char *screen;
    int rows, columns;
    int ambiguous; /* 0: ask the terminal */
    bool known;    /* why it is line by line was said before: not again */
};

/* Entries of a getopt_long table, and what takes them. */
#define CONVERSATION_OPTIONS                                                                                                               \
    {"plain", no_argument, NULL, 'p'}, {"keys", required_argument, NULL, 'k'}, {"screen", required_argument, NULL, 'o'},                   \
        {"size", required_argument, NULL, 's'},                                                                                            \
    {                                                                                                                                      \
        "ambiguous-width", required_argument, NULL, 'a'                                                                                    \
    }
void conversation_options_init(struct conversation_options *o);
/* True: it was one of them; *st says whether its value is right. */
bool conversation_option(struct conversation_options *o, int option, const struct command *command, enum status *st, struct error *e);
enum status conversation_options_check(const struct conversation_options *o, const struct command *command, struct error *e);

struct conversation {
    const struct conversation_options *options;
    struct terminal *terminal; /* screens or script; NULL: line by line, with io */
    struct plain_io io;
    struct buffer script;
};

/* Opens what the options and the surroundings call for; says once why it is line by line. */
enum status conversation_open(struct conversation *c, const struct conversation_options *options, struct error *e);
/* Gives the terminal back; after a script writes its last screen. */
enum status conversation_close(struct conversation *c, struct error *e);

/* The answer to one question outside a conversation: yes agrees, in either language, and Enter where the question says so; at the end of
 * the input nobody does. */
bool conversation_agreed(bool enter_agrees);

#endif
