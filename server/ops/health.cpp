// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/ops/health.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace confab {

QByteArray Health::toJson(const QString& stalled) const {
    const Redis redis = m_redis;
    const char* const status = !isReady() ? "unavailable" : redis == Redis::Away ? "degraded" : "ok";
    const char* const broker = redis == Redis::NotUsed ? "not used" : redis == Redis::Connected ? "ok" : "away";
    const char* const database = !m_database ? "away" : m_stores ? "ok" : "refuses";
    const QString threads = m_turning ? QStringLiteral("ok") : stalled.isEmpty() ? QStringLiteral("slow") : stalled;
    const QJsonObject all{{QStringLiteral("status"), QLatin1String(status)},
                          {QStringLiteral("database"), QLatin1String(database)},
                          {QStringLiteral("redis"), QLatin1String(broker)},
                          {QStringLiteral("threads"), threads},
                          {QStringLiteral("draining"), bool(m_draining)}};
    return QJsonDocument(all).toJson(QJsonDocument::Compact).append('\n');
}

} // namespace confab
