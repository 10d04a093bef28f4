// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/models/botsmodel.h"

#include "app/client/connection.h"
#include "app/client/rooms.h"
#include "app/models/formatting.h"

#include <algorithm>
#include <array>

namespace confab::models {

BotsModel::BotsModel(client::Connection& connection, const client::Rooms& rooms)
    : m_connection(connection), m_all(rooms), m_rooms(rooms), m_others(rooms) {}

template <class R, class Take>
void BotsModel::ask(R request, Take take) {
    m_busy = true;
    m_nameError.clear();
    m_error.clear();
    Q_EMIT changed();
    m_connection.call(std::move(request),
                      {this, [this, take, generation = m_generation](const Result<typename R::Answer>& answer) {
                           if (generation != m_generation)
                               return;
                           m_busy = false;
                           if (answer)
                               take(*answer);
                           else
                               showError(answer.error());
                           Q_EMIT changed();
                       }});
}

void BotsModel::begin() {
    end();
    m_rooms.begin();
    ask(BotList{}, [this](const BotsAnswer& answer) {
        show(answer.bots);
        m_others.show(answer.others.value_or(QList<Bot>()));
    });
}

void BotsModel::end() {
    ++m_generation;
    m_busy = false;
    m_nameError.clear();
    m_error.clear();
    m_secret.forget();
    show({});
    m_others.show({});
    Q_EMIT changed();
}

void BotsModel::show(QList<Bot> bots) {
    beginResetModel();
    m_bots = std::move(bots);
    endResetModel();
}

void BotsModel::add(const QString& name) {
    if (m_busy)
        return;
    BotAdd request{name.simplified(), m_rooms.wanted()};
    m_nameError = request.name.isEmpty() ? tr("Enter a name.") : QString();
    m_error.clear();
    if (request.rooms.isEmpty())
        m_error = tr("Choose what the bot may do, in one room at least.");
    else if (request.rooms.size() > limits::roomsPerBot)
        m_error = tr("A bot has at most %1 rooms.").arg(limits::roomsPerBot);
    if (!m_nameError.isEmpty() || !m_error.isEmpty())
        return Q_EMIT changed();
    ask(std::move(request), [this](const BotAdded& made) {
        beginInsertRows({}, int(m_bots.size()), int(m_bots.size()));
        m_bots.append(made.bot);
        endInsertRows();
        m_rooms.begin();
        showSecret(made);
        Q_EMIT added();
    });
}

void BotsModel::renew(double botId) {
    if (!m_busy)
        ask(BotRenew{UserId{qint64(botId)}}, [this](const BotAdded& made) { showSecret(made); });
}

void BotsModel::remove(double botId) {
    if (m_busy)
        return;
    ask(BotRemove{UserId{qint64(botId)}}, [this, id = UserId{qint64(botId)}](const Empty&) {
        const auto found = std::ranges::find(m_bots, id, &Bot::id);
        if (found == m_bots.end())
            return;
        const int row = int(found - m_bots.begin());
        beginRemoveRows({}, row, row);
        m_bots.remove(row);
        endRemoveRows();
        m_secret.forget(); // perhaps it was its own
    });
}

void BotsModel::putOut(double botId, double roomId) {
    const UserId bot{qint64(botId)};
    const RoomId room{qint64(roomId)};
    if (!m_busy)
        ask(BotRemove{bot, room}, [this, bot, room](const Empty&) { m_others.drop(bot, room); });
}

void BotsModel::showSecret(const BotAdded& made) {
    m_secret.show(made.token.value, tr("The token of “%1”: who knows it speaks as this bot.").arg(made.bot.name));
}

void BotsModel::showError(const Error& error) {
    if (error.kind == ErrorKind::InputInvalid && error.path.endsWith(QStringLiteral(".name")))
        m_nameError = tr("There is a bot with this name already, or nothing of it is visible.");
    else if (error.kind == ErrorKind::RoomForbidden && m_bots.size() >= limits::botsPerPerson)
        m_error = tr("You can have at most %1 bots. Remove one first.").arg(limits::botsPerPerson);
    else if (error.kind == ErrorKind::RoomForbidden)
        m_error = tr("Only the owner of a room can make bots for it.");
    else
        m_error = sentence(error);
}

QString BotsModel::rightsText(const QList<BotRight>& rights) {
    QStringList words;
    for (const BotRight right : rights)
        words.append(right == BotRight::Read ? tr("read") : right == BotRight::Send ? tr("send") : tr("manage"));
    return words.join(QStringLiteral(", "));
}

QString BotsModel::scopeText(const Bot& bot) const {
    QStringList rooms;
    for (const BotRoom& room : bot.rooms) {
        const Room* known = m_all.find(room.room);
        const QString name = known ? known->name : tr("a room that you left");
        rooms.append(tr("%1: %2").arg(name, rightsText(room.rights)));
    }
    return rooms.join(QStringLiteral(" · "));
}

std::span<const Role<BotsModel>> BotsModel::table() {
    using M = const BotsModel&;
    static constexpr std::array<Role<BotsModel>, 4> roles{{
        {"botId", [](M m, int row) -> QVariant { return double(m.m_bots[row].id.value); }},
        {"name", [](M m, int row) -> QVariant { return m.m_bots[row].name; }},
        {"initials", [](M m, int row) -> QVariant { return initials(m.m_bots[row].name); }},
        {"scope", [](M m, int row) -> QVariant { return m.scopeText(m.m_bots[row]); }},
    }};
    return roles;
}

int BotsModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : int(m_bots.size());
}

QVariant BotsModel::data(const QModelIndex& index, int role) const {
    return index.isValid() ? roleValue(table(), *this, index.row(), role) : QVariant();
}

QHash<int, QByteArray> BotsModel::roleNames() const {
    return roleNamesOf(table());
}

} // namespace confab::models
