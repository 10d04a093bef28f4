// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/models/foundpeoplemodel.h"

#include "app/client/session.h"
#include "app/client/userdirectory.h"
#include "app/models/formatting.h"
#include "app/models/presencelight.h"
#include "common/protocol/limits.h"

#include <array>
#include <chrono>

namespace confab::models {

using namespace std::chrono_literals;

FoundPeopleModel::FoundPeopleModel(client::UserDirectory& people, const client::Session& session)
    : FoundModel(150ms), m_people(people), m_session(session) {}

bool FoundPeopleModel::isWorthAsking() const {
    return !query().simplified().isEmpty();
}

void FoundPeopleModel::ask() {
    m_people.find(query().simplified().left(limits::nameChars),
                  answerTo<QList<User>>([this](QList<User> found) { show(std::move(found)); }));
}

void FoundPeopleModel::show(QList<User> found) {
    found.removeIf([this](const User& user) { // a bot has no conversations
        return user.id == m_session.user().id || user.bot.value_or(false);
    });
    if (found == m_found)
        return;
    if (!m_found.isEmpty()) { // not a reset: who shows others beside them keeps its place
        beginRemoveRows({}, 0, int(m_found.size()) - 1);
        m_found.clear();
        endRemoveRows();
    }
    if (found.isEmpty())
        return;
    beginInsertRows({}, 0, int(found.size()) - 1);
    m_found = std::move(found);
    endInsertRows();
}

std::span<const Role<FoundPeopleModel>> FoundPeopleModel::table() {
    using M = const FoundPeopleModel&;
    static constexpr std::array<Role<FoundPeopleModel>, 5> roles{{
        {"userId", [](M m, int row) -> QVariant { return m.m_found[row].id.value; }},
        {"name", [](M m, int row) -> QVariant { return m.m_found[row].name; }},
        {"initials", [](M m, int row) -> QVariant { return initials(m.m_found[row].name); }},
        {"picture", [](M m, int row) -> QVariant { return m.m_found[row].picture.value_or(QString()); }},
        {"status", [](M m, int row) -> QVariant { return statusLine(m.m_people.status(m.m_found[row].id)); }},
    }};
    return roles;
}

int FoundPeopleModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : int(m_found.size());
}

QVariant FoundPeopleModel::data(const QModelIndex& index, int role) const {
    return index.isValid() ? roleValue(table(), *this, index.row(), role) : QVariant();
}

QHash<int, QByteArray> FoundPeopleModel::roleNames() const {
    return roleNamesOf(table());
}

} // namespace confab::models
