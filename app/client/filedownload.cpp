// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/client/filedownload.h"

#include <QNetworkReply>

namespace confab::client {

namespace {

/// "bytes 100-199/200": the first byte and the size of the whole.
std::optional<std::pair<qint64, qint64>> rangeIn(const QNetworkReply& reply) {
    const QByteArray text = reply.rawHeader("Content-Range");
    const qsizetype dash = text.indexOf('-');
    const qsizetype slash = text.indexOf('/');
    if (!text.startsWith("bytes ") || dash < 0 || slash < dash)
        return std::nullopt;
    bool isFrom = false;
    bool isSize = false;
    const qint64 from = text.mid(6, dash - 6).toLongLong(&isFrom);
    const qint64 size = text.mid(slash + 1).toLongLong(&isSize);
    return isFrom && isSize ? std::optional(std::pair(from, size)) : std::nullopt;
}

/// An id is a name, never a path or a query.
QString pathOf(const QString& id) {
    return QString(u"/files/" % QString::fromLatin1(id.toUtf8().toPercentEncoding()));
}

} // namespace

FileDownload::FileDownload(HttpFiles& files, QString id, qint64 most, QIODevice& target, Backoff backoff)
    : m_files(files), m_id(std::move(id)), m_most(most), m_target(target), m_retries(std::move(backoff)) {
    m_pause.setSingleShot(true);
    connect(&m_pause, &QTimer::timeout, this, &FileDownload::proceed);
    connect(&files.session(), &Session::online, this, [this] {
        m_pause.stop();
        proceed();
    });
}

FileDownload::~FileDownload() {
    cancel();
}

void FileDownload::start() {
    proceed();
}

void FileDownload::cancel() {
    m_over = true;
    m_pause.stop();
    if (!m_reply)
        return;
    m_reply->disconnect(this);
    letGo(*m_reply);
}

void FileDownload::proceed() {
    if (m_over || m_reply || m_pause.isActive() || !m_files.session().isOnline())
        return;
    QNetworkRequest request = m_files.request(pathOf(m_id));
    if (m_received > 0 && !m_tag.isEmpty()) {
        request.setRawHeader("Range", "bytes=" + QByteArray::number(m_received) + '-');
        request.setRawHeader("If-Range", m_tag);
    }
    m_headRead = false;
    QNetworkReply* reply = m_files.manager().get(request);
    m_reply = reply;
    reply->setReadBufferSize(bufferBytes); // a slow disk slows the server down, and fills no memory
    connect(reply, &QNetworkReply::readyRead, this, [this, reply] { take(*reply); });
    connect(reply, &QNetworkReply::finished, this, [this, reply] {
        reply->deleteLater();
        m_reply = nullptr;
        if (!m_over)
            ended(*reply);
    });
}

/// The first bytes are here: decides where they go. False when it ended.
bool FileDownload::begin(const QNetworkReply& reply, qint64 length) {
    const auto range = rangeIn(reply);
    const bool isPart = statusOf(reply) == 206;
    const bool joins = isPart && range && range->first == m_received;
    if (isPart && !joins) {
        finish(Error(ErrorKind::InvalidRequest));
        return false;
    }
    if (!isPart) { // all of it, again
        m_received = 0;
        const bool isEmptied = m_target.seek(0);
        if (auto* file = qobject_cast<QFileDevice*>(&m_target); file && isEmptied)
            file->resize(0);
        else if (auto* buffer = qobject_cast<QBuffer*>(&m_target))
            buffer->buffer().clear();
    }
    m_size = isPart ? range->second : length;
    m_tag = reply.rawHeader("ETag");
    if (m_size <= m_most)
        return true;
    finish(Error(ErrorKind::FileTooLarge));
    return false;
}

void FileDownload::take(QNetworkReply& reply) {
    const int status = statusOf(reply);
    if (m_over || (status != 200 && status != 206))
        return;
    if (!std::exchange(m_headRead, true) &&
        !begin(reply, reply.header(QNetworkRequest::ContentLengthHeader).toLongLong()))
        return;
    while (reply.bytesAvailable() > 0) {
        const QByteArray piece = reply.read(bufferBytes);
        if (m_received + piece.size() > m_most)
            return finish(Error(ErrorKind::FileTooLarge));
        if (m_target.write(piece) != piece.size())
            return finish(Error(ErrorKind::Unavailable,
                                QStringLiteral("The file can't be written: %1").arg(m_target.errorString())));
        m_received += piece.size();
        m_retries.progressed();
    }
    Q_EMIT progressed();
}

void FileDownload::ended(QNetworkReply& reply) {
    const int status = statusOf(reply);
    if (status == 200 || status == 206)
        take(reply); // also the head of an empty file
    if (m_over)
        return;
    const bool hasAll = m_headRead && m_received == m_size; // whatever came of the connection then
    if (const std::optional<Error> error = hasAll ? std::nullopt : errorOf(reply))
        return missed(*error);
    if (m_received < m_size)
        return missed(Error(ErrorKind::Disconnected));
    m_over = true;
    Q_EMIT done();
}

void FileDownload::missed(const Error& error) {
    if (const std::optional<std::chrono::milliseconds> pause = m_retries.pauseAfter(error))
        m_pause.start(*pause);
    else
        finish(error);
}

void FileDownload::finish(const Error& error) {
    cancel();
    Q_EMIT failed(error);
}

} // namespace confab::client
