/* Where things stand in an interview sheet: shared by its writer and its reader. */
#ifndef TENKEN_EXPORT_RATING_SHEET_LAYOUT_H
#define TENKEN_EXPORT_RATING_SHEET_LAYOUT_H

#include "export/rating_sheet.h"

#define RATING_ROWS_MARK RATING_SHEET_FORMAT " rows"
#define RATING_MAP_MARK RATING_SHEET_FORMAT " map"
/* In the map: "before", then "PACK:ITEM member", then the value. */
#define RATING_BEFORE "before"

#endif
