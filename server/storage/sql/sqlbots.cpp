// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/storage/sql/sqlbots.h"

#include "server/storage/sql/botrows.h"
#include "server/storage/sql/hookdeliveries.h"
#include "server/storage/sql/hookrows.h"
#include "server/storage/sql/sqljobs.h"

namespace confab {

QCoro::Task<Result<BotRow>> SqlBots::create(NewBot bot, RoleRule may) {
    return onWriter<BotRow>(m_writer,
                            [bot = std::move(bot), may](SqlConnection& db) { return insertBot(db, bot, may); });
}

// By the writer, so that an answer that comes after the one of a removal knows of it, as SessionStore::confirm().
QCoro::Task<Result<BotSession>> SqlBots::byToken(QByteArray tokenHash) {
    return onWriter<BotSession>(m_writer,
                                [hash = std::move(tokenHash)](SqlConnection& db) { return sessionOfToken(db, hash); });
}

QCoro::Task<Result<std::optional<BotRow>>> SqlBots::byName(QString name) {
    return onReader<std::optional<BotRow>>(m_reader, ReadLine::Server,
                                           [name = std::move(name)](SqlConnection& db) { return botByName(db, name); });
}

QCoro::Task<Result<QList<BotRow>>> SqlBots::list(UserId after, int limit) {
    return onReader<QList<BotRow>>(m_reader, ReadLine::Server,
                                   [=](SqlConnection& db) { return botsAfter(db, after, limit); });
}

QCoro::Task<Result<QList<BotRow>>> SqlBots::madeBy(UserId by) {
    return onReader<QList<BotRow>>(m_reader, lineOf(by), [by](SqlConnection& db) { return botsMadeBy(db, by); });
}

QCoro::Task<Result<SessionId>> SqlBots::renew(UserId bot, QByteArray tokenHash, UtcTime at) {
    return onWriter<SessionId>(
        m_writer, [bot, hash = std::move(tokenHash), at](SqlConnection& db) { return renewToken(db, bot, hash, at); });
}

QCoro::Task<Result<QList<BotRow>>> SqlBots::inRoomsOf(UserId owner, RoleRule may, int limit) {
    return onReader<QList<BotRow>>(m_reader, lineOf(owner),
                                   [=](SqlConnection& db) { return botsInRoomsOf(db, owner, may, limit); });
}

QCoro::Task<Result<BotRow>> SqlBots::takeRights(UserId bot, RoomId room, UserId by, UtcTime at, RoleRule may) {
    return onWriter<BotRow>(m_writer, [=](SqlConnection& db) { return takeBotRights(db, bot, room, by, at, may); });
}

QCoro::Task<Status> SqlBots::remove(UserId bot) {
    return onWriter<void>(m_writer, [bot](SqlConnection& db) { return removeBot(db, bot); });
}

QCoro::Task<Result<HookChange>> SqlBots::addHook(NewHook hook, RoleRule may) {
    const LockOrder order = lockOrder(hook.room);
    const bool isOutgoing = hook.url.has_value();
    auto work = [hook = std::move(hook), may](SqlConnection& db) { return insertHook(db, hook, may); };
    Result<HookChange> made = co_await onWriter<HookChange>(m_writer, std::move(work), order);
    if (made && isOutgoing && m_tell)
        m_tell();
    co_return made;
}

QCoro::Task<Result<QList<Hook>>> SqlBots::hooksOf(RoomId room, UserId by, RoleRule may) {
    return onReader<QList<Hook>>(m_reader, lineOf(by),
                                 [=](SqlConnection& db) { return hooksOfRoom(db, room, by, may); });
}

QCoro::Task<Result<QList<Hook>>> SqlBots::hooks(qint64 after, int limit) {
    return onReader<QList<Hook>>(m_reader, ReadLine::Server,
                                 [=](SqlConnection& db) { return hooksAfter(db, after, limit); });
}

QCoro::Task<Result<HookChange>> SqlBots::renewHook(HookSecrets fresh, std::optional<UserId> by, RoleRule may) {
    return onWriter<HookChange>(m_writer, [fresh = std::move(fresh), by, may](SqlConnection& db) {
        return renewHookSecret(db, fresh, by, may);
    });
}

QCoro::Task<Result<HookChange>> SqlBots::removeHook(RoomId room, qint64 hook, std::optional<UserId> by, UtcTime at,
                                                    RoleRule may) {
    return onWriter<HookChange>(
        m_writer, [=](SqlConnection& db) { return deleteHook(db, room, hook, by, at, may); }, lockOrder(room));
}

QCoro::Task<Result<DueHooks>> SqlBots::takeDue(std::chrono::milliseconds hold, int limit) {
    return onWriter<DueHooks>(m_writer, [=](SqlConnection& db) { return takeDueHooks(db, hold, limit); });
}

QCoro::Task<Status> SqlBots::delivered(qint64 hook, Seq seq) {
    return onWriter<void>(m_writer, [=](SqlConnection& db) { return noteDelivered(db, hook, seq); });
}

QCoro::Task<Status> SqlBots::failed(qint64 hook, std::chrono::milliseconds pause,
                                    std::chrono::milliseconds disableAfter) {
    return onWriter<void>(m_writer, [=](SqlConnection& db) { return noteFailed(db, hook, pause, disableAfter); });
}

} // namespace confab
