// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/models/question.h"
#include "app/models/roletable.h"
#include "common/protocol/moderation.h"

#include <QAbstractListModel>
#include <QQmlEngine>

namespace confab::client {
class Connection;
class Rooms;
class UserDirectory;
} // namespace confab::client

namespace confab::models {

/// Who may not join a room, by id; and the end of that.
/// Roles: userId, name, untilText (empty: it does not end by itself), detail (by whom, and why).
/// Thread: the window's. Owned by: RoomEditor.
class BansModel : public QAbstractListModel {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Made by RoomEditor")
    Q_PROPERTY(QString roomName READ roomName NOTIFY changed FINAL)
    Q_PROPERTY(bool empty READ isEmpty NOTIFY changed FINAL) ///< nobody is banned, as the server said
    Q_PROPERTY(bool busy READ isBusy NOTIFY changed FINAL)
    Q_PROPERTY(QString error READ error NOTIFY changed FINAL)

public:
    BansModel(client::Connection& connection, const client::Rooms& rooms, client::UserDirectory& people);

    /// Lists those of this room. False when the user is not in it.
    Q_INVOKABLE bool begin(double roomId);
    Q_INVOKABLE void end();
    Q_INVOKABLE void lift(double userId);

    QString roomName() const { return m_roomName; }
    bool isEmpty() const { return !isBusy() && error().isEmpty() && m_bans.isEmpty(); }
    bool isBusy() const { return m_question.isBusy(); }
    QString error() const { return m_question.error(); }

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QHash<int, QByteArray> roleNames() const override;

    static constexpr int most = 2000; // that are listed

Q_SIGNALS:
    void changed();

private:
    static std::span<const Role<BansModel>> table();
    void load(std::optional<UserId> after);
    void loaded(const BansAnswer& page);
    void remove(UserId user);
    QString detail(const Ban& ban) const;

    client::Connection& m_connection;
    const client::Rooms& m_rooms;
    client::UserDirectory& m_people;
    RoomId m_room;
    QString m_roomName;
    QList<Ban> m_bans;
    Question m_question{*this, [this] { Q_EMIT changed(); }};
};

} // namespace confab::models
