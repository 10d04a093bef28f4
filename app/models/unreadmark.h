// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/core/ids.h"

#include <optional>

namespace confab::client {
class Timeline;
}

namespace confab::models {

/// Where the unread messages of a timeline begin: the first message after the one that was read last that is somebody
/// else's. Once found it stays, whatever is loaded or forgotten. Pure logic.
class UnreadMark {
public:
    /// Everything up to `readSeq` was read; nothing: there is no mark.
    void set(std::optional<Seq> readSeq);
    std::optional<Seq> readSeq() const { return m_readSeq; }

    /// Looks for the message if it is not found yet. `fromBeginning`: there is nothing before the oldest row. True when
    /// it is found now.
    bool look(const client::Timeline& timeline, UserId me, bool fromBeginning);
    /// 0 while not known.
    Seq first() const { return m_first; }

private:
    std::optional<Seq> m_readSeq;
    Seq m_first = 0;
};

} // namespace confab::models
