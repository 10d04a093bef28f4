// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/models/foundmodel.h"
#include "app/models/roletable.h"
#include "common/protocol/types.h"

namespace confab::client {
class Session;
class UserDirectory;
} // namespace confab::client

namespace confab::models {

/// The people of the server of whom a word of the name begins with `query`, without the user and bots, as of the last
/// answer; requests them a moment after the last key. None for an empty query. Roles: userId, name, initials,
/// picture, status (a line). Thread: the window's. Owned by: Workspace.
class FoundPeopleModel : public confab::models::FoundModel {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Made by Workspace")

public:
    FoundPeopleModel(client::UserDirectory& people, const client::Session& session);

    /// Nobody for a row that there is not.
    User at(int row) const { return m_found.value(row); }

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QHash<int, QByteArray> roleNames() const override;

private:
    static std::span<const Role<FoundPeopleModel>> table();
    bool isWorthAsking() const override;
    void ask() override;
    void clear() override { show({}); }
    void show(QList<User> found);

    client::UserDirectory& m_people;
    const client::Session& m_session;
    QList<User> m_found;
};

} // namespace confab::models
