// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/server/storage/filescontract.h"

namespace confab {

namespace {

const QString ok = QStringLiteral("ok");
const QString notFound = named(ErrorKind::FileNotFound);
const QString quotaExceeded = named(ErrorKind::FileQuota);
const QString hash(64, u'a');

FileStore::Finished finished(qint64 bytes = 100) {
    return {hash, bytes, QStringLiteral("text/plain")};
}

} // namespace

void FilesContract::init() {
    m_fixture.init();
    m_ana = makeUser(storage(), QStringLiteral("Ana"));
    m_ben = makeUser(storage(), QStringLiteral("Ben"));
}

Upload FilesContract::uploadOf(const QString& id, qint64 bytes) {
    return {id, m_ana, QStringLiteral("plan.txt"), QStringLiteral("text/html"), bytes, true, at(0), at(1000)};
}

QString FilesContract::begin(const Upload& upload, FileQuota quota) {
    return outcome(files().begin(upload, quota));
}

StoredFile FilesContract::makeFile(const QString& id, qint64 bytes, qint64 atMs) {
    need(files().begin(uploadOf(id, bytes), {}));
    return need(files().finish(id, m_ana, finished(bytes), at(atMs)));
}

NewEvent FilesContract::fileMessage(RoomId room, UserId by, const QString& file, const QString& thumbnail) {
    NewEvent message = newMessage(room, by, file);
    File carried{file, QStringLiteral("another name"), QStringLiteral("image/png"), 1, 640, 480};
    if (!thumbnail.isEmpty())
        carried.thumbnail = thumbnail;
    posted(message).files = {carried};
    return message;
}

Seq FilesContract::sendFile(RoomId room, const QString& file, const QString& thumbnail) {
    return need(storage().log().append(fileMessage(room, m_ana, file, thumbnail))).event.seq;
}

QString FilesContract::setPicture(RoomId room, const std::optional<QString>& picture) {
    RoomSettings settings;
    settings.changes.picture = OrNull<QString>{picture};
    return outcome(storage().rooms().update(room, m_ana, at(2), settings, ownersOnly));
}

void FilesContract::anUploadBecomesAFile() {
    QCOMPARE(begin(uploadOf(QStringLiteral("u"))), ok);
    const Upload upload = need(files().upload(QStringLiteral("u"), m_ana, at(1)));
    QCOMPARE(upload.name, QStringLiteral("plan.txt"));
    QCOMPARE(upload.type, QStringLiteral("text/html"));
    QCOMPARE(upload.bytes, 100);
    QVERIFY(upload.isResumable);
    QCOMPARE(upload.expiresAt, at(1000));
    const StoredFile made = need(files().finish(QStringLiteral("u"), m_ana, finished(90), at(2)));
    m_fixture.reopen();
    const StoredFile file = need(files().readable(QStringLiteral("u"), m_ana));
    for (const StoredFile& one : {made, file}) {
        QCOMPARE(one.id, QStringLiteral("u"));
        QCOMPARE(one.user, m_ana);
        QCOMPARE(one.name, QStringLiteral("plan.txt"));
        QCOMPARE(one.type, QStringLiteral("text/plain"));
        QCOMPARE(one.bytes, 90);
        QCOMPARE(one.hash, hash);
        QCOMPARE(one.at, at(2));
    }
    QCOMPARE(outcome(files().upload(QStringLiteral("u"), m_ana, at(3))), notFound);
    const FileStore::Usage usage = need(files().usage());
    QCOMPARE(usage.bytes, 90);
    QCOMPARE(usage.files, 1);
}

void FilesContract::anUploadIsItsOwners() {
    QCOMPARE(begin(uploadOf(QStringLiteral("u"))), ok);
    QCOMPARE(outcome(files().upload(QStringLiteral("u"), m_ben, at(1))), notFound);
    QCOMPARE(outcome(files().finish(QStringLiteral("u"), m_ben, finished(), at(1))), notFound);
    QCOMPARE(outcome(files().abandon(QStringLiteral("u"), m_ben)), notFound);
    QCOMPARE(outcome(files().readable(QStringLiteral("u"), m_ana)), notFound); // it is no file yet
    QCOMPARE(outcome(files().finish(QStringLiteral("u"), m_ana, finished(), at(1))), ok);
}

void FilesContract::anUploadExpires() {
    QCOMPARE(begin(uploadOf(QStringLiteral("u"))), ok);
    QCOMPARE(outcome(files().upload(QStringLiteral("u"), m_ana, at(999))), ok);
    QCOMPARE(outcome(files().upload(QStringLiteral("u"), m_ana, at(1000))), notFound);
}

void FilesContract::finishedIsFinishedOnce() {
    makeFile(QStringLiteral("u"));
    QCOMPARE(outcome(files().finish(QStringLiteral("u"), m_ana, finished(), at(1))), notFound);
    QCOMPARE(outcome(files().abandon(QStringLiteral("u"), m_ana)), notFound);
    QCOMPARE(outcome(files().readable(QStringLiteral("u"), m_ana)), ok);
    QCOMPARE(need(files().usage()).bytes, 100);
}

void FilesContract::quotaOfAPerson() {
    const FileQuota quota{250, 0, 0};
    QCOMPARE(begin(uploadOf(QStringLiteral("1")), quota), ok);
    need(files().finish(QStringLiteral("1"), m_ana, finished(), at(1)));
    QCOMPARE(begin(uploadOf(QStringLiteral("2"), 150), quota), ok); // to the byte
    QCOMPARE(begin(uploadOf(QStringLiteral("3"), 1), quota), quotaExceeded);
    QCOMPARE(outcome(files().upload(QStringLiteral("3"), m_ana, at(1))), notFound);
    QCOMPARE(need(files().usage()).bytes, 250); // the refused one left nothing
    Upload bens = uploadOf(QStringLiteral("4"), 250);
    bens.user = m_ben;
    QCOMPARE(begin(bens, quota), ok);
}

void FilesContract::quotaOfAll() {
    const FileQuota quota{0, 150, 0};
    QCOMPARE(begin(uploadOf(QStringLiteral("1")), quota), ok);
    Upload bens = uploadOf(QStringLiteral("2"), 51);
    bens.user = m_ben;
    QCOMPARE(begin(bens, quota), quotaExceeded);
    bens.bytes = 50;
    QCOMPARE(begin(bens, quota), ok);
}

void FilesContract::uploadsOfAPersonAreBounded() {
    const FileQuota quota{0, 0, 2};
    QCOMPARE(begin(uploadOf(QStringLiteral("1")), quota), ok);
    QCOMPARE(begin(uploadOf(QStringLiteral("2")), quota), ok);
    QCOMPARE(begin(uploadOf(QStringLiteral("3")), quota), quotaExceeded);
    QCOMPARE(need(files().usage()).bytes, 200);
    need(files().finish(QStringLiteral("1"), m_ana, finished(), at(1)));
    QCOMPARE(begin(uploadOf(QStringLiteral("3")), quota), ok);
}

void FilesContract::abandonedUploadsDoNotCount() {
    const FileQuota quota{100, 100, 0};
    QCOMPARE(begin(uploadOf(QStringLiteral("1")), quota), ok);
    QCOMPARE(outcome(files().abandon(QStringLiteral("1"), m_ana)), ok);
    QCOMPARE(outcome(files().abandon(QStringLiteral("1"), m_ana)), notFound);
    QCOMPARE(begin(uploadOf(QStringLiteral("2")), quota), ok);
}

void FilesContract::aSmallerFileThanPromisedCountsLess() {
    const FileQuota quota{100, 100, 0};
    QCOMPARE(begin(uploadOf(QStringLiteral("1")), quota), ok);
    need(files().finish(QStringLiteral("1"), m_ana, finished(10), at(1)));
    QCOMPARE(begin(uploadOf(QStringLiteral("2"), 90), quota), ok);
    QCOMPARE(begin(uploadOf(QStringLiteral("3"), 1), quota), quotaExceeded);
}

void FilesContract::raceForTheQuotaNeverExceedsIt() {
    const FileQuota quota{1000, 0, 0};
    std::vector<QCoro::Task<Status>> tasks;
    for (int i = 0; i < 30; ++i)
        tasks.push_back(files().begin(uploadOf(QStringLiteral("u%1").arg(i)), quota));
    int begun = 0;
    for (const Status& status : askAll(std::move(tasks)))
        begun += status.has_value() ? 1 : 0;
    QCOMPARE(begun, 10);
    QCOMPARE(need(files().usage()).bytes, 1000);
}

void FilesContract::aStrangerReadsNothing() {
    makeFile(QStringLiteral("u"));
    QCOMPARE(outcome(files().readable(QStringLiteral("u"), m_ana)), ok);
    QCOMPARE(outcome(files().readable(QStringLiteral("u"), m_ben)), notFound);
    QCOMPARE(outcome(files().readable(QStringLiteral("u"), UserId{})), notFound);
    QCOMPARE(outcome(files().readable(QString(), m_ana)), notFound);
}

void FilesContract::membersReadWhatAMessageCarries() {
    makeFile(QStringLiteral("u"));
    const RoomId room = makeRoom(storage(), m_ana);
    sendFile(room, QStringLiteral("u"));
    QCOMPARE(outcome(files().readable(QStringLiteral("u"), m_ben)), notFound);
    need(storage().rooms().join(room, m_ben, at(2)));
    QCOMPARE(outcome(files().readable(QStringLiteral("u"), m_ben)), ok);
    need(storage().rooms().leave(room, m_ben, at(3)));
    QCOMPARE(outcome(files().readable(QStringLiteral("u"), m_ben)), notFound);
}

/// Wherever a message is read, it carries its files as they were stored.
void FilesContract::aMessageHasItsFiles() {
    makeFile(QStringLiteral("u"), 70);
    makeFile(QStringLiteral("small"), 5);
    const RoomId room = makeRoom(storage(), m_ana);
    const Event event =
        need(storage().log().append(fileMessage(room, m_ana, QStringLiteral("u"), QStringLiteral("small")))).event;
    send(storage(), room, m_ana, QStringLiteral("without"));
    m_fixture.reopen();
    const File expected{QStringLiteral("u"),    QStringLiteral("plan.txt"), QStringLiteral("text/plain"), 70, 640, 480,
                        QStringLiteral("small")};
    QCOMPARE(posted(event).files, std::optional(QList<File>{expected}));
    const LogPage log = need(storage().log().events(room, m_ana, event.seq - 1, 10));
    QCOMPARE(log.events.size(), 2);
    QCOMPARE(posted(log.events[0]).files, posted(event).files);
    QVERIFY(!posted(log.events[1]).files);
    const MessagePage page = need(storage().messages().history(room, m_ana, {}, 10));
    QCOMPARE(page.messages.size(), 2);
    QVERIFY(!page.messages[0].files);
    QCOMPARE(page.messages[1].files, posted(event).files);
    need(storage().rooms().join(room, m_ben, at(2)));
    QCOMPARE(outcome(files().readable(QStringLiteral("small"), m_ben)), ok);
}

void FilesContract::aFileOfOthersCantBeSent() {
    makeFile(QStringLiteral("u"));
    makeFile(QStringLiteral("mine"));
    const RoomId bens = makeRoom(storage(), m_ben);
    QCOMPARE(outcome(storage().log().append(fileMessage(bens, m_ben, QStringLiteral("u"), {}))), notFound);
    QCOMPARE(outcome(storage().log().append(fileMessage(bens, m_ben, QStringLiteral("nothing"), {}))), notFound);
    const RoomId room = makeRoom(storage(), m_ana);
    need(storage().rooms().join(room, m_ben, at(1)));
    sendFile(room, QStringLiteral("mine"));
    QCOMPARE(outcome(storage().log().append(fileMessage(bens, m_ben, QStringLiteral("mine"), QStringLiteral("u")))),
             notFound); // nor as a small picture
    // What one can read, one can send on.
    QCOMPARE(outcome(storage().log().append(fileMessage(bens, m_ben, QStringLiteral("mine"), {}))), ok);
    verifyWithoutHoles(storage(), bens, m_ben, need(storage().rooms().one(bens, m_ben)).lastSeq);
}

void FilesContract::aDeletedMessageHasNone() {
    makeFile(QStringLiteral("u"));
    makeFile(QStringLiteral("small"));
    const RoomId room = makeRoom(storage(), m_ana);
    need(storage().rooms().join(room, m_ben, at(1)));
    const Seq seq = sendFile(room, QStringLiteral("u"), QStringLiteral("small"));
    QCOMPARE(outcome(files().readable(QStringLiteral("u"), m_ben)), ok);
    need(storage().log().append({room, m_ana, at(2), MessageDeleted{seq}}));
    QCOMPARE(outcome(files().readable(QStringLiteral("u"), m_ben)), notFound);
    QCOMPARE(outcome(files().readable(QStringLiteral("small"), m_ben)), notFound);
    for (const Event& event : need(storage().log().events(room, m_ana, 0, 100)).events) {
        if (std::holds_alternative<MessagePosted>(event.data))
            QVERIFY(!posted(event).files);
    }
    QCOMPARE(need(files().forgetLoose(UtcTime{0})), 2); // the next sweep, however young they are
}

void FilesContract::aFileOfTwoMessagesStays() {
    makeFile(QStringLiteral("u"));
    const RoomId room = makeRoom(storage(), m_ana);
    const Seq first = sendFile(room, QStringLiteral("u"));
    NewEvent again = fileMessage(room, m_ana, QStringLiteral("u"), {});
    posted(again).clientId = QStringLiteral("again");
    need(storage().log().append(again));
    need(storage().log().append({room, m_ana, at(2), MessageDeleted{first}}));
    QCOMPARE(need(files().forgetLoose(at(1'000'000))), 0);
    QCOMPARE(outcome(files().readable(QStringLiteral("u"), m_ana)), ok);
}

void FilesContract::aDeletedRoomReadsNothing() {
    makeFile(QStringLiteral("u"));
    const RoomId room = makeRoom(storage(), m_ana);
    need(storage().rooms().join(room, m_ben, at(1)));
    sendFile(room, QStringLiteral("u"));
    QCOMPARE(outcome(files().readable(QStringLiteral("u"), m_ben)), ok);
    need(storage().rooms().remove(room, m_ana, at(2), ownersOnly));
    QCOMPARE(outcome(files().readable(QStringLiteral("u"), m_ben)), notFound);
}

void FilesContract::aDeletedRoomFreesItsFiles() {
    for (const char* id : {"u", "thumbnail", "picture", "elsewhere"})
        makeFile(QString::fromLatin1(id), 100, 0);
    const RoomId room = makeRoom(storage(), m_ana);
    const RoomId other = makeRoom(storage(), m_ana, QStringLiteral("Other"));
    sendFile(room, QStringLiteral("u"), QStringLiteral("thumbnail"));
    sendFile(other, QStringLiteral("elsewhere"));
    NewEvent again = fileMessage(room, m_ana, QStringLiteral("elsewhere"), {});
    posted(again).clientId = QStringLiteral("again");
    need(storage().log().append(again));
    setPicture(room, QStringLiteral("picture"));
    QCOMPARE(need(files().forgetLoose(at(499))), 0);
    need(storage().rooms().remove(room, m_ana, at(2), ownersOnly));
    QCOMPARE(need(files().forgetLoose(at(499))), 3);
    QCOMPARE(outcome(files().readable(QStringLiteral("elsewhere"), m_ana)), ok);
    QCOMPARE(need(files().usage()).bytes, 100);
}

void FilesContract::aRoomShowsItsPicture() {
    makeFile(QStringLiteral("first"));
    makeFile(QStringLiteral("second"));
    const RoomId room = makeRoom(storage(), m_ana);
    QCOMPARE(setPicture(room, QStringLiteral("first")), ok);
    QCOMPARE(need(storage().rooms().findPublic(m_ben, {}, 10)).value(0).picture,
             std::optional(QStringLiteral("first")));
    QCOMPARE(outcome(files().readable(QStringLiteral("first"), m_ben)), ok); // it is public
    QCOMPARE(setPicture(room, QStringLiteral("second")), ok);
    QCOMPARE(outcome(files().readable(QStringLiteral("first"), m_ben)), notFound);
    QCOMPARE(need(files().forgetLoose(at(499))), 1);
    RoomSettings hidden;
    hidden.changes.visibility = Visibility::Private;
    need(storage().rooms().update(room, m_ana, at(3), hidden, ownersOnly));
    QCOMPARE(outcome(files().readable(QStringLiteral("second"), m_ben)), notFound);
    QCOMPARE(outcome(files().readable(QStringLiteral("second"), m_ana)), ok);
    QCOMPARE(setPicture(room, std::nullopt), ok);
    QVERIFY(!need(storage().rooms().one(room, m_ana)).picture);
    QCOMPARE(need(files().forgetLoose(at(499))), 1);
}

void FilesContract::aPictureIsTheCallersToShow() {
    makeFile(QStringLiteral("u"));
    const RoomId room = makeRoom(storage(), m_ben);
    RoomSettings settings;
    settings.changes.picture = OrNull<QString>{QStringLiteral("u")};
    QCOMPARE(outcome(storage().rooms().update(room, m_ben, at(2), settings, ownersOnly)), notFound);
    QVERIFY(!need(storage().rooms().one(room, m_ben)).picture);
}

void FilesContract::forgetsLooseFiles() {
    makeFile(QStringLiteral("old"), 100, 0);
    makeFile(QStringLiteral("carried"), 20, 0);
    makeFile(QStringLiteral("new"), 3, 500);
    const RoomId room = makeRoom(storage(), m_ana);
    sendFile(room, QStringLiteral("carried"));
    QCOMPARE(need(files().forgetLoose(at(499))), 1);
    QCOMPARE(need(files().forgetLoose(at(499))), 0);
    QCOMPARE(outcome(files().readable(QStringLiteral("old"), m_ana)), notFound);
    QCOMPARE(outcome(files().readable(QStringLiteral("carried"), m_ana)), ok);
    QCOMPARE(outcome(files().readable(QStringLiteral("new"), m_ana)), ok);
    const FileStore::Usage usage = need(files().usage());
    QCOMPARE(usage.bytes, 23);
    QCOMPARE(usage.files, 2);
    QCOMPARE(begin(uploadOf(QStringLiteral("u"), 77), {100, 0, 0}), ok); // it counts no more for its person either
}

void FilesContract::forgetsUploads() {
    QCOMPARE(begin(uploadOf(QStringLiteral("resumable"))), ok);
    Upload whole = uploadOf(QStringLiteral("whole"), 10);
    whole.isResumable = false;
    QCOMPARE(begin(whole), ok);
    Upload later = uploadOf(QStringLiteral("later"), 1);
    later.at = at(500);
    later.expiresAt = at(2000);
    later.isResumable = false;
    QCOMPARE(begin(later), ok);
    QCOMPARE(need(files().forgetUploads(at(999), std::nullopt)), 0);
    QCOMPARE(need(files().forgetUploads(at(999), at(500))), 1);
    QCOMPARE(outcome(files().upload(QStringLiteral("whole"), m_ana, at(1))), notFound);
    QCOMPARE(need(files().forgetUploads(at(1000), std::nullopt)), 1);
    QCOMPARE(need(files().usage()).bytes, 1);
    QCOMPARE(outcome(files().upload(QStringLiteral("later"), m_ana, at(1))), ok);
}

void FilesContract::knowsWhatHasARow() {
    makeFile(QStringLiteral("u"));
    QCOMPARE(begin(uploadOf(QStringLiteral("v"))), ok);
    const FileStore::Names unknown =
        need(files().unknown({{hash, QString(64, u'b')}, {QStringLiteral("u"), QStringLiteral("v")}}));
    QCOMPARE(unknown.blobs, QStringList{QString(64, u'b')});
    QCOMPARE(unknown.uploads, QStringList{QStringLiteral("u")});
}

} // namespace confab
