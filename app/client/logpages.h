// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/client/storedlog.h"

namespace confab::client {

/// A page, and what is known beside its rows.
struct FoundPage : store::LogPage {
    bool isEnd = false;   ///< no message is newer; only of a page that goes on after a seq
    bool isStale = false; ///< the log was ahead of it already
};

/// Pages of a room's history: from the store where that has them, else from the server; without a connection from the
/// store alone.
/// Thread: the client's. Owned by: LogWindow.
class LogPages : public QObject {
    Q_OBJECT
public:
    /// `stored`: null when nothing is kept.
    LogPages(Connection& connection, Session& session, UserDirectory& people, StoredLog* stored)
        : m_connection(connection), m_session(session), m_people(people), m_stored(stored) {}

    /// Whether get() may find it: false while offline, when there is no store, or it did not have that page.
    bool canGet(const RoomHistory& wanted) const;
    /// `then`: later; or at once with Disconnected.
    void get(const RoomHistory& wanted, Then<FoundPage> then);
    /// The same of the server alone.
    void ask(const RoomHistory& wanted, Then<FoundPage> then);

private:
    void answered(const RoomHistory& wanted, HistoryPage page, const Then<FoundPage>& then);

    Connection& m_connection;
    Session& m_session;
    UserDirectory& m_people;
    StoredLog* m_stored;
    // What the store did not have while there was no connection, for each direction.
    std::optional<Seq> m_noBefore;
    std::optional<Seq> m_noAfter;
    std::optional<Seq> m_noAround;
};

} // namespace confab::client
