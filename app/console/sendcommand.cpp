// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/console/sendcommand.h"

#include "app/client/outbox.h"
#include "app/client/rooms.h"
#include "app/console/roomlookup.h"

namespace confab::console {

void SendCommand::start() {
    const tl::expected<RoomId, Outcome> room = ownRoom(client().rooms(), context().options.room);
    if (!room)
        return Q_EMIT finished(room.error());
    m_room = *room;
    connect(&client().outbox(), &client::Outbox::sent, this, [this](RoomId, const QString&, const Sent& answer) {
        print(QString::number(answer.seq));
        fill();
    });
    connect(&client().outbox(), &client::Outbox::changed, this, &SendCommand::changed);
    if (m_options.text) {
        if (sendOne(*m_options.text))
            fill();
        return;
    }
    m_ended = false;
    m_input = std::make_unique<StandardInput>();
    connect(m_input.get(), &StandardInput::arrived, this, &SendCommand::lineArrived);
    connect(m_input.get(), &StandardInput::ended, this, [this] {
        m_ended = true;
        m_lines += m_splitter.rest();
        fill();
    });
}

void SendCommand::lineArrived(const QByteArray& bytes) {
    m_lines += m_splitter.take(bytes);
    fill();
}

void SendCommand::fill() {
    if (m_failed)
        return;
    while (!m_lines.isEmpty() && client().outbox().count() < mostWaiting) {
        const QString line = m_lines.takeFirst();
        if (!line.trimmed().isEmpty() && !sendOne(line))
            return;
    }
    if (m_input && !m_ended)
        m_input->setPaused(!m_lines.isEmpty());
    if (m_ended && m_lines.isEmpty() && client().outbox().count() == 0)
        Q_EMIT finished({});
}

bool SendCommand::sendOne(const QString& text) {
    const Result<QString> taken = client().outbox().send(m_room, text);
    if (!taken) {
        m_failed = true;
        Q_EMIT finished(Outcome::of(taken.error()));
    }
    return taken.has_value();
}

/// Sends nothing after a refused message: the lines of a pipe belong together, and their order would change.
void SendCommand::changed(const client::OutgoingMessage& message) {
    if (message.state != client::OutgoingMessage::State::Failed || m_failed)
        return;
    m_failed = true;
    const Outcome outcome = Outcome::of(*message.error);
    const QList<client::OutgoingMessage> queued = client().outbox().waiting(m_room);
    for (const client::OutgoingMessage& waiting : queued)
        client().outbox().hold(waiting.clientId); // otherwise each discard() sends the next one
    for (const client::OutgoingMessage& waiting : queued)
        client().outbox().discard(waiting.clientId);
    Q_EMIT finished(outcome);
}

} // namespace confab::console
