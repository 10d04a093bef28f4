// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/core/ids.h"

#include <QHash>
#include <QObject>

namespace confab::models {

/// What was begun to be written and not sent yet, room by room, for as long as the program runs.
/// Thread: the window's. Owned by: Workspace.
class Drafts : public QObject {
    Q_OBJECT
public:
    QString of(RoomId room) const { return m_drafts.value(room); }
    /// White space alone is no draft.
    void set(RoomId room, const QString& text);
    void clear();

Q_SIGNALS:
    void changed(confab::RoomId room);

private:
    QHash<RoomId, QString> m_drafts;
};

} // namespace confab::models
