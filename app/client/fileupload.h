// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/client/httpfiles.h"
#include "app/client/transferretries.h"

#include <QIODevice>
#include <QPointer>

#include <memory>

namespace confab::client {

/// What an upload sends: a file on this machine, or bytes in memory.
struct UploadContent {
    QString name;
    QString type; ///< a media type
    QString path; ///< empty: `bytes`
    QByteArray bytes;

    qint64 size() const;
};

/// One upload by the tus protocol (1.0), which goes on after a broken connection from where the server is. Tries until
/// the server refuses it for good, while the session is online.
/// Thread: the client's. Owned by: Uploads.
class FileUpload : public QObject {
    Q_OBJECT
public:
    FileUpload(HttpFiles& files, UploadContent content, Backoff backoff);
    ~FileUpload() override;

    void start();
    /// Ends it, and tells the server to forget what it has. No signal follows.
    void cancel();

    qint64 size() const { return m_size; }
    /// Bytes that the server has, or that were given to the network.
    qint64 sent() const { return m_sent; }

Q_SIGNALS:
    void progressed();
    /// All is there; `id` is the file's.
    void done(const QString& id);
    void failed(const confab::Error& error);

private:
    using Answered = void (FileUpload::*)(QNetworkReply& reply);

    void proceed();
    void create();
    void look();
    void send();
    void created(QNetworkReply& reply);
    void looked(QNetworkReply& reply);
    void sentAll(QNetworkReply& reply);
    void await(QNetworkReply* reply, Answered answered);
    void missed(const Error& error);
    void restart();
    void advance(qint64 offset);
    void finish(const Error& error);
    QString id() const { return m_location.section(u'/', -1); }

    HttpFiles& m_files;
    const UploadContent m_content;
    TransferRetries m_retries;
    qint64 m_size = 0;
    QString m_location;             // the path of the upload; empty: not created yet
    std::optional<qint64> m_offset; // where the server is, when known
    qint64 m_sent = 0;
    int m_restarts = 0;
    bool m_over = false;
    std::unique_ptr<QIODevice> m_device;
    QPointer<QNetworkReply> m_reply;
    QTimer m_pause;
};

} // namespace confab::client
