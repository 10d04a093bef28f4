// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/models/blockedmodel.h"

#include "app/client/blocks.h"

#include <algorithm>
#include <array>

namespace confab::models {

BlockedModel::BlockedModel(client::Blocks& blocks, client::UserDirectory& people) : m_blocks(blocks), m_people(people) {
    connect(&people, &client::UserDirectory::blockedChanged, this, &BlockedModel::arrange);
    connect(&people, &client::UserDirectory::nameChanged, this, [this](UserId id) {
        if (m_rows.contains(id))
            arrange();
    });
}

void BlockedModel::arrange() {
    const QSet<UserId>& blocked = m_people.blocked();
    beginResetModel();
    m_rows = QList<UserId>(blocked.begin(), blocked.end());
    std::ranges::sort(m_rows, [this](UserId a, UserId b) {
        const int byName = m_people.name(a).localeAwareCompare(m_people.name(b));
        return byName != 0 ? byName < 0 : a < b;
    });
    endResetModel();
    Q_EMIT changed();
}

bool BlockedModel::contains(double userId) const {
    return m_people.isBlocked(UserId{qint64(userId)});
}

void BlockedModel::setBlocked(double userId, bool on) {
    if (!isBusy())
        m_blocks.setBlocked(UserId{qint64(userId)}, on, m_question.ask<void>([this] { Q_EMIT done(); }));
}

void BlockedModel::clearError() {
    m_question.clearError();
}

std::span<const Role<BlockedModel>> BlockedModel::table() {
    using M = const BlockedModel&;
    static constexpr std::array<Role<BlockedModel>, 3> roles{{
        {"userId", [](M m, int row) -> QVariant { return double(m.m_rows[row].value); }},
        {"detail", [](M, int) -> QVariant { return QString(); }},
        {"name", [](M m, int row) -> QVariant { return m.m_people.name(m.m_rows[row]); }},
    }};
    return roles;
}

int BlockedModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : int(m_rows.size());
}

QVariant BlockedModel::data(const QModelIndex& index, int role) const {
    return index.isValid() ? roleValue(table(), *this, index.row(), role) : QVariant();
}

QHash<int, QByteArray> BlockedModel::roleNames() const {
    return roleNamesOf(table());
}

} // namespace confab::models
