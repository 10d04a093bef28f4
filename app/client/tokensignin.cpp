// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/client/tokensignin.h"

namespace confab::client {

void TokenSignIn::begin() {
    if (m_tokens.isStoring())
        return; // renewed() comes as soon as the store has the new ones
    if (m_tokens.isUsable())
        resume();
    else
        m_tokens.renew();
}

void TokenSignIn::resume() {
    m_connection.call(SessionResume{m_tokens.access()}, m_answers.then(this, &TokenSignIn::answered));
}

void TokenSignIn::answered(const Result<Resumed>& answer) {
    if (answer) {
        Q_EMIT resumed(*answer);
        return;
    }
    const Error& error = answer.error();
    if (!isRefusal(error)) {
        Q_EMIT failed(error);
        return;
    }
    if (m_tokens.isFresh()) {
        Q_EMIT refused();
        return;
    }
    m_tokens.dropAccess();
    m_tokens.renew();
}

} // namespace confab::client
