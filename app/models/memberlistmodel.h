// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/models/roletable.h"
#include "common/protocol/methods.h"

#include <QAbstractListModel>
#include <QPointer>
#include <QQmlEngine>
#include <QSet>
#include <QTimer>

namespace confab::client {
class Client;
class OpenRoom;
} // namespace confab::client

namespace confab::models {

/// Who belongs to the open room: those who are in it now first, each part by name. Asks the server for the list when a
/// room is shown and again when its membership changes; the first `most` are listed.
/// Roles: userId, name, initials, roleText, here, me, section (title of the part).
/// Thread: the window's. Owned by: CurrentRoom.
class MemberListModel : public QAbstractListModel {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Made by CurrentRoom")

public:
    explicit MemberListModel(client::Client& client);

    /// Lists this room's members from now on, or none.
    void show(client::OpenRoom* room);
    /// The membership changed: ask again, once for a burst of changes.
    void reloadSoon();

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QHash<int, QByteArray> roleNames() const override;

    static constexpr int most = 2000;

private:
    struct Row {
        Member member;
        bool here = false;
        friend bool operator==(const Row& a, const Row& b) {
            return a.member.id == b.member.id && a.member.name == b.member.name && a.member.role == b.member.role &&
                   a.here == b.here;
        }
    };

    static std::span<const Role<MemberListModel>> table();
    void load(std::optional<UserId> after);
    void loaded(const MembersPage& page);
    void arrange();
    void apply(std::vector<Row> wanted);
    QString section(const Row& row) const;

    client::Client& m_client;
    QPointer<client::OpenRoom> m_room;
    quint64 m_generation = 0; // answers of an earlier room or load are dropped
    QList<Member> m_loading;
    QList<Member> m_members;
    std::vector<Row> m_rows;
    int m_hereKnown = 0; // rows of people who are here
    int m_hereCount = 0; // all who are
    QTimer m_reload;
};

} // namespace confab::models
