/* Inside the page of a firm's answers: what its parts share. Only export/answers_html.c and export/answers_page_*.c include this. */
#ifndef TENKEN_EXPORT_ANSWERS_PAGE_H
#define TENKEN_EXPORT_ANSWERS_PAGE_H

#include "export/answers_html.h"
#include "export/html.h"
#include "export/svg.h"
#include "model/compare.h"
#include "model/gap.h"
#include "model/score.h"
#include "model/threat.h"

#define PAGE_HITS_MAX 256

/* Computed once, shown in each language. */
struct answers_page {
    const struct answers_html_input *in;
    struct buffer *out;
    struct score score;
    struct gap *gaps;
    size_t ngaps;
    struct threat_cover *threats;
    size_t nthreats;
    struct check_hit hits[PAGE_HITS_MAX];
    size_t nhits;
    int perceived;                    /* 0…1000 or SCORE_NONE */
    struct question_list list_before; /* with in->past: the answers then to the questions now */
    struct score score_before;
    struct comparison comparison;
    struct error unfinished; /* its text says what is open; "" when finished */
};

extern const char answers_page_css[]; /* the file beside this one */

/* <h2> with the id LANGUAGE-ID, inside a section that it names; page_section_end closes it. */
void page_section(struct answers_page *p, const char *id, const char *heading);
void page_section_end(struct answers_page *p);
/* A cell, or nothing in it for NULL. */
void page_cell(struct answers_page *p, const char *text);
/* "3 Restore tests" where people know the items by number, else the title alone. */
void page_item_name(struct answers_page *p, const struct question *q);
/* An answer in words, with the boxes of its level where it has one. */
void page_answer(struct answers_page *p, const struct question *q);
#define POINTS_TEXT 16
const char *page_points(int points, char out[POINTS_TEXT]);

const char *page_past_period(const struct answers_page *p); /* with in->past; "" when not known */

void page_result(struct answers_page *p);
void page_checks(struct answers_page *p);
void page_gaps(struct answers_page *p);
void page_plan(struct answers_page *p);
void page_changes(struct answers_page *p);
/* Parts of the report after an interview: what it is; the steps to do first; where the two views differ; what was agreed to come later. */
void page_interview_notice(struct answers_page *p);
void page_first_steps(struct answers_page *p);
void page_views(struct answers_page *p);
void page_followups(struct answers_page *p);
/* The text of a step and what it takes. */
void page_step(struct answers_page *p, const struct action *action);
/* True when the page is the report of an interview. */
bool page_of_interview(const struct answers_page *p);
void page_answers(struct answers_page *p);
void page_inventory(struct answers_page *p);
void page_about(struct answers_page *p);

#endif
