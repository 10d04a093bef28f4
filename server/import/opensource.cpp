// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/import/opensource.h"

#include "server/import/exportreader.h"
#include "server/import/jsonlines.h"
#include "server/import/mattermostreader.h"
#include "server/import/slackreader.h"
#include "server/import/zipfolder.h"

#include <QDir>
#include <QFileInfo>

namespace confab::imported {

namespace {

enum class Kind { Export, Mattermost };

/// By its first line.
Result<Kind> kindOf(const QString& path) {
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

/// Null: it is none of Slack's.
Result<std::unique_ptr<ImportFolder>> slackFolder(const QString& path) {
    const bool isArchive = QFileInfo(path).isFile() && ZipFolder::isAt(path);
    Result<std::unique_ptr<ImportFolder>> folder = std::make_unique<PlainFolder>(path);
    if (isArchive)
        folder = ZipFolder::open(path);
    if (!folder || SlackReader::isAt(**folder))
        return folder;
    if (isArchive)
        return fail(wrongFile(path, QStringLiteral("an archive that is no export of Slack: unpack it first (unzip FILE "
                                                   "-d FOLDER), and name the folder")));
    return nullptr;
}

} // namespace

Result<std::unique_ptr<Source>> openSource(const QString& path, const QString& filesFolder, Expected expected) {
    const QFileInfo place(path);
    if (!place.exists())
        return fail(wrongFile(path, QStringLiteral("not there")));
    Result<std::unique_ptr<ImportFolder>> slack = slackFolder(path);
    if (!slack)
        return fail(std::move(slack.error()));
    if (*slack)
        return SlackReader::open(std::move(*slack));
    if (expected == Expected::Slack)
        return fail(wrongFile(path, QStringLiteral("no export of Slack, which has users.json and channels.json")));
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
