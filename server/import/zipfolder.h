// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "server/import/importfolder.h"

#include <QMap>

struct zip;

namespace confab::imported {

/// A zip archive, read in place: nothing of it is written to a disk by its name, so that none leads anywhere. Of each
/// file no more is read than its archive says that it has. Thread, owned by: as ImportFolder.
class ZipFolder final : public ImportFolder {
public:
    /// Whether the file begins as such an archive does.
    static bool isAt(const QString& path);
    /// InputInvalid, with what is wrong: it is damaged, has a password, names what is no file below it, has more than
    /// one file of a name, or would become more than limits.h allows. An archive that has all its files in one folder
    /// is that folder.
    static Result<std::unique_ptr<ImportFolder>> open(const QString& path);

    QString pathOf(const QString& name) const override;
    std::optional<qint64> bytesOf(const QString& name) const override;
    QStringList filesIn(const QString& folder) const override;
    Result<std::unique_ptr<QIODevice>> openFile(const QString& name) const override;
    /// What is packed can only be read from its beginning: it is unpacked into a temporary file without a name, of
    /// which nothing stays. Unavailable when there is no room for it, InputInvalid when it is damaged.
    Result<std::unique_ptr<QIODevice>> openAnywhere(const QString& name) const override;

private:
    struct Closing {
        void operator()(zip* archive) const;
    };
    struct Entry {
        quint64 index = 0;
        qint64 bytes = 0;
    };
    /// Of all entries.
    struct Sizes {
        quint64 packed = 0;
        quint64 unpacked = 0;
    };

    explicit ZipFolder(QString path) : m_path(std::move(path)) {}
    Status openArchive();
    Status readEntries();
    Status readEntry(quint64 index, Sizes& sizes);
    Status checkSizes(const Sizes& sizes) const;
    void enterOnlyFolder();

    const QString m_path;
    std::unique_ptr<zip, Closing> m_archive;
    QMap<QString, Entry> m_entries; // of files, by name
    QString m_top;                  // what stands before each name, "export/"; empty: nothing
};

} // namespace confab::imported
