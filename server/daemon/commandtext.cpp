// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/daemon/commandtext.h"

#include <QDateTime>
#include <QJsonArray>

#include <cstdio>

namespace confab {

namespace {

QString key(const char* name) {
    return QString::fromLatin1(name);
}

QString plain(QString text) {
    for (QChar& c : text) {
        if (c.category() == QChar::Other_Control || c.category() == QChar::Other_Format)
            c = QChar::ReplacementCharacter;
    }
    return text;
}

} // namespace

QString textOf(const QJsonObject& row, const char* name) {
    return plain(row.value(key(name)).toString());
}

QString numberOf(const QJsonObject& row, const char* name) {
    return QString::number(row.value(key(name)).toInteger());
}

QString dayOf(const QJsonObject& row, const char* name) {
    return QDateTime::fromMSecsSinceEpoch(row.value(key(name)).toInteger(), Qt::UTC)
        .toString(QStringLiteral("yyyy-MM-dd"));
}

void say(const QString& line) {
    std::printf("%s\n", qUtf8Printable(line));
}

Status listAll(AdminDoor& door, const char* what, const char* member, const QString& head, const QString& ifNone,
               const std::function<QString(const QJsonObject&)>& line) {
    qint64 after = 0;
    for (;;) {
        const Result<QJsonObject> page = door.ask({{key("do"), key(what)}, {key("after"), after}});
        if (!page)
            return fail(page.error());
        const QJsonArray rows = page->value(key(member)).toArray();
        if (after == 0)
            say(rows.isEmpty() ? ifNone : head);
        if (rows.isEmpty())
            return {};
        for (const QJsonValue& row : rows)
            say(line(row.toObject()));
        after = rows.last().toObject().value(key("id")).toInteger();
    }
}

} // namespace confab
