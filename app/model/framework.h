/* A framework that customers ask about (IPA's self-check, CIS Controls, NIST CSF, ISO/IEC 27001), and what a firm's answers say of it:
 * items name the requirements that they touch (`refs`), so that nobody answers the same thing twice. */
#ifndef TENKEN_MODEL_FRAMEWORK_H
#define TENKEN_MODEL_FRAMEWORK_H

#include "model/question.h"

#define FRAMEWORK_REQUIREMENTS_MAX 500
#define FRAMEWORK_GROUPS_MAX 50
#define FRAMEWORK_BANDS 3

struct requirement {
    const char *id; /* as the framework numbers it */
    struct text title;
    size_t group;
};

struct requirement_group {
    const char *id;
    struct text title;
};

/* The framework's own way of counting, for one that has it: points for a requirement that is covered, partly covered, not at all, unknown.
 */
struct framework_points {
    bool counted;
    int full, part, none, unknown;
    int bands[FRAMEWORK_BANDS]; /* lower ends, falling; below the last is one band more */
};

/* Owns everything that its members point to. */
struct framework {
    cJSON *tree;
    const char *id;
    struct text title, note;
    struct requirement_group *groups;
    size_t ngroups;
    struct requirement *requirements;
    size_t count;
    struct framework_points points;
};

/* Format tenken-framework/1 (questionnaires/README.md). name is for error sentences. */
enum status framework_read(const char *bytes, size_t n, const char *name, struct framework *out, struct error *e);
void framework_release(struct framework *f);

enum coverage {
    COVERAGE_NOT_ASKED, /* no question of these packs touches it */
    COVERAGE_OPEN,      /* asked, but not all of it answered yet */
    COVERAGE_NA,        /* not applicable */
    COVERAGE_WEAK,      /* the lowest answer is below "throughout", or not known */
    COVERAGE_COVERED,   /* every answer says "throughout" (level 2) or more */
};
#define COVERAGE_LEVEL 2

struct requirement_state {
    enum coverage coverage;
    int level;       /* the lowest answer; -1: none, or not known */
    bool unknown;    /* the lowest answer is "don't know" */
    size_t question; /* index of the question that decides, SIZE_MAX when there is none */
};

/* Fills states[f->count]. A chain is as strong as its weakest answer; questions of kind "done" and hidden ones do not count. */
void framework_project(const struct framework *f, const struct question_list *list, struct requirement_state *states);

struct framework_sum {
    size_t coverage[COVERAGE_COVERED + 1]; /* requirements by coverage */
    int points, points_max;                /* over `counted` requirements */
    size_t counted;                        /* answered: neither open nor not asked */
    int band;                              /* 0 is the best; -1 while not all are counted, or without points */
};
struct framework_sum framework_add_up(const struct framework *f, const struct requirement_state *states);

#endif
