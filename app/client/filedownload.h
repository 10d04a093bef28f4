// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/client/httpfiles.h"
#include "app/client/transferretries.h"

#include <QBuffer>
#include <QFileDevice>
#include <QPointer>

namespace confab::client {

/// Fetches one file into a device, and goes on after a broken connection where it was (Range). Tries until the server
/// refuses it for good, while the session is online.
/// Thread: the client's. Owned by: FileSave, models::PictureStore.
class FileDownload : public QObject {
    Q_OBJECT
public:
    /// `id`: File::id. `most`: more bytes than this are FileTooLarge. `target` is open, empty, and outlives this.
    FileDownload(HttpFiles& files, QString id, qint64 most, QIODevice& target, Backoff backoff);
    ~FileDownload() override;

    void start();
    /// Ends it. No signal follows.
    void cancel();

    qint64 received() const { return m_received; }
    /// Of the whole file; 0 while it is not known.
    qint64 size() const { return m_size; }

    static constexpr qint64 bufferBytes = 256 * 1024;

Q_SIGNALS:
    void progressed();
    /// The target has all of it.
    void done();
    void failed(const confab::Error& error);

private:
    void proceed();
    void headArrived(QNetworkReply& reply);
    bool begin(const QNetworkReply& reply, qint64 length);
    void take(QNetworkReply& reply);
    void ended(QNetworkReply& reply);
    void missed(const Error& error);
    void finish(const Error& error);

    HttpFiles& m_files;
    const QString m_id;
    const qint64 m_most;
    QIODevice& m_target;
    TransferRetries m_retries;
    qint64 m_received = 0;
    qint64 m_size = 0;
    QByteArray m_tag; // the file's ETag; a part is only joined to the same file
    bool m_headRead = false;
    bool m_over = false;
    QPointer<QNetworkReply> m_reply;
    QTimer m_pause;
};

} // namespace confab::client
