// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/client/session.h"
#include "app/models/question.h"
#include "app/models/roletable.h"
#include "common/protocol/invite.h"

#include <QAbstractListModel>
#include <QQmlEngine>

namespace confab::client {
class Connection;
class Rooms;
} // namespace confab::client

namespace confab::models {

/// The invitations of a room that have not ended and that the user may see, the latest first; makes another one, and
/// ends one. Roles: code, link, name (who made it, and when), detail (until when, and how often).
/// Thread: the window's. Owned by: RoomEditor.
class InvitesModel : public QAbstractListModel {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Made by RoomEditor")
    Q_PROPERTY(QString roomName READ roomName NOTIFY changed FINAL)
    Q_PROPERTY(QString madeLink READ madeLink NOTIFY changed FINAL) ///< of the one that was made last; empty: none
    Q_PROPERTY(bool empty READ isEmpty NOTIFY changed FINAL)        ///< there are none, as the server said
    Q_PROPERTY(bool busy READ isBusy NOTIFY changed FINAL)
    Q_PROPERTY(QString error READ error NOTIFY changed FINAL)
    Q_PROPERTY(QString usesError READ usesError NOTIFY changed FINAL)

public:
    InvitesModel(client::Connection& connection, const client::Session& session, const client::Rooms& rooms);

    /// Lists those of this room. False when the user is not in it.
    Q_INVOKABLE bool begin(double roomId);
    Q_INVOKABLE void end();
    /// `days` 0: it does not end by itself. `uses` as typed; empty: any number.
    Q_INVOKABLE void make(int days, const QString& uses);
    Q_INVOKABLE void revoke(const QString& code);
    /// To the clipboard.
    Q_INVOKABLE void copy(const QString& link) const;
    Q_INVOKABLE void clearErrors();

    QString roomName() const { return m_roomName; }
    QString madeLink() const { return m_madeLink; }
    bool isEmpty() const { return !isBusy() && error().isEmpty() && m_invites.isEmpty(); }
    bool isBusy() const { return m_question.isBusy(); }
    QString error() const { return m_question.error(); }
    QString usesError() const { return m_usesError; }

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QHash<int, QByteArray> roleNames() const override;

Q_SIGNALS:
    void changed();
    void made();

private:
    static std::span<const Role<InvitesModel>> table();
    void loaded(const InvitesAnswer& answer);
    void add(const Invite& invite);
    void remove(const Secret& code);
    QString linkOf(const Invite& invite) const;
    QString nameOf(const Invite& invite) const;
    QString detailOf(const Invite& invite) const;

    client::Connection& m_connection;
    const client::Session& m_session;
    const client::Rooms& m_rooms;
    RoomId m_room;
    QString m_roomName;
    QString m_madeLink;
    QList<Invite> m_invites;
    Question m_question{*this, [this] { Q_EMIT changed(); }};
    QString m_usesError;
};

} // namespace confab::models
