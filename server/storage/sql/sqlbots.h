// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/core/job.h"
#include "server/storage/bots.h"

namespace confab {

/// Bots and webhooks in SQL.
/// Thread: chat thread; the work runs on the database threads. Owned by: SqlStorage.
class SqlBots final : public BotStore {
public:
    SqlBots(JobSink& writer, JobSink& reader) : m_writer(writer), m_reader(reader) {}

    QCoro::Task<Result<BotRow>> create(NewBot bot, RoleRule may) override;
    QCoro::Task<Result<BotSession>> byToken(QByteArray tokenHash) override;
    QCoro::Task<Result<std::optional<BotRow>>> byName(QString name) override;
    QCoro::Task<Result<QList<BotRow>>> list(UserId after, int limit) override;
    QCoro::Task<Result<QList<BotRow>>> madeBy(UserId by) override;
    QCoro::Task<Result<SessionId>> renew(UserId bot, QByteArray tokenHash, UtcTime at) override;
    QCoro::Task<Result<QList<BotRow>>> inRoomsOf(UserId owner, RoleRule may, int limit) override;
    QCoro::Task<Result<BotRow>> takeRights(UserId bot, RoomId room, UserId by, UtcTime at, RoleRule may) override;
    QCoro::Task<Status> remove(UserId bot) override;
    QCoro::Task<Result<HookChange>> addHook(NewHook hook, RoleRule may) override;
    QCoro::Task<Result<QList<Hook>>> hooksOf(RoomId room, UserId by, RoleRule may) override;
    QCoro::Task<Result<QList<Hook>>> hooks(qint64 after, int limit) override;
    QCoro::Task<Result<HookChange>> renewHook(HookSecrets fresh, std::optional<UserId> by, RoleRule may) override;
    QCoro::Task<Result<HookChange>> removeHook(RoomId room, qint64 hook, std::optional<UserId> by, UtcTime at,
                                               RoleRule may) override;
    void onOutgoingHook(std::function<void()> tell) override { m_tell = std::move(tell); }
    QCoro::Task<Result<DueHooks>> takeDue(std::chrono::milliseconds hold, int limit) override;
    QCoro::Task<Status> delivered(qint64 hook, Seq seq) override;
    QCoro::Task<Status> failed(qint64 hook, std::chrono::milliseconds pause,
                               std::chrono::milliseconds disableAfter) override;

private:
    JobSink& m_writer;
    JobSink& m_reader;
    std::function<void()> m_tell;
};

} // namespace confab
