// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/models/unreadmark.h"

#include "app/client/timeline.h"

namespace confab::models {

void UnreadMark::set(std::optional<Seq> readSeq) {
    m_readSeq = readSeq;
    m_first = 0;
}

bool UnreadMark::look(const client::Timeline& timeline, UserId me, bool fromBeginning) {
    if (!m_readSeq || m_first > 0)
        return false;
    int row = timeline.rowsAfter(*m_readSeq);
    // While older rows are still to load, the oldest one may not be the first.
    if (row >= timeline.count() && !fromBeginning)
        return false;
    while (--row >= 0 && timeline.at(row).seq() > 0) {
        if (timeline.at(row).isMessage() && timeline.at(row).by() != me) {
            m_first = timeline.at(row).seq();
            return true;
        }
    }
    return false;
}

} // namespace confab::models
