/* A made-up portfolio for the tests of its writers: any number of suppliers, levels by a fixed rule, hostile texts in the first one. */
#ifndef TENKEN_TESTS_PORTFOLIO_FIXTURE_H
#define TENKEN_TESTS_PORTFOLIO_FIXTURE_H

#include "model/portfolio_source.h"

#define FIXTURE_ITEMS 25
#define HOSTILE_NAME "=HYPERLINK(\"http://example.invalid\",\"x\")"
#define HOSTILE_PRODUCT "+cmd|' /C calc'!A0\033[31m<script>"

struct fixture {
    struct portfolio_source source;
    struct portfolio_pack packs[2];
    struct portfolio_item items[FIXTURE_ITEMS];
    char titles[FIXTURE_ITEMS][48];
    char ids[FIXTURE_ITEMS][16];
    int suppliers;
    struct portfolio_item old;
    struct portfolio_question questions[FIXTURE_ITEMS + 1];
};

static int fixture_level(int supplier, int item)
{
    unsigned mixed = (unsigned)supplier * 2654435761u ^ (unsigned)item * 40503u;
    int level = (int)((mixed >> 7) % 7);
    return level == 5 ? PORTFOLIO_UNKNOWN : level == 6 ? PORTFOLIO_NA : level;
}

static enum status fixture_suppliers(struct portfolio_source *source, portfolio_supplier_visit *visit, void *context, struct error *e)
{
    const struct fixture *f = source->context;
    for (int i = 0; i < f->suppliers; i++) {
        int8_t levels[FIXTURE_ITEMS];
        char code[16], name[96];
        int sum = 0;
        for (int j = 0; j < FIXTURE_ITEMS; j++) {
            levels[j] = (int8_t)fixture_level(i, j);
            sum += levels[j] > 0 ? levels[j] : 0;
        }
        snprintf(code, sizeof code, "S%05d", i + 1);
        snprintf(name, sizeof name, i == 0 ? HOSTILE_NAME : "見本製作所 %d", i + 1);
        bool there = i % 10 != 7;
        struct portfolio_supplier row = {
            .code = code,
            .name = name,
            .tier = (enum portfolio_tier)(i % 3),
            .state = there         ? i % 10 == 5 ? PORTFOLIO_UNFINISHED : PORTFOLIO_ANSWERED
                     : i % 20 == 7 ? PORTFOLIO_LATE
                                   : PORTFOLIO_QUARANTINED,
            .verdict = there ? "trusted" : "",
            .total = there ? sum * 10 : SCORE_NONE,
            .floor = there ? i % 5 : SCORE_NONE,
            .perceived = there ? 750 : SCORE_NONE,
            .answered = there ? 24 : 0,
            .asked = 25,
            .unfinished = there && i % 10 == 5,
            .finished = there && i % 10 != 5,
            .score_differs = i == 2,
            .answered_on = there ? "2026-10-01" : "",
            .due = "2026-11-15",
            .employees = "6-20",
            .industry = "E",
            .contact_name = "見本 花子",
            .contact_email = "hanako@example.invalid",
            .contact_phone = "000-0000-0001",
            .emergency_phone = "",
            .ended_reason = "",
            .levels = there ? levels : NULL,
        };
        enum status st = visit(context, &row, e);
        if (st != ST_OK) {
            return st;
        }
    }
    return ST_OK;
}

static enum status fixture_gaps(struct portfolio_source *source, portfolio_gap_visit *visit, void *context, struct error *e)
{
    const struct fixture *f = source->context;
    for (int i = 0; i < f->suppliers; i++) {
        struct portfolio_gap gap = {.code = "S00001",
                                    .name = HOSTILE_NAME,
                                    .item = (size_t)(i % FIXTURE_ITEMS),
                                    .level = i % 3,
                                    .unknown = i % 7 == 0,
                                    .target = 3,
                                    .priority = 60 - i % 40};
        enum status st = visit(context, &gap, e);
        if (st != ST_OK) {
            return st;
        }
    }
    return ST_OK;
}

static enum status fixture_products(struct portfolio_source *source, portfolio_product_visit *visit, void *context, struct error *e)
{
    (void)source;
    const struct portfolio_product rows[] = {
        {"S00001", HOSTILE_NAME, HOSTILE_PRODUCT, "@vendor", "-1.0", true, false, "2026-10-01"},
        {"S00002", "見本製作所 2", "例メール", "Example, \"Inc\"", "5.1\n5.2", false, true, "2026-10-01"},
    };
    for (size_t i = 0; i < 2; i++) {
        enum status st = visit(context, &rows[i], e);
        if (st != ST_OK) {
            return st;
        }
    }
    return ST_OK;
}

static enum status fixture_incidents(struct portfolio_source *source, enum portfolio_incident_kind kind, portfolio_incident_visit *visit,
                                     void *context, struct error *e)
{
    (void)source;
    const struct portfolio_incident row = {"見本.json",
                                           "2026-11-02T03:04:05Z",
                                           "",
                                           "見本運送",
                                           "unknown_signer",
                                           "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef",
                                           "The signer's certificate is not known here."};
    return kind == PORTFOLIO_INCIDENT_CONFLICT ? ST_OK : visit(context, &row, e);
}

static enum status fixture_plans(struct portfolio_source *source, portfolio_plan_visit *visit, void *context, struct error *e)
{
    (void)source;
    const struct portfolio_plan rows[] = {
        {"S00001", HOSTILE_NAME, 0, 1, 3, 4, "2026-10-31", "=1+1 <b>\033[2J", true},
        {"S00002", "見本製作所 2", 1, PORTFOLIO_UNKNOWN, 2, 3, "2027-03-31", "総務 花子", false},
        {"S00003", "見本製作所 3", 2, 0, -1, -1, "", "", false},
    };
    for (size_t i = 0; i < 3; i++) {
        enum status st = visit(context, &rows[i], e);
        if (st != ST_OK) {
            return st;
        }
    }
    return ST_OK;
}

/* The last two questions of this period are new; one of the period before is retired. */
static enum status fixture_questions(struct portfolio_source *source, const struct portfolio_question **out, size_t *n, struct error *e)
{
    struct fixture *f = source->context;
    (void)e;
    for (size_t i = 0; i < FIXTURE_ITEMS; i++) {
        const bool fresh = i + 2 >= FIXTURE_ITEMS;
        f->questions[i] = (struct portfolio_question){.kind = fresh    ? PORTFOLIO_QUESTION_NEW
                                                              : i == 3 ? PORTFOLIO_QUESTION_REWORDED
                                                                       : PORTFOLIO_QUESTION_SAME,
                                                      .item = &f->items[i],
                                                      .now = i,
                                                      .before = fresh ? SIZE_MAX : i};
    }
    f->old = (struct portfolio_item){.pack = "basic10", .id = "old", .title = "=old", .target = 3};
    f->questions[FIXTURE_ITEMS] =
        (struct portfolio_question){.kind = PORTFOLIO_QUESTION_RETIRED, .item = &f->old, .now = SIZE_MAX, .before = FIXTURE_ITEMS};
    *out = f->questions;
    *n = FIXTURE_ITEMS + 1;
    return ST_OK;
}

/* Nothing was asked after an alert. */
static enum status fixture_alarms(struct portfolio_source *source, urgent_visit *visit, void *context, struct error *e)
{
    (void)source, (void)visit, (void)context, (void)e;
    return ST_OK;
}

/* Everybody answered in both periods but the second, who is new: then level 1 everywhere. */
static enum status fixture_years(struct portfolio_source *source, portfolio_years_visit *visit, void *context, struct error *e)
{
    const struct fixture *f = source->context;
    for (int i = 0; i < f->suppliers; i++) {
        int8_t levels[2][FIXTURE_ITEMS + 1];
        char code[16];
        for (int j = 0; j < FIXTURE_ITEMS; j++) {
            levels[0][j] = (int8_t)fixture_level(i, j);
            levels[1][j] = j + 2 >= FIXTURE_ITEMS ? PORTFOLIO_NOT_ASKED : 1;
        }
        levels[0][FIXTURE_ITEMS] = PORTFOLIO_NOT_ASKED;
        levels[1][FIXTURE_ITEMS] = 2;
        snprintf(code, sizeof code, "S%05d", i + 1);
        const struct portfolio_years row = {.code = code,
                                            .name = i == 0 ? HOSTILE_NAME : "見本製作所",
                                            .total = {600, i == 1 ? SCORE_NONE : 550},
                                            .floor = {2, i == 1 ? SCORE_NONE : 1},
                                            .levels = {levels[0], i == 1 ? NULL : levels[1]},
                                            .answered = {true, i != 1}};
        enum status st = visit(context, &row, e);
        if (st != ST_OK) {
            return st;
        }
    }
    return ST_OK;
}

static void fixture_make(struct fixture *f, int suppliers)
{
    *f = (struct fixture){.suppliers = suppliers};
    f->packs[0] = (struct portfolio_pack){.id = "basic10", .version = "1", .digest = "ab", .suppliers = 10};
    f->packs[1] = (struct portfolio_pack){.id = "supply-chain", .version = "1", .digest = "cd", .suppliers = 9};
    for (int i = 0; i < FIXTURE_ITEMS; i++) {
        snprintf(f->titles[i], sizeof f->titles[i], i % 2 ? "バックアップ %d" : "復旧テスト %d", i + 1);
        snprintf(f->ids[i], sizeof f->ids[i], "%d", i + 1);
        f->items[i] =
            (struct portfolio_item){.pack = i < 10 ? "basic10" : "supply-chain", .id = f->ids[i], .title = f->titles[i], .target = 3};
    }
    f->source = (struct portfolio_source){
        .owner = "見本自動車 R&D",
        .period = "2026",
        .period_before = "2025",
        .from = "2026-01-01T00:00:00Z",
        .until = "9",
        .as_of = 1795219200,
        .files = 12,
        .packs = f->packs,
        .npacks = 2,
        .items = f->items,
        .nitems = FIXTURE_ITEMS,
        .suppliers = fixture_suppliers,
        .gaps = fixture_gaps,
        .products = fixture_products,
        .incidents = fixture_incidents,
        .plans = fixture_plans,
        .questions = fixture_questions,
        .years = fixture_years,
        .alarms = fixture_alarms,
        .context = f,
    };
}

#endif
