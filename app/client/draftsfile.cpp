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
    std::optional<bool> synced;  ///< true; absent: the server may have another one
    std::optional<QString> base; ///< Draft::base, in hexadecimal digits
    std::optional<QList<QString>> offered;
    template <class Self = StoredDraft>
    static constexpr auto fields() {
        return std::tuple{field("room", &Self::room),       field("thread", &Self::thread),
                          field("text", &Self::text),       field("replyTo", &Self::replyTo),
                          field("editing", &Self::editing), field("edit", &Self::edit),
                          field("at", &Self::at),           field("synced", &Self::synced),
                          field("base", &Self::base),       field("offered", &Self::offered)};
    }
};

struct StoredMention {
    RoomId room;
    UserId user;
    QString name;
    template <class Self = StoredMention>
    static constexpr auto fields() {
        return std::tuple{field("room", &Self::room), field("user", &Self::user), field("name", &Self::name)};
    }
};

struct StoredDrafts {
    int version = 0;
    QList<StoredDraft> drafts;
    std::optional<QList<StoredMention>> mentions;
    template <class Self = StoredDrafts>
    static constexpr auto fields() {
        return std::tuple{field("version", &Self::version, {confab::client::version, confab::client::version}),
                          field("drafts", &Self::drafts), field("mentions", &Self::mentions)};
    }
};

std::optional<Seq> ifAny(Seq seq) {
    return seq ? std::optional(seq) : std::nullopt;
}

std::optional<QString> ifAny(const QString& text) {
    return text.isEmpty() ? std::nullopt : std::optional(text);
}

StoredDraft storedOf(DraftPlace place, const Draft& draft) {
    StoredDraft stored{place.first,
                       ifAny(place.second),
                       ifAny(draft.text),
                       ifAny(draft.replyTo),
                       ifAny(draft.editing),
                       ifAny(draft.edit),
                       draft.at,
                       {},
                       {},
                       {}};
    if (draft.isSynced)
        stored.synced = true;
    stored.base = ifAny(QString::fromLatin1(draft.base.toHex()));
    for (const QByteArray& digest : draft.offered) {
        if (!stored.offered)
            stored.offered.emplace();
        stored.offered->append(QString::fromLatin1(digest.toHex()));
    }
    return stored;
}

Draft draftOf(const StoredDraft& stored) {
    Draft draft{stored.text.value_or(QString()),
                stored.replyTo.value_or(0),
                stored.editing.value_or(0),
                stored.edit.value_or(QString()),
                stored.at,
                stored.synced.value_or(false)};
    draft.base = QByteArray::fromHex(stored.base.value_or(QString()).toLatin1());
    for (const QString& digest : stored.offered.value_or(QList<QString>()))
        draft.offered.append(QByteArray::fromHex(digest.toLatin1()));
    return draft;
}

Error unavailable(const QString& path, const QString& why) {
    return Error(ErrorKind::Unavailable, QStringLiteral("Drafts can't be saved in %1: %2").arg(path, why));
}

} // namespace

DraftsFile::DraftsFile(const QString& folder, const QString& accountKey) {
    const QByteArray digest = QCryptographicHash::hash(accountKey.toUtf8(), QCryptographicHash::Sha256).toHex();
    m_path = QDir(folder).filePath(QString(u"drafts-" % QString::fromLatin1(digest.left(16)) % u".json"));
}

Result<StoredTexts> DraftsFile::load() const {
    QFile file(m_path);
    if (!file.exists())
        return StoredTexts();
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
    StoredTexts texts;
    for (const StoredDraft& one : std::as_const(stored->drafts))
        texts.drafts.insert({one.room, one.thread.value_or(0)}, draftOf(one));
    for (const StoredMention& one : stored->mentions.value_or(QList<StoredMention>()))
        texts.mentions[one.room].append({one.user, one.name});
    return texts;
}

Status DraftsFile::save(const StoredTexts& texts) const {
    if (texts.drafts.isEmpty() && texts.mentions.isEmpty()) {
        QFile file(m_path);
        if (file.exists() && !file.remove())
            return fail(unavailable(m_path, file.errorString()));
        return {};
    }
    StoredDrafts stored{version, {}, {}};
    for (auto it = texts.drafts.begin(); it != texts.drafts.end(); ++it)
        stored.drafts.append(storedOf(it.key(), *it));
    for (auto it = texts.mentions.begin(); it != texts.mentions.end(); ++it) {
        for (const DraftMention& mention : *it) {
            if (!stored.mentions)
                stored.mentions.emplace();
            stored.mentions->append({it.key(), mention.user, mention.name});
        }
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
