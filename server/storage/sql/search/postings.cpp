// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/storage/sql/search/postings.h"

namespace confab {

namespace {

constexpr int bitsPerByte = 7;
constexpr quint8 moreFollow = 0x80;

void appendNumber(QByteArray& bytes, quint64 number) {
    for (; number >= moreFollow; number >>= bitsPerByte)
        bytes.append(char(quint8(number) | moreFollow));
    bytes.append(char(number));
}

/// Thread: any. Owned by: forEachPosting().
class NumberReader {
public:
    explicit NumberReader(const QByteArray& bytes) : m_at(bytes.constData()), m_end(m_at + bytes.size()) {}

    bool atEnd() const { return m_at == m_end; }
    /// 0 behind the end.
    quint64 next() {
        quint64 number = 0;
        for (int shift = 0; m_at != m_end && shift < 64; shift += bitsPerByte) {
            const auto byte = quint8(*m_at++);
            number |= quint64(byte & (moreFollow - 1)) << shift;
            if (byte < moreFollow)
                break;
        }
        return number;
    }

private:
    const char* m_at;
    const char* m_end;
};

/// `begins(gram)` says whether to go on with that gram, `take(place)` gets its places when `wants(gram)`.
template <class Begins, class Take>
void forEachPosting(const QByteArray& bytes, const Begins& begins, const Take& take) {
    NumberReader numbers(bytes);
    Gram gram = 0;
    while (!numbers.atEnd()) {
        gram += numbers.next();
        if (!begins(gram))
            return;
        const quint64 count = numbers.next();
        quint64 place = 0;
        for (quint64 i = 0; i < count && !numbers.atEnd(); ++i) {
            place += numbers.next();
            if (place >= quint64(segmentSeqs))
                return; // damaged
            take(gram, quint16(place));
        }
    }
}

} // namespace

QByteArray encodePostings(const std::vector<Posting>& postings) {
    QByteArray bytes;
    bytes.reserve(qsizetype(postings.size() * 2 + 64));
    Gram before = 0;
    for (size_t i = 0; i < postings.size();) {
        const Gram gram = postings[i].gram;
        size_t end = i;
        while (end < postings.size() && postings[end].gram == gram)
            ++end;
        appendNumber(bytes, gram - before);
        appendNumber(bytes, end - i);
        quint16 place = 0;
        for (; i < end; ++i) {
            appendNumber(bytes, quint64(postings[i].place - place));
            place = postings[i].place;
        }
        before = gram;
    }
    return bytes;
}

std::vector<Posting> decodePostings(const QByteArray& bytes) {
    std::vector<Posting> postings;
    forEachPosting(
        bytes, [](Gram) { return true; },
        [&postings](Gram gram, quint16 place) {
            postings.push_back({gram, place});
        });
    return postings;
}

void addPlaces(const QByteArray& bytes, GramRange range, Places& places) {
    forEachPosting(
        bytes, [range](Gram gram) { return gram <= range.last; },
        [&](Gram gram, quint16 place) {
            if (gram >= range.first)
                places.set(place);
        });
}

} // namespace confab
