// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/client/backoff.h"

#include <QRandomGenerator>

#include <algorithm>

namespace confab::client {

Backoff::Backoff() : Backoff(Range()) {}

Backoff::Backoff(Range range, Random random) : m_range(range), m_random(std::move(random)) {}

std::chrono::milliseconds Backoff::next() {
    std::chrono::milliseconds ceiling = m_range.first;
    for (int i = 0; i < m_failures && ceiling < m_range.most; ++i)
        ceiling *= 2;
    ceiling = std::min(ceiling, m_range.most);
    ++m_failures;
    return std::chrono::milliseconds(qint64(m_random() * double(ceiling.count())));
}

Backoff::Random Backoff::systemRandom() {
    return [] { return QRandomGenerator::global()->generateDouble(); };
}

} // namespace confab::client
