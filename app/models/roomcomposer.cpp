// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/models/roomcomposer.h"

namespace confab::models {

RoomComposer::RoomComposer(client::Client& client, Drafts& drafts) : m_client(client), m_drafts(drafts) {
    connect(&client.typing(), &client::Typing::changed, this, [this](RoomId id) {
        if (id == room())
            updateTyping();
    });
    connect(&client.people(), &client::UserDirectory::nameChanged, this, &RoomComposer::updateTyping);
}

void RoomComposer::show(client::OpenRoom* room) {
    m_room = room;
    Q_EMIT draftChanged();
    updateTyping();
}

bool RoomComposer::send(const QString& text) {
    if (!m_room || m_room->fullAt())
        return false;
    const Result<QString> queued = m_room->send(text.trimmed());
    if (!queued) {
        Q_EMIT refused(queued.error());
        return false;
    }
    m_client.typing().stopped(room());
    Q_EMIT sent();
    return true;
}

QString RoomComposer::draft() const {
    return m_drafts.of(room());
}

void RoomComposer::setDraft(const QString& draft) {
    if (!m_room || draft == m_drafts.of(room()))
        return;
    m_drafts.set(room(), draft);
    if (draft.trimmed().isEmpty())
        m_client.typing().stopped(room());
    else
        m_client.typing().typed(room());
    Q_EMIT draftChanged();
}

void RoomComposer::updateTyping() {
    QStringList names;
    for (const UserId id : m_client.typing().typists(room())) {
        if (const QString name = m_client.people().name(id); !name.isEmpty())
            names << name;
    }
    QString text;
    if (names.size() == 1)
        text = tr("%1 is typing").arg(names[0]);
    else if (names.size() == 2)
        text = tr("%1 and %2 are typing").arg(names[0], names[1]);
    else if (names.size() > 2)
        text = tr("Several people are typing");
    if (text == m_typingText)
        return;
    m_typingText = text;
    Q_EMIT typingTextChanged();
}

} // namespace confab::models
