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

/// By its first line; then the lines are at their beginning again.
Result<Kind> kindOf(JsonLines& lines, const QString& path) {
    const Result<std::optional<QJsonObject>> first = lines.nextObject();
    if (!first)
        return fail(first.error());
    if (*first && (*first)->contains(QLatin1String("export")))
        return lines.back(0, 1).map([] { return Kind::Export; });
    const bool isVersion = *first && (*first)->value(QLatin1String("type")).toString() == u"version";
    if (!isVersion)
        return fail(wrongFile(path, QStringLiteral("neither an export of Confab nor of Mattermost")));
    if ((*first)->value(QLatin1String("version")).toInt() != 1)
        return fail(lines.wrong(QStringLiteral("a version of Mattermost's export that is not known")));
    return lines.back(0, 1).map([] { return Kind::Mattermost; });
}

/// What an archive of Mattermost has at its top: one file of lines.
Result<std::unique_ptr<Source>> openLines(std::unique_ptr<ImportFolder> folder, const QString& name,
                                          const Error& otherwise) {
    Result<std::unique_ptr<QIODevice>> file = folder->openAnywhere(name);
    if (!file)
        return fail(std::move(file.error()));
    auto lines = std::make_unique<JsonLines>(std::move(*file), folder->pathOf(name));
    const Result<Kind> kind = kindOf(*lines, folder->pathOf(name));
    if (!kind)
        return fail(kind.error());
    return *kind == Kind::Mattermost ? MattermostReader::open(std::move(folder), std::move(lines)) : fail(otherwise);
}

Result<std::unique_ptr<Source>> openArchive(const QString& path, Expected expected) {
    Result<std::unique_ptr<ImportFolder>> folder = ZipFolder::open(path);
    if (!folder)
        return fail(std::move(folder.error()));
    if (expected != Expected::Mattermost && SlackReader::isAt(**folder))
        return SlackReader::open(std::move(*folder));
    const QLatin1String of(expected == Expected::Slack        ? "Slack"
                           : expected == Expected::Mattermost ? "Mattermost"
                                                              : "Slack or Mattermost");
    const Error none = wrongFile(path, QStringLiteral("an archive that is no export of %1: unpack it first (unzip FILE "
                                                      "-d FOLDER), and name the folder")
                                           .arg(of));
    QStringList lines = (*folder)->filesIn({});
    lines.removeIf([](const QString& name) { return !name.endsWith(u".jsonl"); });
    if (expected == Expected::Slack || lines.size() != 1)
        return fail(none);
    return openLines(std::move(*folder), lines.first(), none);
}

/// The files of lines that are meant; not empty.
Result<QStringList> linesAt(const QString& path) {
    if (!QFileInfo(path).isDir())
        return QStringList{path};
    const QDir folder(path);
    QStringList files;
    for (const QString& name : folder.entryList({QStringLiteral("*.jsonl")}, QDir::Files, QDir::Name))
        files.append(folder.filePath(name));
    if (files.isEmpty())
        return fail(
            wrongFile(path, QStringLiteral("no export of Confab (*.jsonl), Slack (users.json, channels.json) or "
                                           "Mattermost (*.jsonl)")));
    return files;
}

Result<std::unique_ptr<Source>> openUnpacked(const QString& path, const QString& filesFolder, Expected expected) {
    const Result<QStringList> files = linesAt(path);
    if (!files)
        return fail(files.error());
    for (const QString& file : *files) {
        Result<std::unique_ptr<JsonLines>> lines = JsonLines::open(file);
        if (!lines)
            return fail(std::move(lines.error()));
        const Result<Kind> kind = kindOf(**lines, file);
        if (!kind)
            return fail(kind.error());
        if (*kind == Kind::Mattermost && files->size() == 1)
            return MattermostReader::open(std::make_unique<PlainFolder>(QFileInfo(file).absolutePath()),
                                          std::move(*lines));
        if (*kind == Kind::Mattermost)
            return fail(wrongFile(file, QStringLiteral("Mattermost's among others: name this file alone")));
        if (expected == Expected::Mattermost)
            return fail(wrongFile(file, QStringLiteral("no export of Mattermost, but of Confab")));
    }
    return ExportReader::open(*files, filesFolder);
}

} // namespace

Result<std::unique_ptr<Source>> openSource(const QString& path, const QString& filesFolder, Expected expected) {
    const QFileInfo place(path);
    if (!place.exists())
        return fail(wrongFile(path, QStringLiteral("not there")));
    if (place.isFile() && ZipFolder::isAt(path))
        return openArchive(path, expected);
    auto folder = std::make_unique<PlainFolder>(path);
    if (expected != Expected::Mattermost && SlackReader::isAt(*folder))
        return SlackReader::open(std::move(folder));
    if (expected == Expected::Slack)
        return fail(wrongFile(path, QStringLiteral("no export of Slack, which has users.json and channels.json")));
    return openUnpacked(path, filesFolder, expected);
}

} // namespace confab::imported
