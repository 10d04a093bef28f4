// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/models/picturestore.h"

#include "app/client/client.h"
#include "app/client/uploads.h"
#include "app/models/fileview.h"

#include <algorithm>

namespace confab::models {

namespace {

constexpr int decodingThreads = 2;
constexpr int writesBetweenTrims = 50;

} // namespace

PictureStore::PictureStore(client::Client& client, const QString& cacheFolder)
    : m_client(client), m_disk(cacheFolder), m_images(decodedBytes), m_bytes(encodedBytes), m_jobs(decodingThreads) {
    connect(&client.session(), &client::Session::ended, this, &PictureStore::forget);
    connect(&client.uploads(), &client::Uploads::ended, this, &PictureStore::uploaded);
}

PictureStore::~PictureStore() = default;

QString PictureStore::ofUpload(const QString& key) {
    return uploadPrefix % key;
}

QString PictureStore::formKey(const QString& id, const pictures::Fit& fit) {
    return QStringLiteral("%1 %2x%3 %4 %5")
        .arg(id, QString::number(fit.size.width()), QString::number(fit.size.height()), QString::number(fit.radius),
             QString::number(int(fit.fill)));
}

QString PictureStore::diskKey(const QString& id) const {
    return m_client.session().account().key() % u'/' % id;
}

QImage PictureStore::find(const QString& id, const pictures::Fit& fit) const {
    const QImage* image = m_images.object(formKey(id, fit));
    return image ? *image : QImage();
}

void PictureStore::want(const QString& id, const pictures::Fit& fit) {
    if (id.isEmpty() || m_missing.contains(id) || m_decoding.contains(formKey(id, fit)))
        return;
    if (id.startsWith(uploadPrefix)) {
        const client::UploadState* upload = m_client.uploads().find(id.mid(uploadPrefix.size()));
        if (upload && !upload->preview.isEmpty())
            decode(id, upload->preview, fit);
        return;
    }
    if (const QByteArray* bytes = m_bytes.object(id))
        return decode(id, *bytes, fit);
    std::unique_ptr<Fetch>& fetch = m_fetches[id];
    const bool isNew = !fetch;
    if (isNew)
        fetch = std::make_unique<Fetch>();
    const auto isSame = [&](const pictures::Fit& form) { return formKey(id, form) == formKey(id, fit); };
    if (std::none_of(fetch->forms.begin(), fetch->forms.end(), isSame))
        fetch->forms.append(fit);
    if (isNew)
        return look(id);
    if (m_waiting.removeOne(id)) // what is looked at now comes first
        m_waiting.append(id);
}

// ---- getting the bytes -------------------------------------------------------------------------------------------

void PictureStore::look(const QString& id) {
    m_fetches.at(id)->isLooking = true;
    m_jobs.run<QByteArray>([disk = &m_disk, key = diskKey(id)]() -> Result<QByteArray> { return disk->read(key); },
                           {this, [this, id](const Result<QByteArray>& bytes) { looked(id, *bytes); }});
}

void PictureStore::looked(const QString& id, const QByteArray& bytes) {
    const auto found = m_fetches.find(id);
    if (found == m_fetches.end() || !std::exchange(found->second->isLooking, false))
        return;
    if (!bytes.isEmpty())
        return arrived(id, bytes);
    m_waiting.append(id);
    while (m_waiting.size() > fetchesWaiting)
        m_fetches.erase(m_waiting.takeFirst());
    pump();
}

void PictureStore::pump() {
    int running = 0;
    for (const auto& [id, fetch] : m_fetches)
        running += fetch->download ? 1 : 0;
    while (running < fetchesAtOnce && !m_waiting.isEmpty()) {
        const QString id = m_waiting.takeLast();
        begin(id, *m_fetches.at(id));
        ++running;
    }
}

void PictureStore::begin(const QString& id, Fetch& fetch) {
    fetch.buffer.open(QIODevice::ReadWrite);
    fetch.download = std::make_unique<client::FileDownload>(m_client.files(), id, pictures::bytesMost, fetch.buffer,
                                                            client::Backoff());
    connect(fetch.download.get(), &client::FileDownload::done, this, [this, id] { fetched(id); });
    connect(fetch.download.get(), &client::FileDownload::failed, this, [this, id] { giveUp(id); });
    fetch.download->start();
}

void PictureStore::learn(const QString& id, const QByteArray& bytes) {
    m_missing.remove(id);
    arrived(id, bytes);
    pump();
}

void PictureStore::fetched(const QString& id) {
    const QByteArray bytes = m_fetches.at(id)->buffer.data();
    m_jobs.run<int>(
        [disk = &m_disk, key = diskKey(id), bytes, trims = ++m_written % writesBetweenTrims == 0] {
            disk->write(key, bytes);
            if (trims)
                disk->trim();
            return 0;
        },
        {});
    arrived(id, bytes);
    pump();
}

void PictureStore::arrived(const QString& id, const QByteArray& bytes) {
    const auto fetch = m_fetches.extract(id);
    m_waiting.removeOne(id);
    if (bytes.size() <= encodedBytes)
        m_bytes.insert(id, new QByteArray(bytes), std::max<qsizetype>(1, bytes.size()));
    if (fetch.empty())
        return;
    for (const pictures::Fit& fit : fetch.mapped()->forms)
        decode(id, bytes, fit);
    if (fetch.mapped()->download)
        fetch.mapped()->download.release()->deleteLater(); // this may run within its signal
}

void PictureStore::giveUp(const QString& id) {
    if (const auto fetch = m_fetches.extract(id); !fetch.empty() && fetch.mapped()->download)
        fetch.mapped()->download.release()->deleteLater();
    if (m_missing.size() >= missingMost)
        m_missing.clear();
    m_missing.insert(id);
    Q_EMIT missing(id);
    pump();
}

// ---- pixels ------------------------------------------------------------------------------------------------------

void PictureStore::decode(const QString& id, const QByteArray& bytes, const pictures::Fit& fit) {
    const QString form = formKey(id, fit);
    m_decoding.insert(form);
    m_jobs.run<QImage>([bytes, fit] { return pictures::decode(bytes, fit); },
                       {this, [this, id, form](const Result<QImage>& image) { decoded(id, form, image); }});
}

void PictureStore::decoded(const QString& id, const QString& form, const Result<QImage>& image) {
    m_decoding.remove(form);
    if (!image)
        return giveUp(id);
    m_images.insert(form, new QImage(*image), std::max<qsizetype>(1, image->sizeInBytes()));
    Q_EMIT ready(id, form, *image);
}

/// The preview of an own file is at hand under its id, too: it is not fetched back.
void PictureStore::uploaded(const QString& key) {
    const client::UploadState* upload = m_client.uploads().find(key);
    if (upload && upload->file.thumbnail && !upload->preview.isEmpty())
        learn(*upload->file.thumbnail, upload->preview);
}

/// The session is over: nothing of it stays on this machine.
void PictureStore::forget() {
    for (auto& [id, fetch] : m_fetches) {
        if (fetch->download)
            fetch->download->cancel();
    }
    m_fetches.clear();
    m_waiting.clear();
    m_images.clear();
    m_bytes.clear();
    m_missing.clear();
    m_jobs.run<int>(
        [disk = &m_disk] {
            disk->clear();
            return 0;
        },
        {});
}

} // namespace confab::models
