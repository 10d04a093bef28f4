// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/client/preparedfile.h"
#include "common/protocol/content.h"

#include <map>

namespace confab::client {

/// A file on its way to the server.
struct UploadState {
    enum class Stage {
        Preparing, ///< its type, size and preview are not known yet
        Waiting,   ///< for its turn
        Sending,
        Done,   ///< `file` has its id
        Failed, ///< `error` says why
    };
    Stage stage = Stage::Preparing;
    File file;       ///< as far as it is known
    qint64 sent = 0; ///< of file.bytes
    std::optional<Error> error = {};
    QByteArray preview = {}; ///< a small picture of it; empty: none
};

/// The files that the user sends: each is prepared, then its preview and the file itself are uploaded, some at once. A
/// file is known by a key until it has an id.
/// Thread: the client's. Owned by: Client.
class Uploads : public QObject {
    Q_OBJECT
public:
    /// `preparer` has to outlive this.
    Uploads(HttpFiles& files, FilePreparer& preparer, Backoff backoff);
    ~Uploads() override;

    /// Begins at once. Returns the file's key; empty when `most` files are here already.
    QString add(const FileSource& source);
    /// Ends the upload, and forgets the file.
    void remove(const QString& key);
    /// Again, after a failure.
    void retry(const QString& key);
    /// Null for an unknown key.
    FileSource source(const QString& key) const;
    /// Null for an unknown key. Valid until the next change.
    const UploadState* find(const QString& key) const;

    static constexpr int atOnce = 2;
    static constexpr int most = 200;

Q_SIGNALS:
    void changed(const QString& key);
    /// Has an id, or failed.
    void ended(const QString& key);

private:
    struct Job {
        FileSource source;
        PreparedFile prepared;
        UploadState state;
        bool isPrepared = false;
        std::unique_ptr<FileUpload> upload; // of the preview, then of the file
    };

    void prepare(const QString& key);
    void prepared(const QString& key, Result<PreparedFile> result);
    void pump();
    void begin(const QString& key, Job& job);
    void sendPreview(const QString& key, Job& job);
    void sendFile(const QString& key, Job& job);
    void start(const QString& key, Job& job, UploadContent content);
    void fail(const QString& key, const Error& error);
    void retire(Job& job);
    Job* job(const QString& key);

    HttpFiles& m_files;
    FilePreparer& m_preparer;
    const Backoff m_backoff;
    std::map<QString, Job> m_jobs;
    QStringList m_order; // keys, in the order in which they came
    quint64 m_last = 0;
};

} // namespace confab::client
