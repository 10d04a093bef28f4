// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/models/bansmodel.h"
#include "app/models/hooksmodel.h"
#include "app/models/invitesmodel.h"
#include "app/models/picturechooser.h"
#include "app/models/roomformerrors.h"
#include "common/core/error.h"
#include "common/protocol/room.h"
#include "common/protocol/roomlimits.h"

#include <QObject>
#include <QQmlEngine>

namespace confab::client {
class Rooms;
}

namespace confab::models {

/// Changes the settings of a room from a form, and reports each error beside its field. It sends what differs from the
/// room as it was when the form was opened, so that a form that was open for long undoes nobody's change.
/// Thread: the window's. Owned by: Workspace.
class RoomEditor : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Made by Workspace")
    /// The room as it was at begin(); `capacity` is a text, empty for no limit.
    Q_PROPERTY(QString name READ name NOTIFY begun FINAL)
    Q_PROPERTY(QString topic READ topic NOTIFY begun FINAL)
    Q_PROPERTY(QString capacity READ capacity NOTIFY begun FINAL)
    Q_PROPERTY(bool hidden READ isHidden NOTIFY begun FINAL)
    Q_PROPERTY(bool hasPassword READ hasPassword NOTIFY begun FINAL)
    Q_PROPERTY(bool archived READ isArchived NOTIFY begun FINAL)
    Q_PROPERTY(confab::models::PictureChooser* picture READ picture CONSTANT FINAL)
    Q_PROPERTY(confab::models::HooksModel* hooks READ hooks CONSTANT FINAL)       ///< for its owner; a list of its own
    Q_PROPERTY(confab::models::BansModel* bans READ bans CONSTANT FINAL)          ///< likewise a list of its own
    Q_PROPERTY(confab::models::InvitesModel* invites READ invites CONSTANT FINAL) ///< for who may invite; likewise
    Q_PROPERTY(bool busy READ isBusy NOTIFY changed FINAL)
    Q_PROPERTY(QString nameError READ nameError NOTIFY changed FINAL)
    Q_PROPERTY(QString topicError READ topicError NOTIFY changed FINAL)
    Q_PROPERTY(QString passwordError READ passwordError NOTIFY changed FINAL)
    Q_PROPERTY(int passwordMinChars READ passwordMinChars CONSTANT FINAL)
    Q_PROPERTY(QString capacityError READ capacityError NOTIFY changed FINAL)
    Q_PROPERTY(QString error READ error NOTIFY changed FINAL) ///< errors of no field

public:
    RoomEditor(client::Rooms& rooms, client::Uploads& uploads, client::Connection& connection,
               const client::Session& session, client::UserDirectory& people);

    /// False when the user is not in the room.
    Q_INVOKABLE bool begin(double roomId);

    /// What becomes of the password.
    enum PasswordChange { KeepPassword, SetPassword, RemovePassword };
    Q_ENUM(PasswordChange)
    /// `capacity` is the text as typed; `password` counts for SetPassword.
    Q_INVOKABLE void save(const QString& name, const QString& topic, bool hidden, const QString& capacity,
                          bool archived, PasswordChange change, const QString& password);

    QString name() const { return m_room.name; }
    QString topic() const { return m_room.topic; }
    QString capacity() const;
    bool isHidden() const { return m_room.visibility == Visibility::Private; }
    bool hasPassword() const { return m_room.hasPassword; }
    bool isArchived() const { return m_room.archived.value_or(false); }
    PictureChooser* picture() { return &m_picture; }
    HooksModel* hooks() { return &m_hooks; }
    BansModel* bans() { return &m_bans; }
    InvitesModel* invites() { return &m_invites; }
    bool isBusy() const { return m_busy; }
    QString nameError() const { return m_errors.name; }
    QString topicError() const { return m_errors.topic; }
    QString passwordError() const { return m_errors.password; }
    static int passwordMinChars() { return limits::roomPasswordMinChars; }
    QString capacityError() const { return m_errors.capacity; }
    QString error() const { return m_errors.other; }

Q_SIGNALS:
    void begun();
    void changed();
    void saved();

private:
    void takeCapacity(RoomUpdate& request, const QString& text);
    void takePassword(RoomUpdate& request, PasswordChange change, const QString& password);
    void showError(const Error& error);

    client::Rooms& m_rooms;
    PictureChooser m_picture;
    HooksModel m_hooks;
    BansModel m_bans;
    InvitesModel m_invites;
    Room m_room;
    bool m_busy = false;
    RoomFormErrors m_errors;
};

} // namespace confab::models
