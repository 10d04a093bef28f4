// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/client/backoff.h"
#include "common/core/error.h"

#include <optional>

namespace confab::client {

/// Whether the sending or fetching of a file goes on after an error, and when. The connection may be lost as often as
/// it likes; errors of the server are counted.
/// Thread: the client's. Owned by: FileUpload, FileDownload.
class TransferRetries {
public:
    explicit TransferRetries(Backoff backoff) : m_backoff(std::move(backoff)) {}

    /// How long to wait before the next try; empty: it can't help.
    std::optional<std::chrono::milliseconds> pauseAfter(const Error& error);
    /// Bytes have arrived: errors are counted anew.
    void progressed();

    static constexpr int mostFailures = 5; ///< errors of the server in a row without progress

private:
    Backoff m_backoff;
    int m_failures = 0;
};

} // namespace confab::client
