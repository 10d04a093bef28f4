// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/models/foundmodel.h"
#include "app/models/roletable.h"
#include "common/protocol/types.h"

namespace confab::client {
class Rooms;
}

namespace confab::models {

/// The server's public rooms whose name contains `query`, as of the last answer, joinable ones first; requests them a
/// moment after the last key.
/// Roles: roomId, name, initials, topic, members, here, capacity (0: any number), hasPassword, joined.
/// Thread: the window's. Owned by: Workspace.
class FoundRoomsModel : public confab::models::FoundModel {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Made by Workspace")

public:
    explicit FoundRoomsModel(client::Rooms& rooms);

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QHash<int, QByteArray> roleNames() const override;

private:
    static std::span<const Role<FoundRoomsModel>> table();
    void ask() override;
    void clear() override { show({}); }
    void show(QList<Room> found);

    client::Rooms& m_rooms;
    QList<Room> m_found;
};

} // namespace confab::models
