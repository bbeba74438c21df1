/* Inside the CSV tables of a portfolio: plans, and what has changed since the period before. */
#ifndef TENKEN_EXPORT_PORTFOLIO_TABLES_YEARS_H
#define TENKEN_EXPORT_PORTFOLIO_TABLES_YEARS_H

#include "export/csv_table.h"

enum status table_plans(struct csv_table *t, struct error *e);
enum status table_years(struct csv_table *t, struct error *e);
enum status table_changes(struct csv_table *t, struct error *e);
enum status table_questions(struct csv_table *t, struct error *e);

#endif
