// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "server/chat/bots.h"
#include "server/chat/hooks.h"
#include "server/storage/sql/sqlstorage.h"

#include <QJsonObject>
#include <QMap>

namespace confab {

/// What a running server is told of the operator's changes.
struct AdminNews : BotNews {
    std::function<void(UserId)> roleChanged = {}; ///< on the server
};

/// The operator's calls about bots and webhooks, as AdminCalls has them:
///
/// | do | members | answer |
/// | --- | --- | --- |
/// | bot.add | name, rooms: [{room, rights: "read,send"}] | bot: id, name; token |
/// | bot.list | after | bots, by id: id, name, createdAt, rooms |
/// | bot.token | name | bot; token: another one, the old one has ended |
/// | bot.remove | name | bot |
/// | hook.add | room, name, url?, command? | hook: id, room, name, url?, command?, disabledAt?; path or key |
/// | hook.list | after | hooks, by id |
/// | hook.renew | id | hook; path or key: another one |
/// | hook.remove | id | hook |
///
/// Thread: the storage's home thread. Owned by: AdminCalls.
class BotCalls {
public:
    BotCalls(SqlStorage& storage, AdminNews news) : m_storage(storage), m_news(std::move(news)) {}

    static bool knows(const QString& call);
    /// Of a call that it knows. Errors: sentences for the operator.
    QCoro::Task<Result<QJsonObject>> run(QJsonObject request);

private:
    using Call = QCoro::Task<Result<QJsonObject>> (BotCalls::*)(QJsonObject);

    /// By what `do` says.
    static const QMap<QString, Call>& calls();
    QCoro::Task<Result<QJsonObject>> addBot(QJsonObject request);
    QCoro::Task<Result<QJsonObject>> listBots(QJsonObject request);
    QCoro::Task<Result<QJsonObject>> renewToken(QJsonObject request);
    QCoro::Task<Result<QJsonObject>> removeBot(QJsonObject request);
    QCoro::Task<Result<QJsonObject>> addHook(QJsonObject request);
    QCoro::Task<Result<QJsonObject>> listHooks(QJsonObject request);
    QCoro::Task<Result<QJsonObject>> renewHookSecret(QJsonObject request);
    QCoro::Task<Result<QJsonObject>> removeHook(QJsonObject request);
    QCoro::Task<Result<BotRow>> botNamed(QString text);
    void tell(const QList<Event>& events, const QString& byName) const;

    SqlStorage& m_storage;
    const AdminNews m_news;
};

} // namespace confab
