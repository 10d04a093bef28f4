// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/client/uploads.h"

#include "app/client/filewords.h"

#include <QFileInfo>

namespace confab::client {

using Stage = UploadState::Stage;

Uploads::Uploads(HttpFiles& files, FilePreparer& preparer, Backoff backoff)
    : m_files(files), m_preparer(preparer), m_backoff(std::move(backoff)) {
    connect(&files.session(), &Session::ended, this, [this] {
        m_jobs.clear();
        m_order.clear();
    });
}

Uploads::~Uploads() = default;

QString Uploads::add(const FileSource& source) {
    if (m_order.size() >= most)
        return {};
    const QString key = QString::number(++m_last);
    Job& job = m_jobs[key];
    job.source = source;
    job.state.file.name = safeFileName(source.path.isEmpty() ? source.name : QFileInfo(source.path).fileName());
    job.state.file.bytes = source.bytes.size();
    m_order.append(key);
    QMetaObject::invokeMethod(
        this, [this, key] { prepare(key); }, Qt::QueuedConnection);
    return key;
}

void Uploads::remove(const QString& key) {
    m_order.removeOne(key);
    const auto found = m_jobs.extract(key);
    if (!found.empty())
        retire(found.mapped());
    pump();
}

void Uploads::retry(const QString& key) {
    Job* failed = job(key);
    if (!failed || failed->state.stage != Stage::Failed)
        return;
    failed->state.error.reset();
    failed->state.sent = 0;
    failed->state.stage = failed->isPrepared ? Stage::Waiting : Stage::Preparing;
    Q_EMIT changed(key);
    if (failed->isPrepared)
        pump();
    else
        prepare(key);
}

const UploadState* Uploads::find(const QString& key) const {
    const auto found = m_jobs.find(key);
    return found == m_jobs.end() ? nullptr : &found->second.state;
}

FileSource Uploads::source(const QString& key) const {
    const auto found = m_jobs.find(key);
    return found == m_jobs.end() ? FileSource() : found->second.source;
}

Uploads::Job* Uploads::job(const QString& key) {
    const auto found = m_jobs.find(key);
    return found == m_jobs.end() ? nullptr : &found->second;
}

void Uploads::prepare(const QString& key) {
    if (const Job* one = job(key))
        m_preparer.prepare(one->source,
                           {this, [this, key](Result<PreparedFile> result) { prepared(key, std::move(result)); }});
}

void Uploads::prepared(const QString& key, Result<PreparedFile> result) {
    Job* one = job(key);
    if (!one)
        return; // removed meanwhile
    if (!result)
        return fail(key, result.error());
    one->prepared = std::move(*result);
    one->isPrepared = true;
    UploadState& state = one->state;
    state.file.name = one->prepared.content.name;
    state.file.type = one->prepared.content.type;
    state.file.bytes = one->prepared.content.size();
    state.file.width = one->prepared.width;
    state.file.height = one->prepared.height;
    state.preview = one->prepared.preview;
    state.stage = Stage::Waiting;
    Q_EMIT changed(key);
    pump();
}

void Uploads::pump() {
    int running = 0;
    for (const auto& [key, one] : m_jobs)
        running += one.state.stage == Stage::Sending ? 1 : 0;
    const QStringList order = m_order; // a receiver of changed() may remove one
    for (const QString& key : order) {
        Job* one = job(key);
        if (running >= atOnce)
            return;
        if (!one || one->state.stage != Stage::Waiting)
            continue;
        ++running;
        begin(key, *one);
    }
}

void Uploads::begin(const QString& key, Job& job) {
    job.state.stage = Stage::Sending;
    if (!job.prepared.preview.isEmpty() && !job.state.file.thumbnail)
        sendPreview(key, job);
    else
        sendFile(key, job);
    Q_EMIT changed(key);
}

void Uploads::sendPreview(const QString& key, Job& job) {
    start(key, job, {QStringLiteral("preview"), job.prepared.previewType, {}, job.prepared.preview});
    connect(job.upload.get(), &FileUpload::done, this, [this, key](const QString& id) {
        Job* one = this->job(key);
        one->state.file.thumbnail = id;
        sendFile(key, *one);
        Q_EMIT changed(key);
    });
}

void Uploads::sendFile(const QString& key, Job& job) {
    start(key, job, job.prepared.content);
    connect(job.upload.get(), &FileUpload::progressed, this, [this, key] {
        Job* one = this->job(key);
        one->state.sent = one->upload->sent();
        Q_EMIT changed(key);
    });
    connect(job.upload.get(), &FileUpload::done, this, [this, key](const QString& id) {
        Job* one = this->job(key);
        one->state.file.id = id;
        one->state.stage = Stage::Done;
        one->prepared.content.bytes.clear(); // not needed any more
        retire(*one);
        Q_EMIT changed(key);
        Q_EMIT ended(key);
        pump();
    });
}

void Uploads::start(const QString& key, Job& job, UploadContent content) {
    retire(job);
    job.upload = std::make_unique<FileUpload>(m_files, std::move(content), m_backoff);
    connect(job.upload.get(), &FileUpload::failed, this, [this, key](const Error& error) { fail(key, error); });
    QMetaObject::invokeMethod(job.upload.get(), &FileUpload::start, Qt::QueuedConnection);
}

void Uploads::fail(const QString& key, const Error& error) {
    Job* one = job(key);
    one->state.stage = Stage::Failed;
    one->state.error = error;
    retire(*one);
    Q_EMIT changed(key);
    Q_EMIT ended(key);
    pump();
}

/// Its upload ends; this may run within one of its signals. When this ends before the upload's turn comes, the upload
/// ends with it: its destructor needs the files.
void Uploads::retire(Job& job) {
    if (!job.upload)
        return;
    job.upload->disconnect(this);
    job.upload->cancel();
    FileUpload* over = job.upload.release();
    over->setParent(this);
    over->deleteLater();
}

} // namespace confab::client
