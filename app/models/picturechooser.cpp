// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/models/picturechooser.h"

#include "app/client/uploads.h"
#include "app/models/formatting.h"
#include "app/pictures/decoding.h"

#include <QFile>
#include <QFileInfo>

namespace confab::models {

namespace {

/// Everybody in the room fetches it, so it is no larger than it is ever shown, and says nothing of where it was taken.
Result<QByteArray> smallPicture(const QString& path) {
    QFile file(path);
    if (!QFileInfo(path).isFile() || !file.open(QIODevice::ReadOnly))
        return fail(Error(ErrorKind::Unavailable, QStringLiteral("The picture can't be read")));
    if (file.size() > pictures::bytesMost)
        return fail(Error(ErrorKind::InputInvalid));
    Result<pictures::Preview> small = pictures::makePreview(file.readAll(), client::previewBytes);
    return std::move(small).map([](pictures::Preview preview) { return std::move(preview.bytes); });
}

} // namespace

PictureChooser::PictureChooser(client::Uploads& uploads) : m_uploads(uploads) {
    connect(&uploads, &client::Uploads::ended, this, &PictureChooser::ended);
}

void PictureChooser::begin(const QString& id) {
    drop();
    m_before = m_id = id;
    m_problem.clear();
    Q_EMIT changed();
}

/// Forgets what is on its way.
void PictureChooser::drop() {
    ++m_round;
    m_reading = false;
    if (!m_key.isEmpty())
        m_uploads.remove(std::exchange(m_key, {}));
}

void PictureChooser::choose(const QUrl& file) {
    drop();
    if (!file.isLocalFile())
        return setProblem(tr("Only a picture on this computer can be taken."));
    m_problem.clear();
    m_reading = true;
    m_jobs.run<QByteArray>(
        [path = file.toLocalFile()] { return smallPicture(path); },
        {this, [this, round = m_round](const Result<QByteArray>& picture) { read(picture, round); }});
    Q_EMIT changed();
}

void PictureChooser::read(const Result<QByteArray>& picture, int round) {
    if (round != m_round)
        return;
    m_reading = false;
    if (!picture)
        return setProblem(picture.error().kind == ErrorKind::InputInvalid
                              ? tr("This is no picture that can be shown. PNG, JPEG and GIF can.")
                              : sentence(picture.error()));
    m_key = m_uploads.add({{}, *picture, QStringLiteral("room")});
    if (m_key.isEmpty())
        return setProblem(tr("Too many files are waiting to be sent."));
    Q_EMIT changed();
}

void PictureChooser::ended(const QString& key) {
    if (m_key.isEmpty() || key != m_key)
        return;
    const client::UploadState* upload = m_uploads.find(key);
    const QString id = upload ? upload->file.id : QString();
    const QString problem = upload && upload->error ? sentence(*upload->error) : QString();
    // Later: this is a signal of the uploads, which may not lose the file within it.
    QMetaObject::invokeMethod(
        this,
        [this, key, id, problem] {
            if (key != m_key)
                return;
            drop();
            if (id.isEmpty())
                return setProblem(problem);
            m_id = id;
            Q_EMIT changed();
        },
        Qt::QueuedConnection);
}

void PictureChooser::remove() {
    drop();
    m_id.clear();
    m_problem.clear();
    Q_EMIT changed();
}

void PictureChooser::setProblem(const QString& problem) {
    m_problem = problem;
    Q_EMIT changed();
}

QString PictureChooser::shown() const {
    return isBusy() ? QString() : m_id;
}

std::optional<OrNull<QString>> PictureChooser::change() const {
    if (m_id == m_before)
        return std::nullopt;
    return m_id.isEmpty() ? OrNull<QString>{} : OrNull<QString>{m_id};
}

} // namespace confab::models
