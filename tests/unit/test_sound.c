/* Names as kana and Latin letters write them: found by each other, and hardly by those of others. */
#include "model/sound_near.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>

#include <cmocka.h>

#include "base/buffer.h"
#include "base/fold.h"

#define NAME 100
#define COUNT(table) (sizeof(table) / sizeof(table)[0])

/* Makers, products and words of their names, as they are usually written in Japan. */
static const char *const HEARD[][2] = {{"Fortinet", "フォーティネット"},
                                       {"FortiGate", "フォーティゲート"},
                                       {"Palo Alto", "パロアルト"},
                                       {"Cisco", "シスコ"},
                                       {"Juniper", "ジュニパー"},
                                       {"SonicWall", "ソニックウォール"},
                                       {"Sophos", "ソフォス"},
                                       {"Ivanti", "イバンティ"},
                                       {"Citrix", "シトリックス"},
                                       {"Barracuda", "バラクーダ"},
                                       {"Netgear", "ネットギア"},
                                       {"Buffalo", "バッファロー"},
                                       {"Yamaha", "ヤマハ"},
                                       {"Kaspersky", "カスペルスキー"},
                                       {"Trend Micro", "トレンドマイクロ"},
                                       {"Symantec", "シマンテック"},
                                       {"Cybozu", "サイボウズ"},
                                       {"Salesforce", "セールスフォース"},
                                       {"Dropbox", "ドロップボックス"},
                                       {"Zoom", "ズーム"},
                                       {"Slack", "スラック"},
                                       {"Adobe", "アドビ"},
                                       {"Oracle", "オラクル"},
                                       {"Veeam", "ヴィーム"},
                                       {"Acronis", "アクロニス"},
                                       {"QNAP", "キューナップ"},
                                       {"Synology", "シノロジー"},
                                       {"Check Point", "チェックポイント"},
                                       {"WatchGuard", "ウォッチガード"},
                                       {"Confluence", "コンフルエンス"},
                                       {"Exchange", "エクスチェンジ"},
                                       {"SharePoint", "シェアポイント"},
                                       {"Apache", "アパッチ"},
                                       {"Struts", "ストラッツ"},
                                       {"Firefox", "ファイアフォックス"},
                                       {"Chrome", "クローム"},
                                       {"Microsoft", "マイクロソフト"},
                                       {"Windows", "ウィンドウズ"},
                                       {"Outlook", "アウトルック"},
                                       {"Office", "オフィス"},
                                       {"Amazon", "アマゾン"},
                                       {"Atlassian", "アトラシアン"},
                                       {"Docker", "ドッカー"},
                                       {"Jenkins", "ジェンキンス"},
                                       {"Splunk", "スプランク"},
                                       {"SolarWinds", "ソーラーウインズ"},
                                       {"ConnectWise", "コネクトワイズ"},
                                       {"ManageEngine", "マネージエンジン"},
                                       {"Norton", "ノートン"},
                                       {"McAfee", "マカフィー"},
                                       {"Bitdefender", "ビットディフェンダー"},
                                       {"CrowdStrike", "クラウドストライク"},
                                       {"Cloudflare", "クラウドフレア"},
                                       {"Akamai", "アカマイ"},
                                       {"Aruba", "アルバ"},
                                       {"Siemens", "シーメンス"},
                                       {"Bosch", "ボッシュ"},
                                       {"Schneider", "シュナイダー"},
                                       {"Volkswagen", "フォルクスワーゲン"},
                                       {"Thales", "タレス"},
                                       {"Michelin", "ミシュラン"},
                                       {"Stormshield", "ストームシールド"},
                                       {"Garoon", "ガルーン"},
                                       {"Evernote", "エバーノート"},
                                       {"WordPress", "ワードプレス"},
                                       {"Thunderbird", "サンダーバード"},
                                       {"Safari", "サファリ"},
                                       {"Veritas", "ベリタス"},
                                       {"Vault", "ヴォルト"},
                                       {"Commvault", "コムボルト"},
                                       {"Brother", "ブラザー"},
                                       {"Canon", "キヤノン"},
                                       {"Ricoh", "リコー"},
                                       {"Xerox", "ゼロックス"},
                                       {"Polycom", "ポリコム"},
                                       {"Action", "アクション"},
                                       {"Virtual", "バーチャル"},
                                       {"Security", "セキュリティ"},
                                       {"Gateway", "ゲートウェイ"},
                                       {"Tenable", "テナブル"},
                                       {"Qualys", "クオリス"},
                                       {"Tanium", "タニウム"},
                                       {"Cybereason", "サイバーリーズン"},
                                       {"SentinelOne", "センチネルワン"},
                                       {"Brocade", "ブロケード"},
                                       {"NetApp", "ネットアップ"},
                                       {"Lenovo", "レノボ"},
                                       {"Dell", "デル"},
                                       {"SKYSEA", "スカイシー"},
                                       {"LANSCOPE", "ランスコープ"},
                                       {"Chatwork", "チャットワーク"},
                                       {"Backlog", "バックログ"},
                                       {"Zimbra", "ジンブラ"},
                                       {"Drupal", "ドルーパル"},
                                       {"Tomcat", "トムキャット"},
                                       {"WebLogic", "ウェブロジック"},
                                       {"WebSphere", "ウェブスフィア"},
                                       {"Android", "アンドロイド"},
                                       {"Ubuntu", "ウブントゥ"},
                                       {"Debian", "デビアン"},
                                       {"Cassandra", "カサンドラ"},
                                       {"Squid", "スクイッド"},
                                       {"ArcServe", "アークサーブ"},
                                       {"HashiCorp", "ハシコープ"},
                                       {"Logitec", "ロジテック"},
                                       {"Elecom", "エレコム"},
                                       {"Epson", "エプソン"},
                                       {"Konica Minolta", "コニカミノルタ"},
                                       {"Panasonic", "パナソニック"},
                                       {"Sharp", "シャープ"},
                                       {"Sony", "ソニー"},
                                       {"Mitel", "マイテル"},
                                       {"Avaya", "アバイア"},
                                       {"Jabra", "ジャブラ"},
                                       {"Philips", "フィリップス"},
                                       {"Ericsson", "エリクソン"},
                                       {"Nokia", "ノキア"},
                                       {"Ubiquiti", "ユビキティ"},
                                       {"Linksys", "リンクシス"},
                                       {"Joomla", "ジュームラ"},
                                       {"Magento", "マジェント"},
                                       {"Avast", "アバスト"},
                                       {"Rapid", "ラピッド"},
                                       {"Extreme", "エクストリーム"},
                                       {"Arista", "アリスタ"},
                                       {"Ruckus", "ラッカス"},
                                       {"Okta", "オクタ"},
                                       {"Kaseya", "カセヤ"},
                                       {"MOVEit", "ムーブイット"},
                                       {"Telerik", "テレリック"},
                                       {"Progress", "プログレス"},
                                       {"Elastic", "エラスティック"},
                                       {"Python", "パイソン"},
                                       {"Bluetooth", "ブルートゥース"},
                                       {"Photoshop", "フォトショップ"},
                                       {"Acrobat", "アクロバット"},
                                       {"Illustrator", "イラストレーター"},
                                       {"Teams", "チームズ"},
                                       {"PowerPoint", "パワーポイント"},
                                       {"Hyper", "ハイパー"},
                                       {"Excel", "エクセル"},
                                       {"Access", "アクセス"},
                                       {"Defender", "ディフェンダー"},
                                       {"Intel", "インテル"},
                                       {"Nvidia", "エヌビディア"},
                                       {"Broadcom", "ブロードコム"},
                                       {"Qualcomm", "クアルコム"},
                                       {"Motorola", "モトローラ"},
                                       {"Samsung", "サムスン"},
                                       {"Honeywell", "ハネウェル"},
                                       {"Rockwell", "ロックウェル"},
                                       {"Omron", "オムロン"},
                                       {"Keyence", "キーエンス"},
                                       {"Fanuc", "ファナック"},
                                       {"Beckhoff", "ベッコフ"},
                                       {"Phoenix", "フェニックス"},
                                       {"Continental", "コンチネンタル"},
                                       {"Bull", "ブル"},
                                       {"Gemalto", "ジェムアルト"},
                                       {"Mozilla", "モジラ"},
                                       {"Opera", "オペラ"},
                                       {"Skype", "スカイプ"},
                                       {"Facebook", "フェイスブック"},
                                       {"Instagram", "インスタグラム"},
                                       {"Spotify", "スポティファイ"},
                                       {"Notion", "ノーション"},
                                       {"Trello", "トレロ"},
                                       {"Webex", "ウェベックス"},
                                       {"Filezilla", "ファイルジラ"},
                                       {"Parallels", "パラレルス"},
                                       {"Nutanix", "ニュータニックス"},
                                       {"Rubrik", "ルーブリック"},
                                       {"Cohesity", "コヒシティ"},
                                       {"Snowflake", "スノーフレイク"},
                                       {"Tableau", "タブロー"},
                                       {"Zendesk", "ゼンデスク"},
                                       {"Darktrace", "ダークトレース"},
                                       {"Fujitsu", "フジツウ"},
                                       {"Mandiant", "マンディアント"},
                                       {"Proofpoint", "プルーフポイント"},
                                       {"Mimecast", "マイムキャスト"},
                                       {"Netskope", "ネットスコープ"},
                                       {"Forescout", "フォアスカウト"},
                                       {"Varonis", "バロニス"},
                                       {"Vectra", "ベクトラ"},
                                       {"Imperva", "インパーバ"},
                                       {"Radware", "ラドウェア"},
                                       {"Riverbed", "リバーベッド"},
                                       {"Silver Peak", "シルバーピーク"},
                                       {"Meraki", "メラキ"},
                                       {"Allied Telesis", "アライドテレシス"},
                                       {"Aterm", "エーターム"}};

/* Which no ear tells: spelled letters, French, an irregular reading. They are in the way of others as well. */
static const char *const UNHEARD[][2] = {{"Azure", "アジュール"},
                                         {"Zyxel", "ザイセル"},
                                         {"VMware", "ヴイエムウェア"},
                                         {"Google", "グーグル"},
                                         {"TeamViewer", "チームビューアー"},
                                         {"Huawei", "ファーウェイ"},
                                         {"Dassault", "ダッソー"},
                                         {"Renault", "ルノー"},
                                         {"Pulse Secure", "パルスセキュア"},
                                         {"CyberArk", "サイバーアーク"},
                                         {"Mitsubishi", "ミツビシ"},
                                         {"Würth", "ウルト"},
                                         {"Zeiss", "ツァイス"},
                                         {"Twitter", "ツイッター"},
                                         {"YouTube", "ユーチューブ"},
                                         {"Zscaler", "ゼットスケーラー"}};

static void fold_into(char out[NAME], const char *text)
{
    struct buffer folded;
    buffer_init(&folded, BUFFER_MAX_TEXT);
    assert_true(text_fold(&folded, text));
    assert_true(folded.length < NAME);
    (void)snprintf(out, NAME, "%s", buffer_text(&folded));
    buffer_release(&folded);
}

static bool hears(const char *wanted, const char *text, enum sound_place place)
{
    char words[NAME], name[NAME];
    struct sound_wanted want;
    struct sound_heard heard;
    fold_into(words, wanted);
    fold_into(name, text);
    sound_want(&want, words);
    sound_hear(&heard, name);
    return sound_far(&want, &heard, place) >= 0;
}

static const char *const *pair(size_t i)
{
    return i < COUNT(HEARD) ? HEARD[i] : UNHEARD[i - COUNT(HEARD)];
}

static void test_pairs(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(HEARD); i++) {
        for (size_t k = 0; k < 2; k++) {
            if (!hears(HEARD[i][k], HEARD[i][1 - k], SOUND_NAME)) {
                fail_msg("\"%s\" is not found by \"%s\"", HEARD[i][1 - k], HEARD[i][k]);
            }
        }
    }
    assert_true(COUNT(HEARD) * 100 >= (COUNT(HEARD) + COUNT(UNHEARD)) * 85);
}

/* One name for another one: at most 1 in 400. */
static void test_others(void **state)
{
    (void)state;
    const size_t count = COUNT(HEARD) + COUNT(UNHEARD);
    size_t wrong = 0;
    for (size_t i = 0; i < count; i++) {
        for (size_t j = 0; j < count; j++) {
            wrong += i != j && hears(pair(i)[0], pair(j)[1], SOUND_NAME) ? 1 : 0;
            wrong += i != j && hears(pair(i)[1], pair(j)[0], SOUND_NAME) ? 1 : 0;
        }
    }
    assert_true(wrong * 400 <= 2 * count * (count - 1));
}

static void test_words(void **state)
{
    (void)state;
    static const char *const gate[] = {"ヴォルトゲート SSL-VPN", "ボルトゲートSSL-VPN", "ﾎﾞﾙﾄｹﾞｰﾄ SSL-VPN"};
    for (size_t i = 0; i < COUNT(gate); i++) { /* one word is written alike */
        assert_true(hears("VaultGate SSL-VPN", gate[i], SOUND_NAME));
        assert_true(hears(gate[i], "VaultGate SSL-VPN", SOUND_NAME));
    }
    assert_true(hears("VaultGate SSL-VPN", "ノリベックス ヴォルトゲート SSL-VPN", SOUND_INSIDE)); /* behind its maker */
    assert_true(hears("ヴォルトゲート", "Norivex VaultGate SSL-VPN 60", SOUND_INSIDE));
    assert_false(hears("VaultGate SSL-VPN", "ノリベックス メールゲート SSL-VPN", SOUND_INSIDE));
    assert_false(hears("VaultGate SSL-VPN", "見本 SSL-VPN", SOUND_INSIDE));
    assert_true(hears("Café Würfel", "カフェウルフェル", SOUND_NAME)); /* keys keep their accents */
}

static void test_places(void **state)
{
    (void)state;
    assert_true(hears("Norivex", "ノリベックス", SOUND_WHOLE));
    assert_true(hears("ノリヴェックス", "Norivex", SOUND_WHOLE));
    assert_true(hears("Norivex", "ノリベックス ヴォルトゲート", SOUND_BEGINS));
    assert_false(hears("Norivex", "ノリベックス ヴォルトゲート", SOUND_WHOLE));
    assert_false(hears("VaultGate", "ノリベックス ヴォルトゲート", SOUND_BEGINS));
    assert_true(hears("Zoom", "ズーム", SOUND_NAME)); /* two consonants and a vowel: the whole name, in a key what is behind the maker */
    assert_true(hears("Zoom", "ノリベックス ズーム", SOUND_INSIDE));
    assert_false(hears("Zoom", "サムスン", SOUND_NAME));
    assert_true(hears("Adobe", "アドビ リーダー", SOUND_NAME)); /* a little more: its beginning */
    assert_true(hears("ソニー", "Sony Camera", SOUND_NAME));
    assert_false(hears("Sony", "カメラ ソニー", SOUND_NAME));
    assert_false(hears("io", "いお", SOUND_WHOLE)); /* nothing to hear */
}

static void test_scripts(void **state)
{
    (void)state;
    assert_true(sound_apart(sound_scripts("vaultgate"), sound_scripts("ゔおるとげとsslvpn")));
    assert_true(sound_apart(sound_scripts("ゔおると"), sound_scripts("見本vault")));
    assert_false(sound_apart(sound_scripts("vault60"), sound_scripts("vault")));
    assert_false(sound_apart(sound_scripts("ゔおると"), sound_scripts("ぼると")));
    assert_false(sound_apart(sound_scripts("見本60"), sound_scripts("vault")));
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_pairs), cmocka_unit_test(test_others), cmocka_unit_test(test_words),
                                       cmocka_unit_test(test_places), cmocka_unit_test(test_scripts)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
