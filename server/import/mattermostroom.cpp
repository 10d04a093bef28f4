// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/import/mattermostroom.h"

#include <QJsonArray>

#include <algorithm>

namespace confab::imported {

UtcTime mattermostTime(const QJsonObject& object, const char* name) {
    constexpr qint64 most = 253'402'300'799'999; // the end of the year 9999
    return UtcTime{std::clamp<qint64>(object.value(QLatin1String(name)).toInteger(), 0, most)};
}

QString MattermostRoom::addEntry(const QJsonObject& post, const QString& replyTo) {
    const UtcTime at = mattermostTime(post, "create_at");
    const QString plain =
        QStringLiteral("%1/%2").arg(post.value(QLatin1String("user")).toString(), QString::number(at.ms));
    const int before = m_keys[plain]++;
    const QString key = before == 0 ? plain : QStringLiteral("%1~%2").arg(plain, QString::number(before));
    m_entries.append({at, key, replyTo, post});
    return key;
}

void MattermostRoom::add(const QJsonObject& post) {
    const QString key = addEntry(post, {});
    for (const QJsonValue& reply : post.value(QLatin1String("replies")).toArray())
        addEntry(reply.toObject(), key);
}

QList<MattermostRoom::Entry> MattermostRoom::entries() && {
    std::ranges::stable_sort(m_entries, {}, &Entry::at);
    return std::move(m_entries);
}

} // namespace confab::imported
