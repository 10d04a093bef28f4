// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/broker/headcount.h"

#include "server/broker/limits.h"

#include <QTimer>
#include <qcoro/qcorosignal.h>

namespace confab {

QCoro::Task<QHash<RoomId, int>> HeadCount::ask(QList<RoomId> rooms) {
    rooms.removeIf([this](RoomId room) { return m_hub.occupants(room) != nullptr; });
    if (rooms.isEmpty() || m_peers.count() == 0 || m_questions.size() >= limits::headCountsAtOnce)
        co_return QHash<RoomId, int>();
    const qint64 question = ++m_lastQuestion;
    m_questions.insert(question, Question{m_peers.count(), {}, {}});
    m_teller.tell(EveryNode{}, CountsAsked{question, rooms});
    QTimer::singleShot(limits::headCountTime, this, [this, question] { Q_EMIT answered(question); });
    while (co_await qCoro(this, &HeadCount::answered) != question) {
    }
    co_return m_questions.take(question).counts;
}

void HeadCount::take(const QString& node, const CountsAsked& asked) {
    Counts counts{asked.question, {}};
    for (const RoomId room : asked.rooms.first(std::min<qsizetype>(asked.rooms.size(), limits::foundRooms))) {
        const Occupants* here = m_hub.occupants(room);
        if (const qsizetype count = here ? here->ofThisNode().size() : 0; count > 0)
            counts.rooms.append({room, int(count)});
    }
    m_teller.tell(OneNode{node}, counts);
}

void HeadCount::take(const QString& node, const Counts& counts) {
    const auto it = m_questions.find(counts.question);
    if (it == m_questions.end() || it->heard.contains(node))
        return; // too late, or once more
    it->heard.insert(node);
    for (const RoomCount& room : counts.rooms)
        it->counts[room.room] += room.count;
    if (--it->waitingFor == 0)
        Q_EMIT answered(counts.question);
}

} // namespace confab
