// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/protocol/method.h"
#include "common/protocol/types.h"

/// Finding messages by what they say.
namespace confab {

namespace limits {

inline constexpr qsizetype searchChars = 500;      // of a query: a pasted sentence or address, not a pasted page
inline constexpr int searchTerms = 20;             // each one costs the server a look
inline constexpr int foundMessages = 100;          // in one answer
inline constexpr int foundByDefault = 20;          // a screen of results
inline constexpr int rangesPerHit = 100;           // marks in one message
inline constexpr qsizetype searchCursorChars = 64; // three numbers

} // namespace limits

enum class SearchHas { File, Link, Image };
template <>
struct EnumNames<SearchHas> {
    static constexpr std::array<std::pair<SearchHas, const char*>, 3> names{
        {{SearchHas::File, "file"}, {SearchHas::Link, "link"}, {SearchHas::Image, "image"}}};
};

/// A message that was found, and where.
struct SearchHit {
    Message message;
    QList<QList<int>> ranges; ///< [start, length] in UTF-16 units of the body, by start; none when a file name matched
    template <class Self = SearchHit>
    static constexpr auto fields() {
        return std::tuple{field("message", &Self::message), field("ranges", &Self::ranges, {0, limits::rangesPerHit})};
    }
};

struct SearchAnswer {
    QList<SearchHit> hits;         ///< newest first
    QList<User> users;             ///< their authors
    std::optional<QString> cursor; ///< for the next page, which may have no hits; absent: there are no more
    std::optional<int> indexing;   ///< while old messages are not indexed yet, and pages are short: per cent that are
    template <class Self = SearchAnswer>
    static constexpr auto fields() {
        return std::tuple{field("hits", &Self::hits), field("users", &Self::users), field("cursor", &Self::cursor),
                          field("indexing", &Self::indexing)};
    }
};

/// Messages of the caller's rooms. `query` may have filters of its own (common/search/searchquery.h).
struct SearchMessages {
    static constexpr std::string_view method = "search.messages";
    static constexpr Access access = Access::SignedIn;
    static constexpr bool wantsPage = true;
    using Answer = SearchAnswer;
    QString query;
    std::optional<RoomId> room;
    std::optional<UserId> by;
    std::optional<UtcTime> before;
    std::optional<UtcTime> after; ///< at this time or later
    std::optional<SearchHas> has;
    std::optional<int> limit;
    std::optional<QString> cursor; ///< of the page before, for the same query
    template <class Self = SearchMessages>
    static constexpr auto fields() {
        return std::tuple{field("query", &Self::query, {0, limits::searchChars}),
                          field("room", &Self::room),
                          field("by", &Self::by),
                          field("before", &Self::before),
                          field("after", &Self::after),
                          field("has", &Self::has),
                          field("limit", &Self::limit, {1, limits::foundMessages}),
                          field("cursor", &Self::cursor, {1, limits::searchCursorChars})};
    }
};

} // namespace confab
