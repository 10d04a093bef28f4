// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/client/filedownload.h"

#include <QSaveFile>

namespace confab::client {

/// Downloads a file to a place on this machine: the name gets its content at the end, all at once.
/// Thread: the client's. Owned by: models::FileSaver, console::DownloadCommand.
class FileSave : public QObject {
    Q_OBJECT
public:
    enum class Existing { Replace, Keep };

    FileSave(HttpFiles& files, const QString& id, qint64 most, const QString& path, Backoff backoff);
    ~FileSave() override;

    /// Keep: a file that is there already is Unavailable, also one that comes meanwhile.
    void start(Existing existing);
    /// Ends it and leaves nothing. No signal follows.
    void cancel();

    QString path() const { return m_target.fileName(); }
    qint64 received() const { return m_download.received(); }
    /// Of the whole file; 0 while it is not known.
    qint64 size() const { return m_download.size(); }

Q_SIGNALS:
    void progressed();
    void done();
    void failed(const confab::Error& error);

private:
    void commit();
    void fail(const Error& error);

    QSaveFile m_target;
    FileDownload m_download;
    bool m_claimed = false; // the empty file under the name is this one's
};

} // namespace confab::client
