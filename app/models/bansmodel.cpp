// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/models/bansmodel.h"

#include "app/client/connection.h"
#include "app/client/rooms.h"
#include "app/client/userdirectory.h"
#include "app/models/formatting.h"
#include "app/models/isolated.h"

#include <algorithm>
#include <array>

namespace confab::models {

BansModel::BansModel(client::Connection& connection, const client::Rooms& rooms, client::UserDirectory& people)
    : m_connection(connection), m_rooms(rooms), m_people(people) {
    connect(&people, &client::UserDirectory::nameChanged, this, [this] {
        if (!m_bans.isEmpty())
            Q_EMIT dataChanged(index(0), index(int(m_bans.size()) - 1));
    });
}

bool BansModel::begin(double roomId) {
    end();
    const Room* room = m_rooms.find(RoomId{qint64(roomId)});
    if (!room)
        return false;
    m_room = room->id;
    m_roomName = room->name;
    load({});
    return true;
}

void BansModel::end() {
    m_question.forget();
    beginResetModel();
    m_bans.clear();
    endResetModel();
    Q_EMIT changed();
}

void BansModel::load(std::optional<UserId> after) {
    m_connection.call(RoomBans{m_room, after},
                      m_question.ask<BansAnswer>([this](const BansAnswer& page) { loaded(page); }));
}

void BansModel::loaded(const BansAnswer& page) {
    if (page.bans.isEmpty())
        return;
    const int first = int(m_bans.size());
    beginInsertRows({}, first, first + int(page.bans.size()) - 1);
    m_bans += page.bans;
    endInsertRows();
    for (const Ban& ban : page.bans)
        m_people.learn(ban.user);
    if (page.more.value_or(false) && m_bans.size() < most)
        load(page.bans.last().user.id);
}

void BansModel::lift(double userId) {
    const UserId user{qint64(userId)};
    if (!isBusy())
        m_connection.call(RoomUnban{m_room, user}, m_question.ask<Empty>([this, user](const Empty&) { remove(user); }));
}

void BansModel::remove(UserId user) {
    const auto found = std::ranges::find_if(m_bans, [user](const Ban& ban) { return ban.user.id == user; });
    if (found == m_bans.end())
        return;
    const int row = int(found - m_bans.begin());
    beginRemoveRows({}, row, row);
    m_bans.remove(row);
    endRemoveRows();
}

QString BansModel::detail(const Ban& ban) const {
    const QString by = isolated(m_people.name(ban.by));
    return ban.reason ? tr("By %1: %2").arg(by, isolated(*ban.reason)) : tr("By %1").arg(by);
}

std::span<const Role<BansModel>> BansModel::table() {
    using M = const BansModel&;
    static constexpr std::array<Role<BansModel>, 4> roles{{
        {"userId", [](M m, int row) -> QVariant { return double(m.m_bans[row].user.id.value); }},
        {"name", [](M m, int row) -> QVariant { return m.m_bans[row].user.name; }},
        {"untilText",
         [](M m, int row) -> QVariant {
             const std::optional<UtcTime> until = m.m_bans[row].until;
             return until ? tr("until %1").arg(untilTime(*until, localDay(UtcTime::now()))) : QString();
         }},
        {"detail", [](M m, int row) -> QVariant { return m.detail(m.m_bans[row]); }},
    }};
    return roles;
}

int BansModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : int(m_bans.size());
}

QVariant BansModel::data(const QModelIndex& index, int role) const {
    return index.isValid() ? roleValue(table(), *this, index.row(), role) : QVariant();
}

QHash<int, QByteArray> BansModel::roleNames() const {
    return roleNamesOf(table());
}

} // namespace confab::models
