// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/client/replyquotes.h"

#include "app/client/storedlog.h"

#include <QTimer>

namespace confab::client {

ReplyQuotes::ReplyQuotes(Connection& connection, Session& session, UserDirectory& people, RoomId room,
                         const Timeline& timeline, const StoredLog* stored)
    : m_connection(connection), m_session(session), m_people(people), m_room(room), m_timeline(timeline),
      m_stored(stored) {
    connect(&session, &Session::online, this, &ReplyQuotes::ask);
}

const Message* ReplyQuotes::find(Seq seq) {
    if (const int row = m_timeline.rowOfSeq(seq); row >= 0)
        return m_timeline.at(row).message();
    const auto known = m_messages.constFind(seq);
    if (known != m_messages.constEnd())
        return &*known;
    if (m_missing.contains(seq) || m_asked.contains(seq) || m_wanted.contains(seq) || m_wanted.size() >= most)
        return nullptr;
    if (const Message* message = stored(seq))
        return message;
    if (m_wanted.isEmpty())
        QTimer::singleShot(0, this, &ReplyQuotes::ask);
    m_wanted.insert(seq);
    return nullptr;
}

const Message* ReplyQuotes::stored(Seq seq) {
    std::optional<Message> message = m_stored && !m_session.isOnline() ? m_stored->message(seq) : std::nullopt;
    if (!message)
        return nullptr;
    if (m_messages.size() >= most)
        m_messages.clear();
    return &*m_messages.insert(seq, *message);
}

void ReplyQuotes::ask() {
    while (!m_wanted.isEmpty() && m_session.isOnline()) {
        MessageGet request{m_room, {}};
        while (!m_wanted.isEmpty() && request.seqs.size() < limits::messagesPerRequest) {
            request.seqs.append(*m_wanted.constBegin());
            m_asked.insert(request.seqs.constLast());
            m_wanted.erase(m_wanted.constBegin());
        }
        const QList<Seq> seqs = request.seqs;
        m_connection.call(std::move(request), {this, [this, seqs, round = m_round](Result<MessagesAnswer> answer) {
                                                   if (round == m_round)
                                                       answered(seqs, std::move(answer));
                                               }});
    }
}

void ReplyQuotes::answered(const QList<Seq>& asked, Result<MessagesAnswer> answer) {
    for (const Seq seq : asked) {
        m_asked.remove(seq);
        if (!answer && answer.error().kind == ErrorKind::Disconnected)
            m_wanted.insert(seq); // asked for at the next Online
    }
    if (answer) {
        if (m_messages.size() + m_missing.size() + asked.size() > most) { // rows that are shown ask again
            m_messages.clear();
            m_missing.clear();
        }
        m_people.learn(answer->users);
        for (Message& message : answer->messages)
            take(std::move(message), answer->asOf.value_or(0));
        for (const Seq seq : asked) {
            if (!m_messages.contains(seq))
                m_missing.insert(seq);
        }
    }
    if (m_asked.isEmpty())
        m_changes.clear();
    for (const Seq seq : answer ? asked : QList<Seq>())
        Q_EMIT changed(seq);
}

void ReplyQuotes::take(Message message, Seq asOf) {
    message.asOf = std::max(message.seq, asOf);
    for (const MessageChange& change : std::as_const(m_changes)) {
        if (change.target == message.seq)
            confab::apply(message, change);
    }
    m_messages.insert(message.seq, message);
}

void ReplyQuotes::apply(const MessageChange& change) {
    if (!m_asked.isEmpty() && m_changes.size() < changesKept)
        m_changes.append(change);
    const auto known = m_messages.find(change.target);
    if (known != m_messages.end() && confab::apply(*known, change))
        Q_EMIT changed(change.target);
}

void ReplyQuotes::forget() {
    ++m_round;
    QList<Seq> known(m_messages.keyBegin(), m_messages.keyEnd());
    known.append({m_missing.cbegin(), m_missing.cend()});
    known.append({m_asked.cbegin(), m_asked.cend()});
    m_messages.clear();
    m_missing.clear();
    m_asked.clear();
    m_changes.clear();
    for (const Seq seq : known)
        Q_EMIT changed(seq);
}

} // namespace confab::client
