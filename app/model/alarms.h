/* The requests after an alert that a report on a period tells, gathered by what they are about. */
#ifndef TENKEN_MODEL_ALARMS_H
#define TENKEN_MODEL_ALARMS_H

#include "base/arena.h"
#include "base/clock.h"
#include "model/urgent.h"

/* Of each supplier the newest request about it counts, as "tenken find" has it. Requests that do not say what they are about are of one
 * alarm when they are of one day. */
struct alarm {
    const char *about;                                      /* as the newest request says, or "": foreign */
    char first[TIME_TEXT], last[TIME_TEXT], due[DATE_TEXT]; /* first and last request; the last day that somebody was given */
    uint64_t asked, states[URGENT_STATES];
    uint64_t open;    /* of whom a reply, or the rest of one, is waited for */
    uint64_t to_ring; /* urgent_to_ring */
    uint64_t ended;   /* of those asked: who replied, and business with whom has ended since */
    const char *key;
    bool of_period; /* a request was made in the source's period */
};

/* Owns its array. The burning ones come first (alarm_burns), of them those that somebody has to be rung about; of equals the newest. */
struct alarms {
    struct arena texts;
    struct alarm *each;
    size_t count, room;
    size_t burning;
    char today[DATE_TEXT];
};

/* Alarms are of no year: told are those of which a request was made in the source's period, and those that still burn, whenever that was.
 */
enum status alarms_gather(struct alarms *out, struct portfolio_source *source, struct error *e);
void alarms_release(struct alarms *alarms);

/* Somebody is waited for, or needs help. */
bool alarm_burns(const struct alarm *a);
/* "Example Mail", or what to call it that does not say what it is about. Returns out or the text. */
#define ALARM_NAME 160
const char *alarm_name(const struct alarm *a, char out[ALARM_NAME]);
/* "asked on 2026-11-21, due 2026-11-24". Returns out. */
#define ALARM_DAYS 200
const char *alarm_days(const struct alarm *a, char out[ALARM_DAYS]);
/* One line when something burns, else "". Returns out. */
#define ALARMS_TEXT 400
const char *alarms_words(const struct alarms *alarms, char out[ALARMS_TEXT]);

/* Each request that counts, by supplier code. The request is borrowed. */
typedef enum status alarm_visit(void *context, size_t alarm, const struct urgent_request *r, enum urgent_state state, struct error *e);
enum status alarms_visit(const struct alarms *alarms, struct portfolio_source *source, alarm_visit *visit, void *context, struct error *e);

#endif
