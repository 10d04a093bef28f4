// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/client/filedownload.h"
#include "app/pictures/backgroundjobs.h"
#include "app/pictures/decoding.h"
#include "app/pictures/diskcache.h"

#include <QCache>
#include <QQmlEngine>

namespace confab::client {
class Client;
}

namespace confab::models {

/// The pictures of messages, by the ids of their files: fetched from the own server, decoded on other threads, kept in
/// memory up to a bound, and on the disk for the next time.
/// Thread: the window's. Owned by: Workspace.
class PictureStore : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Made by Workspace")
public:
    /// `cacheFolder`: empty: nothing is kept on the disk.
    PictureStore(client::Client& client, const QString& cacheFolder);
    ~PictureStore() override;

    /// The picture in this form, when it is at hand; else null.
    QImage find(const QString& id, const pictures::Fit& fit) const;
    /// ready() or missing() follows later.
    void want(const QString& id, const pictures::Fit& fit);
    /// The bytes of a picture are at hand from elsewhere: they need not be fetched.
    void learn(const QString& id, const QByteArray& bytes);
    /// Whether it can't be shown: not on the server, broken, or too large.
    bool isMissing(const QString& id) const { return m_missing.contains(id); }

    /// The id of the preview of an upload that this program makes.
    static QString ofUpload(const QString& key);
    /// Tells forms of one picture apart.
    static QString formKey(const QString& id, const pictures::Fit& fit);

    static constexpr int fetchesAtOnce = 4;
    static constexpr qsizetype fetchesWaiting = 100; ///< the oldest wishes beyond are dropped: nobody looks there now
    static constexpr qsizetype decodedBytes = 96 * 1024 * 1024;
    static constexpr qsizetype encodedBytes = 16 * 1024 * 1024;
    static constexpr qsizetype missingMost = 5000;

Q_SIGNALS:
    void ready(const QString& id, const QString& form, const QImage& image);
    void missing(const QString& id);

private:
    struct Fetch {
        QList<pictures::Fit> forms;
        QBuffer buffer;
        std::unique_ptr<client::FileDownload> download;
        bool isLooking = false; // on the disk
    };

    void look(const QString& id);
    void looked(const QString& id, const QByteArray& bytes);
    void pump();
    void begin(const QString& id, Fetch& fetch);
    void arrived(const QString& id, const QByteArray& bytes);
    void fetched(const QString& id);
    void decode(const QString& id, const QByteArray& bytes, const pictures::Fit& fit);
    void decoded(const QString& id, const QString& form, const Result<QImage>& image);
    void giveUp(const QString& id);
    void uploaded(const QString& key);
    void forget();
    QString diskKey(const QString& id) const;

    client::Client& m_client;
    const pictures::DiskCache m_disk;
    QCache<QString, QImage> m_images;    // by form
    QCache<QString, QByteArray> m_bytes; // by id
    std::map<QString, std::unique_ptr<Fetch>> m_fetches;
    QStringList m_waiting; // ids, the latest wish last
    QSet<QString> m_decoding;
    QSet<QString> m_missing;
    int m_written = 0;               // since the disk was trimmed
    pictures::BackgroundJobs m_jobs; // last: its jobs use the others
};

} // namespace confab::models
