// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "server/storage/sql/search/gram.h"

#include <QByteArray>

#include <bitset>
#include <compare>
#include <vector>

/// A part of a segment of the index, as its row has it: gram by gram, rising, the difference to the one before, how
/// many messages have it, and their places, each as the difference to the one before. Numbers have seven bits in a
/// byte, the lowest first; the highest bit says that more follow.
namespace confab {

/// A segment is so many seqs of a room's log. Larger ones make a word that is nowhere cost less, smaller ones make the
/// index of a slice cost less.
inline constexpr qint64 segmentSeqs = 2048;
constexpr qint64 segmentOf(qint64 seq) {
    return seq / segmentSeqs;
}

/// The places of some messages in their segment.
using Places = std::bitset<size_t(segmentSeqs)>;

/// A message has a gram.
struct Posting {
    Gram gram = 0;
    quint16 place = 0;
    friend auto operator<=>(const Posting&, const Posting&) = default;
};

/// `postings` are rising, each once.
QByteArray encodePostings(const std::vector<Posting>& postings);
/// Rising; of damaged bytes those before the damage.
std::vector<Posting> decodePostings(const QByteArray& bytes);
/// Adds the places of the messages that have a gram of the range.
void addPlaces(const QByteArray& bytes, GramRange range, Places& places);

} // namespace confab
