// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/client/client.h"
#include "app/client/filesave.h"
#include "app/client/fileupload.h"
#include "app/client/outbox.h"
#include "app/client/resumableuploads.h"
#include "app/client/rooms.h"
#include "app/client/uploads.h"
#include "tests/e2e/filesclient.h"
#include "tests/support/results.h"
#include "tests/support/tcpproxy.h"

#include <QSignalSpy>
#include <QTemporaryDir>

#include <algorithm>

#include <cctype>
#include <limits>

namespace confab {

using namespace test;

/// The client's transfers of files, with the real server behind a proxy that cuts connections.
class TransfersTest : public QObject {
    Q_OBJECT
private:
    static client::Client::Config config() {
        client::Client::Config config;
        config.backoff = {std::chrono::milliseconds(1), std::chrono::milliseconds(20)};
        return config;
    }

    // A client behind a proxy, with a room of its own.
    struct Desk {
        explicit Desk(QStringList arguments = {}) : server(std::move(arguments)) {}
        bool start() {
            if (!server.start())
                return false;
            proxy = std::make_unique<TcpProxy>(QStringLiteral("127.0.0.1"), server.daemon.port());
            if (!proxy->listen())
                return false;
            QUrl url = server.daemon.url();
            url.setPort(proxy->port());
            client.session().signIn({url, server.ana.email}, server.ana.password);
            room = newRoom(server.ana).id;
            return room && waitUntil([&] { return client.session().isOnline() && client.rooms().find(room); });
        }
        QString write(const QString& name, const QByteArray& content) const {
            QFile file(folder.filePath(name));
            return file.open(QIODevice::WriteOnly) && file.write(content) == content.size() ? file.fileName()
                                                                                            : QString();
        }
        Result<QString> send(const QString& body, const QStringList& paths) {
            QList<client::OutgoingFile> files;
            for (const QString& path : paths) {
                const QString key = client.uploads().add({path, {}, {}});
                files.append({key, client.uploads().find(key)->file});
            }
            return client.outbox().send(room, body, {}, files);
        }
        // What the room's log has.
        QList<Message> messages() {
            const auto page = server.ana->call(RoomHistory{room, {}, {}});
            return page ? page->messages : QList<Message>();
        }
        std::optional<Error> failure() {
            for (const client::OutgoingMessage& message : client.outbox().waiting(room)) {
                if (message.state == client::OutgoingMessage::State::Failed)
                    return message.error;
            }
            return std::nullopt;
        }

        FileServer server;
        std::unique_ptr<TcpProxy> proxy;
        client::MemorySecretStore store;
        client::Client client{config(), store};
        QTemporaryDir folder;
        RoomId room;
    };

    // The number behind a header's name, which is in lower case here.
    static qint64 numberAfter(const QByteArray& piece, const QByteArray& header) {
        const qsizetype at = piece.left(4096).toLower().indexOf(header);
        const QByteArray rest = at < 0 ? QByteArray("-1") : piece.mid(at + header.size(), 20);
        qsizetype digits = 0;
        while (digits < rest.size() && std::isdigit(uchar(rest[digits])))
            ++digits;
        return at < 0 ? -1 : rest.left(digits).toLongLong();
    }
    static bool isPatch(const QByteArray& piece) { return piece.contains("PATCH /files/tus"); }

private Q_SLOTS:
    void aCutUploadGoesOnWhereTheServerIs() {
        Desk desk;
        QVERIFY(desk.start());
        const QByteArray content = someBytes(6'000'000);
        qint64 toServer = 0;
        int cutsLeft = 3;
        QList<qint64> offsets; // where each attempt began
        desk.proxy->judgeBy([&](TcpProxy::Way way, const QByteArray& piece) {
            if (way == TcpProxy::Way::ToClient)
                return TcpProxy::Verdict::Pass;
            toServer += piece.size();
            if (isPatch(piece))
                offsets.append(numberAfter(piece, "upload-offset: "));
            if (cutsLeft == 0 || toServer < 1'500'000 * (4 - cutsLeft))
                return TcpProxy::Verdict::Pass;
            --cutsLeft;
            return TcpProxy::Verdict::Cut;
        });
        VERIFY_OK(queued, desk.send(QStringLiteral("the plan"), {desk.write(QStringLiteral("plan.pdf"), content)}));
        QVERIFY(waitUntil([&] { return desk.client.outbox().count() == 0; }));
        QCOMPARE(cutsLeft, 0);
        // Qt repeats a request by itself when its connection breaks; the server refuses that one, by its offset.
        QVERIFY(offsets.size() >= 4);
        QCOMPARE(offsets.first(), 0);
        QVERIFY(std::ranges::is_sorted(offsets));
        QVERIFY2(offsets.last() > 1'000'000, qPrintable(QString::number(offsets.last())));
        const QList<Message> messages = desk.messages();
        QCOMPARE(messages.size(), 1);
        QCOMPARE(messages[0].body, QStringLiteral("the plan"));
        QCOMPARE(messages[0].files->size(), 1);
        QCOMPARE(messages[0].files->first().name, QStringLiteral("plan.pdf"));
        QCOMPARE(messages[0].files->first().type, QStringLiteral("application/pdf"));
        QCOMPARE(desk.server.files().get(messages[0].files->first().id).body, content);
    }

    /// The program ends while a file is on its way: its next run sends the message, once.
    void whatWasNotUploadedGoesOnInTheNextRun() {
        Desk desk;
        QVERIFY(desk.start());
        const QByteArray content = someBytes(400'000);
        const QString path = desk.write(QStringLiteral("plan.pdf"), content);
        QTemporaryDir outboxes;
        client::Client::Config keeping = config();
        keeping.dataFolder = outboxes.path();
        {
            client::MemorySecretStore store;
            client::Client first(keeping, store);
            first.session().signIn({desk.server.daemon.url(), desk.server.ana.email}, desk.server.ana.password);
            QVERIFY(waitUntil([&] { return first.rooms().find(desk.room) != nullptr; }));
            const QString key = first.uploads().add({path, {}, {}});
            const QString pasted = first.uploads().add({{}, "notes", QStringLiteral("pasted.txt")});
            const auto sending = [&](const QString& one) {
                return client::OutgoingFile{one, first.uploads().find(one)->file, first.uploads().source(one)};
            };
            VERIFY_OK(queued,
                      first.outbox().send(desk.room, QStringLiteral("the plan"), {}, {sending(key), sending(pasted)}));
        } // nothing was uploaded yet
        QVERIFY(desk.messages().isEmpty());
        client::MemorySecretStore store;
        client::Client next(keeping, store);
        next.session().signIn({desk.server.daemon.url(), desk.server.ana.email}, desk.server.ana.password);
        QVERIFY(waitUntil([&] { return desk.messages().size() == 1; }));
        QVERIFY(waitUntil([&] { return next.outbox().count() == 0; }));
        const Message message = desk.messages()[0];
        QCOMPARE(message.files->size(), 2);
        QCOMPARE(message.files->at(0).name, QStringLiteral("plan.pdf"));
        QCOMPARE(message.files->at(1).name, QStringLiteral("pasted.txt"));
        QCOMPARE(desk.server.files().get(message.files->at(0).id).body, content);
        QCOMPARE(desk.server.files().get(message.files->at(1).id).body, QByteArray("notes"));
        QVERIFY(waitUntil([&] { // no copy stays
            const QStringList left = QDir(outboxes.path()).entryList(QDir::AllEntries | QDir::NoDotAndDotDot);
            return std::ranges::all_of(left, [](const QString& name) { return name.startsWith(u"store-"); });
        }));
    }

    /// The program ends in the middle of a file: the next run sends what the server lacks, and nothing again.
    void theNextRunGoesOnWhereTheServerIs() {
        Desk desk;
        QVERIFY(desk.start());
        const QByteArray content = someBytes(24'000'000);
        const QString path = desk.write(QStringLiteral("plan.pdf"), content);
        QTemporaryDir outboxes;
        client::Client::Config keeping = config();
        keeping.dataFolder = outboxes.path();
        bool isCut = false;
        QList<qint64> offsets; // where each attempt of the next run begins
        int created = 0;
        desk.proxy->judgeBy([&](TcpProxy::Way way, const QByteArray& piece) {
            created += way == TcpProxy::Way::ToServer && piece.contains("POST /files/tus") ? 1 : 0;
            if (way == TcpProxy::Way::ToServer && isPatch(piece))
                offsets.append(numberAfter(piece, "upload-offset: "));
            return isCut ? TcpProxy::Verdict::Cut : TcpProxy::Verdict::Pass;
        });
        constexpr qint64 enough = 1'000'000;
        const auto isBegun = [&] { // on the server's disk
            const QString folder = desk.server.daemon.folder() % u"/files/partial";
            const QFileInfoList partials = QDir(folder).entryInfoList(QDir::Files);
            return partials.size() == 1 && partials[0].size() > enough;
        };
        QUrl url = desk.server.daemon.url();
        url.setPort(desk.proxy->port());
        {
            client::MemorySecretStore store;
            client::Client first(keeping, store);
            first.session().signIn({url, desk.server.ana.email}, desk.server.ana.password);
            QVERIFY(waitUntil([&] { return first.rooms().find(desk.room) != nullptr; }));
            const QString key = first.uploads().add({path, {}, {}});
            VERIFY_OK(queued,
                      first.outbox().send(desk.room, QStringLiteral("the plan"), {},
                                          {{key, first.uploads().find(key)->file, first.uploads().source(key)}}));
            QVERIFY(waitUntil(isBegun));
            isCut = true;
            desk.proxy->cutAll();
        }
        isCut = false;
        offsets.clear();
        client::MemorySecretStore store;
        client::Client next(keeping, store);
        next.session().signIn({url, desk.server.ana.email}, desk.server.ana.password);
        QVERIFY(waitUntil([&] { return desk.messages().size() == 1; }));
        QVERIFY(waitUntil([&] { return next.outbox().count() == 0; }));
        QCOMPARE(created, 1);
        QVERIFY(!offsets.isEmpty());
        QVERIFY2(offsets.first() > enough, qPrintable(QString::number(offsets.first())));
        QCOMPARE(desk.server.files().get(desk.messages()[0].files->first().id).body, content);
        QVERIFY(!QFile::exists(outboxes.filePath(QStringLiteral("uploads.json"))));
    }

    /// A file that was changed in between is sent from its beginning.
    void aChangedFileBeginsAnew() {
        Desk desk;
        QVERIFY(desk.start());
        QTemporaryDir folder;
        client::ResumableUploads places(desk.client.files(), folder.path());
        const client::UploadContent file{QStringLiteral("plan.pdf"),
                                         QStringLiteral("application/pdf"),
                                         desk.write(QStringLiteral("plan.pdf"), someBytes(400'000)),
                                         {}};
        const client::UploadContent pasted{
            QStringLiteral("a.png"), QStringLiteral("image/png"), {}, someBytes(400'000)};
        QObject first;
        QObject second;
        for (const client::UploadContent& content : {file, pasted}) {
            QCOMPARE(places.begin(first, content), QString());
            places.created(first, QStringLiteral("/files/tus/a"));
            QCOMPARE(places.begin(second, content), QString()); // the other one goes on there
            places.created(second, QStringLiteral("/files/tus/b"));
            places.left(first);
            QCOMPARE(places.begin(first, content), QStringLiteral("/files/tus/a"));
            places.left(first);
            client::UploadContent other = content;
            other.bytes += 'x';
            if (content.path.isEmpty())
                QCOMPARE(places.begin(first, other), QString());
            places.left(first);
            places.over(second);
            client::ResumableUploads nextRun(desk.client.files(), folder.path());
            QCOMPARE(nextRun.begin(first, content), QStringLiteral("/files/tus/a"));
            nextRun.over(first);
            QCOMPARE(places.begin(first, content), QStringLiteral("/files/tus/a"));
            places.over(first);
        }
        places.begin(first, file);
        places.created(first, QStringLiteral("/files/tus/a"));
        places.left(first);
        QVERIFY(!desk.write(QStringLiteral("plan.pdf"), someBytes(400'001)).isEmpty());
        QCOMPARE(places.begin(first, file), QString());
        const client::UploadContent small{QStringLiteral("a.txt"), QStringLiteral("text/plain"), {}, "small"};
        QCOMPARE(places.begin(second, small), QString());
        places.created(second, QStringLiteral("/files/tus/c"));
        places.left(second);
        QCOMPARE(places.begin(second, small), QString());
    }

    void messagesKeepTheirOrderAroundOneWithFiles() {
        Desk desk;
        QVERIFY(desk.start());
        VERIFY_OK(first, desk.send(QStringLiteral("one"), {}));
        VERIFY_OK(second, desk.send(QStringLiteral("two"), {desk.write(QStringLiteral("a.bin"), someBytes(2'000'000)),
                                                            desk.write(QStringLiteral("b.bin"), someBytes(10))}));
        VERIFY_OK(third, desk.send(QStringLiteral("three"), {}));
        QVERIFY(waitUntil([&] { return desk.client.outbox().count() == 0; }));
        QStringList bodies;
        for (const Message& message : desk.messages())
            bodies.prepend(message.body);
        QCOMPARE(bodies, QStringList({QStringLiteral("one"), QStringLiteral("two"), QStringLiteral("three")}));
        QCOMPARE(desk.messages()[1].files->size(), 2);
        QCOMPARE(desk.messages()[1].files->at(1).name, QStringLiteral("b.bin"));
    }

    void refusalsAreInPlainWords() {
        Desk desk({QStringLiteral("--file-bytes"), QStringLiteral("64K"), QStringLiteral("--files-per-user"),
                   QStringLiteral("100K")});
        QVERIFY(desk.start());
        VERIFY_OK(large, desk.send({}, {desk.write(QStringLiteral("large.bin"), someBytes(70'000))}));
        QVERIFY(waitUntil([&] { return desk.failure().has_value(); }));
        QCOMPARE(desk.failure()->kind, ErrorKind::FileTooLarge);
        QVERIFY2(desk.failure()->message.contains(QStringLiteral("takes files of up to")),
                 qPrintable(desk.failure()->message));
        desk.client.outbox().discard(large);
        VERIFY_OK(fits, desk.send({}, {desk.write(QStringLiteral("fits.bin"), someBytes(60'000))}));
        QVERIFY(waitUntil([&] { return desk.client.outbox().count() == 0; }));
        VERIFY_OK(more, desk.send({}, {desk.write(QStringLiteral("more.bin"), someBytes(60'000))}));
        QVERIFY(waitUntil([&] { return desk.failure().has_value(); }));
        QCOMPARE(desk.failure()->kind, ErrorKind::FileQuota);
        QVERIFY(desk.failure()->message.contains(QStringLiteral("no space left for your files")));
    }

    void aFileIsPrepared() {
        Desk desk;
        // A picture that is no more than its head and its end, with a place in it.
        QByteArray photo("\xFF\xD8\xFF\xE1\x00\x0E"
                         "Exif\0\0GPS 48\xFF\xC0\x00\x0B\x08\x00\x28\x00\x50\x01\x01\x11\x00",
                         31);
        photo += QByteArray("\xFF\xDA\x00\x08\x01\x01\x00\x00\x3F\x00"
                            "data\xFF\xD9",
                            16);
        const QString disguised = desk.write(QStringLiteral("notes.txt"), photo); // the bytes count, not the name
        const Result<client::PreparedFile> shot = client::prepareFile({disguised, {}, {}});
        QVERIFY(shot);
        QCOMPARE(shot->content.type, QStringLiteral("image/jpeg"));
        QVERIFY(shot->content.path.isEmpty() && !shot->content.bytes.contains("GPS"));
        QCOMPARE(shot->width.value_or(0), 80);
        QCOMPARE(shot->height.value_or(0), 40);
        const QByteArray svg = "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>";
        const Result<client::PreparedFile> drawing =
            client::prepareFile({desk.write(QStringLiteral("a.svg"), svg), {}, {}});
        QVERIFY(drawing && !drawing->width && !drawing->content.path.isEmpty());
        QVERIFY(!client::prepareFile({desk.folder.path(), {}, {}}));
        QVERIFY(!client::prepareFile({desk.folder.filePath(QStringLiteral("none")), {}, {}}));
    }

    void aCutDownloadGoesOn() {
        Desk desk;
        QVERIFY(desk.start());
        const QByteArray content = someBytes(20'000'000);
        const QString id = desk.server.files().post(content).text("id");
        int cutsLeft = 2;
        QList<qint64> offsets; // of parts that were asked for
        client::FileSave* saving = nullptr;
        desk.proxy->judgeBy([&](TcpProxy::Way way, const QByteArray& piece) {
            if (way == TcpProxy::Way::ToServer && piece.contains("GET /files/"))
                offsets.append(numberAfter(piece, "range: bytes="));
            const bool isDue = saving && cutsLeft > 0 && saving->received() > 1'500'000 * (3 - cutsLeft);
            if (way == TcpProxy::Way::ToServer || !isDue)
                return TcpProxy::Verdict::Pass;
            --cutsLeft;
            return TcpProxy::Verdict::Cut;
        });
        const QString path = desk.folder.filePath(QStringLiteral("saved.pdf"));
        client::FileSave save(desk.client.files(), id, std::numeric_limits<qint64>::max(), path,
                              client::Backoff(config().backoff));
        saving = &save;
        QSignalSpy done(&save, &client::FileSave::done);
        save.start(client::FileSave::Existing::Keep);
        QVERIFY(waitUntil([&] { return done.size() == 1; }));
        QCOMPARE(cutsLeft, 0);
        QCOMPARE(offsets.size(), 3);
        QCOMPARE(offsets[0], -1);
        QVERIFY(offsets[1] > 1'500'000 && offsets[2] >= offsets[1]);
        QFile saved(path);
        QVERIFY(saved.open(QIODevice::ReadOnly));
        QCOMPARE(saved.readAll(), content);
        QCOMPARE(QDir(desk.folder.path()).entryList(QDir::Files | QDir::Hidden), {QStringLiteral("saved.pdf")});
    }

    void aDownloadReplacesNothingUnasked() {
        Desk desk;
        QVERIFY(desk.start());
        const QString id = desk.server.files().post("new").text("id");
        const QString path = desk.write(QStringLiteral("mine.txt"), "mine");
        const auto saveAs = [&](const QString& file, client::FileSave::Existing existing) {
            client::FileSave save(desk.client.files(), file, 1000, path, client::Backoff(config().backoff));
            QSignalSpy done(&save, &client::FileSave::done);
            QSignalSpy failed(&save, &client::FileSave::failed);
            save.start(existing);
            return waitUntil([&] { return done.size() + failed.size() == 1; }) && done.size() == 1;
        };
        const auto content = [&] {
            QFile file(path);
            return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("none");
        };
        QVERIFY(!saveAs(id, client::FileSave::Existing::Keep));
        QCOMPARE(content(), QByteArray("mine"));
        QVERIFY(!saveAs(QStringLiteral("unknown"), client::FileSave::Existing::Replace));
        QCOMPARE(content(), QByteArray("mine"));
        QVERIFY(saveAs(id, client::FileSave::Existing::Replace));
        QCOMPARE(content(), QByteArray("new"));
    }

    void theTokenIsInAHeaderOnly() {
        Desk desk;
        QVERIFY(desk.start());
        const QByteArray token = desk.client.session().accessToken().value.toLatin1();
        QByteArray sent;
        desk.proxy->judgeBy([&](TcpProxy::Way way, const QByteArray& piece) {
            if (way == TcpProxy::Way::ToServer)
                sent += piece;
            return TcpProxy::Verdict::Pass;
        });
        VERIFY_OK(queued, desk.send({}, {desk.write(QStringLiteral("a.bin"), someBytes(100))}));
        QVERIFY(waitUntil([&] { return desk.client.outbox().count() == 0; }));
        QVERIFY(sent.contains(QByteArray("Authorization: Bearer " + token)));
        for (const QByteArray& line : sent.split('\n')) {
            if (line.contains(" HTTP/1.1"))
                QVERIFY2(!line.contains(token), "the token is in an address");
        }
    }
};

} // namespace confab

QTEST_GUILESS_MAIN(confab::TransfersTest)
#include "tst_transfers.moc"
