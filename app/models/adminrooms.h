// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/models/adminlist.h"
#include "common/protocol/admin.h"

namespace confab::models {

/// All rooms of the server, by id; deletes them. Roles: roomId, name, detail, kindText (private, archived).
/// Thread: the window's. Owned by: Administration.
class AdminRoomList : public confab::models::AdminList {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Made by Administration")

public:
    using confab::models::AdminList::AdminList;

    Q_INVOKABLE void remove(double roomId);

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QHash<int, QByteArray> roleNames() const override;

private:
    static std::span<const Role<AdminRoomList>> table();
    void load() override;
    void clearRows() override { m_rows.clear(); }
    void loaded(const RoomInfosPage& page);
    void removed(RoomId room);
    static QString detail(const RoomInfo& row);
    static QString word(const RoomInfo& row);

    QList<RoomInfo> m_rows;
};

} // namespace confab::models
