// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/models/botsmodel.h"

#include "app/client/connection.h"
#include "app/client/rooms.h"
#include "app/models/formatting.h"

#include <array>

namespace confab::models {

BotsModel::BotsModel(client::Connection& connection, const client::Rooms& rooms)
    : m_connection(connection), m_all(rooms), m_rooms(rooms), m_others(rooms) {}

void BotsModel::begin() {
    end();
    m_rooms.begin();
    m_connection.call(BotList{}, answerTo<BotsAnswer>([this](const BotsAnswer& answer) {
                          setPrograms(m_bots, answer.bots);
                          m_others.show(answer.others.value_or(QList<Bot>()));
                      }));
}

void BotsModel::end() {
    forget();
    setPrograms(m_bots, {});
    m_others.show({});
    Q_EMIT changed();
}

void BotsModel::clearErrors() {
    m_nameError.clear();
    m_error.clear();
}

void BotsModel::add(const QString& name) {
    if (isBusy())
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
    m_connection.call(std::move(request), answerTo<BotAdded>([this](const BotAdded& made) {
                          addProgram(m_bots, made.bot);
                          m_rooms.begin();
                          showSecret(made);
                          Q_EMIT added();
                      }));
}

void BotsModel::renew(double botId) {
    if (!isBusy())
        m_connection.call(BotRenew{UserId{qint64(botId)}},
                          answerTo<BotAdded>([this](const BotAdded& made) { showSecret(made); }));
}

void BotsModel::remove(double botId) {
    const UserId bot{qint64(botId)};
    if (!isBusy())
        m_connection.call(BotRemove{bot}, answerTo<Empty>([this, bot](const Empty&) { removeProgram(m_bots, bot); }));
}

void BotsModel::putOut(double botId, double roomId) {
    const UserId bot{qint64(botId)};
    const RoomId room{qint64(roomId)};
    if (!isBusy())
        m_connection.call(BotRemove{bot, room},
                          answerTo<Empty>([this, bot, room](const Empty&) { m_others.drop(bot, room); }));
}

void BotsModel::showSecret(const BotAdded& made) {
    secret()->show(made.token.value, tr("The token of “%1”: who knows it speaks as this bot.").arg(made.bot.name));
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
