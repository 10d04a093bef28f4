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

/// The bots that others made for rooms which the user owns: a row for each of them in each of these rooms.
/// Roles: botId, roomId, name, room, scope (what it may do there, and who made it, as a text).
/// Thread: the window's. Owned by: BotsModel.
class OthersBotsModel : public QAbstractListModel {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Made by BotsModel")

public:
    explicit OthersBotsModel(const client::Rooms& rooms) : m_rooms(rooms) {}

    void show(const QList<Bot>& bots);
    /// It is in the room no more.
    void drop(UserId bot, RoomId room);

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QHash<int, QByteArray> roleNames() const override;

private:
    struct Row {
        UserId bot;
        QString name;
        BotRoom room;
        std::optional<User> by;
    };

    static std::span<const Role<OthersBotsModel>> table();
    QString nameOf(RoomId room) const;
    QString scopeText(const Row& row) const;

    const client::Rooms& m_rooms;
    QList<Row> m_rows;
};

} // namespace confab::models
