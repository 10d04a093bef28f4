// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/core/ids.h"

#include <optional>

namespace confab::client {
class Timeline;
}

namespace confab::models {

/// The beginning of a timeline's unread messages: the first message of another user after the last read one. Once found
/// it stays, whatever is loaded or dropped. Pure logic.
class UnreadMark {
public:
    /// Everything up to `readSeq` was read; empty: there is no mark.
    void set(std::optional<Seq> readSeq);
    std::optional<Seq> readSeq() const { return m_readSeq; }

    /// Looks for the message if it was not found yet. `fromBeginning`: nothing is before the oldest row. True when this
    /// call found it.
    bool look(const client::Timeline& timeline, UserId me, bool fromBeginning);
    /// 0 while unknown.
    Seq first() const { return m_first; }

private:
    std::optional<Seq> m_readSeq;
    Seq m_first = 0;
};

} // namespace confab::models
