// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/models/currentroom.h"

#include "app/client/client.h"
#include "app/client/openroom.h"
#include "app/client/outbox.h"
#include "app/client/rooms.h"
#include "app/models/emojicompletion.h"
#include "app/models/formatting.h"
#include "app/models/membercompletion.h"
#include "common/protocol/groupcalls.h"

#include <QClipboard>
#include <QGuiApplication>

namespace confab::models {

CurrentRoom::CurrentRoom(client::Client& client, Drafts& drafts, EmojiUses& emoji, PictureStore& pictures)
    : m_client(client), m_timeline(client), m_files(client, pictures, m_timeline),
      m_composer(client, drafts, *m_files.attachments()), m_view(client, m_timeline), m_people(client),
      m_queue(client.outbox()), m_emoji(emoji), m_messages(client), m_pins(client),
      m_thread(client, drafts, m_messages), m_forwarder(client, m_messages) {
    m_completion.add(std::make_unique<EmojiCompletion>(emoji));
    m_completion.add(std::make_unique<MemberCompletion>(
        m_people, [this] { return m_facts.isDirect() ? 0 : std::max(0, m_facts.members() - 1); },
        [this, &drafts](UserId user, const QString& name) { drafts.choose(m_id, user, name); }));
    const auto update = [this] { updateFacts(); };
    connect(&client.rooms(), &client::Rows::changed, this, update);
    connect(&client.rooms(), &client::Rows::inserted, this, update);
    connect(&client.rooms(), &client::Rows::removed, this, update);
    connect(&client.rooms(), &client::Rows::wasReset, this, update);
    connect(&client.openRooms(), &client::OpenRooms::aboutToClose, this, [this](client::OpenRoom* room) {
        if (room == m_room)
            detach();
    });
    connect(&m_composer, &RoomComposer::refused, this, [this](const Error& error) { setTrouble(sentence(error)); });
    connect(&m_messages, &MessageTools::refused, this, [this](const Error& error) { setTrouble(sentence(error)); });
    connect(m_messages.seenBy(), &SeenBy::changed, this,
            [this] { m_timeline.setReadLine(Seq(m_messages.seenBy()->seq())); });
    connect(m_thread.composer(), &RoomComposer::answering, &m_timeline, &TimelineModel::setQuiet);
    connect(&m_composer, &RoomComposer::sent, this, [this] {
        setTrouble({});
        m_timeline.dismissUnreadLine();
    });
}

void CurrentRoom::open(double roomId) {
    const RoomId id{qint64(roomId)};
    const Room* facts = m_client.rooms().find(id);
    if (id == m_id || !facts)
        return;
    close();
    m_id = id;
    m_room = &m_client.openRooms().open(id, m_view.enter(*facts));
    connect(m_room, &client::OpenRoom::refused, this, [this](const Error& error) {
        if (error.kind != ErrorKind::RoomFull) // the facts report that, for as long as it lasts
            setTrouble(sentence(error));
    });
    connect(m_room, &client::OpenRoom::liveChanged, this, [this] {
        if (m_room->isLive())
            setTrouble({});
    });
    m_view.show(m_room);
    m_people.show(m_room);
    m_facts.show(*facts, *m_room);
    m_composer.show(m_room);
    m_messages.show(m_room);
    m_pins.show(m_room);
    m_thread.show(m_room);
    Q_EMIT roomChanged(); // last: a view reads all of the room then
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
    m_thread.show(nullptr);
    m_room = nullptr;
    m_id = {};
    m_view.leave();
    m_people.show(nullptr);
    setTrouble({});
    m_facts.leave();
    m_composer.show(nullptr);
    m_messages.show(nullptr);
    m_pins.show(nullptr);
    Q_EMIT roomChanged();
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

int CurrentRoom::callToConfirm(const QString& text) const {
    const GroupCalls calls = groupCallsIn(text);
    const int all = m_facts.members() - 1;
    const int called = calls.room ? all : calls.here ? std::min(all, m_people.presentOthers()) : 0;
    return called > calledUnasked ? called : 0;
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
    if (facts->members != m_facts.members())
        m_people.reloadSoon();
    m_facts.update(*facts);
}

void CurrentRoom::setTrouble(const QString& trouble) {
    if (trouble == m_trouble)
        return;
    m_trouble = trouble;
    Q_EMIT troubleChanged();
}

} // namespace confab::models
