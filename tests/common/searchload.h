// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

/// What benchmarks of the search fill a history with, and what they ask: the same of the server and of the app's store.
namespace confab::searchload {

/// Of which messages are pieces, each of so many characters and some that follow.
inline constexpr const char* someProse =
    "We moved the deployment of the web-server to Tuesday, because the router at 192.168.17.254 drops every seventh "
    "packet "
    "and nobody knows why. Ask the people downstairs whether their printer is happy; ours has eaten the quarterly "
    "report "
    "again. The build is green, the tests are green, and even the coffee machine has stopped complaining about its "
    "filter. "
    "Could somebody look at https://ci.example.org/build and say what a zygote has to do with our login page?";
inline constexpr const char* moreProse =
    "Lunch is at noon in the garden, with soup and bread for whoever comes first and cake for whoever comes last. "
    "Mind the state-of-the-art lawn mower, it does not stop for feet. I will be late by an hour or so, the train waits "
    "in "
    "front of a red signal. Please keep a chair for me, and tell the owner of the blue bicycle that its lamp is on. "
    "Thanks "
    "to all who helped yesterday: the shelves are up, the cables are labelled, and the old jukebox plays a quiet "
    "waltz.";
inline constexpr int proseChars = 400;
// Message `n`: characters of one, its number, characters of the other.
inline constexpr int someFactor = 7919, someChars = 32;
inline constexpr int moreFactor = 104729, moreChars = 28;
/// A room's messages are spread over so much time before now.
inline constexpr long long historyMs = 3LL * 365 * 24 * 3600 * 1000;

/// Words of all messages, of few, of one and of none; parts, phrases, one and two letters, and filters. The rooms are
/// "Room N", the people "Person N".
inline constexpr const char* queries[] = {"the",
                                          "people",
                                          "deployment",
                                          "web-server",
                                          "192.168.17.254",
                                          "168.17",
                                          "printer is happy",
                                          "quarterly report",
                                          "zygote",
                                          "jukebox",
                                          "waltz",
                                          "lawn mower",
                                          "state-of-the-art",
                                          "ci.example.org",
                                          "https://",
                                          "eaten again",
                                          "cof",
                                          "lter",
                                          "ymen",
                                          "ju",
                                          "zy",
                                          "wn",
                                          "go",
                                          "54",
                                          "qx",
                                          "q",
                                          "x",
                                          "z",
                                          "€",
                                          "777777",
                                          "123456",
                                          "99999",
                                          "31415",
                                          "7",
                                          "\"blue bicycle\"",
                                          "\"red signal\" chair",
                                          "\"the the\"",
                                          "\"is the\" of",
                                          "blue chair",
                                          "nowhere",
                                          "therein",
                                          "xylophone",
                                          "北京",
                                          "京",
                                          "Привет",
                                          "COFFEE MACHINE",
                                          "cafe\u0301",
                                          "has:link",
                                          "has:file",
                                          "has:image plan",
                                          "the has:file",
                                          "the has:link before:2025",
                                          "from:person train",
                                          "the from:\"person 3\"",
                                          "the from:\"person 3\" from:\"person 5\"",
                                          "from:\"person 7\" in:\"room 2\"",
                                          "from:nobody the",
                                          "the in:\"room 4\"",
                                          "zygote in:\"room 4\" before:2025",
                                          "in:nowhere the",
                                          "before:2020",
                                          "the before:2024-06",
                                          "the before:2020",
                                          "ju before:2024-06",
                                          "q before:2024-06",
                                          "z after:2025 before:2025-06",
                                          "after:2020 lamp",
                                          "after:2027 the",
                                          "cake whoever comes last",
                                          "downstairs whether their printer"};

} // namespace confab::searchload
