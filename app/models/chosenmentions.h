// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/client/draftsfile.h"

namespace confab::models {

/// Whom the user chose from the offers for "@" in the texts that are being written. Several members may have one name:
/// the text alone would call all of them.
/// Thread: the window's. Owned by: Drafts.
class ChosenMentions {
public:
    /// Of one room; more than a message lists have no effect.
    static constexpr qsizetype most = 100;

    void choose(RoomId room, UserId user, const QString& name);
    /// The chosen ones whose "@name" the text has, in the order of the choice.
    QList<UserId> meantIn(RoomId room, const QString& text) const;
    /// Its texts are sent.
    void forget(RoomId room) { m_chosen.remove(room); }
    void clear() { m_chosen.clear(); }

    /// Those whose "@name" a draft of their room has.
    client::DraftMentions usedIn(const client::DraftTable& drafts) const;
    void restore(const client::DraftMentions& chosen) { m_chosen = chosen; }

private:
    client::DraftMentions m_chosen;
};

} // namespace confab::models
