/* What somebody means who types a word where a few may be chosen. */
#include "packs.h"

#include "base/i18n.h"
#include "model/choices.h"

#include <locale.h>
#include <stdlib.h>

static const char *industry(const char *words)
{
    return INDUSTRY_CHOICES[choice_meant(INDUSTRY_CHOICES, INDUSTRY_CHOICE_COUNT, words)].value;
}

static size_t still_open(const char *letters, bool may_be[])
{
    return choice_narrow(INDUSTRY_CHOICES, INDUSTRY_CHOICE_COUNT, letters, may_be);
}

/* A firm names its trade, not its division of a classification. */
static void test_trades_in_english(void **state)
{
    static const char *const trades[][2] = {{"plating", "E"},  {"Machining", "E"}, {"parts", "E"},
                                            {"trucking", "H"}, {"it", "G"},        {"plumbing", "D"},
                                            {"dentist", "P"},  {"wholesale", "I"}, {"sheet metal work", "E"}};
    (void)state;
    for (size_t i = 0; i < sizeof trades / sizeof *trades; i++) {
        assert_string_equal(industry(trades[i][0]), trades[i][1]);
    }
}

/* Kanji, kana of either kind, wide letters, and longer than the word that is known. */
static void test_trades_in_japanese(void **state)
{
    static const char *const trades[][2] = {
        {"めっき", "E"}, {"メッキ加工", "E"}, {"鍍金", "E"},   {"加工", "E"},   {"部品", "E"},     {"金型", "E"},         {"かながた", "E"},
        {"運送", "H"},   {"うんそう", "H"},   {"運送業", "H"}, {"建設", "D"},   {"けんせつ", "D"}, {"IT", "G"},           {"ＩＴ", "G"},
        {"IT業", "G"},   {"製造業", "E"},     {"不動産", "K"}, {"歯科医", "P"}, {"倉庫", "H"},     {"ソフトウェア", "G"}, {"plating", "E"}};
    (void)state;
    for (size_t i = 0; i < sizeof trades / sizeof *trades; i++) {
        assert_string_equal(industry(trades[i][0]), trades[i][1]);
    }
}

static void test_of_several_none_is_taken(void **state)
{
    bool may_be[32];
    (void)state;
    assert_string_equal(industry("food"), ""); /* making, selling or serving it */
    assert_int_equal(still_open("food", may_be), 3);
    assert_true(may_be[5] && may_be[9] && may_be[13]);
    assert_string_equal(industry("xyzzy"), "");
    assert_int_equal(still_open("xyzzy", may_be), 0);
    assert_string_equal(industry("fitting"), ""); /* no IT in it */
}

/* The name of an industry comes before a word of another one. */
static void test_names_come_first(void **state)
{
    bool may_be[32];
    (void)state;
    assert_string_equal(industry("con"), "D");
    assert_int_equal(still_open("con", may_be), 1);
    assert_string_equal(industry("consulting"), "L");
}

/* Where a choice has no further words, only its name counts. */
static void test_without_words(void **state)
{
    (void)state;
    assert_int_equal(choice_meant(EVIDENCE_CHOICES, EVIDENCE_CHOICE_COUNT, "contr"), 4);
    assert_int_equal(choice_meant(EVIDENCE_CHOICES, EVIDENCE_CHOICE_COUNT, "plating"), 0);
}

static int japanese(void **state)
{
    char where[4096];
    (void)state;
    assert_true(snprintf(where, sizeof where, "%s/locale", getenv("BUILD")) < (int)sizeof where);
    return setlocale(LC_ALL, "C.UTF-8") == NULL || setenv("LANGUAGE", "ja", 1) != 0 || bindtextdomain("tenken", where) == NULL ||
           bind_textdomain_codeset("tenken", "UTF-8") == NULL || textdomain("tenken") == NULL;
}

int main(void)
{
    const struct CMUnitTest english[] = {cmocka_unit_test(test_trades_in_english), cmocka_unit_test(test_of_several_none_is_taken),
                                         cmocka_unit_test(test_names_come_first), cmocka_unit_test(test_without_words)};
    const struct CMUnitTest in_japanese[] = {cmocka_unit_test(test_trades_in_japanese)};
    const int failed = cmocka_run_group_tests(english, NULL, NULL);
    return failed + cmocka_run_group_tests(in_japanese, japanese, NULL);
}
