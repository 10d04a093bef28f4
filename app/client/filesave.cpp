// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/client/filesave.h"

#include <QFile>

namespace confab::client {

FileSave::FileSave(HttpFiles& files, const QString& id, qint64 most, const QString& path, Backoff backoff)
    : m_target(path), m_download(files, id, most, m_target, std::move(backoff)) {
    connect(&m_download, &FileDownload::progressed, this, &FileSave::progressed);
    connect(&m_download, &FileDownload::done, this, &FileSave::commit);
    connect(&m_download, &FileDownload::failed, this, &FileSave::fail);
}

FileSave::~FileSave() {
    cancel();
}

void FileSave::start(Existing existing) {
    if (existing == Existing::Keep) {
        QFile claim(path()); // an empty one in its place, so that no other program takes the name
        if (!claim.open(QIODevice::WriteOnly | QIODevice::NewOnly))
            return fail(Error(ErrorKind::Unavailable,
                              claim.exists()
                                  ? QStringLiteral("%1 exists already").arg(path())
                                  : QStringLiteral("%1 can't be written: %2").arg(path(), claim.errorString())));
        m_claimed = true;
    }
    if (!m_target.open(QIODevice::WriteOnly))
        return fail(Error(ErrorKind::Unavailable,
                          QStringLiteral("%1 can't be written: %2").arg(path(), m_target.errorString())));
    m_download.start();
}

void FileSave::cancel() {
    m_download.cancel();
    m_target.cancelWriting();
    if (std::exchange(m_claimed, false))
        QFile::remove(path());
}

void FileSave::commit() {
    if (!m_target.commit())
        return fail(Error(ErrorKind::Unavailable,
                          QStringLiteral("%1 can't be written: %2").arg(path(), m_target.errorString())));
    m_claimed = false;
    Q_EMIT done();
}

void FileSave::fail(const Error& error) {
    cancel();
    Q_EMIT failed(error);
}

} // namespace confab::client
