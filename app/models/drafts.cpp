// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/models/drafts.h"

namespace confab::models {

void Drafts::set(RoomId room, const QString& text, Seq thread) {
    if (!room || of(room, thread) == text)
        return;
    if (text.trimmed().isEmpty())
        m_drafts.remove({room, thread});
    else
        m_drafts.insert({room, thread}, text);
    if (thread == 0)
        Q_EMIT changed(room);
}

void Drafts::clear() {
    const QList<std::pair<RoomId, Seq>> places = m_drafts.keys();
    m_drafts.clear();
    for (const auto& [room, thread] : places) {
        if (thread == 0)
            Q_EMIT changed(room);
    }
}

} // namespace confab::models
