// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/client/draftsfile.h"

#include "common/protocol/codec.h"
#include "common/protocol/fieldreading.h"
#include "common/protocol/fieldwriting.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFile>

#include <filesystem>

namespace confab::client {

namespace {

constexpr qint64 mostBytes = 64 * 1024 * 1024; // as of the outbox
constexpr int version = 1;

struct StoredDraft {
    RoomId room;
    std::optional<Seq> thread;
    std::optional<QString> text;
    std::optional<Seq> replyTo;
    std::optional<Seq> editing;
    std::optional<QString> edit;
    UtcTime at;
    std::optional<bool> synced; ///< true; absent: the server may have another one
    template <class Self = StoredDraft>
    static constexpr auto fields() {
        return std::tuple{field("room", &Self::room),       field("thread", &Self::thread),
                          field("text", &Self::text),       field("replyTo", &Self::replyTo),
                          field("editing", &Self::editing), field("edit", &Self::edit),
                          field("at", &Self::at),           field("synced", &Self::synced)};
    }
};

struct StoredDrafts {
    int version = 0;
    QList<StoredDraft> drafts;
    template <class Self = StoredDrafts>
    static constexpr auto fields() {
        return std::tuple{field("version", &Self::version, {confab::client::version, confab::client::version}),
                          field("drafts", &Self::drafts)};
    }
};

std::optional<Seq> ifAny(Seq seq) {
    return seq ? std::optional(seq) : std::nullopt;
}

std::optional<QString> ifAny(const QString& text) {
    return text.isEmpty() ? std::nullopt : std::optional(text);
}

Error unavailable(const QString& path, const QString& why) {
    return Error(ErrorKind::Unavailable, QStringLiteral("Drafts can't be saved in %1: %2").arg(path, why));
}

} // namespace

DraftsFile::DraftsFile(const QString& folder, const QString& accountKey) {
    const QByteArray digest = QCryptographicHash::hash(accountKey.toUtf8(), QCryptographicHash::Sha256).toHex();
    m_path = QDir(folder).filePath(QString(u"drafts-" % QString::fromLatin1(digest.left(16)) % u".json"));
}

Result<DraftTable> DraftsFile::load() const {
    QFile file(m_path);
    if (!file.exists())
        return DraftTable();
    if (!file.open(QIODevice::ReadOnly))
        return fail(unavailable(m_path, file.errorString()));
    const QByteArray bytes = file.read(mostBytes);
    file.close();
    const Result<StoredDrafts> stored = decodeFrame(bytes, Codec::Json).and_then([](const QCborMap& map) {
        return wire::decodeMap<StoredDrafts>(map, QStringLiteral("drafts"));
    });
    if (!stored) {
        const QString aside = m_path % u".unreadable";
        QFile::remove(aside);
        QFile::rename(m_path, aside);
        return fail(unavailable(m_path, stored.error().message));
    }
    DraftTable drafts;
    for (const StoredDraft& one : stored->drafts) {
        drafts.insert({one.room, one.thread.value_or(0)},
                      {one.text.value_or(QString()), one.replyTo.value_or(0), one.editing.value_or(0),
                       one.edit.value_or(QString()), one.at, one.synced.value_or(false)});
    }
    return drafts;
}

Status DraftsFile::save(const DraftTable& drafts) const {
    if (drafts.isEmpty()) {
        QFile file(m_path);
        if (file.exists() && !file.remove())
            return fail(unavailable(m_path, file.errorString()));
        return {};
    }
    StoredDrafts stored{version, {}};
    for (auto it = drafts.begin(); it != drafts.end(); ++it) {
        const auto& [room, thread] = it.key();
        stored.drafts.append({room, ifAny(thread), ifAny(it->text), ifAny(it->replyTo), ifAny(it->editing),
                              ifAny(it->edit), it->at, it->isSynced ? std::optional(true) : std::nullopt});
    }
    QDir().mkpath(QFileInfo(m_path).path());
    QFile next(m_path % u".new");
    const QByteArray bytes = encodeFrame(stored, Codec::Json);
    if (!next.open(QIODevice::WriteOnly) || !next.setPermissions(QFile::ReadOwner | QFile::WriteOwner) ||
        next.write(bytes) != bytes.size() || !next.flush())
        return fail(unavailable(m_path, next.errorString()));
    next.close();
    std::error_code error; // of rename(), which replaces a file at once, and which QFile does not have
    std::filesystem::rename(std::filesystem::path(next.fileName().toStdU16String()),
                            std::filesystem::path(m_path.toStdU16String()), error);
    if (error)
        return fail(unavailable(m_path, QString::fromStdString(error.message())));
    return {};
}

} // namespace confab::client
