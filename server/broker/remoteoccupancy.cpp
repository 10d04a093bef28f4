// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/broker/remoteoccupancy.h"

#include "server/broker/limits.h"

#include <QTimer>

namespace confab {

QCoro::Task<QHash<RoomId, int>> RemoteOccupancy::ask(QList<RoomId> rooms) {
    rooms.removeIf([this](RoomId room) { return m_hub.rooms().occupants(room) != nullptr; });
    if (rooms.isEmpty() || m_remoteNodes.count() == 0 || m_questions.size() >= size_t(limits::occupancyQuestionsAtOnce))
        co_return QHash<RoomId, int>();
    const qint64 question = ++m_lastQuestion;
    Question& mine = m_questions[question];
    mine.waitingFor = m_remoteNodes.count();
    m_publisher.publish(EveryNode{}, CountsAsked{question, rooms});
    QTimer::singleShot(limits::occupancyTime, &m_home, [this, question] {
        if (const auto it = m_questions.find(question); it != m_questions.end())
            it->second.answered.notifyAll();
    });
    co_await mine.answered;
    QHash<RoomId, int> counts = std::move(mine.counts);
    m_questions.erase(question);
    co_return counts;
}

void RemoteOccupancy::take(const QString& node, const CountsAsked& asked) {
    Counts counts{asked.question, {}};
    for (const RoomId room : asked.rooms.first(std::min<qsizetype>(asked.rooms.size(), limits::foundRooms))) {
        const Occupants* here = m_hub.rooms().occupants(room);
        if (const qsizetype count = here ? here->ofThisNode().size() : 0; count > 0)
            counts.rooms.append({room, int(count)});
    }
    m_publisher.publish(OneNode{node}, counts);
}

void RemoteOccupancy::take(const QString& node, const Counts& counts) {
    const auto it = m_questions.find(counts.question);
    if (it == m_questions.end() || it->second.heard.contains(node))
        return; // too late, or once more
    Question& question = it->second;
    question.heard.insert(node);
    for (const RoomCount& room : counts.rooms)
        question.counts[room.room] += room.count;
    if (--question.waitingFor == 0)
        question.answered.notifyAll();
}

} // namespace confab
