// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/models/queuedmessages.h"

#include "app/client/outbox.h"
#include "app/models/formatting.h"

namespace confab::models {

QueuedMessages::QueuedMessages(client::Outbox& outbox) : m_outbox(outbox) {
    const auto gone = [this](RoomId, const QString& clientId) {
        if (clientId == m_editing)
            setEditing({});
    };
    connect(&outbox, &client::Outbox::sent, this, gone);
    connect(&outbox, &client::Outbox::discarded, this, gone);
}

QueuedMessages::~QueuedMessages() {
    if (!m_editing.isEmpty())
        m_outbox.release(m_editing);
}

QString QueuedMessages::text() const {
    return m_outbox.body(m_editing);
}

void QueuedMessages::edit(const QString& clientId) {
    cancel();
    if (m_outbox.hold(clientId))
        setEditing(clientId);
}

void QueuedMessages::save(const QString& text) {
    if (m_editing.isEmpty())
        return;
    if (text.trimmed().isEmpty())
        return withdraw(QString(m_editing)); // a copy: m_editing changes while receivers still use it
    const Status edited = m_outbox.edit(m_editing, text.trimmed());
    if (!edited)
        return setProblem(sentence(edited.error()));
    setEditing({});
}

void QueuedMessages::cancel() {
    const QString clientId = m_editing;
    setEditing({});
    m_outbox.release(clientId);
}

void QueuedMessages::withdraw(const QString& clientId) {
    m_outbox.discard(clientId);
}

void QueuedMessages::setEditing(const QString& clientId) {
    setProblem({});
    if (std::exchange(m_editing, clientId) != clientId)
        Q_EMIT editingChanged();
}

void QueuedMessages::setProblem(const QString& problem) {
    if (std::exchange(m_problem, problem) != problem)
        Q_EMIT problemChanged();
}

} // namespace confab::models
