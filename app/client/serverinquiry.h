// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/client/connection.h"

namespace confab::client {

/// Asks a server for its facts before a sign-in (server.about), on a connection of its own that lasts as long as the
/// request.
/// Thread: the client's. Owned by: models::ServerFacts.
class ServerInquiry : public QObject {
    Q_OBJECT
public:
    ServerInquiry(Codec codec, const Connection::Times& times);

    /// `then` gets the server's answer or an error: MethodNotFound from a server that is older than the method,
    /// Disconnected, Timeout. A later request replaces an earlier one, whose `then` is not called any more.
    void ask(const QUrl& url, Then<About> then);
    void cancel();

private:
    void opened();
    void answer(const Result<About>& answer);

    Connection m_connection;
    Then<About> m_then;
    int m_questions = 0; // answers to earlier requests are dropped
};

} // namespace confab::client
