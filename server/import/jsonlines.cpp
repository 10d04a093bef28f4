// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/import/jsonlines.h"

#include "server/import/importfolder.h"
#include "server/import/limits.h"

#include <QFile>

namespace confab::imported {

namespace {

constexpr qsizetype pieceBytes = 256 * 1024;

QString notJson(const QJsonParseError& problem) {
    return QStringLiteral("not JSON, %1 at byte %2").arg(problem.errorString(), QString::number(problem.offset));
}

} // namespace

Error wrongFile(const QString& path, const QString& what) {
    return Error::invalid(path, QStringLiteral("%1: %2.").arg(path, what));
}

Result<QJsonDocument> readDocument(const ImportFolder& folder, const QString& name) {
    const QString path = folder.pathOf(name);
    const Result<std::unique_ptr<QIODevice>> file = folder.openFile(name);
    if (!file)
        return fail(file.error());
    const qint64 bytes = folder.bytesOf(name).value_or(0);
    if (bytes > limits::importedDocumentBytes)
        return fail(
            wrongFile(path, QStringLiteral("larger than %1 MiB").arg(limits::importedDocumentBytes / (1024 * 1024))));
    QByteArray text;
    text.reserve(bytes);
    for (;;) {
        QByteArray piece(pieceBytes, Qt::Uninitialized);
        const qint64 got = (*file)->read(piece.data(), piece.size());
        if (got < 0)
            return fail(wrongFile(path, QStringLiteral("can't be read (%1)").arg((*file)->errorString())));
        if (got == 0)
            break;
        text.append(piece.constData(), got);
        if (text.size() > limits::importedDocumentBytes) // it grew meanwhile
            return fail(wrongFile(path, QStringLiteral("larger than it was")));
    }
    QJsonParseError problem;
    const QJsonDocument document = QJsonDocument::fromJson(text, &problem);
    if (problem.error != QJsonParseError::NoError)
        return fail(wrongFile(path, notJson(problem)));
    return document;
}

Result<std::unique_ptr<JsonLines>> JsonLines::open(const QString& path) {
    auto file = std::make_unique<QFile>(path);
    if (!file->open(QIODevice::ReadOnly))
        return fail(
            Error(ErrorKind::Unavailable, QStringLiteral("%1 can't be read: %2.").arg(path, file->errorString())));
    return std::make_unique<JsonLines>(std::move(file), path);
}

Error JsonLines::unreadable() const {
    return Error(ErrorKind::Unavailable, QStringLiteral("%1 can't be read: %2.").arg(m_path, m_device->errorString()));
}

Error JsonLines::wrong(const QString& what) const {
    return Error::invalid(m_path, QStringLiteral("%1, line %2: %3.").arg(m_path, QString::number(m_number), what));
}

Result<std::optional<QByteArray>> JsonLines::next() {
    while (!m_device->atEnd()) {
        m_place = m_device->pos();
        ++m_number;
        QByteArray line = m_device->readLine(limits::importedLineBytes + 1);
        if (line.isEmpty())
            return fail(unreadable());
        if (line.size() > limits::importedLineBytes)
            return fail(wrong(QStringLiteral("longer than %1 bytes").arg(limits::importedLineBytes)));
        line = std::move(line).trimmed();
        if (!line.isEmpty())
            return line;
    }
    return std::nullopt;
}

Result<std::optional<QJsonObject>> JsonLines::nextObject() {
    const Result<std::optional<QByteArray>> line = next();
    if (!line || !*line)
        return line.map([](const auto&) { return std::optional<QJsonObject>(); });
    return objectIn(**line).map([](const QJsonObject& object) { return std::optional(object); });
}

Result<QJsonObject> JsonLines::objectIn(const QByteArray& line) const {
    QJsonParseError problem;
    const QJsonDocument document = QJsonDocument::fromJson(line, &problem);
    if (problem.error != QJsonParseError::NoError)
        return fail(wrong(notJson(problem)));
    if (!document.isObject())
        return fail(wrong(QStringLiteral("an object expected")));
    return document.object();
}

Status JsonLines::back(qint64 place, qint64 number) {
    if (!m_device->seek(place))
        return fail(unreadable());
    m_number = number - 1;
    return {};
}

} // namespace confab::imported
