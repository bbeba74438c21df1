#include "command/supplier_list.h"

#include "base/i18n.h"
#include "base/shell_word.h"
#include "command/listing.h"
#include "command/supplier_code.h"

static const struct csv_column ALL[SUPPLIER_COLUMNS] = {
    [SUPPLIER_CODE] = {"supplier_code", true, SUPPLIER_CODE_HEADS},
    [SUPPLIER_NAME] = {"name",
                       true,
                       {"会社名", "supplier name", "company name", "取引先名", "取引先名称", "仕入先名", "仕入先名称", "発注先名", "名称",
                        "企業名", "社名"}},
    [SUPPLIER_NUMBER] = {"corporate_number", false, {"法人番号"}},
    [SUPPLIER_CONFIDENTIAL] = {"confidential", false, {"秘密情報", "機密情報"}},
    [SUPPLIER_OUTAGE] = {"outage", false, {"停止の影響"}},
    [SUPPLIER_ACCESS] = {"access", false, {"社内接続", "社内への接続"}},
    [SUPPLIER_EMAIL] = {"email", false, {"メールアドレス", "メール", "mail", "mail address", "email address"}},
    [SUPPLIER_PHONE] = {"phone", false, {"電話番号", "電話", "TEL", "telephone", "phone number"}},
};

static const struct csv_column CODE_ONLY[] = {{"supplier_code", true, SUPPLIER_CODE_HEADS}};

enum status supplier_list_open(struct csv *csv, const char *path, bool code_only, struct error *e)
{
    csv->others = true;
    csv->closings = true;
    return csv_read(csv, path, code_only ? CODE_ONLY : ALL, code_only ? 1 : SUPPLIER_COLUMNS, e);
}

void supplier_list_tell_closed(const struct csv *csv)
{
    if (csv->nclosed > 0) {
        print_sentence(stderr,
                       _n("%s: %zu row that only ends the list or adds it up was passed over: %s.",
                          "%s: %zu rows that only end the list or add it up were passed over: %s.", csv->nclosed),
                       csv->name, csv->nclosed, buffer_text(&csv->closed));
    }
}

void supplier_list_tell(const struct csv *csv, const char *database)
{
    char place[SHELL_WORD];
    if (csv->above > 0) {
        print_sentence(stderr, _("%s: the heads are on line %zu; what stands above them was passed over."), csv->name, csv->above);
    }
    supplier_list_tell_closed(csv);
    if (csv->recoded) {
        print_sentence(stderr, _("%s was read as Shift_JIS: look with \"tenken suppliers %s list\" whether the names are right."),
                       csv->name, shell_word(database, place));
    }
    if (csv->past.length > 0) {
        struct buffer names;
        buffer_init(&names, BUFFER_MAX_TEXT);
        csv_columns(csv, &names);
        print_sentence(stderr, _("Not used from %s: %s. Columns that can be used: %s."), csv->name, buffer_text(&csv->past),
                       buffer_text(&names));
        buffer_release(&names);
    }
}
