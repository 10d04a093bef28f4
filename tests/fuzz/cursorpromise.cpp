// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

// The bytes are calls of two bytes each: a function, and a number. Numbers are near the cursor, or near the largest one
// of the wire.

#include "tests/fuzz/cursorpromise.h"

#include "common/core/sequencer.h"
#include "server/storage/pagebound.h"

#include <set>

namespace confab {

namespace {

Event eventAt(Seq seq) {
    return Event{RoomId{1}, seq, UserId{1}, {}, MemberLeft{UserId{1}, {}}};
}

/// The reference for a reader of the log, with nothing but a set: events that arrived and are not due yet.
class Expected {
public:
    explicit Expected(Seq last, size_t most) : m_last(last), m_highest(last), m_most(most) {}

    void push(Seq seq) {
        expect(seq);
        // The end of a gap is never delayed, whatever waits behind it.
        if (seq > m_last && (seq == m_last + 1 || m_held.size() < m_most))
            m_held.insert(seq);
        flush();
    }
    void expect(Seq seq) { m_highest = std::max(m_highest, seq); }
    /// The events that are due and were not taken yet.
    QList<Seq> takeDue() { return std::exchange(m_due, {}); }
    Seq last() const { return m_last; }
    Seq highest() const { return m_highest; }

private:
    void flush() {
        while (!m_held.empty() && *m_held.begin() == m_last + 1) {
            m_due.append(++m_last);
            m_held.erase(m_held.begin());
        }
    }

    Seq m_last;
    Seq m_highest;
    const size_t m_most;
    std::set<Seq> m_held;
    QList<Seq> m_due;
};

QList<Seq> seqsOf(const QList<Event>& events) {
    QList<Seq> seqs;
    for (const Event& event : events)
        seqs.append(event.seq);
    return seqs;
}

/// A room's log as one reader takes it, event by event or in pages, beside its reference.
class Reader {
public:
    explicit Reader(Seq last) : m_sequencer(last, held), m_expected(last, held) {}

    const char* call(quint8 what, quint8 number) {
        const Seq seq = what & 0x80 ? limits::maxId - number : m_sequencer.position() + number - 4;
        if (seq < 0)
            return nullptr; // the wire has none
        switch (what & 3) {
        case 0:
            return push(seq, 1);
        case 1:
        case 3:
            return push(seq, (what >> 2) & 31);
        default:
            m_sequencer.raiseHead(seq);
            m_expected.expect(seq);
            return compare({});
        }
    }

private:
    /// This many events from this one on, as one page.
    const char* push(Seq first, int count) {
        QList<Event> page;
        for (Seq seq = first; seq < first + count && seq <= limits::maxId; ++seq) {
            page.append(eventAt(seq));
            m_expected.push(seq);
        }
        return compare(seqsOf(page.size() == 1 ? m_sequencer.push(page.first()) : m_sequencer.push(page)));
    }

    const char* compare(const QList<Seq>& taken) {
        if (taken != m_expected.takeDue())
            return "other events are given out than are due";
        const bool hasGap = m_expected.last() < m_expected.highest();
        if (m_sequencer.position() != m_expected.last() || m_sequencer.head() != m_expected.highest() ||
            m_sequencer.hasGap() != hasGap)
            return "the reader is elsewhere than it should be";
        return nullptr;
    }

    static constexpr size_t held = 256;
    Sequencer<Event> m_sequencer;
    Expected m_expected;
};

Message messageOf(Seq seq, const QString& body) {
    return Message{{body}, RoomId{1}, seq, UserId{1}, {}, {}, {}, {}};
}
Event eventOf(Seq seq, const QString& body) {
    Event event = eventAt(seq);
    if (seq % 2 != 0)
        event.data = MessagePosted{{body}, {}};
    else
        event.data = MemberJoined{UserId{1}, body};
    return event;
}

/// Each byte is an item whose body is a multiple of 256 characters of three bytes.
template <class Item>
const char* brokenByPage(const QByteArray& bytes, Item (*make)(Seq, const QString&)) {
    constexpr qsizetype step = 256;
    QList<Item> page;
    for (const char byte : bytes.first(std::min<qsizetype>(bytes.size(), limits::messagesPerPage)))
        page.append(make(page.size(), QString(quint8(byte) % 22 * step, QChar(0x20ac)))); // limits::messageBytes
    QList<Item> bound = page;
    bool more = false;
    boundPage(bound, more);
    qsizetype size = 0;
    for (qsizetype i = 0; i < bound.size(); ++i) {
        size += textBytes(bound[i]);
        if (bound[i].seq != i)
            return "a page leaves out a message before its end";
    }
    if (bound.isEmpty() != page.isEmpty() || (bound.size() > 1 && size > limits::pageBytes))
        return "a page is empty, or too large";
    if (more != (bound.size() < page.size()))
        return "a page says there is more when there is not, or the other way round";
    if (more && size + textBytes(page[bound.size()]) <= limits::pageBytes)
        return "a page ends too early";
    return nullptr;
}

} // namespace

const char* brokenCursorPromise(const QByteArray& bytes) {
    if (bytes.isEmpty())
        return nullptr;
    if (bytes.front() == 'p') {
        const char* broken = brokenByPage(bytes.sliced(1), &messageOf);
        return broken ? broken : brokenByPage(bytes.sliced(1), &eventOf);
    }
    constexpr qsizetype mostBytes = 4096; // this many calls can fill the buffer
    Reader reader(quint8(bytes.front()));
    for (qsizetype i = 1; i + 1 < std::min(bytes.size(), mostBytes); i += 2) {
        if (const char* broken = reader.call(quint8(bytes[i]), quint8(bytes[i + 1])))
            return broken;
    }
    return nullptr;
}

} // namespace confab
