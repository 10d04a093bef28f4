// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/protocol/types.h"

#include <array>
#include <vector>

/// By what a search passes by most messages without reading them. The sign of a message is a row of bits: one for each
/// letter that it has, each two and each three UTF-16 units in a row of its folded text, where two of its words meet,
/// its author, links and files. A message with a word has the bits of the word; one that has them may have it. So the
/// signs say where to look, and never what is found. Pure functions, any thread.
namespace confab::store {

struct SearchDemand;

/// Signs of so many seqs of a log are stored together: some kilobytes, which are written anew with each change.
inline constexpr Seq segmentSeqs = 128;
constexpr Seq segmentOf(Seq seq) {
    return seq / segmentSeqs;
}

/// Adds the sign of a message to those of its segment; none of a deleted one.
void addSign(const Message& message, QByteArray& signs);

/// Where a search has to look.
struct SignedPlace {
    Seq seq = 0;
    UtcTime at;
};

/// What the messages that are looked for have in their signs.
class SoughtSigns {
public:
    explicit SoughtSigns(const SearchDemand& demand);
    /// Adds the messages of a segment that may be meant. Of damaged bytes those before the damage.
    void find(const QByteArray& signs, Seq segment, std::vector<SignedPlace>& found) const;

private:
    quint64 m_letters = 0;
    quint8 m_facts = 0;
    std::vector<quint32> m_all;                    ///< hashes, of which a sign has each
    std::vector<quint32> m_joints;                 ///< likewise, of a sign that has joints
    std::vector<std::array<quint32, 3>> m_authors; ///< and all of one of these, if there are some
};

} // namespace confab::store
