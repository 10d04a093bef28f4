// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/app/client/timelineworld.h"

#include "common/protocol/eventeffect.h"

namespace confab::test {

using client::OutgoingMessage;
using client::Timeline;
using client::TimelineEntry;

namespace {

bool same(const TimelineEntry& a, const TimelineEntry& b) {
    return a.seq() == b.seq() && a.clientId() == b.clientId() && a.by() == b.by() && a.at() == b.at() &&
           a.body() == b.body() && a.state == b.state && a.isMessage() == b.isMessage();
}

} // namespace

// ---- the shadow --------------------------------------------------------------------------------------------------

Shadow::Shadow(Timeline& timeline) : m_timeline(timeline) {
    connect(&timeline, &Timeline::aboutToInsert, this, [this](int first, int last) {
        m_first = first;
        m_last = last;
        if (first > last || first < 0 || first > int(m_rows.size()) || m_timeline.count() != int(m_rows.size()))
            m_broken = QStringLiteral("aboutToInsert(%1, %2)").arg(first).arg(last);
    });
    connect(&timeline, &Timeline::inserted, this, [this] {
        for (int row = m_first; row <= m_last; ++row)
            m_rows.insert(m_rows.begin() + row, m_timeline.at(row));
    });
    connect(&timeline, &Timeline::wasReset, this, [this] {
        m_rows.clear();
        for (int row = 0; row < m_timeline.count(); ++row)
            m_rows.push_back(m_timeline.at(row));
    });
    connect(&timeline, &Timeline::aboutToRemove, this, [this](int first, int last) {
        if (first > last || first < 0 || last >= int(m_rows.size()))
            m_broken = QStringLiteral("aboutToRemove(%1, %2)").arg(first).arg(last);
        else
            m_rows.erase(m_rows.begin() + first, m_rows.begin() + last + 1);
    });
    connect(&timeline, &Timeline::aboutToMove, this, [this](int from, int before) {
        if (before == from || before == from + 1) { // beginMoveRows refuses this
            m_broken = QStringLiteral("aboutToMove(%1, %2)").arg(from).arg(before);
            return;
        }
        const TimelineEntry entry = m_rows.at(size_t(from));
        m_rows.insert(m_rows.begin() + before, entry);
        m_rows.erase(m_rows.begin() + (from < before ? from : from + 1));
    });
    connect(&timeline, &Timeline::changed, this, [this](int first, int last) {
        for (int row = first; row <= last; ++row)
            m_rows.at(size_t(row)) = m_timeline.at(row);
    });
}

QString Shadow::difference() const {
    if (!m_broken.isEmpty())
        return m_broken;
    if (int(m_rows.size()) != m_timeline.count())
        return QStringLiteral("signals say %1 rows, there are %2").arg(m_rows.size()).arg(m_timeline.count());
    for (int row = 0; row < m_timeline.count(); ++row) {
        if (!same(m_rows.at(size_t(row)), m_timeline.at(row)))
            return QStringLiteral("row %1 is another one than the signals say").arg(row);
    }
    return {};
}

// ---- the world ---------------------------------------------------------------------------------------------------

TimelineWorld::TimelineWorld(unsigned seed) : m_random(seed) {
    store(me, RoomCreated{QStringLiteral("Room")});
    for (size_t i = below(12); i > 0; --i)
        somebodyActs();
    m_flying.clear();
    m_begin = Seq(below(m_log.size() + 1));
    m_sequencer = Sequencer<Event>(m_begin, 2000);
}

QString TimelineWorld::step() {
    switch (below(12)) {
    case 0:
    case 1:
        somebodyActs();
        break;
    case 2:
        write();
        break;
    case 3:
    case 4:
        serverStores();
        break;
    case 5:
    case 6:
        deliverEvent();
        break;
    case 7:
        deliverAnswer();
        break;
    case 8:
        fetchEvents();
        break;
    case 9:
        fetchHistory();
        break;
    case 10:
        chance(50) ? fail() : discard();
        break;
    default:
        if (chance(10))
            skip();
    }
    return check();
}

QString TimelineWorld::settle() {
    m_sequencer.raiseHead(lastSeq());
    while (m_sequencer.hasGap())
        fetchEvents();
    while (m_hasOlder)
        fetchHistory();
    QString problem = check();
    int row = int(m_own.size());
    for (Seq seq = lastSeq(); seq > 0 && problem.isEmpty(); --seq) {
        const Event& truth = m_log.at(size_t(seq - 1));
        const bool isMessage = std::holds_alternative<MessagePosted>(truth.data);
        // History has messages only; an event of an unknown kind is not a row.
        if (std::holds_alternative<UnknownEvent>(truth.data) || (seq <= m_begin && !isMessage))
            continue;
        if (row >= m_timeline.count())
            return QStringLiteral("seq %1 is missing at the end").arg(seq);
        problem = expectedRow(row, m_timeline.at(row), seq);
        ++row;
    }
    if (problem.isEmpty() && row != m_timeline.count())
        problem = QStringLiteral("%1 rows too many").arg(m_timeline.count() - row);
    return problem;
}

QString TimelineWorld::expectedRow(int row, const TimelineEntry& entry, Seq seq) const {
    const Event& truth = m_log.at(size_t(seq - 1));
    const auto* posted = std::get_if<MessagePosted>(&truth.data);
    if (entry.seq() != seq)
        return QStringLiteral("row %1 has seq %2, not %3").arg(row).arg(entry.seq()).arg(seq);
    if (entry.by() != truth.by || entry.at() != truth.at || entry.state != TimelineEntry::State::Sent ||
        (entry.notice() ? entry.notice()->index() != truth.data.index() : !posted))
        return QStringLiteral("seq %1 is shown as another one").arg(seq);
    if (posted && entry.body() != posted->body)
        return QStringLiteral("seq %1 has the text %2").arg(seq).arg(entry.body());
    return {};
}

QString TimelineWorld::check() const {
    if (const QString difference = m_shadow.difference(); !difference.isEmpty())
        return difference;
    const int pending = int(m_own.size());
    if (m_timeline.count() < pending)
        return QStringLiteral("an unconfirmed message is missing");
    for (int row = 0; row < pending; ++row) {
        const QString& expected = m_own.at(size_t(pending - 1 - row)).message.clientId;
        if (m_timeline.at(row).clientId() != expected || m_timeline.at(row).seq() != 0)
            return QStringLiteral("row %1 is not the unconfirmed message %2").arg(row).arg(expected);
    }
    for (int row = pending; row < m_timeline.count(); ++row) {
        const Seq newer = row == pending ? lastSeq() + 1 : m_timeline.at(row - 1).seq();
        if (m_timeline.at(row).seq() < 1 || m_timeline.at(row).seq() >= newer)
            return QStringLiteral("row %1 has seq %2 below %3").arg(row).arg(m_timeline.at(row).seq()).arg(newer);
    }
    return {};
}

// ---- possible steps ----------------------------------------------------------------------------------------------

void TimelineWorld::store(UserId by, EventData data) {
    const Event event{RoomId{7}, lastSeq() + 1, by, UtcTime{1000 * (lastSeq() + 1)}, std::move(data)};
    m_log.push_back(event);
    if (!chance(15)) // otherwise it is lost on the way
        m_flying.append(event);
}

void TimelineWorld::somebodyActs() {
    const UserId other{qint64(2 + below(3))};
    switch (below(6)) {
    case 0:
        return store(other, MemberJoined{other, QStringLiteral("Ben")});
    case 1:
        return store(other, UnknownEvent{QStringLiteral("reaction.added"), {}});
    case 2: // another user's clientId may equal the user's own
        return store(other, MessagePosted{{QStringLiteral("copied")}, QStringLiteral("own-%1").arg(m_written)});
    default:
        return store(other, MessagePosted{{QStringLiteral("text %1").arg(lastSeq())},
                                          QStringLiteral("other-%1").arg(lastSeq())});
    }
}

void TimelineWorld::write() {
    OutgoingMessage message{RoomId{7}, QStringLiteral("own-%1").arg(++m_written), QStringLiteral("typed"), {}, {}};
    m_own.push_back({message, {}});
    m_timeline.putPending(message, me);
}

/// The oldest that the server does not have yet: a client sends in order. Sometimes one that failed before.
void TimelineWorld::serverStores() {
    std::vector<Own*> open;
    for (Own& own : m_own) {
        if (!own.stored)
            open.push_back(&own);
    }
    if (open.empty())
        return;
    Own& own = *open.at(chance(80) ? 0 : below(open.size()));
    const UtcTime at{1000 * (lastSeq() + 1)};
    own.stored = Sent{lastSeq() + 1, at};
    if (!chance(25)) // otherwise the answer is lost
        m_answers.append(own.message.clientId);
    store(me, MessagePosted{{QStringLiteral("normalised")}, own.message.clientId});
}

void TimelineWorld::deliverEvent() {
    if (m_flying.isEmpty())
        return;
    const qsizetype which = chance(60) ? 0 : qsizetype(below(size_t(m_flying.size())));
    const Event event = m_flying.at(which);
    if (!chance(20)) // otherwise it comes once more later
        m_flying.removeAt(which);
    show(m_sequencer.push(event));
}

void TimelineWorld::show(const QList<Event>& due) {
    m_timeline.addEvents(due, me);
    for (const Event& event : due) {
        const auto* posted = std::get_if<MessagePosted>(&event.data);
        if (posted && event.by == me)
            std::erase_if(m_own, [&](const Own& own) { return own.message.clientId == posted->clientId; });
    }
}

void TimelineWorld::deliverAnswer() {
    if (m_answers.isEmpty())
        return;
    const QString clientId = m_answers.takeAt(qsizetype(below(size_t(m_answers.size()))));
    for (const Own& own : m_own) {
        if (own.message.clientId != clientId)
            continue;
        m_timeline.confirm(clientId, *own.stored);
        std::erase_if(m_own, [&](const Own& other) { return other.message.clientId == clientId; });
        return;
    }
    m_timeline.confirm(clientId, Sent{1, {}}); // the event was faster: this must change nothing
}

void TimelineWorld::fetchEvents() {
    QList<Event> page;
    const Seq to = std::min(lastSeq(), m_sequencer.position() + Seq(1 + below(6)));
    for (Seq seq = m_sequencer.position() + 1; seq <= to; ++seq)
        page.append(m_log.at(size_t(seq - 1)));
    show(m_sequencer.push(page));
}

void TimelineWorld::fetchHistory() {
    QList<Message> page;
    const qsizetype limit = qsizetype(1 + below(5));
    for (Seq seq = m_before.value_or(m_begin + 1) - 1; seq > 0 && page.size() < limit; --seq) {
        if (const std::optional<Message> message = messageOf(m_log.at(size_t(seq - 1))))
            page.append(*message);
    }
    m_hasOlder = page.size() == limit;
    if (page.isEmpty())
        return;
    m_before = page.constLast().seq;
    m_timeline.addHistory(page, me);
    for (const Message& message : page) {
        if (message.by == me)
            std::erase_if(m_own, [&](const Own& own) { return own.message.clientId == message.clientId; });
    }
}

void TimelineWorld::fail() {
    if (m_own.empty())
        return;
    Own& own = m_own.at(below(m_own.size()));
    own.message.state = chance(50) ? OutgoingMessage::State::Failed : OutgoingMessage::State::Sending;
    m_timeline.putPending(own.message, me);
}

void TimelineWorld::discard() {
    for (const Own& own : m_own) {
        if (own.stored)
            continue;
        const QString clientId = own.message.clientId;
        m_timeline.removePending(clientId);
        std::erase_if(m_own, [&](const Own& other) { return other.message.clientId == clientId; });
        return;
    }
}

/// Too many events were missed: the client continues near the end.
void TimelineWorld::skip() {
    m_begin = std::max(m_sequencer.position(), lastSeq() - Seq(below(4)));
    m_before.reset();
    m_hasOlder = true;
    m_timeline.clearLog();
    m_sequencer = Sequencer<Event>(m_begin, 2000);
}

} // namespace confab::test
