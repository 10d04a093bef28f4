// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/core/ids.h"

#include <QHash>
#include <QList>
#include <QString>

namespace confab::models {

/// Whom the user chose from the offers for "@" in the texts that are being written. Several members may have one name:
/// the text alone would call all of them.
/// Thread: the window's. Owned by: Drafts.
class ChosenMentions {
public:
    /// Of one room; more than a message lists have no effect.
    static constexpr qsizetype most = 100;

    void choose(RoomId room, UserId user, const QString& name);
    /// The chosen ones whose "@name" the text has, in the order of the choice; nothing is chosen in the room any more.
    QList<UserId> takeIn(RoomId room, const QString& text);
    void clear() { m_chosen.clear(); }

private:
    struct Choice {
        UserId user;
        QString name;
    };
    QHash<RoomId, QList<Choice>> m_chosen;
};

} // namespace confab::models
