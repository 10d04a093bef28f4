// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/protocol/search.h"

#include <functional>

namespace confab::test {

/// What a stage searches in.
struct SearchedTexts {
    QList<Message> messages; ///< of the user's rooms, in any order
    QList<User> users;
    std::function<QString(RoomId)> roomName;
    UserId me;
};

/// Finds by the words of the query and by its filters, as the server does, but with whole names only; in pages, whose
/// cursor is the number of hits before.
SearchAnswer searchTexts(const SearchedTexts& texts, const SearchMessages& request);

} // namespace confab::test
