// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/models/workspace.h"

#include "app/client/client.h"
#include "app/client/draftsync.h"
#include "app/client/openroom.h"
#include "app/client/outbox.h"
#include "app/client/rooms.h"
#include "app/client/storefeed.h"
#include "app/client/uploads.h"
#include "app/models/formatting.h"
#include "app/models/saidanew.h"

namespace confab::models {

namespace {

QStringList textsIn(const client::Outbox& outbox, RoomId room) {
    QStringList texts;
    const QList<client::OutgoingMessage> waiting = outbox.waiting(room);
    for (const client::OutgoingMessage& message : waiting)
        texts.append(message.body);
    return texts;
}

} // namespace

Workspace::Workspace(client::Client& client, client::SecretStore& store, QSettings& settings,
                     const QString& pictureFolder, std::shared_ptr<ProgramSettings> program)
    : m_drafts(
          client.session(), client.drafts(), [&client](RoomId room) { return textsIn(client.outbox(), room); },
          client.dataFolder(), m_clock),
      m_program(program ? std::move(program) : std::make_shared<ProgramSettings>(settings)),
      m_notifications(client, settings, m_clock), m_signIn(client.session(), store, settings),
      m_currentUser(client, m_clock), m_connection(client.session(), client.rooms()),
      m_roomList(client.rooms(), client.session(), m_drafts, m_notifications), m_badges(m_roomList),
      m_rooms(m_roomList), m_filteredRooms(m_roomList), m_switcherRooms(m_roomList, RoomFilterModel::Order::ToSwitch),
      m_switcher(client, m_switcherRooms, m_program->keys),
      m_forwardRooms(m_roomList, RoomFilterModel::Order::ToForward), m_pictures(client, pictureFolder),
      m_room(client, m_drafts, m_program->emoji, m_pictures), m_history(client, m_room), m_search(client, m_room),
      m_links(client, m_room), m_lastRoom(client, m_room, settings), m_creator(client.rooms()),
      m_editor(client.rooms(), client.uploads(), client.connection(), client.session(), client.people()),
      m_conversations(client), m_joiner(client.rooms()), m_leaver(client.rooms()), m_found(client.rooms()),
      m_announcement(client.rooms()) {
    const auto sayWhy = [this](const Error& error) { m_announcement.say(sentence(error)); };
    connect(&m_drafts, &Drafts::notKept, &m_announcement, sayWhy);
    connect(&client.store(), &client::StoreFeed::notKept, &m_announcement, sayWhy);
    connect(&client.outbox(), &client::Outbox::notKept, &m_announcement, sayWhy);
    connect(&m_notifications, &NotificationSettings::refused, &m_announcement, sayWhy);
    connect(&m_links, &LinkOpener::invited, m_signIn.invitation(), &SignInInvitation::setLink);
    connect(&m_signIn, &SignIn::invited, &m_links, &LinkOpener::openText);
    connect(&m_room, &CurrentRoom::roomChanged, &m_switcherRooms,
            [this] { m_switcherRooms.setOpenRoom(m_room.roomId()); });
    connect(m_room.forwarder(), &Forwarder::forwarded, &m_announcement,
            [this](const QString& name) { m_announcement.say(tr("Forwarded to “%1”.").arg(name)); });
    connect(m_currentUser.password(), &PasswordChanger::done, &m_announcement,
            [this] { m_announcement.say(tr("Your password is changed. All other devices are signed out.")); });
    connect(m_currentUser.secondFactor(), &SecondFactor::switchedOff, &m_announcement,
            [this] { m_announcement.say(tr("Two-step sign-in is off.")); });
    connect(m_currentUser.account(), &AccountChanger::emailChanged, this, [this](const QString& email) {
        m_signIn.setNextEmail(email);
        m_announcement.say(tr("From now on you sign in with %1.").arg(email));
    });
    connect(&m_currentUser, &CurrentUser::failed, &m_announcement, sayWhy);
    // The menu that asked for it is closed by then; a dialog shows it itself, too.
    const Moderation* moderation = m_room.people()->moderation();
    connect(moderation, &Moderation::changed, &m_announcement, [this, moderation] {
        if (!moderation->error().isEmpty())
            m_announcement.say(moderation->error());
    });
    connect(m_program->appearance.language(), &Language::changed, this, &Workspace::sayAnew);
}

/// What is only a sentence for the moment, as an error beside a field, stays as it was said.
void Workspace::sayAnew() {
    sayRowsAnew(*this);
    Q_EMIT m_connection.changed();
    Q_EMIT m_program->keys.keysChanged(); // keys have names in each language
    Q_EMIT m_notifications.changed();
    Q_EMIT m_editor.changed();
    Q_EMIT m_currentUser.changed();
    Q_EMIT m_currentUser.profile()->begun();
    Q_EMIT m_search.stateChanged();
    Q_EMIT m_room.troubleChanged();
    Q_EMIT m_room.view()->unreadChanged();
    Q_EMIT m_room.messages()->seenBy()->changed();
    Q_EMIT m_signIn.accountChanged();
    m_room.composer()->updateTyping();
}

} // namespace confab::models
