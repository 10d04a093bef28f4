// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/client/backoff.h"
#include "app/client/connection.h"

#include <QTimer>

namespace confab::client {

/// Reads what of one's rooms had no place in the answer to a sign-in, page by page, until it is all there. After a loss
/// of the connection the next sign-in begins anew.
/// Thread: the client's. Owned by: Rooms.
class RoomListing : public QObject {
    Q_OBJECT
public:
    explicit RoomListing(Connection& connection);

    /// From the rooms after this one on; from the first without one. Ends an earlier reading, of which nothing is told
    /// any more.
    void begin(std::optional<RoomId> after);
    void cancel();

Q_SIGNALS:
    void page(const QList<confab::Room>& rooms);
    /// There are no more pages; or, which is told nowhere else, the server does not give them.
    void ended(bool complete);

private:
    void ask();
    void answered(const Result<RoomsPage>& answer);

    Connection& m_connection;
    std::optional<RoomId> m_after;
    int m_readings = 0; // of which only the latest counts
    Backoff m_backoff;
    QTimer m_retryTimer;
};

} // namespace confab::client
