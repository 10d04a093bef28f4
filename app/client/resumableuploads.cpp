// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/client/resumableuploads.h"

#include "app/client/fileupload.h"
#include "common/protocol/codec.h"
#include "common/protocol/fieldreading.h"
#include "common/protocol/fieldwriting.h"

#include <QCryptographicHash>
#include <QDateTime>
#include <QDir>
#include <QFileInfo>
#include <QSaveFile>

#include <algorithm>
#include <utility>

namespace confab::client {

namespace {

constexpr qint64 mostFileBytes = 256 * 1024; // 200 places of some 200 bytes each
constexpr int version = 1;

struct StoredPlace {
    QString key;
    QString location;
    UtcTime at;
    template <class Self = StoredPlace>
    static constexpr auto fields() {
        return std::tuple{field("key", &Self::key), field("location", &Self::location), field("at", &Self::at)};
    }
};

struct StoredPlaces {
    int version = 0;
    QList<StoredPlace> uploads;
    template <class Self = StoredPlaces>
    static constexpr auto fields() {
        return std::tuple{field("version", &Self::version, {confab::client::version, confab::client::version}),
                          field("uploads", &Self::uploads, {0, ResumableUploads::placesMost})};
    }
};

} // namespace

ResumableUploads::ResumableUploads(HttpFiles& files, const QString& folder)
    : QObject(&files), m_files(files), m_path(QDir(folder).filePath(QStringLiteral("uploads.json"))) {
    load();
}

ResumableUploads* ResumableUploads::of(const HttpFiles& files) {
    return files.findChild<ResumableUploads*>(QString(), Qt::FindDirectChildrenOnly);
}

QString ResumableUploads::begin(const QObject& upload, const UploadContent& content) {
    const QString key = keyOf(content);
    if (key.isEmpty())
        return {};
    m_keys.insert(&upload, key);
    const auto free = std::find_if(m_places.begin(), m_places.end(),
                                   [&](const Place& place) { return place.key == key && !place.user; });
    if (free == m_places.end())
        return {};
    free->user = &upload;
    return free->location;
}

void ResumableUploads::created(const QObject& upload, const QString& location) {
    const QString key = m_keys.value(&upload);
    if (key.isEmpty())
        return;
    m_places.removeIf([&](const Place& place) { return place.user == &upload; }); // which the server has forgotten
    m_places.append({key, location, UtcTime::now(), &upload});
    if (m_places.size() > placesMost)
        m_places.removeFirst();
    save();
}

void ResumableUploads::over(const QObject& upload) {
    m_keys.remove(&upload);
    if (m_places.removeIf([&](const Place& place) { return place.user == &upload; }) > 0)
        save();
}

void ResumableUploads::left(const QObject& upload) {
    m_keys.remove(&upload);
    for (Place& place : m_places) {
        if (place.user == &upload)
            place.user = nullptr;
    }
}

/// Empty: it is not worth to be remembered.
QString ResumableUploads::keyOf(const UploadContent& content) const {
    const qint64 size = content.size();
    if (size < bytesLeast || (content.path.isEmpty() && size > bytesMost))
        return {};
    QCryptographicHash digest(QCryptographicHash::Blake2b_256);
    const auto add = [&digest](const QByteArray& part) { digest.addData(QByteArray(part + '\0')); };
    add(m_files.session().account().key().toUtf8());
    add(content.name.toUtf8());
    add(QByteArray::number(size));
    if (content.path.isEmpty()) {
        digest.addData(content.bytes);
    } else {
        add(content.path.toUtf8());
        add(QByteArray::number(QFileInfo(content.path).lastModified().toMSecsSinceEpoch()));
    }
    return QString::fromLatin1(digest.result().toHex());
}

/// What can't be read costs no more than the bytes that are sent again.
void ResumableUploads::load() {
    QFile file(m_path);
    if (!file.open(QIODevice::ReadOnly))
        return;
    const Result<StoredPlaces> stored =
        decodeFrame(file.read(mostFileBytes), Codec::Json).and_then([](const QCborMap& map) {
            return wire::decodeMap<StoredPlaces>(map, QStringLiteral("uploads"));
        });
    if (!stored)
        return;
    const qint64 since = UtcTime::now().ms - std::chrono::milliseconds(keptFor).count();
    for (const StoredPlace& one : stored->uploads) {
        if (one.at.ms >= since)
            m_places.append({one.key, one.location, one.at, nullptr});
    }
}

void ResumableUploads::save() {
    if (m_places.isEmpty()) {
        QFile::remove(m_path);
        return;
    }
    StoredPlaces stored{version, {}};
    for (const Place& place : std::as_const(m_places))
        stored.uploads.append({place.key, place.location, place.at});
    QDir().mkpath(QFileInfo(m_path).path());
    QSaveFile file(m_path);
    if (!file.open(QIODevice::WriteOnly) || !file.setPermissions(QFile::ReadOwner | QFile::WriteOwner))
        return; // as in load()
    file.write(encodeFrame(stored, Codec::Json));
    file.commit();
}

} // namespace confab::client
