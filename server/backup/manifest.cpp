// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/backup/manifest.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace confab {

namespace {

constexpr int formatNumber = 1;

QString key(const char* name) {
    return QString::fromLatin1(name);
}

QJsonObject objectOf(const DatabaseFacts& facts) {
    QJsonObject rows;
    for (auto row = facts.rows.cbegin(); row != facts.rows.cend(); ++row)
        rows.insert(row.key(), row.value());
    return {{key("schema"), facts.schema}, {key("installation"), facts.installation}, {key("rows"), rows}};
}

DatabaseFacts factsIn(const QJsonObject& object) {
    DatabaseFacts facts{object.value(key("schema")).toInteger(), object.value(key("installation")).toString(), {}};
    const QJsonObject rows = object.value(key("rows")).toObject();
    for (auto row = rows.begin(); row != rows.end(); ++row)
        facts.rows.insert(row.key(), row.value().toInteger());
    return facts;
}

} // namespace

QByteArray Manifest::toJson() const {
    QJsonArray array;
    for (const Part& part : parts)
        array.append(QJsonObject{{key("name"), part.name}, {key("bytes"), part.bytes}, {key("sha256"), part.sha256}});
    const QJsonObject fileFacts{{key("count"), files},
                                {key("bytes"), fileBytes},
                                {key("namesSha256"), fileNames},
                                {key("removedMeanwhile"), filesRemoved},
                                {key("unreadable"), filesUnreadable}};
    const QJsonObject all{{key("confabBackup"), formatNumber},   {key("program"), program}, {key("madeAt"), madeAt},
                          {key("database"), objectOf(database)}, {key("parts"), array},     {key("files"), fileFacts}};
    return QJsonDocument(all).toJson();
}

Result<Manifest> Manifest::fromJson(const QByteArray& json) {
    const QJsonObject all = QJsonDocument::fromJson(json).object();
    const int format = all.value(key("confabBackup")).toInt();
    if (format > formatNumber)
        return fail(Error(ErrorKind::InputInvalid,
                          QStringLiteral("The backup was made by a newer confabd (%1). Use that one to read it.")
                              .arg(all.value(key("program")).toString())));
    if (format != formatNumber)
        return fail(Error(ErrorKind::InputInvalid, QStringLiteral("The backup has no manifest that can be read.")));
    const QJsonObject fileFacts = all.value(key("files")).toObject();
    Manifest manifest{
        all.value(key("program")).toString(),           all.value(key("madeAt")).toString(),
        factsIn(all.value(key("database")).toObject()), {},
        fileFacts.value(key("count")).toInteger(),      fileFacts.value(key("bytes")).toInteger(),
        fileFacts.value(key("namesSha256")).toString(), fileFacts.value(key("removedMeanwhile")).toInteger(),
        fileFacts.value(key("unreadable")).toInteger()};
    const QJsonArray array = all.value(key("parts")).toArray();
    for (const QJsonValue& value : array) {
        const QJsonObject part = value.toObject();
        manifest.parts.append({part.value(key("name")).toString(), part.value(key("bytes")).toInteger(),
                               part.value(key("sha256")).toString()});
    }
    return manifest;
}

} // namespace confab
