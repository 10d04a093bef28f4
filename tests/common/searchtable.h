// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

/// What a search has to find: messages, queries, and which of the messages each of them finds.
namespace confab::searchtable {

/// One message of the table; its number is its place, from 1 on, and its day in January.
struct Told {
    char room; ///< 'g', 'p' or 's'
    char by;   ///< 'a', 'b' or 'c'
    const char16_t* body;
    const char16_t* file = u"";
};
inline constexpr Told told[] = {
    {'g', 'a', u"The quick brown fox jumps over the lazy dog"},                                       // 1
    {'g', 'b', u"Deployment of the web-server finished: https://ci.example.org/build/4711?ok=1#end"}, // 2
    {'g', 'a', u"Router is at 192.168.17.254, the gateway at 10.0.0.1"},                              // 3
    {'g', 'b', u"今天北京的天气很好"},                                                                // 4
    {'g', 'a', u"Привет, Мир! Как дела? Всё ещё здесь"},                                              // 5
    {'g', 'b', u"Crème brûlée in der Straße nach Łódź"},                                              // 6
    {'g', 'a', u"Party 🎉 tonight 👍🏽"},                                                       // 7
    {'g', 'b', u"A state-of-the-art e-mail client"},                                                  // 8
    {'g', 'a', u"", u"Quarterly-Report_2025.PDF"},                                                    // 9
    {'g', 'b', u"How the holidays were", u"IMG_0042.jpeg"},                                           // 10
    {'g', 'a', u"東京タワーへ行きました"},                                                            // 11
    {'g', 'b', u"ＦＵＬＬ　ＷＩＤＴＨ and a ﬁle"},                                                    // 12
    {'g', 'a', u"int main() { return x->y; }  // C++20"},                                             // 13
    {'g', 'b', u"Ελληνικά ΚΕΊΜΕΝΟΣ"},                                                                 // 14
    {'g', 'a', u"foo\nbar   baz"},                                                                    // 15
    {'g', 'b', u"100% sure_that \\ works ' \" <b> now; DROP TABLE messages"},                         // 16
    {'g', 'a', u"한국어 메시지"},                                                                     // 17
    {'p', 'a', u"The fox of plans, see HTTP://Example.com/A"},                                        // 18
    {'p', 'b', u"budget 2026: 42 000 €"},                                                             // 19
    {'s', 'c', u"The fox is secret"},                                                                 // 20
    {'g', 'b', u"naïve cafés"},                                                                       // 21
    {'p', 'a', u"أهلا وسهلا"},                                                                        // 22
    {'g', 'b', u"❤️ and 👩‍👩‍👧 hearts"},                                              // 23
    {'p', 'a', u"ok"},                                                                                // 24
    {'p', 'b', u"我"},                                                                                // 25
};

/// A query, and the numbers of what it finds, newest first.
struct Row {
    const char16_t* query;
    const char* numbers;
};
inline constexpr Row table[] = {
    // words, parts of words, several words, phrases
    {u"fox", "18 1"},
    {u"FOX", "18 1"},
    {u"the", "18 10 8 3 2 1"},
    {u"quick", "1"},
    {u"uic", "1"},
    {u"ick bro", "1"},
    {u"\"ick bro\"", "1"},
    {u"brown quick", "1"},
    {u"\"brown quick\"", ""},
    {u"\"quick brown fox\"", "1"},
    {u"\"fox jumps", "1"},
    {u"fox plans", "18"},
    {u"fox nothing", ""},
    {u"jumpsover", ""},
    {u"z", "15 6 1"},
    {u"zy", "1"},
    {u"ok", "24 2"},
    {u"foo bar", "15"},
    {u"\"foo bar\"", "15"},
    {u"\"bar baz\"", "15"},
    {u"secret", ""},
    // addresses, links, hyphens, signs
    {u"192.168.17.254", "3"},
    {u"168.17", "3"},
    {u"10.0.0.1", "3"},
    {u"10.0.0.2", ""},
    {u"https://ci.example.org/build/4711?ok=1#end", "2"},
    {u"ci.example", "2"},
    {u"example.com/a", "18"},
    {u"example", "18 2"},
    {u"://", "18 2"},
    {u"web-server", "2"},
    {u"state-of-the-art", "8"},
    {u"of-the", "8"},
    {u"e-mail", "8"},
    {u"c++20", "13"},
    {u"x->y", "13"},
    {u"100%", "16"},
    {u"sure_that", "16"},
    {u"sureXthat", ""},
    {u"\\", "16"},
    {u"'", "16"},
    {u"table messages", "16"},
    {u"<b>", "16"},
    {u"€", "19"},
    {u"42", "19 10"},
    // scripts
    {u"北京", "4"},
    {u"天气", "4"},
    {u"今天北京", "4"},
    {u"京", "11 4"},
    {u"京天", ""},
    {u"我", "25"},
    {u"東京", "11"},
    {u"タワー", "11"},
    {u"привет", "5"},
    {u"ПРИВЕТ", "5"},
    {u"МИР", "5"},
    {u"ив", "5"},
    {u"ещё", "5"},
    {u"все", "5"},
    {u"creme", "6"},
    {u"BRÛLÉE", "6"},
    {u"brulee", "6"},
    {u"strasse", "6"},
    {u"STRASSE", "6"},
    {u"lodz", "6"},
    {u"Łódź", "6"},
    {u"naive", "21"},
    {u"cafe\u0301s", "21"},
    {u"full width", "12"},
    {u"ｆｕｌｌ", "12"},
    {u"file", "12"},
    {u"ελληνικα", "14"},
    {u"κειμενος", "14"},
    {u"한국어", "17"},
    {u"한국", "17"},
    {u"하", ""},
    {u"أهلا", "22"},
    // emoji
    {u"🎉", "7"},
    {u"👍", "7"},
    {u"👍🏽", "7"},
    {u"❤", "23"},
    {u"❤️", "23"},
    {u"👩‍👩‍👧", "23"},
    {u"🎈", ""},
    // files
    {u"report", "9"},
    {u"quarterly-report_2025.pdf", "9"},
    {u"img_0042", "10"},
    {u"holidays jpeg", "10"},
    {u".pdf", "9"},
    {u"2025", "9"},
    // filters
    {u"has:file", "10 9"},
    {u"has:image", "10"},
    {u"has:link", "18 2"},
    {u"has:link fox", "18"},
    {u"has:file report", "9"},
    {u"has:image report", ""},
    {u"has:nothing", ""},
    {u"from:ben the", "10 8 2"},
    {u"from:ana has:file", "9"},
    {u"from:ben has:link", "2"},
    {u"from:ana from:ben fox", "18 1"},
    {u"in:plans", "25 24 22 19 18"},
    {u"in:PLANS fox", "18"},
    {u"in:plan fox", "18"},
    {u"in:general fox", "1"},
    {u"in:secret fox", ""},
    {u"in:general in:plans fox", "18 1"},
    {u"before:2026-01-03", "2 1"},
    {u"before:2026-01-03 the", "2 1"},
    {u"after:2026-01-24", "25 24"},
    {u"after:2026-01-08 before:2026-01-11 the", "10 8"},
    {u"before:2026-01", ""},
    {u"after:2026 fox", "18 1"},
    {u"fox before:noon", ""},
    {u"FROM:ben IN:general Before:2026-01-03", "2"},
};

} // namespace confab::searchtable
