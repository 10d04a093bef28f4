// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/client/outboxfile.h"

#include "common/protocol/codec.h"
#include "common/protocol/fieldreading.h"
#include "common/protocol/fieldwriting.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QSaveFile>

#include <algorithm>
#include <filesystem>
#include <functional>

namespace confab::client {

namespace {

// 500 messages of 16 KiB, escaped; this program never writes a larger file.
constexpr qint64 mostBytes = 64 * 1024 * 1024;
// A pasted picture that is larger can't be sent at all.
constexpr qint64 mostCopyBytes = 256 * 1024 * 1024;
constexpr int version = 1;

/// A file that is not on the server.
struct StoredSource {
    int position = 0; ///< among the files of its message
    QString path;
    QString name; ///< which it is sent by; empty: by the path's
    template <class Self = StoredSource>
    static constexpr auto fields() {
        return std::tuple{field("position", &Self::position, {0, limits::filesPerMessage - 1}),
                          field("path", &Self::path), field("name", &Self::name)};
    }
};

struct StoredMessage {
    RoomId room;
    QString clientId;
    QString body;
    std::optional<Seq> replyTo;
    UtcTime at;
    std::optional<QString> errorKind; ///< refused for good; absent: it waits
    std::optional<QString> errorText;
    std::optional<bool> unsent; ///< true: no request for it was ever sent; absent: one may have been
    std::optional<QString> installation;
    std::optional<QList<File>> files; ///< that are on the server
    std::optional<QList<StoredSource>> unsentFiles;
    std::optional<bool> filesLost; ///< true: there were more, of which nothing is known
    std::optional<QList<UserId>> mentions;
    template <class Self = StoredMessage>
    static constexpr auto fields() {
        return std::tuple{field("room", &Self::room),
                          field("clientId", &Self::clientId),
                          field("body", &Self::body),
                          field("replyTo", &Self::replyTo),
                          field("at", &Self::at),
                          field("errorKind", &Self::errorKind),
                          field("errorText", &Self::errorText),
                          field("unsent", &Self::unsent),
                          field("installation", &Self::installation),
                          field("files", &Self::files, {0, limits::filesPerMessage}),
                          field("unsentFiles", &Self::unsentFiles, {0, limits::filesPerMessage}),
                          field("filesLost", &Self::filesLost),
                          field("mentions", &Self::mentions, {0, limits::mentionsListed})};
    }
};

struct StoredOutbox {
    int version = 0;
    QList<StoredMessage> messages;
    template <class Self = StoredOutbox>
    static constexpr auto fields() {
        return std::tuple{field("version", &Self::version, {confab::client::version, confab::client::version}),
                          field("messages", &Self::messages)};
    }
};

/// `copies`: where the bytes of a file are that has no path.
void storeFiles(StoredMessage& stored, const QList<OutgoingFile>& files,
                const std::function<QString(qsizetype)>& copies) {
    if (files.isEmpty())
        return;
    stored.files.emplace();
    stored.unsentFiles.emplace();
    for (qsizetype i = 0; i < files.size(); ++i) {
        const FileSource& source = files[i].source;
        if (files[i].isReady())
            stored.files->append(files[i].file);
        else if (source.isNull())
            stored.filesLost = true;
        else if (source.path.isEmpty())
            stored.unsentFiles->append({int(i), copies(i), source.name});
        else
            stored.unsentFiles->append({int(i), source.path, {}});
    }
}

StoredMessage toStored(const OutgoingMessage& message) {
    StoredMessage stored;
    stored.room = message.room;
    stored.clientId = message.clientId;
    stored.body = message.body;
    stored.replyTo = message.replyTo;
    stored.at = message.at;
    if (message.isEditable())
        stored.unsent = true;
    if (!message.installation.isEmpty())
        stored.installation = message.installation;
    if (!message.mentions.isEmpty())
        stored.mentions = message.mentions;
    if (message.state == OutgoingMessage::State::Failed && message.error) {
        stored.errorKind = wire::key(errorRow(message.error->kind).name);
        stored.errorText = message.error->message;
    }
    return stored;
}

/// A pasted picture is read from its copy, so that it keeps its name.
OutgoingFile unsent(const StoredSource& stored) {
    OutgoingFile unsent{{}, {}, {stored.path, {}, {}}};
    unsent.file.name = stored.name.isEmpty() ? QFileInfo(stored.path).fileName() : stored.name;
    if (stored.name.isEmpty())
        return unsent;
    QFile copy(stored.path);
    if (copy.open(QIODevice::ReadOnly))
        unsent.source = {{}, copy.read(mostCopyBytes), stored.name};
    return unsent;
}

OutgoingMessage fromStored(const StoredMessage& stored) {
    OutgoingMessage message{stored.room, stored.clientId, stored.body, stored.replyTo, stored.at};
    message.mayHaveArrived = !stored.unsent.value_or(false);
    message.installation = stored.installation.value_or(QString());
    message.mentions = stored.mentions.value_or(QList<UserId>());
    if (stored.errorKind) {
        message.state = OutgoingMessage::State::Failed;
        message.error = Error(errorKindNamed(*stored.errorKind).value_or(ErrorKind::Internal),
                              stored.errorText.value_or(QString()));
    }
    for (const File& file : stored.files.value_or(QList<File>()))
        message.files.append({{}, file});
    for (const StoredSource& source : stored.unsentFiles.value_or(QList<StoredSource>()))
        message.files.insert(std::min<qsizetype>(source.position, message.files.size()), unsent(source));
    if (stored.filesLost && message.state != OutgoingMessage::State::Failed) {
        message.state = OutgoingMessage::State::Failed;
        message.error = Error(ErrorKind::Unavailable, QStringLiteral("Confab was closed before all of its files were "
                                                                     "on the server. Attach them again"));
    }
    return message;
}

Error unavailable(const QString& path, const QString& why) {
    return Error(ErrorKind::Unavailable, QStringLiteral("Unsent messages can't be saved in %1: %2").arg(path, why));
}

Status replaceSafely(const QString& path, const QByteArray& bytes) {
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly) || !file.setPermissions(QFile::ReadOwner | QFile::WriteOwner))
        return fail(unavailable(path, file.errorString()));
    file.write(bytes);
    if (!file.commit())
        return fail(unavailable(path, file.errorString()));
    return {};
}

/// Without the file system's word that it is on the disk.
Status replaceQuickly(const QString& path, const QByteArray& bytes) {
    QFile next(path % u".new");
    if (!next.open(QIODevice::WriteOnly) || !next.setPermissions(QFile::ReadOwner | QFile::WriteOwner) ||
        next.write(bytes) != bytes.size() || !next.flush())
        return fail(unavailable(path, next.errorString()));
    next.close();
    std::error_code error; // of rename(), which replaces a file at once, and which QFile does not have
    std::filesystem::rename(std::filesystem::path(next.fileName().toStdU16String()),
                            std::filesystem::path(path.toStdU16String()), error);
    if (error)
        return fail(unavailable(path, QString::fromStdString(error.message())));
    return {};
}

} // namespace

bool OutgoingMessage::isComplete() const {
    return std::all_of(files.begin(), files.end(), [](const OutgoingFile& file) { return file.isReady(); });
}

MessageContent OutgoingMessage::content() const {
    MessageContent content{body, replyTo};
    if (!files.isEmpty())
        content.files.emplace();
    for (const OutgoingFile& file : files)
        content.files->append(file.file);
    return content;
}

OutboxFile::OutboxFile(const QString& folder, const QString& accountKey) {
    const QByteArray digest = QCryptographicHash::hash(accountKey.toUtf8(), QCryptographicHash::Sha256).toHex();
    m_path = QDir(folder).filePath(QString(u"outbox-" % QString::fromLatin1(digest.left(16)) % u".json"));
}

Result<QList<OutgoingMessage>> OutboxFile::load() const {
    QFile file(m_path);
    if (!file.exists())
        return QList<OutgoingMessage>();
    if (!file.open(QIODevice::ReadOnly))
        return fail(unavailable(m_path, file.errorString()));
    const QByteArray bytes = file.read(mostBytes);
    file.close();
    Result<StoredOutbox> stored = decodeFrame(bytes, Codec::Json).and_then([](const QCborMap& map) {
        return wire::decodeMap<StoredOutbox>(map, QStringLiteral("outbox"));
    });
    if (!stored) {
        const QString aside = m_path % u".unreadable";
        QFile::remove(aside);
        QFile::rename(m_path, aside);
        return fail(unavailable(m_path, stored.error().message));
    }
    QList<OutgoingMessage> messages;
    for (const StoredMessage& message : std::as_const(stored->messages))
        messages.append(fromStored(message));
    return messages;
}

QString OutboxFile::copyPath(const QString& clientId, qsizetype position) const {
    return QString(m_path.chopped(5) % u'-' % clientId % u'-' % QString::number(position) % u".part"); // for ".json"
}

Status OutboxFile::saveCopies(const QList<OutgoingMessage>& messages) const {
    for (const OutgoingMessage& message : messages) {
        for (qsizetype i = 0; i < message.files.size(); ++i) {
            const OutgoingFile& one = message.files[i];
            const QString path = copyPath(message.clientId, i);
            if (one.isReady() || one.source.bytes.isEmpty() || QFile::exists(path))
                continue;
            QSaveFile copy(path);
            if (!copy.open(QIODevice::WriteOnly) || !copy.setPermissions(QFile::ReadOwner | QFile::WriteOwner))
                return fail(unavailable(path, copy.errorString()));
            copy.write(one.source.bytes);
            if (!copy.commit())
                return fail(unavailable(path, copy.errorString()));
        }
    }
    return {};
}

void OutboxFile::removeCopies(const QList<OutgoingMessage>& except) const {
    QStringList needed;
    for (const OutgoingMessage& message : except) {
        for (qsizetype i = 0; i < message.files.size(); ++i) {
            if (!message.files[i].isReady())
                needed.append(QFileInfo(copyPath(message.clientId, i)).fileName());
        }
    }
    QDir folder = QFileInfo(m_path).dir();
    const QString pattern = QString(QFileInfo(m_path).completeBaseName() % u"-*.part");
    for (const QString& copy : folder.entryList({pattern}, QDir::Files)) {
        if (!needed.contains(copy))
            folder.remove(copy);
    }
}

Status OutboxFile::save(const QList<OutgoingMessage>& messages, Wait wait) const {
    if (messages.isEmpty()) {
        removeCopies({});
        QFile file(m_path);
        if (file.exists() && !file.remove())
            return fail(unavailable(m_path, file.errorString()));
        return {};
    }
    StoredOutbox outbox{version, {}};
    for (const OutgoingMessage& message : messages) {
        outbox.messages.append(toStored(message));
        storeFiles(outbox.messages.last(), message.files,
                   [&](qsizetype position) { return copyPath(message.clientId, position); });
    }
    QDir().mkpath(QFileInfo(m_path).path());
    if (Status copied = saveCopies(messages); !copied)
        return copied;
    const QByteArray bytes = encodeFrame(outbox, Codec::Json);
    if (Status replaced = wait == Wait::ForDisk ? replaceSafely(m_path, bytes) : replaceQuickly(m_path, bytes);
        !replaced)
        return replaced;
    removeCopies(messages);
    return {};
}

} // namespace confab::client
