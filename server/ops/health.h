// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QByteArray>
#include <QString>

#include <atomic>

namespace confab {

/// Whether this server can serve, for load balancers and people: each part reports its state, and any thread reads it.
/// Thread: any. Owned by: Daemon.
class Health {
public:
    enum class Redis { NotUsed, Connected, Away };

    void setDatabase(bool answers) { m_database = answers; }
    /// False while it refuses to store what it is given: its disk is full, for example.
    void setStores(bool stores) { m_stores = stores; }
    void setRedis(Redis redis) { m_redis = redis; }
    void setDraining() { m_draining = true; }
    /// False while a thread is stalled.
    void setTurning(bool turning) { m_turning = turning; }

    /// Without Redis a node still serves, only with later news from the others, so that alone is no reason to move its
    /// clients.
    bool isReady() const { return databaseServes() && m_turning && !m_draining; }
    bool databaseServes() const { return m_database && m_stores; }
    Redis redis() const { return m_redis; }
    /// {"status": "ok" | "degraded" | "unavailable", …}. `stalled`: the stalled thread, as a sentence.
    QByteArray toJson(const QString& stalled = {}) const;

private:
    std::atomic<bool> m_database = true;
    std::atomic<bool> m_stores = true;
    std::atomic<Redis> m_redis = Redis::NotUsed;
    std::atomic<bool> m_draining = false;
    std::atomic<bool> m_turning = true;
};

} // namespace confab
