/* The evidence of one answer in plain mode: adding a piece, putting one right, taking one away. An empty line keeps what is there. */
#include "tui/plain_parts.h"

#include "base/file_path.h"
#include "base/i18n.h"
#include "model/json.h"
#include "tui/piece_words.h"
#include "tui/words.h"

/* What is being asked for; of a file that was looked at its check number, too. */
struct piece {
    char title[ANSWER_TEXT_MAX + 64]; /* one byte too many is refused, not cut off */
    char reference[ANSWER_TEXT_MAX + 64];
    char kind[WORDS_MAX];
    char date[WORDS_MAX];
    char sha256[WORDS_MAX];
};

/* A file as evidence: asked until it can be read, or is passed over. Of a file the name without its folder is kept, its check number,
 * and its day. False: back, or the end of input. */
static bool ask_file(struct plain *p, struct piece *piece)
{
    while (p->session->outside != NULL) {
        struct error e = {0};
        struct file_facts file;
        const char *line = ask_line(p, _("Path of its file on this computer (Enter: none):"),
                                    _("The folder and the name of the file, like ~/Documents/list.pdf. The file stays here: your customer "
                                      "sees its name, and a check number that shows whether it is the same."));
        if (line == NULL || line[0] == '\0') {
            return line != NULL;
        }
        const enum status st = p->session->outside->look(line, &file, &e);
        if (st == ST_OK) {
            (void)snprintf(piece->reference, sizeof piece->reference, "%s", file_last(line));
            (void)snprintf(piece->sha256, sizeof piece->sha256, "%s", file.sha256);
            (void)snprintf(piece->date, sizeof piece->date, "%s", file.date);
            tell(p, "%s", _("Its fingerprint is kept with it: it shows whether somebody has the same file."));
            return true;
        }
        tell_no_file(p, line, st, &e);
    }
    return true;
}

/* The number or the words of one of the kinds, listed in the prompt. False: back, or the end of input. */
static bool ask_kind(struct plain *p, char kind[WORDS_MAX])
{
    struct buffer kinds, prompt;
    const char *line;
    buffer_init(&kinds, BUFFER_MAX_TEXT);
    buffer_init(&prompt, BUFFER_MAX_TEXT);
    for (size_t i = 1; i < EVIDENCE_CHOICE_COUNT; i++) {
        (void)buffer_add_format(&kinds, "%s%zu %s", i > 1 ? _(", ") : "", i, _(EVIDENCE_CHOICES[i].label));
    }
    if (kind[0] == '\0') {
        (void)buffer_add_format(&prompt, _("Kind: %s (Enter: not said):"), buffer_text(&kinds));
    } else {
        (void)buffer_add_format(&prompt, _("Kind: %s (Enter: %s; -: none):"), buffer_text(&kinds),
                                choice_words(EVIDENCE_CHOICES, EVIDENCE_CHOICE_COUNT, kind));
    }
    while ((line = ask_line(p, buffer_text(&prompt), _("What sort of thing it is: type its number. Your customer sees it."))) != NULL) {
        char ascii[WORDS_MAX];
        size_t number = 0;
        char end = 0;
        (void)plain_ascii(line, ascii);
        if (ascii[0] == '\0') {
            break;
        }
        const bool numbered = sscanf(ascii, "%2zu%c", &number, &end) == 1 && number < EVIDENCE_CHOICE_COUNT;
        number = numbered ? number : choice_meant(EVIDENCE_CHOICES, EVIDENCE_CHOICE_COUNT, ascii);
        if (number > 0 || strcmp(ascii, "-") == 0) {
            (void)snprintf(kind, WORDS_MAX, "%s", EVIDENCE_CHOICES[number].value);
            break;
        }
        tell_refused(p, line, _("Here it is one of these:"));
    }
    buffer_release(&prompt);
    buffer_release(&kinds);
    return line != NULL;
}

/* The day that stands on it: that of the file, or today, is only proposed. False: back, or the end of input. */
static bool ask_date(struct plain *p, char date[WORDS_MAX])
{
    char prompt[WORDS_MAX * 2], today[DATE_TEXT], day[WORDS_MAX];
    session_today(p->session, today);
    (void)snprintf(prompt, sizeof prompt,
                   date[0] == '\0'            ? _("Its day, like %s (Enter: none):")
                   : strcmp(date, today) == 0 ? _("Its day: when it was written or photographed (Enter: today, %s; -: none):")
                                              : _("Its day: when it was written or photographed (Enter: %s; -: none):"),
                   date[0] == '\0' ? today : date);
    for (;;) {
        int64_t seconds = 0;
        const char *line = ask_line(p, prompt, _("Year, month and day, as 2026-11-20. Your customer sees it."));
        if (line == NULL || line[0] == '\0') {
            return line != NULL;
        }
        (void)plain_date(line, day);
        if (strcmp(day, "-") == 0) {
            date[0] = '\0';
            return true;
        }
        if (date_parse(day, &seconds)) {
            (void)snprintf(date, WORDS_MAX, "%s", day);
            return true;
        }
        tell(p, _("That is no date: write year, month and day as %s."), today);
    }
}

static bool ask_place(struct plain *p, struct piece *piece)
{
    return ask_value(p, _("Where it is kept (folder, binder, ticket; your customer sees this):"), _("Where it is kept"),
                     _("For example: binder 3 in the office. Enter leaves it as it is."), piece->reference, sizeof piece->reference);
}

static void put_piece(struct plain *p, size_t entry, const struct piece *piece)
{
    struct error e = {0};
    struct buffer words;
    const struct evidence value = {
        .title = piece->title, .kind = piece->kind, .reference = piece->reference, .date = piece->date, .sha256 = piece->sha256};
    if (refused(p, session_evidence_put(p->session, p->at, entry, &value, &e), &e)) {
        return;
    }
    const cJSON *list = json_get(p->session->list.questions[p->at].answer.tree, "evidence");
    buffer_init(&words, BUFFER_MAX_TEXT);
    piece_words(&words, cJSON_GetArrayItem(list, entry == SIZE_MAX ? cJSON_GetArraySize(list) - 1 : (int)entry));
    tell_saved(p, SIZE_MAX);
    tell(p, _("Evidence: %s."), buffer_text(&words));
    buffer_release(&words);
}

static void add_piece(struct plain *p, struct piece *piece)
{
    char today[DATE_TEXT];
    session_today(p->session, today);
    (void)snprintf(piece->date, sizeof piece->date, "%s", today);
    if (ask_file(p, piece) && (piece->sha256[0] != '\0' || ask_place(p, piece)) && ask_kind(p, piece->kind) && ask_date(p, piece->date)) {
        put_piece(p, SIZE_MAX, piece);
    } else if (!p->ended) {
        tell(p, _("Left out: %s."), piece->title);
    }
}

static bool ask_title(struct plain *p, struct piece *piece)
{
    struct buffer prompt;
    buffer_init(&prompt, BUFFER_MAX_TEXT);
    (void)buffer_add_format(&prompt, _("Its name (Enter: %s):"), piece->title);
    const char *line = ask_line(p, buffer_text(&prompt), _("Enter keeps what is named."));
    if (line != NULL && line[0] != '\0') {
        (void)snprintf(piece->title, sizeof piece->title, "%s", line);
    }
    buffer_release(&prompt);
    return line != NULL;
}

/* The file stays the same: another one is another piece. */
static void change_piece(struct plain *p, size_t entry, struct piece *piece)
{
    const cJSON *old = cJSON_GetArrayItem(json_get(p->session->list.questions[p->at].answer.tree, "evidence"), (int)entry);
    if (old == NULL) {
        tell(p, _("There is no evidence %zu."), entry + 1);
        return;
    }
    fill_value(piece->title, sizeof piece->title, old, "title");
    fill_value(piece->reference, sizeof piece->reference, old, "reference");
    fill_value(piece->kind, sizeof piece->kind, old, "kind");
    fill_value(piece->date, sizeof piece->date, old, "date");
    fill_value(piece->sha256, sizeof piece->sha256, old, "sha256");
    if (ask_title(p, piece) && ask_place(p, piece) && ask_kind(p, piece->kind) && ask_date(p, piece->date)) {
        put_piece(p, entry, piece);
    } else if (!p->ended) {
        tell(p, "%s", _("Nothing was changed."));
    }
}

static void remove_piece(struct plain *p, size_t entry)
{
    struct error e = {0};
    const enum status st = session_evidence_remove(p->session, p->at, entry, &e);
    if (st == ST_NO) {
        tell(p, _("There is no evidence %zu."), entry + 1);
    } else if (!refused(p, st, &e)) {
        tell_saved(p, SIZE_MAX);
    }
}

static int tell_pieces(struct plain *p)
{
    const cJSON *entry;
    int number = 0;
    cJSON_ArrayForEach(entry, json_get(p->session->list.questions[p->at].answer.tree, "evidence"))
    {
        struct buffer words;
        buffer_init(&words, BUFFER_MAX_TEXT);
        piece_words(&words, entry);
        tell(p, "%d. %s%s", ++number, buffer_text(&words),
             json_text(entry, "sha256") != NULL ? _(", with the fingerprint of the file") : "");
        buffer_release(&words);
    }
    return number;
}

void ask_evidence(struct plain *p)
{
    const int number = tell_pieces(p);
    const char *line = ask_line(
        p,
        number > 1   ? _("What evidence is there? Its name (Enter: leave it; change 2: puts number 2 right; remove 2: takes it away):")
        : number > 0 ? _("What evidence is there? Its name (Enter: leave it; change 1: puts number 1 right; remove 1: takes it away):")
                     : _("What evidence is there? Its name (Enter: leave it):"),
        _("What you could show: a list, a record, a photo. First its name, then its file or where it is kept, its kind and its day."));
    if (line == NULL || line[0] == '\0') {
        return;
    }
    struct piece *piece = calloc(1, sizeof *piece);
    const size_t gone = removal(line), changed = change_of(line);
    if (gone > 0) {
        remove_piece(p, gone - 1);
    } else if (piece != NULL && changed > 0) {
        change_piece(p, changed - 1, piece);
    } else if (piece != NULL) {
        (void)snprintf(piece->title, sizeof piece->title, "%s", line);
        add_piece(p, piece);
    }
    free(piece);
}
