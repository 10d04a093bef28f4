// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/console/filecommands.h"

#include "app/client/filewords.h"
#include "app/client/outbox.h"
#include "app/client/rooms.h"
#include "app/client/uploads.h"
#include "app/console/roomlookup.h"

#include <QFileInfo>

#include <limits>

namespace confab::console {

// ---- upload ------------------------------------------------------------------------------------------------------

void UploadCommand::start() {
    const tl::expected<RoomId, Outcome> room = ownRoom(client().rooms(), context().options.room);
    if (!room)
        return Q_EMIT finished(room.error());
    for (const QString& path : m_options.files) { // before any of them is sent
        if (!QFileInfo(path).isFile() || !QFileInfo(path).isReadable())
            return Q_EMIT finished({ExitCode::Failed, QStringLiteral("%1 can't be read").arg(path)});
    }
    connect(&client().outbox(), &client::Outbox::sent, this, [this](RoomId, const QString&, const Sent& answer) {
        print(QString::number(answer.seq));
        Q_EMIT finished({});
    });
    connect(&client().outbox(), &client::Outbox::changed, this, &UploadCommand::changed);
    connect(&client().uploads(), &client::Uploads::changed, this, &Command::progressed);
    QList<client::OutgoingFile> files;
    for (const QString& path : m_options.files) {
        const QString key = client().uploads().add({path, {}, {}});
        files.append({key, client().uploads().find(key)->file});
    }
    const Result<QString> queued = client().outbox().send(*room, m_options.caption, {}, std::move(files));
    if (!queued)
        Q_EMIT finished(Outcome::of(queued.error()));
}

void UploadCommand::changed(const client::OutgoingMessage& message) {
    if (message.state == client::OutgoingMessage::State::Failed)
        Q_EMIT finished(Outcome::of(*message.error));
}

// ---- download ----------------------------------------------------------------------------------------------------

void DownloadCommand::start() {
    const tl::expected<RoomId, Outcome> room = ownRoom(client().rooms(), context().options.room);
    if (!room)
        return Q_EMIT finished(room.error());
    if (!QFileInfo(m_options.folder).isDir())
        return Q_EMIT finished({ExitCode::Failed, QStringLiteral("There is no folder %1").arg(m_options.folder)});
    client().connection().call(MessageGet{*room, {m_options.seq}},
                               {this, [this](const Result<MessagesAnswer>& answer) { take(answer); }});
}

void DownloadCommand::take(const Result<MessagesAnswer>& answer) {
    if (!answer)
        return Q_EMIT finished(Outcome::of(answer.error()));
    if (!answer->messages.isEmpty())
        m_left = answer->messages.constFirst().files.value_or(QList<File>());
    if (m_left.isEmpty())
        return Q_EMIT finished({ExitCode::Refused, QStringLiteral("No message with files has this number")});
    saveNext();
}

void DownloadCommand::saveNext() {
    if (m_left.isEmpty())
        return Q_EMIT finished({});
    const File file = m_left.takeFirst();
    const QString safe = client::safeFileName(file.name);
    QString name = safe;
    for (int number = 2; m_names.contains(name); ++number) { // two files of one message may have one name
        const QFileInfo parts(safe);
        const QString ending = parts.suffix().isEmpty() ? QString() : QString(u'.' % parts.suffix());
        name = QStringLiteral("%1 (%2)%3").arg(parts.completeBaseName(), QString::number(number), ending);
    }
    m_names.insert(name);
    m_save = std::make_unique<client::FileSave>(client().files(), file.id, std::numeric_limits<qint64>::max(),
                                                QDir(m_options.folder).filePath(name), client::Backoff());
    connect(m_save.get(), &client::FileSave::progressed, this, &Command::progressed);
    connect(m_save.get(), &client::FileSave::done, this, &DownloadCommand::saved);
    connect(m_save.get(), &client::FileSave::failed, this,
            [this](const Error& error) { Q_EMIT finished(Outcome::of(error)); });
    m_save->start(m_options.force ? client::FileSave::Existing::Replace : client::FileSave::Existing::Keep);
}

void DownloadCommand::saved() {
    print(m_save->path());
    m_save.release()->deleteLater(); // this runs within its signal
    saveNext();
}

} // namespace confab::console
