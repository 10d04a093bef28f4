// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/load/capacitysearch.h"

#include <cmath>

namespace confab::load {

std::optional<double> CapacitySearch::next() const {
    return isOver() ? std::nullopt : std::optional(m_next);
}

bool CapacitySearch::isOver() const {
    if (m_held > 0 && m_failed > 0)
        return m_failed <= m_held * (1 + m_plan.closeness);
    return m_next < m_plan.least || m_next > m_plan.most;
}

void CapacitySearch::note(bool held) {
    ++m_probes;
    if (!held && ++m_failures < m_plan.attempts)
        return; // once more
    m_failures = 0;
    (held ? m_held : m_failed) = m_next;
    if (m_failed == 0)
        m_next = m_held * 2;
    else
        m_next = m_held == 0 ? m_failed / 2 : std::sqrt(m_held * m_failed);
}

} // namespace confab::load
