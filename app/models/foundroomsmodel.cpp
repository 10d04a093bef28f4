// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/models/foundroomsmodel.h"

#include "app/client/rooms.h"
#include "app/models/formatting.h"

#include <algorithm>
#include <array>
#include <chrono>

namespace confab::models {

using namespace std::chrono_literals;

FoundRoomsModel::FoundRoomsModel(client::Rooms& rooms) : FoundModel(200ms), m_rooms(rooms) {}

void FoundRoomsModel::ask() {
    m_rooms.search(query().simplified(), answerTo<QList<Room>>([this](QList<Room> found) { show(std::move(found)); }));
}

void FoundRoomsModel::show(QList<Room> found) {
    beginResetModel();
    m_found = std::move(found);
    std::stable_partition(m_found.begin(), m_found.end(),
                          [this](const Room& room) { return m_rooms.rowOf(room.id) < 0; });
    endResetModel();
}

std::span<const Role<FoundRoomsModel>> FoundRoomsModel::table() {
    using M = const FoundRoomsModel&;
    static constexpr std::array<Role<FoundRoomsModel>, 9> roles{{
        {"roomId", [](M m, int row) -> QVariant { return m.m_found[row].id.value; }},
        {"name", [](M m, int row) -> QVariant { return m.m_found[row].name; }},
        {"initials", [](M m, int row) -> QVariant { return initials(m.m_found[row].name); }},
        {"topic", [](M m, int row) -> QVariant { return m.m_found[row].topic; }},
        {"members", [](M m, int row) -> QVariant { return m.m_found[row].members; }},
        {"here", [](M m, int row) -> QVariant { return m.m_found[row].here; }},
        {"capacity", [](M m, int row) -> QVariant { return m.m_found[row].capacity.value_or(0); }},
        {"hasPassword", [](M m, int row) -> QVariant { return m.m_found[row].hasPassword; }},
        {"joined", [](M m, int row) -> QVariant { return m.m_rooms.rowOf(m.m_found[row].id) >= 0; }},
    }};
    return roles;
}

int FoundRoomsModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : int(m_found.size());
}

QVariant FoundRoomsModel::data(const QModelIndex& index, int role) const {
    return index.isValid() ? roleValue(table(), *this, index.row(), role) : QVariant();
}

QHash<int, QByteArray> FoundRoomsModel::roleNames() const {
    return roleNamesOf(table());
}

} // namespace confab::models
