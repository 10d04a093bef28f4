// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/core/ids.h"

#include <QHash>
#include <QObject>

namespace confab::models {

/// Unsent texts of the composer, by room, for the lifetime of the program.
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
