// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/core/error.h"

#include <QIODevice>
#include <QJsonDocument>
#include <QJsonObject>

#include <memory>

namespace confab::imported {

/// InputInvalid, with the file and what is wrong with it.
Error wrongFile(const QString& path, const QString& what);

class ImportFolder;

/// The whole file as one document. InputInvalid when it is too long or not JSON; Unavailable when it can't be read.
Result<QJsonDocument> readDocument(const ImportFolder& folder, const QString& name);

/// A file of which each line is an object of JSON.
/// Thread: any, one at a time. Owned by: a reader.
class JsonLines {
public:
    static Result<std::unique_ptr<JsonLines>> open(const QString& path);
    /// Those of a device that is open and can be read from any place. `path`: what to call it, for people.
    JsonLines(std::unique_ptr<QIODevice> device, QString path) : m_device(std::move(device)), m_path(std::move(path)) {}

    /// The next line that is not empty; std::nullopt at the end. InputInvalid with the line's number.
    Result<std::optional<QByteArray>> next();
    /// Likewise, read.
    Result<std::optional<QJsonObject>> nextObject();
    /// The line that came last, read.
    Result<QJsonObject> objectIn(const QByteArray& line) const;
    /// InputInvalid, about the line that came last.
    Error wrong(const QString& what) const;

    /// Where the line that came last begins, for back().
    qint64 place() const { return m_place; }
    /// The line at a place() of before comes next. `number`: its own, for errors.
    Status back(qint64 place, qint64 number);
    qint64 number() const { return m_number; }

private:
    Error unreadable() const;

    const std::unique_ptr<QIODevice> m_device;
    const QString m_path;
    qint64 m_number = 0;
    qint64 m_place = 0;
};

} // namespace confab::imported
