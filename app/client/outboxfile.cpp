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

namespace confab::client {

namespace {

// 500 messages of 16 KiB, escaped; this program never writes a larger file.
constexpr qint64 mostBytes = 64 * 1024 * 1024;
constexpr int version = 1;

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
    std::optional<bool> filesLost;    ///< true: there were more, whose upload had not ended
    static constexpr auto fields() {
        return std::tuple{field("room", &StoredMessage::room),
                          field("clientId", &StoredMessage::clientId),
                          field("body", &StoredMessage::body),
                          field("replyTo", &StoredMessage::replyTo),
                          field("at", &StoredMessage::at),
                          field("errorKind", &StoredMessage::errorKind),
                          field("errorText", &StoredMessage::errorText),
                          field("unsent", &StoredMessage::unsent),
                          field("installation", &StoredMessage::installation),
                          field("files", &StoredMessage::files, {0, limits::filesPerMessage}),
                          field("filesLost", &StoredMessage::filesLost)};
    }
};

struct StoredOutbox {
    int version = 0;
    QList<StoredMessage> messages;
    static constexpr auto fields() {
        return std::tuple{field("version", &StoredOutbox::version, {confab::client::version, confab::client::version}),
                          field("messages", &StoredOutbox::messages)};
    }
};

StoredMessage toStored(const OutgoingMessage& message) {
    StoredMessage stored{
        message.room, message.clientId, message.body, message.replyTo, message.at, {}, {}, {}, {}, {}, {}};
    if (message.isEditable())
        stored.unsent = true;
    if (!message.installation.isEmpty())
        stored.installation = message.installation;
    if (message.state == OutgoingMessage::State::Failed && message.error) {
        stored.errorKind = wire::key(errorRow(message.error->kind).name);
        stored.errorText = message.error->message;
    }
    for (const OutgoingFile& file : message.files) {
        if (!stored.files)
            stored.files.emplace();
        if (file.isReady())
            stored.files->append(file.file);
        else
            stored.filesLost = true;
    }
    return stored;
}

OutgoingMessage fromStored(const StoredMessage& stored) {
    OutgoingMessage message{stored.room, stored.clientId, stored.body, stored.replyTo, stored.at};
    message.mayHaveArrived = !stored.unsent.value_or(false);
    message.installation = stored.installation.value_or(QString());
    if (stored.errorKind) {
        message.state = OutgoingMessage::State::Failed;
        message.error = Error(errorKindNamed(*stored.errorKind).value_or(ErrorKind::Internal),
                              stored.errorText.value_or(QString()));
    }
    for (const File& file : stored.files.value_or(QList<File>()))
        message.files.append({{}, file});
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

Status OutboxFile::save(const QList<OutgoingMessage>& messages) const {
    if (messages.isEmpty()) {
        QFile file(m_path);
        if (file.exists() && !file.remove())
            return fail(unavailable(m_path, file.errorString()));
        return {};
    }
    StoredOutbox outbox{version, {}};
    for (const OutgoingMessage& message : messages)
        outbox.messages.append(toStored(message));
    QDir().mkpath(QFileInfo(m_path).path());
    QSaveFile file(m_path);
    if (!file.open(QIODevice::WriteOnly) || !file.setPermissions(QFile::ReadOwner | QFile::WriteOwner))
        return fail(unavailable(m_path, file.errorString()));
    file.write(encodeFrame(outbox, Codec::Json));
    if (!file.commit())
        return fail(unavailable(m_path, file.errorString()));
    return {};
}

} // namespace confab::client
