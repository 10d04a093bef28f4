// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/client/transferretries.h"

namespace confab::client {

std::optional<std::chrono::milliseconds> TransferRetries::pauseAfter(const Error& error) {
    const bool broke = error.kind == ErrorKind::Disconnected || error.kind == ErrorKind::RateLimited;
    const bool signIn = error.kind == ErrorKind::AuthExpired || error.kind == ErrorKind::AuthRequired;
    if (!broke && ++m_failures > mostFailures)
        return std::nullopt;
    if (!broke && !signIn && error.kind != ErrorKind::Internal && !errorRow(error.kind).retryable)
        return std::nullopt;
    return m_backoff.next() + std::chrono::milliseconds(error.retryAfterMs.value_or(0));
}

void TransferRetries::progressed() {
    m_failures = 0;
    m_backoff.reset();
}

} // namespace confab::client
