// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/import/opensource.h"

#include "server/import/exportreader.h"
#include "server/import/jsonlines.h"
#include "server/import/mattermostreader.h"
#include "server/import/slackreader.h"

#include <QDir>
#include <QFileInfo>

namespace confab::imported {

namespace {

enum class Kind { Export, Mattermost };

/// By its first line.
Result<Kind> kindOf(const QString& path) {
    QFile file(path);
    if (file.open(QIODevice::ReadOnly) && file.peek(4).startsWith("PK\x03\x04"))
        return fail(wrongFile(path, QStringLiteral("an archive: unpack it first (unzip FILE -d FOLDER), and name the "
                                                   "folder")));
    const Result<std::unique_ptr<JsonLines>> lines = JsonLines::open(path);
    if (!lines)
        return fail(lines.error());
    const Result<std::optional<QJsonObject>> first = (*lines)->nextObject();
    if (!first)
        return fail(first.error());
    if (*first && (*first)->contains(QLatin1String("export")))
        return Kind::Export;
    const bool isVersion = *first && (*first)->value(QLatin1String("type")).toString() == u"version";
    if (!isVersion)
        return fail(wrongFile(path, QStringLiteral("neither an export of Confab nor of Mattermost")));
    if ((*first)->value(QLatin1String("version")).toInt() != 1)
        return fail((*lines)->wrong(QStringLiteral("a version of Mattermost's export that is not known")));
    return Kind::Mattermost;
}

} // namespace

Result<std::unique_ptr<Source>> openSource(const QString& path, const QString& filesFolder) {
    const QFileInfo place(path);
    if (!place.exists())
        return fail(wrongFile(path, QStringLiteral("not there")));
    if (place.isDir() && SlackReader::isAt(path))
        return SlackReader::open(path);
    QStringList files{path};
    if (place.isDir()) {
        files.clear();
        const QDir folder(path);
        for (const QString& name : folder.entryList({QStringLiteral("*.jsonl")}, QDir::Files, QDir::Name))
            files.append(folder.filePath(name));
        if (files.isEmpty())
            return fail(wrongFile(path, QStringLiteral("no export of Confab (*.jsonl), Slack (users.json, "
                                                       "channels.json) or Mattermost (*.jsonl)")));
    }
    for (const QString& file : std::as_const(files)) {
        const Result<Kind> kind = kindOf(file);
        if (!kind)
            return fail(kind.error());
        if (*kind == Kind::Mattermost && files.size() == 1)
            return MattermostReader::open(file);
        if (*kind == Kind::Mattermost)
            return fail(wrongFile(file, QStringLiteral("Mattermost's among others: name this file alone")));
    }
    return ExportReader::open(files, filesFolder);
}

} // namespace confab::imported
