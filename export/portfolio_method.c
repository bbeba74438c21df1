/* The last sheet: how every figure came about, so that it can be checked. */
#include "export/portfolio_sheets.h"

#include "base/amount.h"
#include "base/clock.h"
#include "base/i18n.h"

static const double WIDTHS[] = {28, 18, 24, 66, 9, 11};
#define COLUMNS 6
#define WIDE 148 /* digits in all columns together */

static void paragraph(struct portfolio_book *pb, lxw_worksheet *sheet, int *row, const char *text)
{
    book_wide_text(&pb->book, sheet, (*row)++, 0, COLUMNS - 1, WIDE, text, STYLE_PLAIN);
}

/* The one rule of portfolio_state_answered, and what it comes to here. */
static void counted(struct portfolio_book *pb, lxw_worksheet *sheet, int *row)
{
    const struct portfolio_statistics *s = &pb->statistics;
    char text[512];
    (void)snprintf(
        text, sizeof text,
        _("Answered, and in every figure, are the suppliers with answers that were taken in, here %s. They are signed by somebody "
          "whom we trust, except answer sheets, which nobody signs and only a one-time code tells: here %s."),
        COUNT_TEXT(s->answered), COUNT_TEXT(s->sheets));
    paragraph(pb, sheet, row, text);
    (void)snprintf(text, sizeof text,
                   _("Answers that are only begun stand in the lists with what they say, and in no figure, until they are finished: here "
                     "of %s suppliers, who are waited for like those of whom nothing came."),
                   COUNT_TEXT(s->begun));
    paragraph(pb, sheet, row, text);
    (void)snprintf(text, sizeof text,
                   _("When other answers came for the same request, those that were taken in count until it is settled which ones hold: "
                     "here of %s suppliers. Nothing that is itself in quarantine, in conflict or rejected is counted."),
                   COUNT_TEXT(s->states[PORTFOLIO_CONFLICT]));
    paragraph(pb, sheet, row, text);
}

/* Whose answers stop counting with their key, and from when. */
static void revoked(struct portfolio_book *pb, lxw_worksheet *sheet, int *row)
{
    paragraph(pb, sheet, row,
              _("A certificate that was revoked here counts for nothing that it signed, in any year, also for what came before. What a "
                "certificate signed that was replaced, or whose key was reported lost, stays. One that its issuer revoked counts for what "
                "came before the day of the revocation list."));
}

static void figures(struct portfolio_book *pb, lxw_worksheet *sheet, int *row)
{
    char text[512], time[TIME_TEXT];
    time_format(local_seconds(pb->source->as_of), time);
    snprintf(text, sizeof text, _("Made on %.10s at %.5s for the period %s from %s files taken in."), time, time + 11, pb->source->period,
             COUNT_TEXT(pb->source->files));
    paragraph(pb, sheet, row, text);
    struct buffer beside;
    buffer_init(&beside, BUFFER_MAX_TEXT);
    if (portfolio_periods_beside(&pb->source->periods, pb->source->period, &beside) && beside.length > 0) {
        (void)snprintf(text, sizeof text, _("Answers for other periods are not in it: %s."), buffer_text(&beside));
        paragraph(pb, sheet, row, text);
    }
    buffer_release(&beside);
    counted(pb, sheet, row);
    revoked(pb, sheet, row);
    paragraph(
        pb, sheet, row,
        _("Points of an item = level times 25. A total is the mean over the items in scope, weighted by item and rounded half up, from "
          "0.0 to 100.0. "
          "It is computed here with the reader's own copy of the questionnaire; a supplier's own figure that differs is marked."));
    paragraph(
        pb, sheet, row,
        _("A supplier that answered several requests of the period is judged by all of them together: each question by its newest "
          "answer, the total over all of these questions. What only answers a part of the questions completes the others and replaces "
          "none of them. Questions asked after an alert are of no year: they are in no total and in no comparison of years."));
    paragraph(pb, sheet, row,
              _("\"Don't know\" counts as level 0. What is not applicable, not asked or not answered stays out of the total."));
    paragraph(pb, sheet, row,
              _("In the tables of answers, ? is \"don't know\", - not applicable, ○ done and × not done yet; an empty field was "
                "not answered or not asked."));
    paragraph(pb, sheet, row,
              _("Questions that were asked after an alert are no part of the year, and none of these figures is from them."));
    if (pb->alarms.count > 0) {
        (void)snprintf(
            text, sizeof text,
            _("The sheet \"%s\" has what was asked after an alert in %s, and what is still open from before: of each supplier the "
              "newest request about the same, as \"tenken find\" counts it, with those to be rung first. Needs help: something "
              "is not done there, or not known to be."),
            _("Alarms"), pb->source->period);
        paragraph(pb, sheet, row, text);
    }
    paragraph(pb, sheet, row, _("Weakest essential = the lowest level among the essential items: a good mean does not make up for it."));
    paragraph(pb, sheet, row, _("Overrated = the total that the owner expected before answering, less the total of the answers."));
    paragraph(pb, sheet, row,
              _("Priority of a gap = levels below the target, times the weight of the item, times the weight of the gravest threat that it "
                "counters."));
    paragraph(pb, sheet, row,
              _("Higher tier: our confidential information lies on its systems, or its outage would delay us unacceptably, or its network "
                "reaches "
                "into ours. Its targets are one level above those of the questionnaire, up to 3."));
    paragraph(pb, sheet, row,
              _("The tiers are those of today's list, in every year: where one has changed since, the figures by tier and the targets of a "
                "past year are not those of the reports that were made then."));
    paragraph(pb, sheet, row,
              _("Where a request asked for a higher level than the questionnaire and the tier, that level is the target of whoever "
                "answered it."));
    paragraph(pb, sheet, row,
              _("Deviation score = 50 + 10 times (total less the mean of the peers) divided by their standard deviation, where peers are "
                "the suppliers of the same size and industry that have a total, this one included, at least ten of them. 50 is the average "
                "of these firms, 10 is one standard deviation. Who names no size or no industry has no peers and is nobody's."));
    paragraph(pb, sheet, row,
              _("Quartiles and median: the totals of the peers in order, at a quarter, a half and three quarters of the way from the first "
                "to the last, between two totals in proportion, as QUARTILE.INC of a spreadsheet has it."));
    paragraph(pb, sheet, row, _("Costs are the upper ends of the bands in the questionnaires; they are estimates for a small firm."));
    paragraph(pb, sheet, row,
              _("A plan is what a supplier says itself: which level, by when, and who does it. It is overdue when its date lies before the "
                "day of this report; what has been reached is left out."));
    if (pb->source->plans_unknown > 0) {
        (void)snprintf(text, sizeof text,
                       _n("The plans of %s supplier are not known here: its answers were taken in by a version that did not keep them, "
                          "and cannot be read again.",
                          "The plans of %s suppliers are not known here: their answers were taken in by a version that did not keep "
                          "them, and cannot be read again.",
                          pb->source->plans_unknown),
                       COUNT_TEXT(pb->source->plans_unknown));
        paragraph(pb, sheet, row, text);
    }
    if (pb->source->period_before[0] != '\0') {
        (void)snprintf(text, sizeof text,
                       _("%s is compared with %s question by question, told by questionnaire and number. Only suppliers that answered in "
                         "both are counted as raised or lowered."),
                       pb->source->period, pb->source->period_before);
        paragraph(pb, sheet, row, text);
    }
    if (pb->splits.length > 0) {
        paragraph(pb, sheet, row, buffer_text(&pb->splits));
    }
}

static void packs(struct portfolio_book *pb, lxw_worksheet *sheet, int *row)
{
    struct book *b = &pb->book;
    const char *const heads[] = {_("Questionnaire"), _("Version"), _("Suppliers that answered"), _("SHA-256 of the questionnaire"), NULL};
    book_text(b, sheet, ++*row, 0, _("Questionnaires"), STYLE_HEADING);
    book_heads(b, sheet, ++*row, heads);
    ++*row;
    for (size_t i = 0; i < pb->source->npacks; i++, ++*row) {
        const struct portfolio_pack *p = &pb->source->packs[i];
        book_text(b, sheet, *row, 0, p->pack ? text_of(p->pack->title) : p->id, STYLE_CELL);
        book_text(b, sheet, *row, 1, p->version, STYLE_CELL_CENTER);
        if (p->pack) {
            book_number(b, sheet, *row, 2, (double)p->suppliers, STYLE_CELL_COUNT);
        } else {
            book_text(b, sheet, *row, 2, _("not held here: kept, but not scored"), STYLE_ALARM);
        }
        book_text(b, sheet, *row, 3, p->digest, STYLE_CELL_LINE);
    }
}

static void items(struct portfolio_book *pb, lxw_worksheet *sheet, int *row)
{
    struct book *b = &pb->book;
    const char *const heads[] = {_("Questionnaire"), _("Id"), _("Item"), _("Question"), _("Target"), _("Essential"), NULL};
    book_text(b, sheet, ++*row, 0, _("Items"), STYLE_HEADING);
    book_heads(b, sheet, ++*row, heads);
    ++*row;
    for (size_t i = 0; i < pb->source->nitems; i++, ++*row) {
        const struct portfolio_item *item = &pb->source->items[i];
        book_text(b, sheet, *row, 0, item->home ? text_of(item->home->title) : item->pack, STYLE_CELL);
        book_text(b, sheet, *row, 1, item->id, STYLE_CELL_CENTER);
        book_text(b, sheet, *row, 2, item->title, STYLE_CELL);
        book_text(b, sheet, *row, 3, item->item ? text_of(item->item->text) : "", STYLE_CELL);
        if (item->target >= 0) { /* what is done or not has no level to reach */
            book_number(b, sheet, *row, 4, item->target, STYLE_CELL_CENTER);
        }
        book_text(b, sheet, *row, 5, item->item && item->item->essential ? _("yes") : "", STYLE_CELL_CENTER);
    }
}

enum status portfolio_sheet_method(struct portfolio_book *pb, struct error *e)
{
    int row = 2;
    lxw_worksheet *sheet = book_sheet(&pb->book, _("How computed"), PAGE_LANDSCAPE, pb->note, e);
    if (!sheet) {
        return ST_SYSTEM;
    }
    book_widths(&pb->book, sheet, WIDTHS, COLUMNS);
    worksheet_fit_to_pages(sheet, 1, 0);
    worksheet_set_row(sheet, 0, 34, NULL);
    book_wide_text(&pb->book, sheet, 0, 0, COLUMNS - 1, WIDE, _("How these figures were computed"), STYLE_TITLE);
    figures(pb, sheet, &row);
    packs(pb, sheet, &row);
    items(pb, sheet, &row);
    return ST_OK;
}
