// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QByteArray>
#include <QString>

namespace confab::pictures {

/// Pictures that were fetched before, as files in a folder that only the user can read. The ones that were used the
/// longest ago go first when there are too many. It may lose any of them at any time.
/// Thread: any, one at a time. Owned by: PictureStore.
class DiskCache {
public:
    /// An empty folder: nothing is kept.
    explicit DiskCache(QString folder, qint64 most = defaultMost);

    /// Empty when it is not there.
    QByteArray read(const QString& key) const;
    void write(const QString& key, const QByteArray& bytes) const;
    /// Removes what is too much.
    void trim() const;
    void clear() const;

    static constexpr qint64 defaultMost = 256 * 1024 * 1024;
    static constexpr qint64 entryMost = 32 * 1024 * 1024;

private:
    QString pathOf(const QString& key) const;

    const QString m_folder;
    const qint64 m_most;
};

} // namespace confab::pictures
