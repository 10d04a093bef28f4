// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/protocol/eventdata.h"

#include <QByteArray>
#include <QList>

#include <map>
#include <vector>

namespace confab::test {

/// The fingerprint of one log entry, from all members that clients agree on.
QByteArray digestOf(const Event& event);

/// One room's log as one client received it: live events and pages, in any order. It holds fingerprints, so that twenty
/// clients can follow a hundred thousand messages.
/// Thread: the test's. Owned by: its Sender.
class Transcript {
public:
    enum class Pushed {
        Taken,
        Known,  ///< had it already
        Hole,   ///< kept aside: what comes before it is missing
        Differs ///< had another one under this seq
    };
    Pushed push(const Event& event);

    /// All up to here are known.
    Seq last() const { return Seq(m_digests.size()); }
    bool hasGap() const { return !m_buffered.empty(); }
    const std::vector<QByteArray>& digests() const { return m_digests; }
    /// SHA-256 over all of it, in order.
    QByteArray hash() const;

private:
    std::vector<QByteArray> m_digests;    // of seq 1, 2, 3, …
    std::map<Seq, QByteArray> m_buffered; // beyond a hole
};

} // namespace confab::test
