// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/models/announcement.h"
#include "app/models/badges.h"
#include "app/models/connectionstate.h"
#include "app/models/conversationopener.h"
#include "app/models/currentroom.h"
#include "app/models/currentuser.h"
#include "app/models/foundmessagesmodel.h"
#include "app/models/foundroomsmodel.h"
#include "app/models/lastroom.h"
#include "app/models/linkopener.h"
#include "app/models/notificationsettings.h"
#include "app/models/programsettings.h"
#include "app/models/roomcreator.h"
#include "app/models/roomeditor.h"
#include "app/models/roomfiltermodel.h"
#include "app/models/roomhistory.h"
#include "app/models/roomjoiner.h"
#include "app/models/roomleaver.h"
#include "app/models/signin.h"
#include "app/models/switchermodel.h"

#include <memory>

Q_MOC_INCLUDE("app/models/accountlist.h")

namespace confab::models {

class AccountList;

/// The view models of one account: creates them over one client and gives them to QML. Its only own behaviour is to say
/// what can't be kept, and all of it anew in another language.
/// Thread: the window's. Owned by: the program's composition.
class Workspace : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Made by the program")
    Q_PROPERTY(confab::models::Appearance* appearance READ appearance CONSTANT FINAL)
    Q_PROPERTY(confab::models::NotificationSettings* notifications READ notifications CONSTANT FINAL)
    Q_PROPERTY(confab::models::DesktopSettings* desktop READ desktop CONSTANT FINAL)
    Q_PROPERTY(confab::models::Badges* badges READ badges CONSTANT FINAL)
    Q_PROPERTY(confab::models::SignIn* signIn READ signIn CONSTANT FINAL)
    Q_PROPERTY(confab::models::CurrentUser* me READ me CONSTANT FINAL)
    Q_PROPERTY(confab::models::ConnectionState* connection READ connection CONSTANT FINAL)
    /// The same rooms with a filter each: none, the pane's, those to forward to. The switcher has a filter of its own.
    Q_PROPERTY(confab::models::RoomFilterModel* rooms READ rooms CONSTANT FINAL)
    Q_PROPERTY(confab::models::RoomFilterModel* filteredRooms READ filteredRooms CONSTANT FINAL)
    Q_PROPERTY(confab::models::SwitcherModel* switcher READ switcher CONSTANT FINAL)
    Q_PROPERTY(confab::models::RoomFilterModel* forwardRooms READ forwardRooms CONSTANT FINAL)
    Q_PROPERTY(confab::models::CurrentRoom* room READ room CONSTANT FINAL)
    Q_PROPERTY(confab::models::RoomCreator* creator READ creator CONSTANT FINAL)
    Q_PROPERTY(confab::models::RoomEditor* editor READ editor CONSTANT FINAL)
    Q_PROPERTY(confab::models::ConversationOpener* conversations READ conversations CONSTANT FINAL)
    Q_PROPERTY(confab::models::RoomJoiner* joiner READ joiner CONSTANT FINAL)
    Q_PROPERTY(confab::models::RoomLeaver* leaver READ leaver CONSTANT FINAL)
    Q_PROPERTY(confab::models::FoundRoomsModel* found READ found CONSTANT FINAL)
    Q_PROPERTY(confab::models::KeyBindings* keys READ keys CONSTANT FINAL)
    Q_PROPERTY(confab::models::RoomHistory* history READ history CONSTANT FINAL)
    Q_PROPERTY(confab::models::FoundMessagesModel* search READ search CONSTANT FINAL)
    Q_PROPERTY(confab::models::Announcement* announcement READ announcement CONSTANT FINAL)
    Q_PROPERTY(confab::models::LinkOpener* links READ links CONSTANT FINAL)
    /// This account among the others of the window; null: the window has no other ones.
    Q_PROPERTY(confab::models::AccountList* accounts READ accounts CONSTANT FINAL)

public:
    /// All must outlive this.
    /// `pictureFolder` keeps fetched pictures for the next run; empty: nothing does. `program` is what several accounts
    /// share; null: one of its own, in `settings`.
    Workspace(client::Client& client, client::SecretStore& store, QSettings& settings,
              const QString& pictureFolder = {}, std::shared_ptr<ProgramSettings> program = {});
    /// Before the window shows this.
    void setAccounts(AccountList* accounts) { m_accounts = accounts; }

    Appearance* appearance() { return &m_program->appearance; }
    NotificationSettings* notifications() { return &m_notifications; }
    DesktopSettings* desktop() { return &m_program->desktop; }
    Badges* badges() { return &m_badges; }
    SignIn* signIn() { return &m_signIn; }
    CurrentUser* me() { return &m_currentUser; }
    ConnectionState* connection() { return &m_connection; }
    RoomFilterModel* rooms() { return &m_rooms; }
    RoomFilterModel* filteredRooms() { return &m_filteredRooms; }
    SwitcherModel* switcher() { return &m_switcher; }
    RoomFilterModel* forwardRooms() { return &m_forwardRooms; }
    CurrentRoom* room() { return &m_room; }
    RoomCreator* creator() { return &m_creator; }
    RoomEditor* editor() { return &m_editor; }
    ConversationOpener* conversations() { return &m_conversations; }
    RoomJoiner* joiner() { return &m_joiner; }
    RoomLeaver* leaver() { return &m_leaver; }
    FoundRoomsModel* found() { return &m_found; }
    KeyBindings* keys() { return &m_program->keys; }
    RoomHistory* history() { return &m_history; }
    FoundMessagesModel* search() { return &m_search; }
    Announcement* announcement() { return &m_announcement; }
    LinkOpener* links() { return &m_links; }
    AccountList* accounts() { return m_accounts; }

private:
    void sayAnew();

    Clock m_clock;
    Drafts m_drafts;
    std::shared_ptr<ProgramSettings> m_program;
    NotificationSettings m_notifications;
    SignIn m_signIn;
    CurrentUser m_currentUser;
    ConnectionState m_connection;
    RoomListModel m_roomList;
    Badges m_badges;
    RoomFilterModel m_rooms;
    RoomFilterModel m_filteredRooms;
    RoomFilterModel m_switcherRooms;
    SwitcherModel m_switcher;
    RoomFilterModel m_forwardRooms;
    PictureStore m_pictures;
    CurrentRoom m_room;
    RoomHistory m_history;
    FoundMessagesModel m_search;
    LinkOpener m_links; // before the last room: what a link names comes first
    LastRoom m_lastRoom;
    RoomCreator m_creator;
    RoomEditor m_editor;
    ConversationOpener m_conversations;
    RoomJoiner m_joiner;
    RoomLeaver m_leaver;
    FoundRoomsModel m_found;
    Announcement m_announcement;
    AccountList* m_accounts = nullptr;
};

} // namespace confab::models
