// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/qml/benchrooms.h"

#include <algorithm>

namespace confab::test {

namespace {

QString bodyOf(Seq seq) {
    static const QStringList texts{
        QStringLiteral("An ordinary line, number %1, as people write them all day."),
        QStringLiteral("ok, number %1"),
        QStringLiteral("See https://example.org/%1 for what *people* write all day."),
        QStringLiteral("Number %1: a longer message that goes on for several lines of the window, because somebody had "
                       "more to say than fits into one, and said it in one breath, without a list and without code."),
        QStringLiteral("> number %1\n\nwith `code`:\n```\nint x;\n```"),
        QStringLiteral("Done with %1 🎉"),
    };
    return texts[seq % texts.size()].arg(seq);
}

} // namespace

QString BenchRooms::lastBody(Seq messages) {
    return bodyOf(messages);
}

Message BenchRooms::message(RoomId room, Seq seq) const {
    Message one;
    one.room = room;
    one.seq = seq;
    one.by = seq / 4 % 3 ? m_ben : m_chi;
    one.at = UtcTime{1'700'000'000'000 + seq * 20'000};
    one.body = bodyOf(seq);
    if (seq % 7 == 0)
        one.replyTo = std::max<Seq>(1, seq - 5);
    if (seq % 5 == 0)
        one.reactions = QList<Reaction>{{QStringLiteral("👍"), 3, false}, {QStringLiteral("🎉"), 1, true}};
    return one;
}

Event BenchRooms::event(RoomId room, Seq seq) const {
    const Message one = message(room, seq);
    return Event{room, seq, one.by, one.at, MessagePosted{one, QString::number(seq)}};
}

HistoryPage BenchRooms::page(const RoomHistory& asked) const {
    const int limit = asked.limit.value_or(limits::defaultPage);
    Seq newest = asked.before.value_or(m_messages + 1) - 1;
    if (asked.after)
        newest = std::min<Seq>(m_messages, *asked.after + limit);
    else if (asked.around)
        newest = std::min<Seq>(m_messages, *asked.around + limit / 2 - 1);
    const Seq oldest = std::max<Seq>(asked.after ? *asked.after + 1 : 1, newest - limit + 1);
    HistoryPage found;
    for (Seq seq = newest; seq >= oldest; --seq)
        found.messages.append(message(asked.room, seq));
    found.more = asked.after ? newest < m_messages : oldest > 1;
    found.users = {{m_ben, QStringLiteral("Ben"), {}}, {m_chi, QStringLiteral("Chi"), {}}};
    found.asOf = m_messages;
    return found;
}

EventsPage BenchRooms::events(const RoomEvents& asked) const {
    EventsPage found;
    const Seq last = std::min<Seq>(m_messages, asked.after + asked.limit.value_or(limits::defaultPage));
    for (Seq seq = asked.after + 1; seq <= last; ++seq)
        found.events.append(event(asked.room, seq));
    found.more = last < m_messages;
    return found;
}

std::optional<Result<Answer>> BenchRooms::answer(const Request& request) const {
    if (const auto* log = std::get_if<RoomEvents>(&request))
        return events(*log);
    if (const auto* history = std::get_if<RoomHistory>(&request))
        return page(*history);
    const auto* get = std::get_if<MessageGet>(&request);
    if (!get)
        return std::nullopt;
    MessagesAnswer found{{}, {}, m_messages};
    for (const Seq seq : get->seqs)
        found.messages.append(message(get->room, seq));
    return found;
}

} // namespace confab::test
