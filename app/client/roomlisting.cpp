// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/client/roomlisting.h"

namespace confab::client {

RoomListing::RoomListing(Connection& connection) : m_connection(connection) {
    m_retryTimer.setSingleShot(true);
    connect(&m_retryTimer, &QTimer::timeout, this, &RoomListing::ask);
}

void RoomListing::begin(std::optional<RoomId> after) {
    cancel();
    m_after = after;
    m_backoff.reset();
    ask();
}

void RoomListing::cancel() {
    ++m_readings;
    m_retryTimer.stop();
}

void RoomListing::ask() {
    const auto then = [this, reading = m_readings](const Result<RoomsPage>& answer) {
        if (reading == m_readings)
            answered(answer);
    };
    m_connection.call(RoomList{m_after}, {this, then});
}

void RoomListing::answered(const Result<RoomsPage>& answer) {
    if (!answer && answer.error().kind == ErrorKind::Disconnected)
        return cancel();
    if (!answer && errorRow(answer.error().kind).retryable) {
        m_retryTimer.start(m_backoff.next() + std::chrono::milliseconds(answer.error().retryAfterMs.value_or(0)));
        return;
    }
    if (!answer)
        return Q_EMIT ended(false);
    const int reading = m_readings;
    Q_EMIT page(answer->rooms);
    if (reading != m_readings)
        return; // a receiver of the page ended the listing
    const bool more = answer->more.value_or(false);
    if (!more || answer->rooms.isEmpty()) // an empty page would be requested again for ever
        return Q_EMIT ended(!more);
    m_after = answer->rooms.last().id;
    ask();
}

} // namespace confab::client
