// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/client/connection.h"
#include "app/client/liveanswers.h"

#include <variant>

namespace confab::client {

/// What the user asked for with a password: a sign-in, its second step, or a new account. From the request to the
/// server's answer. Thread: the client's. Owned by: Session.
class PasswordSignIn : public QObject {
    Q_OBJECT
public:
    using Request = std::variant<AccountLogin, AccountRegister, AccountCode>;

    /// `connection` must outlive this.
    explicit PasswordSignIn(Connection& connection) : m_connection(connection) {}

    /// `then`: for the one who asked; whoever ends this gets it.
    void begin(Request request, Then<void> then);
    /// The connection is open. Ends in signedIn() or failed(), unless the connection is lost.
    void ask();
    /// Forgets the request with its password, and drops its answer. Returns begin()'s `then`; an empty one when nothing
    /// has begun.
    [[nodiscard]] Then<void> end();

Q_SIGNALS:
    void signedIn(const confab::Auth& answer);
    void failed(const confab::Error& error);

private:
    void answered(const Result<Auth>& answer);

    Connection& m_connection;
    std::optional<Request> m_request;
    Then<void> m_then;
    LiveAnswers m_answers;
};

} // namespace confab::client
