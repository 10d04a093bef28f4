// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "server/import/importsource.h"

#include <QStringList>

#include <memory>

namespace confab::imported {

/// The files of an export by their names below it, "general/2024-01-02.json", wherever they lie.
/// Thread: one, which may wait for disks. Owned by: a reader.
class ImportFolder {
public:
    virtual ~ImportFolder() = default;

    /// What to call the file, for people.
    virtual QString pathOf(const QString& name) const = 0;
    /// How large it is; std::nullopt: there is no such file.
    virtual std::optional<qint64> bytesOf(const QString& name) const = 0;
    /// The names of the files that lie in `folder` itself, without it, sorted.
    virtual QStringList filesIn(const QString& folder) const = 0;
    /// Opens it for reading, from its beginning to its end. Unavailable, with a sentence.
    virtual Result<std::unique_ptr<QIODevice>> openFile(const QString& name) const = 0;
    /// Likewise, so that it can be read from any place, again and again.
    virtual Result<std::unique_ptr<QIODevice>> openAnywhere(const QString& name) const = 0;
};

/// A folder of the system's. An archive that was unpacked may have links in it: a file that is not below the folder is
/// not there.
class PlainFolder final : public ImportFolder {
public:
    explicit PlainFolder(QString path);

    QString pathOf(const QString& name) const override;
    std::optional<qint64> bytesOf(const QString& name) const override;
    QStringList filesIn(const QString& folder) const override;
    Result<std::unique_ptr<QIODevice>> openFile(const QString& name) const override;
    Result<std::unique_ptr<QIODevice>> openAnywhere(const QString& name) const override { return openFile(name); }

private:
    /// Whether the file that the name leads to is below the folder.
    bool isWithin(const QString& name) const;

    const QString m_path;
    const QString m_within; // what the canonical paths of its files begin with
};

/// The bytes of a file that lies at this path; nothing else of it is known.
FilePlace fileAt(const QString& path, const QString& sha256 = {});

} // namespace confab::imported
