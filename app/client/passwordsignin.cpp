// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/client/passwordsignin.h"

namespace confab::client {

void PasswordSignIn::begin(Request request, Then<void> then) {
    m_request = std::move(request);
    m_then = std::move(then);
}

void PasswordSignIn::ask() {
    if (!m_request)
        return;
    std::visit(
        [this](const auto& request) { m_connection.call(request, m_answers.then(this, &PasswordSignIn::answered)); },
        *m_request);
}

void PasswordSignIn::answered(const Result<Auth>& answer) {
    if (answer)
        Q_EMIT signedIn(*answer);
    else
        Q_EMIT failed(answer.error());
}

Then<void> PasswordSignIn::end() {
    m_answers.dropAll();
    m_request.reset();
    return std::exchange(m_then, {});
}

} // namespace confab::client
