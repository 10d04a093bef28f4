// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/broker/nodehealth.h"

#include <QLoggingCategory>

namespace confab {

namespace {

Q_LOGGING_CATEGORY(lc, "confab.backplane")

} // namespace

void NodeHealth::databaseAnswers(bool answers) {
    if (answers == m_state.databaseAnswers)
        return;
    if (answers)
        qCInfo(lc) << "The database answers again";
    else
        qCWarning(lc) << "The database does not answer: nothing can be sent or read until it does";
    set({answers, m_state.brokerConnected});
}

void NodeHealth::brokerConnected(bool connected) {
    set({m_state.databaseAnswers, connected});
}

void NodeHealth::set(NodeState state) {
    if (std::exchange(m_state, state) != state)
        m_changed(state);
}

} // namespace confab
