// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/client/fileupload.h"

#include "app/client/resumableuploads.h"

#include <QBuffer>
#include <QFile>
#include <QFileInfo>
#include <QNetworkReply>

namespace confab::client {

namespace {

const QString folder = QStringLiteral("/files/tus");
constexpr int mostRestarts = 3; // of uploads that the server has forgotten

QNetworkRequest tus(QNetworkRequest request) {
    request.setRawHeader("Tus-Resumable", "1.0.0");
    return request;
}

QByteArray metadataOf(const UploadContent& content) {
    return "filename " + content.name.toUtf8().toBase64() + ",filetype " + content.type.toUtf8().toBase64();
}

std::optional<qint64> offsetIn(const QNetworkReply& reply) {
    bool isNumber = false;
    const qint64 offset = reply.rawHeader("Upload-Offset").toLongLong(&isNumber);
    return isNumber && offset >= 0 ? std::optional(offset) : std::nullopt;
}

} // namespace

qint64 UploadContent::size() const {
    return path.isEmpty() ? bytes.size() : QFileInfo(path).size();
}

FileUpload::FileUpload(HttpFiles& files, UploadContent content, Backoff backoff)
    : m_files(files), m_content(std::move(content)), m_retries(std::move(backoff)), m_size(m_content.size()) {
    m_pause.setSingleShot(true);
    connect(&m_pause, &QTimer::timeout, this, &FileUpload::proceed);
    connect(&files.session(), &Session::online, this, [this] {
        m_pause.stop();
        proceed();
    });
}

/// The server keeps what it has: the next run of the program goes on from there.
FileUpload::~FileUpload() {
    if (ResumableUploads* known = ResumableUploads::of(m_files))
        known->left(*this);
    m_location.clear();
    cancel();
}

void FileUpload::start() {
    if (m_content.path.isEmpty()) {
        auto buffer = std::make_unique<QBuffer>();
        buffer->setData(m_content.bytes);
        m_device = std::move(buffer);
    } else {
        m_device = std::make_unique<QFile>(m_content.path);
    }
    if (!m_device->open(QIODevice::ReadOnly))
        return finish(Error(ErrorKind::Unavailable, QStringLiteral("%1 can't be read").arg(m_content.name)));
    if (ResumableUploads* known = ResumableUploads::of(m_files))
        m_location = known->begin(*this, m_content);
    proceed();
}

void FileUpload::cancel() {
    if (std::exchange(m_over, true))
        return;
    m_pause.stop();
    if (m_reply) {
        m_reply->disconnect(this);
        letGo(*m_reply);
    }
    if (m_location.isEmpty())
        return;
    if (ResumableUploads* known = ResumableUploads::of(m_files))
        known->over(*this);
    if (!m_files.session().isOnline())
        return; // the server forgets it after a day
    QNetworkReply* reply = m_files.manager().deleteResource(tus(m_files.request(m_location)));
    connect(reply, &QNetworkReply::finished, reply, &QObject::deleteLater);
}

// ---- one step after the other ------------------------------------------------------------------------------------

void FileUpload::proceed() {
    if (m_over || m_reply || m_pause.isActive() || !m_files.session().isOnline())
        return;
    if (m_location.isEmpty())
        create();
    else if (!m_offset)
        look();
    else
        send();
}

void FileUpload::await(QNetworkReply* reply, Answered answered) {
    m_reply = reply;
    connect(reply, &QNetworkReply::finished, this, [this, reply, answered] {
        reply->deleteLater();
        m_reply = nullptr;
        if (!m_over)
            (this->*answered)(*reply);
    });
}

void FileUpload::create() {
    QNetworkRequest request = tus(m_files.request(folder));
    request.setRawHeader("Upload-Length", QByteArray::number(m_size));
    request.setRawHeader("Upload-Metadata", metadataOf(m_content));
    request.setHeader(QNetworkRequest::ContentTypeHeader, QByteArray("application/offset+octet-stream"));
    await(m_files.manager().post(request, QByteArray()), &FileUpload::created);
}

void FileUpload::created(QNetworkReply& reply) {
    if (const std::optional<Error> error = errorOf(reply))
        return missed(*error);
    // Only the name within the folder is taken: an address of another host is never asked.
    const QString name = QUrl(QString::fromLatin1(reply.rawHeader("Location"))).path().section(u'/', -1);
    if (name.isEmpty())
        return finish(Error(ErrorKind::InvalidRequest));
    m_location = folder % u'/' % name;
    if (ResumableUploads* known = ResumableUploads::of(m_files))
        known->created(*this, m_location);
    advance(0);
}

void FileUpload::look() {
    await(m_files.manager().head(tus(m_files.request(m_location))), &FileUpload::looked);
}

void FileUpload::looked(QNetworkReply& reply) {
    if (const std::optional<Error> error = errorOf(reply))
        return error->kind == ErrorKind::FileNotFound ? restart() : missed(*error);
    const std::optional<qint64> offset = offsetIn(reply);
    if (!offset || *offset > m_size)
        return restart();
    advance(*offset);
}

void FileUpload::send() {
    if (m_content.size() != m_size || !m_device->seek(*m_offset))
        return finish(Error(ErrorKind::Unavailable,
                            QStringLiteral("%1 was changed while it was being sent").arg(m_content.name)));
    QNetworkRequest request = tus(m_files.request(m_location));
    request.setRawHeader("Upload-Offset", QByteArray::number(*m_offset));
    request.setHeader(QNetworkRequest::ContentTypeHeader, QByteArray("application/offset+octet-stream"));
    request.setHeader(QNetworkRequest::ContentLengthHeader, m_size - *m_offset);
    QNetworkReply* reply = m_files.manager().sendCustomRequest(request, "PATCH", m_device.get());
    connect(reply, &QNetworkReply::uploadProgress, this, [this, from = *m_offset](qint64 sent, qint64) {
        m_sent = std::max(m_sent, std::min(m_size, from + sent));
        Q_EMIT progressed();
    });
    await(reply, &FileUpload::sentAll);
}

void FileUpload::sentAll(QNetworkReply& reply) {
    const std::optional<Error> error = errorOf(reply);
    const std::optional<qint64> offset = offsetIn(reply);
    m_offset.reset();
    if (error && error->kind == ErrorKind::FileNotFound)
        return restart();
    if (statusOf(reply) == 409)
        return look();
    if (error)
        return missed(*error);
    if (!offset)
        return missed(Error(ErrorKind::Internal));
    advance(*offset);
}

// ---- what comes of it --------------------------------------------------------------------------------------------

/// The server is at `offset`: the rest follows, or it is done.
void FileUpload::advance(qint64 offset) {
    m_retries.progressed();
    m_offset = offset;
    m_sent = offset;
    Q_EMIT progressed();
    if (offset < m_size)
        return proceed();
    m_over = true;
    if (ResumableUploads* known = ResumableUploads::of(m_files))
        known->over(*this);
    Q_EMIT done(id());
}

/// The server has forgotten the upload.
void FileUpload::restart() {
    m_location.clear();
    m_offset.reset();
    m_sent = 0;
    if (++m_restarts > mostRestarts)
        return finish(Error(ErrorKind::FileNotFound));
    proceed();
}

/// Again after a pause, unless that can't help.
void FileUpload::missed(const Error& error) {
    m_offset.reset();
    if (const std::optional<std::chrono::milliseconds> pause = m_retries.pauseAfter(error))
        m_pause.start(*pause);
    else
        finish(error);
}

void FileUpload::finish(const Error& error) {
    m_over = true;
    Q_EMIT failed(error);
}

} // namespace confab::client
