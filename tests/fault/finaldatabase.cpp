// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/fault/finaldatabase.h"

#include "common/protocol/fieldreading.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QSqlError>
#include <QSqlQuery>
#include <QSqlRecord>
#include <QUrl>
#include <QUuid>

#include <algorithm>

namespace confab::test {

FinalDatabase::FinalDatabase(const QString& address) : m_name(QUuid::createUuid().toString()) {
    const QUrl url(address);
    const bool isPostgres = url.scheme() == u"postgresql";
    m_database = QSqlDatabase::addDatabase(isPostgres ? QStringLiteral("QPSQL") : QStringLiteral("QSQLITE"), m_name);
    if (isPostgres) {
        m_database.setHostName(url.host());
        m_database.setPort(url.port());
        m_database.setUserName(url.userName());
        m_database.setDatabaseName(url.path().mid(1));
    } else {
        m_database.setDatabaseName(address);
    }
    if (!m_database.open())
        m_problems.append(QString(u"the database does not open: " % m_database.lastError().text()));
    else if (!isPostgres && rows(QStringLiteral("PRAGMA integrity_check")).value(0).value(0) != QStringLiteral("ok"))
        m_problems.append(QStringLiteral("the database file is damaged"));
}

FinalDatabase::~FinalDatabase() {
    m_database = {};
    QSqlDatabase::removeDatabase(m_name);
}

QList<QVariantList> FinalDatabase::rows(const QString& sql) {
    QList<QVariantList> rows;
    QSqlQuery query(m_database);
    query.setForwardOnly(true);
    if (!query.exec(sql))
        m_problems.append(QString(sql % u": " % query.lastError().text()));
    const int columns = query.record().count();
    while (query.next()) {
        QVariantList row;
        for (int column = 0; column < columns; ++column)
            row.append(query.value(column));
        rows.append(row);
    }
    return rows;
}

QList<FinalLog> FinalDatabase::logs(const QList<RoomId>& rooms) {
    QList<FinalLog> logs;
    for (const RoomId room : rooms)
        logs.append(log(room));
    return logs;
}

namespace {

/// `entry` begins with seq, by_user, at.
Event eventOf(RoomId room, const QVariantList& entry, EventData data) {
    return {room, entry.at(0).toLongLong(), UserId{entry.at(1).toLongLong()}, UtcTime{entry.at(2).toLongLong()},
            std::move(data)};
}

} // namespace

FinalLog FinalDatabase::log(RoomId room) {
    FinalLog log{room, {}};
    const QString id = QString::number(room.value);
    const auto entries = [this, &id](const QString& columns, const QString& table) {
        return rows(QString(u"SELECT seq, by_user, at, " % columns % u" FROM " % table % u" WHERE room_id = " % id));
    };
    for (const QVariantList& entry : entries(QStringLiteral("body, client_id, reply_to"), QStringLiteral("messages"))) {
        const std::optional<Seq> replyTo =
            entry.at(5).isNull() ? std::nullopt : std::optional<Seq>(entry.at(5).toLongLong());
        log.events.append(
            eventOf(room, entry, MessagePosted{{entry.at(3).toString(), replyTo}, entry.at(4).toString()}));
    }
    for (const QVariantList& entry : entries(QStringLiteral("type, data"), QStringLiteral("events"))) {
        const QJsonDocument data = QJsonDocument::fromJson(entry.at(4).toString().toUtf8());
        Result<EventData> read =
            decodeEventData(entry.at(3).toString(), QCborMap::fromJsonObject(data.object()), QStringLiteral("data"));
        if (!read || std::holds_alternative<MessagePosted>(*read))
            m_problems.append(QStringLiteral("room %1, seq %2: can't be read").arg(id, entry.at(0).toString()));
        log.events.append(eventOf(room, entry, read ? std::move(*read) : EventData()));
    }
    std::ranges::sort(log.events, {}, &Event::seq);
    const qint64 last = rows(QString(u"SELECT last_seq FROM rooms WHERE id = " % id)).value(0).value(0).toLongLong();
    if (last != (log.events.isEmpty() ? 0 : log.events.last().seq))
        m_problems.append(QStringLiteral("room %1: its last seq is said to be %2").arg(id).arg(last));
    return log;
}

} // namespace confab::test
