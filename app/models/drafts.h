// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/core/ids.h"

#include <QHash>
#include <QObject>

namespace confab::models {

/// Unsent texts of the composers, by room and, for answers in a thread, by its first message, for the lifetime of the
/// program.
/// Thread: the window's. Owned by: Workspace.
class Drafts : public QObject {
    Q_OBJECT
public:
    /// `thread`: the first message of a thread; 0: of the room itself.
    QString of(RoomId room, Seq thread = 0) const { return m_drafts.value({room, thread}); }
    /// White space alone is no draft.
    void set(RoomId room, const QString& text, Seq thread = 0);
    void clear();

Q_SIGNALS:
    /// The room's own draft.
    void changed(confab::RoomId room);

private:
    QHash<std::pair<RoomId, Seq>, QString> m_drafts;
};

} // namespace confab::models
