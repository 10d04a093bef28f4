// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/models/roletable.h"
#include "common/protocol/bot.h"

#include <QAbstractListModel>
#include <QQmlEngine>

namespace confab::client {
class Rooms;
}

namespace confab::models {

/// The rooms that the user owns, with what a bot that is to be made may do in each.
/// Roles: roomId, name, reads, sends, manages.
/// Thread: the window's. Owned by: BotsModel.
class BotRoomsModel : public QAbstractListModel {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Made by BotsModel")
    Q_PROPERTY(int chosen READ chosen NOTIFY chosenChanged FINAL) ///< rooms with a right

public:
    explicit BotRoomsModel(const client::Rooms& rooms) : m_rooms(rooms) {}

    /// BotRight, for QML.
    enum Right { Read = int(BotRight::Read), Send = int(BotRight::Send), Manage = int(BotRight::Manage) };
    Q_ENUM(Right)

    /// The present rooms, without rights; by name.
    void begin();
    Q_INVOKABLE void choose(int row, confab::models::BotRoomsModel::Right right, bool on);

    int chosen() const;
    /// Those with a right, as the server takes them.
    QList<BotRoom> wanted() const;

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QHash<int, QByteArray> roleNames() const override;

Q_SIGNALS:
    void chosenChanged();

private:
    struct Row {
        RoomId room;
        QString name;
        BotRights rights;
    };

    static std::span<const Role<BotRoomsModel>> table();

    const client::Rooms& m_rooms;
    QList<Row> m_rows;
};

} // namespace confab::models
