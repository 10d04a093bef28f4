// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/models/attachments.h"

#include "app/client/client.h"
#include "app/client/filewords.h"
#include "app/client/outboxfile.h"
#include "app/client/uploads.h"
#include "app/models/formatting.h"
#include "app/models/picturestore.h"

#include <QBuffer>
#include <QClipboard>
#include <QDateTime>
#include <QGuiApplication>
#include <QImage>
#include <QMimeData>

#include <algorithm>

namespace confab::models {

namespace {

using Stage = client::UploadState::Stage;

enum AttachmentRole {
    NameRole = Qt::UserRole,
    SizeRole,
    ProgressRole,
    SendingRole,
    FailedRole,
    ProblemRole,
    PreviewRole
};

QList<QUrl> localFiles(const QMimeData& data) {
    QList<QUrl> files;
    for (const QUrl& url : data.urls()) {
        if (url.isLocalFile())
            files.append(url);
    }
    return files;
}

Result<QByteArray> asPng(const QImage& image) {
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    if (!image.save(&buffer, "png"))
        return fail(Error(ErrorKind::Unavailable, QStringLiteral("The picture can't be read")));
    return bytes;
}

} // namespace

Attachments::Attachments(client::Client& client) : m_client(client) {
    connect(&client.uploads(), &client::Uploads::changed, this, &Attachments::uploadChanged);
    connect(&client.session(), &client::Session::ended, this, [this] {
        beginResetModel();
        m_keys.clear();
        endResetModel();
        Q_EMIT countChanged();
        Q_EMIT readyChanged();
    });
}

void Attachments::show(RoomId room, Seq thread) {
    beginResetModel();
    m_place = {room, thread};
    endResetModel();
    setProblem({});
    Q_EMIT countChanged();
    Q_EMIT readyChanged();
}

QList<client::OutgoingFile> Attachments::files() const {
    QList<client::OutgoingFile> files;
    for (const QString& key : keys()) {
        if (const client::UploadState* upload = m_client.uploads().find(key))
            files.append({key, upload->file, m_client.uploads().source(key)});
    }
    return files;
}

void Attachments::handedOver() {
    beginResetModel();
    m_keys.remove(m_place);
    endResetModel();
    setProblem({});
    Q_EMIT countChanged();
    Q_EMIT readyChanged();
}

// ---- attaching ---------------------------------------------------------------------------------------------------

void Attachments::add(const QList<QUrl>& urls) {
    setProblem({});
    for (const QUrl& url : urls) {
        if (url.isLocalFile())
            addSource(m_place, {url.toLocalFile(), {}, {}});
        else
            setProblem(tr("Only files on this computer can be attached."));
    }
}

bool Attachments::addClipboard() {
    const QMimeData* data = QGuiApplication::clipboard()->mimeData();
    if (!data || !m_place.first)
        return false;
    if (const QList<QUrl> files = localFiles(*data); !files.isEmpty()) {
        add(files);
        return true;
    }
    // A spreadsheet offers a picture of its cells beside the text, which is what is meant.
    if (!data->hasImage() || data->hasText())
        return false;
    addImage(qvariant_cast<QImage>(data->imageData()));
    return true;
}

void Attachments::addImage(const QImage& image) {
    if (image.isNull())
        return;
    const QString name =
        tr("Picture %1").arg(QDateTime::currentDateTime().toString(QStringLiteral("yyyy-MM-dd HH.mm.ss"))) % u".png";
    m_jobs.run<QByteArray>([image] { return asPng(image); },
                           {this, [this, name, place = m_place](const Result<QByteArray>& png) {
                                if (!png)
                                    return setProblem(sentence(png.error()));
                                addSource(place, {{}, *png, name});
                            }});
}

void Attachments::addSource(Place place, const client::FileSource& source) {
    if (!place.first)
        return;
    QStringList& keys = m_keys[place];
    if (keys.size() >= limits::filesPerMessage)
        return setProblem(tr("A message takes %n file(s) at most.", nullptr, limits::filesPerMessage));
    const QString key = m_client.uploads().add(source);
    if (key.isEmpty())
        return setProblem(tr("Too many files are waiting to be sent."));
    if (place != m_place) {
        keys.append(key);
        return;
    }
    beginInsertRows({}, int(keys.size()), int(keys.size()));
    keys.append(key);
    endInsertRows();
    Q_EMIT countChanged();
    Q_EMIT readyChanged();
}

void Attachments::remove(int row) {
    if (row < 0 || row >= count())
        return;
    beginRemoveRows({}, row, row);
    const QString key = m_keys[m_place].takeAt(row);
    endRemoveRows();
    m_client.uploads().remove(key);
    setProblem({});
    Q_EMIT countChanged();
    Q_EMIT readyChanged();
}

void Attachments::retry(int row) {
    if (row >= 0 && row < count())
        m_client.uploads().retry(keys()[row]);
}

// ---- how far they are --------------------------------------------------------------------------------------------

void Attachments::uploadChanged(const QString& key) {
    Q_EMIT progressed(key);
    const auto row = int(keys().indexOf(key));
    if (row < 0)
        return;
    Q_EMIT dataChanged(index(row), index(row));
    Q_EMIT readyChanged();
}

double Attachments::progress(const QString& key) const {
    const client::UploadState* upload = key.isEmpty() ? nullptr : m_client.uploads().find(key);
    if (!upload || upload->stage == Stage::Done)
        return 1;
    return upload->file.bytes > 0 ? double(upload->sent) / double(upload->file.bytes) : 0;
}

bool Attachments::isReady() const {
    const QStringList all = keys();
    return std::all_of(all.begin(), all.end(), [this](const QString& key) {
        const client::UploadState* upload = m_client.uploads().find(key);
        return upload && upload->stage != Stage::Preparing && upload->stage != Stage::Failed;
    });
}

void Attachments::setProblem(const QString& problem) {
    if (problem == m_problem)
        return;
    m_problem = problem;
    Q_EMIT problemChanged();
}

int Attachments::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : count();
}

QVariant Attachments::data(const QModelIndex& index, int role) const {
    const QString key = keys().value(index.row());
    const client::UploadState* upload = m_client.uploads().find(key);
    if (!upload)
        return {};
    switch (role) {
    case NameRole:
        return upload->file.name;
    case SizeRole:
        return upload->stage == Stage::Preparing ? QString() : client::sizeText(upload->file.bytes);
    case ProgressRole:
        return progress(key);
    case SendingRole:
        return upload->stage != Stage::Done && upload->stage != Stage::Failed;
    case FailedRole:
        return upload->stage == Stage::Failed;
    case ProblemRole:
        return upload->error ? sentence(*upload->error) : QString();
    case PreviewRole:
        return upload->preview.isEmpty() ? QString() : PictureStore::ofUpload(key);
    default:
        return {};
    }
}

QHash<int, QByteArray> Attachments::roleNames() const {
    return {{NameRole, "name"},     {SizeRole, "size"},       {ProgressRole, "progress"}, {SendingRole, "sending"},
            {FailedRole, "failed"}, {ProblemRole, "problem"}, {PreviewRole, "preview"}};
}

// ---- one upload --------------------------------------------------------------------------------------------------

void UploadWatch::setAttachments(Attachments* attachments) {
    if (attachments == m_attachments)
        return;
    if (m_attachments)
        m_attachments->disconnect(this);
    m_attachments = attachments;
    if (attachments)
        connect(attachments, &Attachments::progressed, this, [this](const QString& key) {
            if (key == m_key)
                Q_EMIT changed();
        });
    Q_EMIT changed();
}

void UploadWatch::setKey(const QString& key) {
    if (key == m_key)
        return;
    m_key = key;
    Q_EMIT changed();
}

} // namespace confab::models
