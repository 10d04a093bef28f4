// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/fault/finaldatabase.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QSqlError>
#include <QSqlQuery>
#include <QSqlRecord>
#include <QUrl>
#include <QUuid>

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
    for (const RoomId room : rooms) {
        logs.append(log(room));
        checkProjection(logs.last());
    }
    return logs;
}

FinalLog FinalDatabase::log(RoomId room) {
    FinalLog log{room, {}};
    const QString id = QString::number(room.value);
    const QList<QVariantList> entries =
        rows(QString(u"SELECT seq, type, by_user, at, data FROM events WHERE room_id = " % id % u" ORDER BY seq"));
    for (const QVariantList& entry : entries) {
        const QJsonDocument data = QJsonDocument::fromJson(entry.at(4).toString().toUtf8());
        Result<EventData> read =
            decodeEventData(entry.at(1).toString(), QCborMap::fromJsonObject(data.object()), QStringLiteral("data"));
        if (!read)
            m_problems.append(QStringLiteral("room %1, seq %2: can't be read").arg(id, entry.at(0).toString()));
        log.events.append({room, entry.at(0).toLongLong(), UserId{entry.at(2).toLongLong()},
                           UtcTime{entry.at(3).toLongLong()}, read ? std::move(*read) : EventData()});
    }
    const qint64 last = rows(QString(u"SELECT last_seq FROM rooms WHERE id = " % id)).value(0).value(0).toLongLong();
    if (last != (log.events.isEmpty() ? 0 : log.events.last().seq))
        m_problems.append(QStringLiteral("room %1: its last seq is said to be %2").arg(id).arg(last));
    return log;
}

/// `messages` has what the log has, and nothing else.
void FinalDatabase::checkProjection(const FinalLog& log) {
    QHash<Seq, const MessagePosted*> posted;
    for (const Event& event : log.events) {
        if (const auto* message = std::get_if<MessagePosted>(&event.data))
            posted.insert(event.seq, message);
    }
    const QString id = QString::number(log.room.value);
    const QList<QVariantList> messages =
        rows(QString(u"SELECT seq, body, client_id FROM messages WHERE room_id = " % id));
    for (const QVariantList& message : messages) {
        const MessagePosted* right = posted.take(message.at(0).toLongLong());
        if (right == nullptr || message.at(1) != right->body || message.at(2) != right->clientId)
            m_problems.append(
                QStringLiteral("room %1: message %2 is not what the log says").arg(id, message.at(0).toString()));
    }
    if (!posted.isEmpty())
        m_problems.append(QStringLiteral("room %1: %2 events have no message").arg(id).arg(posted.size()));
}

} // namespace confab::test
