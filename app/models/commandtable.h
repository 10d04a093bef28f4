// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <span>

/// What can be done in the window by a key: one line each, for the keys, for the list of keys and for the switcher.
namespace confab::models {

struct CommandRow {
    enum Where { Window, Writing }; ///< anywhere in the window; in the field for a message
    const char* id;                 ///< its name in the settings and in QML: never changes
    const char* name;               ///< for people; a text to translate, context "Commands"
    const char* keys; ///< at first, as QKeySequence writes them in English, with "; " between; may be empty
    Where where;
    const char* icon; ///< in the switcher; empty: it is not offered there
};

/// In the order in which they are listed.
std::span<const CommandRow> commandTable();

} // namespace confab::models
