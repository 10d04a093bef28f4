// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/client/backoff.h"
#include "app/client/connection.h"

#include <QTimer>

namespace confab::client {

/// Reads the user's rooms that did not fit into the answer to a sign-in, page by page, until all are known. After a
/// loss of the connection the next sign-in starts again.
/// Thread: the client's. Owned by: Rooms.
class RoomListing : public QObject {
    Q_OBJECT
public:
    explicit RoomListing(Connection& connection);

    /// Lists from the rooms after this one; from the first without one. Ends an earlier listing, which emits nothing
    /// any more.
    void begin(std::optional<RoomId> after);
    void cancel();

Q_SIGNALS:
    void page(const QList<confab::Room>& rooms);
    /// There are no more pages; or the server does not give them, which no other signal reports.
    void ended(bool complete);

private:
    void ask();
    void answered(const Result<RoomsPage>& answer);

    Connection& m_connection;
    std::optional<RoomId> m_after;
    int m_readings = 0; // only the latest listing counts
    Backoff m_backoff;
    QTimer m_retryTimer;
};

} // namespace confab::client
