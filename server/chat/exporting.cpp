// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/chat/exporting.h"

#include "common/protocol/codec.h"
#include "common/protocol/fieldwriting.h"

namespace confab {

namespace {

// Another try of somebody whose file is being written, or while the server starts.
constexpr qint64 retryMs = 5000;

template <class T>
QByteArray lineOf(const char* member, const T& value) {
    return QByteArray("{\"") + member + "\":" + encodeFrame(value, Codec::Json) + "}\n";
}

/// A device, for its owner.
struct OwnDevice {
    QString device;
    UtcTime createdAt;
    UtcTime lastUsedAt;
    QString address;
    template <class Self = OwnDevice>
    static constexpr auto fields() {
        return std::tuple{field("device", &Self::device), field("createdAt", &Self::createdAt),
                          field("lastUsedAt", &Self::lastUsedAt), field("address", &Self::address)};
    }
};

} // namespace

QCoro::Task<Result<FileAnswer>> Exporting::handle(Caller caller, AccountExport) {
    const UserId user = caller.identity.user;
    if (!m_files || m_writing.contains(user))
        co_return fail(Error::retryLater(ErrorKind::ServerBusy, retryMs));
    m_writing.insert(user);
    Result<StoredFile> file = co_await write(user);
    m_writing.remove(user);
    if (!file)
        co_return fail(std::move(file.error()));
    co_return FileAnswer{File{file->id, file->name, file->type, file->bytes, {}, {}, {}}};
}

QCoro::Task<Result<StoredFile>> Exporting::write(UserId user) {
    const QString name = QStringLiteral("confab-account.jsonl");
    const QString type = QStringLiteral("application/x-ndjson");
    Result<Upload> upload = co_await m_files->begin(user, name, type);
    if (!upload)
        co_return fail(std::move(upload.error()));
    Writing to{std::move(*upload)};
    Status written = co_await writeAll(to);
    if (!written) {
        co_await m_files->abandon(to.upload);
        co_return fail(std::move(written.error()));
    }
    Result<StoredFile> file = co_await m_files->finish(to.upload, to.bytes);
    co_return file;
}

QCoro::Task<Status> Exporting::writeAll(Writing& to) {
    Status done = co_await writeAccount(to);
    if (done)
        done = co_await writeRooms(to);
    if (done)
        done = co_await writePages(to, &OwnRecordStore::files);
    if (done)
        done = co_await writePages(to, &OwnRecordStore::messages);
    co_return done;
}

QCoro::Task<Status> Exporting::writeAccount(Writing& to) {
    Result<std::optional<User>> user = co_await m_storage.users().byId(to.upload.user);
    if (!user)
        co_return fail(std::move(user.error()));
    if (!*user)
        co_return fail(ErrorKind::AuthExpired);
    Result<QList<SignedInDevice>> devices = co_await m_storage.sessions().devices(to.upload.user, m_clock.now());
    if (!devices)
        co_return fail(std::move(devices.error()));
    QByteArray lines = lineOf("account", **user);
    for (const SignedInDevice& device : std::as_const(*devices))
        lines += lineOf("device", OwnDevice{device.device, device.createdAt, device.usedAt, device.address});
    Status appended = co_await append(to, std::move(lines));
    co_return appended;
}

QCoro::Task<Status> Exporting::writeRooms(Writing& to) {
    RoomId after;
    for (bool more = true; more;) {
        Result<RoomStore::Listing> page = co_await m_storage.rooms().listFor(to.upload.user, after);
        if (!page)
            co_return fail(std::move(page.error()));
        QByteArray lines;
        for (Room& room : page->rooms) {
            after = room.id;
            room.lastMessage.reset(); // it is another's, perhaps
            lines += lineOf("room", room);
        }
        more = page->more && !page->rooms.isEmpty();
        Status appended = co_await append(to, std::move(lines));
        if (!appended)
            co_return appended;
    }
    co_return Status();
}

QCoro::Task<Status> Exporting::writePages(Writing& to, Read read) {
    QString from;
    do {
        Result<OwnRecordStore::Page> page = co_await (m_storage.ownRecords().*read)(to.upload.user, from);
        if (!page)
            co_return fail(std::move(page.error()));
        from = page->next;
        Status appended = co_await append(to, std::move(page->lines));
        if (!appended)
            co_return appended;
    } while (!from.isEmpty());
    co_return Status();
}

QCoro::Task<Status> Exporting::append(Writing& to, QByteArray lines) {
    if (lines.isEmpty())
        co_return Status();
    const qint64 offset = to.bytes;
    to.bytes += lines.size();
    Status appended = co_await m_files->append(to.upload, offset, std::move(lines));
    co_return appended;
}

} // namespace confab
