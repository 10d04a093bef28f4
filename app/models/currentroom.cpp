// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/models/currentroom.h"

#include "app/client/client.h"
#include "app/models/formatting.h"

#include <QClipboard>
#include <QGuiApplication>

namespace confab::models {

CurrentRoom::CurrentRoom(client::Client& client, Drafts& drafts)
    : m_client(client), m_drafts(drafts), m_timeline(client.session(), client.people()), m_view(client, m_timeline),
      m_people(client), m_queue(client.outbox()) {
    const auto update = [this] { updateFacts(); };
    connect(&client.rooms(), &client::Rows::changed, this, update);
    connect(&client.rooms(), &client::Rows::inserted, this, update);
    connect(&client.rooms(), &client::Rows::removed, this, update);
    connect(&client.rooms(), &client::Rows::wasReset, this, update);
    connect(&client.openRooms(), &client::OpenRooms::aboutToClose, this, [this](client::OpenRoom* room) {
        if (room == m_room)
            detach();
    });
    connect(&client.typing(), &client::Typing::changed, this, [this](RoomId room) {
        if (room == m_id)
            updateTyping();
    });
    connect(&client.people(), &client::UserDirectory::nameChanged, this, &CurrentRoom::updateTyping);
}

void CurrentRoom::open(double roomId) {
    const RoomId id{qint64(roomId)};
    const Room* facts = m_client.rooms().find(id);
    if (id == m_id || !facts)
        return;
    close();
    m_id = id;
    m_facts = *facts;
    m_room = &m_client.openRooms().open(id, m_view.enter(m_facts));
    connect(m_room, &client::OpenRoom::hereChanged, this, &CurrentRoom::factsChanged);
    connect(m_room, &client::OpenRoom::fullChanged, this, [this] {
        Q_EMIT fullChanged();
        Q_EMIT factsChanged();
    });
    connect(m_room, &client::OpenRoom::refused, this, [this](const Error& error) {
        if (error.kind != ErrorKind::RoomFull) // isFull() reports that, for as long as it lasts
            setTrouble(sentence(error));
    });
    connect(m_room, &client::OpenRoom::liveChanged, this, [this] {
        if (m_room->isLive())
            setTrouble({});
        Q_EMIT factsChanged(); // the occupants are known only while connected
    });
    m_view.show(m_room);
    m_people.show(m_room);
    Q_EMIT roomChanged();
    Q_EMIT factsChanged();
    Q_EMIT draftChanged();
    updateTyping();
}

void CurrentRoom::close() {
    if (!m_id)
        return;
    const RoomId id = m_id;
    m_client.typing().stopped(id);
    detach();
    m_client.openRooms().close(id);
}

void CurrentRoom::detach() {
    if (m_room)
        m_room->disconnect(this);
    m_queue.cancel();
    m_room = nullptr;
    m_id = {};
    m_view.leave();
    m_people.show(nullptr);
    setTrouble({});
    updateTyping();
    Q_EMIT roomChanged();
    Q_EMIT fullChanged();
    Q_EMIT draftChanged();
}

bool CurrentRoom::send(const QString& text) {
    if (!m_room || isFull())
        return false;
    const Result<QString> sent = m_room->send(text.trimmed());
    setTrouble(sent ? QString() : sentence(sent.error()));
    if (!sent)
        return false;
    m_client.typing().stopped(m_id);
    m_timeline.dismissUnreadLine();
    return true;
}

void CurrentRoom::retry(const QString& clientId) {
    m_client.outbox().retry(clientId);
}

void CurrentRoom::discard(const QString& clientId) {
    m_client.outbox().discard(clientId);
}

void CurrentRoom::copyMessage(int row) const {
    if (const QString text = m_timeline.textAt(row); !text.isEmpty())
        QGuiApplication::clipboard()->setText(text);
}

void CurrentRoom::dismissUnreadLine() {
    m_timeline.dismissUnreadLine();
}

QString CurrentRoom::initials() const {
    return models::initials(m_facts.name);
}

void CurrentRoom::setDraft(const QString& draft) {
    if (!m_id || draft == m_drafts.of(m_id))
        return;
    m_drafts.set(m_id, draft);
    if (draft.trimmed().isEmpty())
        m_client.typing().stopped(m_id);
    else
        m_client.typing().typed(m_id);
    Q_EMIT draftChanged();
}

void CurrentRoom::setWatched(bool watched) {
    if (watched == isWatched())
        return;
    m_view.setWatched(watched);
    Q_EMIT watchedChanged();
}

void CurrentRoom::updateFacts() {
    const Room* facts = m_client.rooms().find(m_id);
    if (!facts)
        return;
    if (facts->members != m_facts.members)
        m_people.reloadSoon();
    m_facts = *facts;
    Q_EMIT factsChanged();
}

void CurrentRoom::updateTyping() {
    QStringList names;
    for (const UserId id : m_client.typing().typists(m_id)) {
        if (const QString name = m_client.people().name(id); !name.isEmpty())
            names << name;
    }
    QString text;
    if (names.size() == 1)
        text = tr("%1 is typing").arg(names[0]);
    else if (names.size() == 2)
        text = tr("%1 and %2 are typing").arg(names[0], names[1]);
    else if (names.size() > 2)
        text = tr("Several people are typing");
    if (text == m_typingText)
        return;
    m_typingText = text;
    Q_EMIT typingTextChanged();
}

void CurrentRoom::setTrouble(const QString& trouble) {
    if (trouble == m_trouble)
        return;
    m_trouble = trouble;
    Q_EMIT troubleChanged();
}

} // namespace confab::models
