/* Answers of a year that turned out wrong in a later one: there the same answer was given, signed and then lowered, and the earlier year
 * still says it to whom it was told. It may have been right then: whoever says so marks the answer ("right_then": true, only in a draft),
 * and nobody is asked again. */
#ifndef TENKEN_MODEL_FOUND_WRONG_H
#define TENKEN_MODEL_FOUND_WRONG_H

#include "model/assessment.h"

/* then: the earlier year, later: the one that was carried over from it. recipient: of then; NULL: any of them. */
bool found_wrong(const struct assessment *then, const struct assessment *later, const cJSON *recipient, const char *pack, const char *item);

#endif
