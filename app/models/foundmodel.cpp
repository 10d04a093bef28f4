// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/models/foundmodel.h"

#include "app/models/formatting.h"

#include <utility>

namespace confab::models {

FoundModel::FoundModel(std::chrono::milliseconds pause) {
    m_delay.setSingleShot(true);
    m_delay.setInterval(pause);
    connect(&m_delay, &QTimer::timeout, this, &FoundModel::search);
}

void FoundModel::setQuery(const QString& query) {
    if (m_query == query)
        return;
    m_query = query;
    Q_EMIT queryChanged();
    ++m_generation; // listed and pending results are of another query
    if (!isWorthAsking()) {
        m_delay.stop();
        setError({});
        clear();
        return setBusy(false);
    }
    setBusy(true);
    m_delay.start();
}

void FoundModel::search() {
    m_delay.stop();
    if (!isWorthAsking())
        return;
    setBusy(true);
    ask();
}

void FoundModel::setBusy(bool busy) {
    if (std::exchange(m_busy, busy) != busy)
        Q_EMIT busyChanged();
}

void FoundModel::setError(const std::optional<Error>& error) {
    const QString text = error ? sentence(*error) : QString();
    if (std::exchange(m_error, text) != text)
        Q_EMIT errorChanged();
}

} // namespace confab::models
