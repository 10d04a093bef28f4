// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/load/conversation.h"

namespace confab::load {

namespace {

using namespace std::chrono_literals;

constexpr std::chrono::nanoseconds longestTurn = 1ms;

} // namespace

Conversation::Conversation(Fleet& fleet, const std::vector<Talker>& talkers, quint64& number)
    : m_fleet(fleet), m_talkers(talkers), m_number(number), m_before(number) {
    m_fleet.listen(this);
}

Conversation::~Conversation() {
    m_fleet.listen(nullptr);
}

Outcome Conversation::run(const Pace& pace) {
    const FleetCounts before = m_fleet.counts();
    m_begunAt = steadyNow();
    m_fleet.run([&] { return turn(pace); }, pace.time + pace.drain);
    settle();
    const FleetCounts& after = m_fleet.counts();
    m_outcome.doubled += after.doubled - before.doubled + after.strangers - before.strangers;
    m_outcome.disordered = after.skipped - before.skipped;
    m_outcome.refused = after.refusals - before.refusals;
    const double events = double(std::max<quint64>(1, after.events - before.events));
    m_outcome.bytesEach = double(after.eventBytes - before.eventBytes) / events;
    m_outcome.seconds = double(m_lastAt - m_begunAt) / 1e9;
    m_outcome.trouble = m_fleet.trouble() + (m_outcome.refused > 0 ? m_fleet.refusal() : "");
    return std::move(m_outcome);
}

/// Sends what is due. How long until the next, or std::nullopt when all is sent and delivered.
std::optional<std::chrono::nanoseconds> Conversation::turn(const Pace& pace) {
    const std::chrono::nanoseconds elapsed(steadyNow() - m_begunAt);
    const double seconds =
        std::chrono::duration<double>(std::min<std::chrono::nanoseconds>(elapsed, pace.time)).count();
    const bool over = elapsed >= pace.time;
    if (pace.perSecond > 0) {
        const auto due = size_t(seconds * pace.perSecond);
        while (m_messages.size() < due)
            sendNext();
        if (!over)
            return std::chrono::nanoseconds(qint64(double(due + 1) / pace.perSecond * 1e9)) - elapsed;
    } else {
        while (!over && m_messages.size() - m_through < pace.onTheWay)
            sendNext();
    }
    return over && m_through == m_messages.size() ? std::nullopt : std::optional(longestTurn);
}

void Conversation::sendNext() {
    const Talker& talker = m_talkers[m_messages.size() % m_talkers.size()];
    const Stamp stamp{++m_number, steadyNow()};
    m_messages.push_back({stamp.sentAt, talker.audience});
    m_fleet.at(talker.client).send(sendCall(talker.room, stamp));
}

Conversation::Message* Conversation::find(quint64 number) {
    const quint64 index = number - m_before - 1; // wraps for those of earlier conversations
    return index < m_messages.size() ? &m_messages[size_t(index)] : nullptr;
}

void Conversation::delivered(const Stamp& stamp, qint64 now) {
    Message* message = find(stamp.number);
    if (!message || message->arrived == message->audience) {
        ++m_outcome.doubled; // the clients have looked at seqs only
        return;
    }
    ++message->arrived;
    m_outcome.delivery.record(now - stamp.sentAt);
    m_lastAt = now;
    m_through += message->isThrough() ? 1 : 0;
}

void Conversation::answered(const NoticeReader::Answer& answer, std::string_view, qint64 now) {
    Message* message = find(quint64(answer.id - firstMessageId));
    if (!message || message->answered)
        return;
    message->answered = true;
    m_outcome.ack.record(now - message->sentAt);
    m_through += message->isThrough() ? 1 : 0;
}

void Conversation::settle() {
    m_outcome.sent = m_messages.size();
    for (const Message& message : m_messages) {
        m_outcome.delivered += message.arrived;
        m_outcome.lost += message.audience - message.arrived;
    }
}

} // namespace confab::load
