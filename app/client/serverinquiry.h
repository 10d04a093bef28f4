// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/client/connection.h"

#include <functional>

namespace confab::client {

/// Asks a server before a sign-in: for its facts (server.about), or where an invitation leads (invite.look). On a
/// connection of its own that lasts as long as the request.
/// Thread: the client's. Owned by: models::ServerFacts, models::SignInInvitation.
class ServerInquiry : public QObject {
    Q_OBJECT
public:
    ServerInquiry(Codec codec, const Connection::Times& times);

    /// `then` gets the server's answer or an error: MethodNotFound from a server that is older than the method,
    /// Disconnected, Timeout. A later request replaces an earlier one, whose `then` is not called any more.
    void ask(const QUrl& url, Then<About> then) { begin(url, ServerAbout{}, std::move(then)); }
    /// Likewise; also InviteNotFound.
    void look(const QUrl& url, const Secret& code, Then<InvitedTo> then) {
        begin(url, InviteLook{code}, std::move(then));
    }
    void cancel();

private:
    template <class Request>
    void begin(const QUrl& url, Request request, Then<typename Request::Answer> then);

    Connection m_connection;
    std::function<void()> m_ask;                // once the connection is open
    std::function<void(const Error&)> m_refuse; // when it is lost
    int m_questions = 0;                        // answers to earlier requests are dropped
};

} // namespace confab::client
