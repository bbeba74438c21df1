/* Names of products as people write them: the same word in any spelling, and aliases. */
#include "model/product.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/fold.h"

static void expect_key(const char *vendor, const char *name, const char *wanted)
{
    struct buffer key;
    buffer_init(&key, BUFFER_MAX_TEXT);
    assert_true(product_key(&key, vendor, name));
    assert_string_equal(buffer_text(&key), wanted);
    buffer_release(&key);
}

static void test_key(void **state)
{
    (void)state;
    expect_key("", "Example Mail", "examplemail");
    expect_key("", "ＥＸＡＭＰＬＥ　ＭＡＩＬ", "examplemail");
    expect_key("", " example-mail! ", "examplemail");
    expect_key("", "Straße ㈱", "strasse株");
    expect_key("", "サーバー", "さば");
    expect_key("", "ｻｰﾊﾞ", "さば");
    expect_key("", "ウィンドウズ", "ういんどうず");
    expect_key("", "ういんどうず", "ういんどうず");
    expect_key("", "ヴァージョン", "ゔあじよん");
    expect_key("", "カ\u3099イト\u3099", "がいど"); /* marks of their own */
    expect_key("", "\uFA30見本工業（株）", "\u4FAE見本工業株");
    expect_key("", "C++", "c");
    expect_key("", "++", "++");
    expect_key("", "！？", "!?");
    expect_key("", "\xff", "");
    expect_key("", "", "");
    expect_key("Example", "Mail", "examplemail");
    expect_key("EXAMPLE", "Example Mail", "examplemail"); /* the maker once */
    expect_key("Example", "Mail Example", "examplemailexample");
}

static void expect_words(const char *typed, const char *wanted)
{
    struct buffer folded;
    buffer_init(&folded, BUFFER_MAX_TEXT);
    assert_true(text_fold_words(&folded, typed));
    assert_string_equal(buffer_text(&folded), wanted);
    buffer_release(&folded);
}

/* Names are found without the accents that a keyboard lacks; the marks of kana are no accents. */
static void test_words(void **state)
{
    (void)state;
    expect_words("Ōkami & Söhne", "okamisohne");
    expect_words("O\u0304KAMI", "okami");
    expect_words("Café Ｎａïｖｅ", "cafenaive");
    expect_words("Ἀθῆναι", "αθηναι");
    expect_words("がぎぱ", "がぎぱ");
    expect_words("か\u3099", "が");
    expect_words("ガレージ é", "がれじe");
    expect_words("Йод", "йод");
    expect_words("\u0301", "\u0301");
    expect_words("\xff", "");
    expect_key("", "Söhne", "söhne"); /* stored keys stay as they are */
    expect_words("㈱髙橋", "株高橋");
    expect_words("﨑村 渡邉 渡邊 濵田 濱田 ｻｲﾄｳ齋藤 齊藤 斎藤 𠮷田 澤", "崎村渡辺渡辺浜田浜田さいとう斎藤斉藤斎藤吉田沢");
    expect_words("株式会社亞細亞製藥 戶田彥 淸水 杤木 鷗 㐂多", "株式会社亜細亜製薬戸田彦清水栃木鴎喜多");
    expect_words("辻\xF3\xA0\x84\x80 渡邊\xF3\xA0\x84\x82 葛\xEF\xB8\x80城", "辻渡辺葛城"); /* with variation selectors */
    expect_words("ＡＢ 龍é", "ab竜e");
    expect_key("", "髙橋", "髙橋");
}

static bool matches(const struct product_aliases *aliases, const char *words, const char *vendor, const char *name)
{
    struct product_terms terms = {0};
    struct buffer key;
    buffer_init(&key, BUFFER_MAX_TEXT);
    assert_true(product_key(&key, vendor, name));
    assert_true(product_terms_make(&terms, aliases, words));
    const bool yes = product_terms_match(&terms, buffer_text(&key));
    product_terms_release(&terms);
    buffer_release(&key);
    return yes;
}

static void test_aliases(void **state)
{
    (void)state;
    struct product_aliases a = {0};
    assert_false(matches(NULL, "マイクロソフト Exchange", "Microsoft", "Exchange Server"));
    assert_true(product_aliases_add(&a, "Microsoft", "マイクロソフト"));
    assert_true(product_aliases_add(&a, "Microsoft", "MS社"));
    assert_true(product_aliases_add(&a, "Active Directory", "AD"));
    assert_false(product_aliases_add(&a, "", "x"));
    assert_true(matches(&a, "マイクロソフト Exchange", "Microsoft", "Exchange Server"));
    assert_true(matches(&a, "microsoft exchange", "ﾏｲｸﾛｿﾌﾄ", "exchange"));
    assert_true(matches(&a, "MS社 Exchange", "", "マイクロソフトExchange")); /* through the name that both share */
    assert_true(matches(&a, "active directory", "", "AD"));
    assert_true(matches(&a, "AD", "", "Active Directory"));
    assert_false(matches(&a, "active directory", "", "Adobe Acrobat")); /* a short alias is the whole name or nothing */
    assert_false(matches(&a, "Adobe", "", "Active Directory"));
    assert_true(matches(&a, "mail", "Example", "Mail 5.1"));
    assert_false(matches(&a, "exchange", "", "Example Mail"));
    /* a part of one name finds what bears another */
    assert_true(product_aliases_add(&a, "ハコニワVPN", "HakoniwaVPN"));
    assert_true(product_aliases_add(&a, "ハコニワVPN", "HV"));
    assert_true(matches(&a, "ﾊｺﾆﾜ", "", "HakoniwaVPN 5"));
    assert_true(matches(&a, "はこにわ", "見本", "hakoniwa-vpn"));
    assert_true(matches(&a, "hakoniwa", "", "ハコニワＶＰＮ"));
    assert_true(matches(&a, "はこにわ", "", "HV"));
    assert_false(matches(&a, "はこにわ", "", "HVAC"));
    assert_true(matches(&a, "HV", "", "箱庭 ハコニワVPN"));
    assert_false(matches(&a, "HV", "", "Example Mail"));
    assert_true(matches(&a, "soft", "", "マイクロソフト Exchange"));
    assert_false(matches(&a, "dir", "", "Adobe Acrobat"));
    assert_true(matches(&a, "dir", "", "AD"));
    struct product_terms none = {0};
    assert_false(product_terms_make(&none, &a, " \t"));
    product_terms_release(&none);
    product_aliases_release(&a);
}

/* More than can be looked for is refused: a list that leaves somebody out would be believed. */
static void test_too_many(void **state)
{
    (void)state;
    struct product_aliases a = {0};
    char name[32], other[32];
    for (int i = 0; i <= PRODUCT_TERMS_MAX; i++) {
        (void)snprintf(name, sizeof name, "part%dx", i);
        (void)snprintf(other, sizeof other, "other%dy", i);
        assert_true(product_aliases_add(&a, name, other));
    }
    struct product_terms terms = {0};
    assert_false(product_terms_make(&terms, &a, "part"));
    assert_true(terms.cut);
    product_terms_release(&terms);
    assert_true(matches(&a, "part17x", "", "Other17Y 3"));
    product_aliases_release(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_key), cmocka_unit_test(test_words), cmocka_unit_test(test_aliases),
                                       cmocka_unit_test(test_too_many)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
