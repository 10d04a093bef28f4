// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/models/drafts.h"

namespace confab::models {

void Drafts::set(RoomId room, const QString& text) {
    if (!room || of(room) == text)
        return;
    if (text.trimmed().isEmpty())
        m_drafts.remove(room);
    else
        m_drafts.insert(room, text);
    Q_EMIT changed(room);
}

void Drafts::clear() {
    const QList<RoomId> rooms = m_drafts.keys();
    m_drafts.clear();
    for (const RoomId room : rooms)
        Q_EMIT changed(room);
}

} // namespace confab::models
