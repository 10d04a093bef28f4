// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/core/error.h"
#include "common/protocol/search.h"
#include "common/search/searchplace.h"

#include <qcoro/qcorotask.h>

#include <functional>

namespace confab {

/// What a caller looks for. Every condition has to hold.
struct SearchQuestion {
    UserId caller;
    QStringList terms;          ///< folded (common/search/foldedtext.h); each is in the body or in the name of a file
    std::optional<RoomId> room; ///< this one only
    QStringList roomNames = {}; ///< folded; in a room with one of these names, else with a name that contains one
    std::optional<QList<UserId>> by = std::nullopt; ///< one of these
    std::optional<UtcTime> before = std::nullopt;
    std::optional<UtcTime> after = std::nullopt; ///< at this time or later
    bool hasFile = false;
    bool hasLink = false;
    bool hasImage = false;
    int limit = limits::foundByDefault;
    std::optional<SearchPlace> from = std::nullopt; ///< hits behind this place; none: from the newest on
};

struct SearchPage {
    QList<SearchHit> hits; ///< newest first
    QList<User> users;     ///< their authors
    /// Where to go on. A page also ends when enough was looked at, with few hits or none.
    std::optional<SearchPlace> next;
    std::optional<int> indexed; ///< per cent; none: as good as all
};

/// How much of the rooms' logs is not indexed.
struct SearchBacklog {
    qint64 events = 0;    ///< of all logs
    qint64 unindexed = 0; ///< of these
    QList<RoomId> rooms;  ///< that have such, those with most first
    bool more = false;    ///< there are other ones
};

/// The search for messages, and the index behind it. The index follows the log by itself; what it does not have yet is
/// looked at message by message, so it makes a search quick and never decides what is found. A deleted message leaves
/// it in the transaction that deletes its text, and an edited one changes in that of its edit.
class SearchStore {
public:
    virtual ~SearchStore() = default;
    /// Messages of the caller's rooms. RoomNotFound, RoomNotMember: of `room`, as in MessageStore.
    virtual QCoro::Task<Result<SearchPage>> find(SearchQuestion question) = 0;

    // ---- for a node itself

    virtual QCoro::Task<Result<SearchBacklog>> backlog() = 0;
    /// Indexes the next messages of a room: as many as hold up the writer for some milliseconds. Whether there are
    /// more; false also for a room that was deleted.
    virtual QCoro::Task<Result<bool>> indexSlice(RoomId room) = 0;
    /// `tell` is called on the home thread whenever an event is about to be appended, until another one is given.
    virtual void onAppend(std::function<void()> tell) = 0;
};

} // namespace confab
