// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/models/forwarder.h"

#include "app/client/client.h"
#include "app/client/openroom.h"
#include "app/client/outbox.h"
#include "app/client/rooms.h"
#include "app/models/formatting.h"
#include "app/models/messageview.h"

namespace confab::models {

QString forwardedText(const QString& author, const QString& body) {
    QString name;
    for (const QChar c : author.simplified()) {
        if (c.unicode() < 0x80 && !c.isLetterOrNumber() && c != u' ')
            name += u'\\'; // a name has no formatting
        name += c;
    }
    if (body.isEmpty())
        return QString(u"**" % name % u":**");
    const QString quoted = QString(body).replace(u'\n', QStringLiteral("\n> "));
    return QString(u"**" % name % u":**\n> " % quoted);
}

namespace {

QList<client::OutgoingFile> filesOf(const Message& message) {
    QList<client::OutgoingFile> files;
    for (const File& file : message.files.value_or(QList<File>()))
        files.append({{}, file});
    return files;
}

} // namespace

Forwarder::Forwarder(client::Client& client, const MessageTools& tools) : m_client(client), m_tools(tools) {
    connect(&client.session(), &client::Session::ended, this, [this] {
        m_message.reset();
        setError({});
    });
}

bool Forwarder::canForward(double seq) const {
    const std::optional<Message> message = m_tools.message(seq);
    return message && !message->deletedAt &&
           (!message->body.isEmpty() || (message->files && !message->files->isEmpty()));
}

void Forwarder::ask(double seq) {
    if (!canForward(seq))
        return;
    m_message = m_tools.message(seq);
    setError({});
    Q_EMIT asked();
}

void Forwarder::forward(double roomId) {
    const RoomId id{qint64(roomId)};
    const Room* room = m_client.rooms().find(id);
    if (!m_message || !room)
        return;
    const std::optional<Message> now = m_tools.message(double(m_message->seq));
    if (now && now->room == m_message->room && now->deletedAt)
        return setError(tr("The message was deleted meanwhile."));
    if (now && now->room == m_message->room)
        m_message = now;
    const QString name = room->name;
    const Result<QString> queued =
        m_client.outbox().send(id, forwardedText(author(), m_message->body), {}, filesOf(*m_message));
    if (!queued)
        return setError(queued.error().kind == ErrorKind::MessageTooLong
                            ? tr("With the name of its author the message is too long for one message.")
                            : sentence(queued.error()));
    m_message.reset();
    setError({});
    Q_EMIT forwarded(name);
}

QString Forwarder::author() const {
    return m_message ? m_client.people().name(m_message->by) : QString();
}

QString Forwarder::words() const {
    return m_message ? oneLine(*m_message) : QString();
}

void Forwarder::setError(const QString& error) {
    m_error = error;
    Q_EMIT changed();
}

} // namespace confab::models
