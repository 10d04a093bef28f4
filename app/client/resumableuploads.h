// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/client/httpfiles.h"
#include "common/core/time.h"

#include <QHash>

namespace confab::client {

struct UploadContent;

/// The uploads that the server has begun to take, in a file for the next run of the program: a new upload of the same
/// content goes on there, after asking the server how much it has. Of a file that says its account, path, size and time
/// of change, and of bytes in memory their digest; so one that was changed begins anew.
/// Thread: the client's. Owned by: HttpFiles, as its child, where each FileUpload finds it.
class ResumableUploads : public QObject {
    Q_OBJECT
public:
    /// `folder`: of the accounts' files.
    ResumableUploads(HttpFiles& files, const QString& folder);

    /// Null: each upload begins at its first byte.
    static ResumableUploads* of(const HttpFiles& files);

    /// `upload` is to send this content. Returns the path of one on the server that nothing goes on with now; empty: it
    /// has to be created.
    QString begin(const QObject& upload, const UploadContent& content);
    /// It was created on the server, with this path.
    void created(const QObject& upload, const QString& location);
    /// It is complete, or nobody wants it any more.
    void over(const QObject& upload);
    /// It ends, and a later one may go on with it.
    void left(const QObject& upload);

    static constexpr qint64 bytesLeast = 256 * 1024; ///< a smaller one is sent anew as fast as it is asked about
    static constexpr qint64 bytesMost =
        32 * 1024 * 1024;                            ///< of bytes in memory, whose digest takes a tenth of a second
    static constexpr int placesMost = 200;           ///< as many as Uploads takes
    static constexpr std::chrono::hours keptFor{48}; ///< a server forgets them after a day

private:
    struct Place {
        QString key;
        QString location;
        UtcTime at;
        const QObject* user = nullptr; // that goes on with it
    };

    QString keyOf(const UploadContent& content) const;
    void load();
    void save();

    HttpFiles& m_files;
    const QString m_path;
    QList<Place> m_places; // the oldest first
    QHash<const QObject*, QString> m_keys;
};

} // namespace confab::client
