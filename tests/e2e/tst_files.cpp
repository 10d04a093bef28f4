// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/e2e/filesclient.h"
#include "tests/support/processfigures.h"
#include "tests/support/results.h"
#include "tests/support/sanitized.h"

#include <QProcess>

using namespace confab;
using namespace confab::test;

/// Files at the real daemon: uploads, downloads, and what is left when something goes wrong.
class TestFiles : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void storesAndReads();
    void ranges_data();
    void ranges();
    void conditions();
    void names_data();
    void names();
    void typesAreNotBelieved();
    void strangersFindNothing();
    void membersReadWhatAMessageCarries();
    void tooLarge();
    void quotas();
    void aBodyThatIsCutLeavesNothing();
    void aBodyThatIsLongerThanPromised();
    void killLeavesNothing();
    void equalFilesAreStoredOnce();

    void manyUploadsTakeLittleMemory();
    void aLargeDownloadTakesLittleMemory();
    void curl();
};

void TestFiles::storesAndReads() {
    FileServer server;
    QVERIFY2(server.start(), server.daemon.errors().constData());
    const Files files = server.files();
    const QByteArray content = someBytes(300'000);
    const Response made = files.post(content);
    QVERIFY2(made.status == 201, made.body.constData());
    const QString id = made.text("id");
    QVERIFY(id.size() >= 20);
    QCOMPARE(made.value("Location"), QByteArray("/files/" + id.toLatin1()));
    QCOMPARE(made.text("name"), QStringLiteral("plan.pdf"));
    QCOMPARE(made.text("type"), QStringLiteral("application/pdf"));
    QCOMPARE(made.json().value(QStringLiteral("bytes")).toInteger(), content.size());
    const Response got = files.get(id);
    QCOMPARE(got.status, 200);
    QVERIFY(got.body == content);
    QCOMPARE(got.value("Content-Type"), QByteArray("application/octet-stream"));
    QCOMPARE(got.value("Content-Disposition"), QByteArray("attachment; filename=\"plan.pdf\""));
    QCOMPARE(got.value("X-Content-Type-Options"), QByteArray("nosniff"));
    QCOMPARE(got.value("Content-Security-Policy"), QByteArray("default-src 'none'; sandbox"));
    QCOMPARE(got.value("Cross-Origin-Resource-Policy"), QByteArray("same-origin"));
    QVERIFY(got.value("Cache-Control").startsWith("private"));
    const Response head = files.ask("HEAD /files/" + id.toLatin1());
    QCOMPARE(head.status, 200);
    QCOMPARE(head.value("Content-Length"), QByteArray::number(content.size()));
    QVERIFY(head.body.isEmpty());
    const Response empty = files.post({});
    QCOMPARE(empty.status, 201);
    QCOMPARE(files.get(empty.text("id")).status, 200);
    QCOMPARE(files.get(empty.text("id")).body, QByteArray());
    const Response chunked =
        files.ask("POST /files?name=a", "Transfer-Encoding: chunked\r\n", "5\r\nhello\r\n1\r\n!\r\n0\r\n\r\n");
    QCOMPARE(chunked.status, 201);
    QCOMPARE(files.get(chunked.text("id")).body, QByteArray("hello!"));
}

void TestFiles::ranges_data() {
    QTest::addColumn<QByteArray>("range");
    QTest::addColumn<int>("status");
    QTest::addColumn<int>("from");
    QTest::addColumn<int>("bytes");
    QTest::newRow("first") << QByteArray("bytes=0-0") << 206 << 0 << 1;
    QTest::newRow("middle") << QByteArray("bytes=10-19") << 206 << 10 << 10;
    QTest::newRow("over the end") << QByteArray("bytes=190000-300000") << 206 << 190'000 << 10'000;
    QTest::newRow("open") << QByteArray("bytes=199999-") << 206 << 199'999 << 1;
    QTest::newRow("suffix") << QByteArray("bytes=-5") << 206 << 199'995 << 5;
    QTest::newRow("long suffix") << QByteArray("bytes=-300000") << 206 << 0 << 200'000;
    QTest::newRow("over several pieces") << QByteArray("bytes=1-140000") << 206 << 1 << 140'000;
    QTest::newRow("behind the end") << QByteArray("bytes=200000-") << 416 << 0 << 0;
    QTest::newRow("no bytes") << QByteArray("bytes=-0") << 416 << 0 << 0;
    QTest::newRow("reversed") << QByteArray("bytes=5-4") << 200 << 0 << 200'000;
    QTest::newRow("several") << QByteArray("bytes=0-1,3-4") << 200 << 0 << 200'000;
    QTest::newRow("another unit") << QByteArray("lines=0-1") << 200 << 0 << 200'000;
    QTest::newRow("malformed") << QByteArray("bytes=a-b") << 200 << 0 << 200'000;
    QTest::newRow("huge") << QByteArray("bytes=0-99999999999999999999") << 200 << 0 << 200'000;
}

void TestFiles::ranges() {
    QFETCH(QByteArray, range);
    QFETCH(int, status);
    QFETCH(int, from);
    QFETCH(int, bytes);
    FileServer server;
    QVERIFY2(server.start(), server.daemon.errors().constData());
    const Files files = server.files();
    const QByteArray content = someBytes(200'000);
    const Response got = files.get(files.post(content).text("id"), "Range: " + range + "\r\n");
    QCOMPARE(got.status, status);
    if (status != 416)
        QVERIFY(got.body == content.mid(from, bytes));
    if (status == 206)
        QCOMPARE(got.value("Content-Range"),
                 "bytes " + QByteArray::number(from) + '-' + QByteArray::number(from + bytes - 1) + "/200000");
    if (status == 416)
        QCOMPARE(got.value("Content-Range"), QByteArray("bytes */200000"));
}

void TestFiles::conditions() {
    FileServer server;
    QVERIFY2(server.start(), server.daemon.errors().constData());
    const Files files = server.files();
    const QString id = files.post("content").text("id");
    const QByteArray tag = files.get(id).value("ETag");
    QVERIFY(tag.size() > 10 && tag.startsWith('"'));
    const Response same = files.get(id, "If-None-Match: \"x\", " + tag + "\r\n");
    QCOMPARE(same.status, 304);
    QVERIFY(same.body.isEmpty());
    QCOMPARE(files.get(id, "If-None-Match: \"x\"\r\n").status, 200);
    QCOMPARE(files.get(id, "Range: bytes=0-1\r\nIf-Range: " + tag + "\r\n").status, 206);
    QCOMPARE(files.get(id, "Range: bytes=0-1\r\nIf-Range: \"x\"\r\n").body, QByteArray("content"));
}

void TestFiles::names_data() {
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<QString>("expected");
    QTest::newRow("a path") << QByteArray("../../etc/passwd") << QStringLiteral("passwd");
    QTest::newRow("NUL") << QByteArray("a\0b", 3) << QStringLiteral("ab");
    QTest::newRow("a header") << QByteArray("a\r\nX-Evil: 1") << QStringLiteral("a X-Evil: 1");
    QTest::newRow("quotes") << QByteArray("a\".txt") << QStringLiteral("a\".txt");
    QTest::newRow("long") << QByteArray(300, 'a') << QString(255, u'a');
    QTest::newRow("right-to-left override") << QByteArray("a\xe2\x80\xaegpj.exe") << QStringLiteral("agpj.exe");
    QTest::newRow("no UTF-8") << QByteArray("a\xff.txt") << QStringLiteral("a\ufffd.txt");
    QTest::newRow("empty") << QByteArray() << QStringLiteral("file");
}

void TestFiles::names() {
    QFETCH(QByteArray, name);
    QFETCH(QString, expected);
    FileServer server;
    QVERIFY2(server.start(), server.daemon.errors().constData());
    const Files files = server.files();
    const Response made = files.post("content", name);
    QCOMPARE(made.status, 201);
    QCOMPARE(made.text("name"), expected);
    const Response got = files.get(made.text("id"));
    QCOMPARE(got.body, QByteArray("content"));
    QVERIFY(!got.head.toLower().contains("\nx-evil"));
    QCOMPARE(blobsOf(server.daemon), QStringList{sha256("content")});
}

void TestFiles::typesAreNotBelieved() {
    FileServer server;
    QVERIFY2(server.start(), server.daemon.errors().constData());
    const Files files = server.files();
    const Response page = files.get(files.post("<html><script>", "a.png", "image/png").text("id"));
    QCOMPARE(page.value("Content-Type"), QByteArray("application/octet-stream"));
    QVERIFY(page.value("Content-Disposition").startsWith("attachment;"));
    const Response drawing = files.get(files.post("<svg onload='x()'/>", "a.svg", "image/svg+xml").text("id"));
    QVERIFY(drawing.value("Content-Disposition").startsWith("attachment;"));
    const Response picture = files.get(files.post(png, "a.html", "text/html").text("id"));
    QCOMPARE(picture.value("Content-Type"), QByteArray("image/png"));
    QVERIFY(picture.value("Content-Disposition").startsWith("inline;"));
}

void TestFiles::strangersFindNothing() {
    FileServer server;
    QVERIFY2(server.start(), server.daemon.errors().constData());
    const Files files = server.files();
    const QString id = files.post("secret").text("id");
    const Person ben = newPerson(server.daemon, QStringLiteral("Ben"), Codec::Json);
    QVERIFY(ben);
    const Files others(server.daemon, ben);
    const Response refused = others.get(id);
    QCOMPARE(refused.status, 404);
    QCOMPARE(refused.kind(), QStringLiteral("file.notFound"));
    QCOMPARE(others.get(QStringLiteral("nothing")).body, refused.body); // it does not tell that there is one
    RawSocket socket;
    QVERIFY(socket.connectTo(doorOf(server.daemon)));
    QCOMPARE(responseOf(socket.http("GET /files/" + id.toLatin1() + " HTTP/1.1\r\nHost: a\r\n\r\n")).status, 401);
    RawSocket upload;
    QVERIFY(upload.connectTo(doorOf(server.daemon)));
    const Response anonymous =
        responseOf(upload.http("POST /files HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nhello"));
    QCOMPARE(anonymous.status, 401);
    QCOMPARE(anonymous.kind(), QStringLiteral("auth.required"));
}

void TestFiles::membersReadWhatAMessageCarries() {
    FileServer server;
    QVERIFY2(server.start(), server.daemon.errors().constData());
    const Files files = server.files();
    const QString id = files.post(png, "view.png", "image/png").text("id");
    const Person ben = newPerson(server.daemon, QStringLiteral("Ben"), Codec::Json);
    QVERIFY(ben);
    const Room room = newRoom(server.ana);
    VERIFY_DONE(ben->call(RoomJoin{room.id, {}}));
    const Files others(server.daemon, ben);
    QCOMPARE(others.get(id).status, 404);
    MessageSend message = messageFor(room.id, {});
    message.files = QList<SentFile>{File{id, QStringLiteral("view.png"), QStringLiteral("image/png"), 0, 640, 480}};
    VERIFY_OK(sent, server.ana->call(message));
    QCOMPARE(others.get(id).body, png);
    VERIFY_OK(page, ben->call(RoomHistory{room.id, {}, {}}));
    QCOMPARE(page.messages.first().files.value_or(QList<File>()).value(0).bytes, png.size());
    VERIFY_DONE(server.ana->call(MessageDelete{room.id, sent.seq, QStringLiteral("deletion")}));
    QCOMPARE(others.get(id).status, 404);
    message.clientId = QStringLiteral("another");
    message.files->first().id = QStringLiteral("nothing");
    VERIFY_REFUSED(server.ana->call(message), FileNotFound);
}

void TestFiles::tooLarge() {
    FileServer server({QStringLiteral("--file-bytes"), QStringLiteral("1000")});
    QVERIFY2(server.start(), server.daemon.errors().constData());
    const Files files = server.files();
    QCOMPARE(files.post(QByteArray(1000, 'x')).status, 201);
    const Response large = files.post(QByteArray(1001, 'x'));
    QCOMPARE(large.status, 413);
    QCOMPARE(large.kind(), QStringLiteral("file.tooLarge"));
    QCOMPARE(large.json().value(QStringLiteral("limit")).toInteger(), 1000);
    const Response waits = files.ask("POST /files", "Content-Length: 5000000\r\nExpect: 100-continue\r\n");
    QCOMPARE(waits.status, 413); // before it sends them
    const Response chunked =
        files.ask("POST /files", "Transfer-Encoding: chunked\r\n", "3e9\r\n" + QByteArray(1001, 'x') + "\r\n0\r\n\r\n");
    QCOMPARE(chunked.status, 413);
    QCOMPARE(chunked.kind(), QStringLiteral("file.tooLarge"));
    QVERIFY(waitUntil([&] { return partialsOf(server.daemon).isEmpty(); }));
    QCOMPARE(blobsOf(server.daemon).size(), 1);
}

void TestFiles::quotas() {
    FileServer server({QStringLiteral("--files-per-user"), QStringLiteral("1K")});
    QVERIFY2(server.start(), server.daemon.errors().constData());
    const Files files = server.files();
    QCOMPARE(files.post(QByteArray(1000, 'x')).status, 201);
    const Response more = files.post(QByteArray(25, 'y'));
    QCOMPARE(more.status, 403);
    QCOMPARE(more.kind(), QStringLiteral("file.quota"));
    QCOMPARE(files.create(25).status, 403);
    QCOMPARE(files.post(QByteArray(24, 'y')).status, 201);
}

void TestFiles::aBodyThatIsCutLeavesNothing() {
    FileServer server({QStringLiteral("--files-per-user"), QStringLiteral("400K")});
    QVERIFY2(server.start(), server.daemon.errors().constData());
    const Files files = server.files();
    {
        RawSocket socket;
        QVERIFY(socket.connectTo(doorOf(server.daemon)));
        socket.send(files.head("POST /files", "Content-Length: 400000\r\n") + someBytes(200'000));
        QVERIFY(waitUntil([&] { return !partialsOf(server.daemon).isEmpty(); }));
        socket.reset();
    }
    QVERIFY(waitUntil([&] { return partialsOf(server.daemon).isEmpty(); }));
    // Nor does it count any more.
    QVERIFY(waitUntil([&] { return files.post(someBytes(400'000)).status == 201; }));
}

void TestFiles::aBodyThatIsLongerThanPromised() {
    FileServer server;
    QVERIFY2(server.start(), server.daemon.errors().constData());
    const Files files = server.files();
    RawSocket socket;
    QVERIFY(socket.connectTo(doorOf(server.daemon)));
    socket.send(files.head("POST /files", "Content-Length: 5\r\n") + "hello and more\r\n\r\n");
    const Response made = responseOf(socket.readAnswer());
    QCOMPARE(made.status, 201);
    QCOMPARE(files.get(made.text("id")).body, QByteArray("hello"));
    QCOMPARE(responseOf(socket.readAnswer()).status, 400); // the rest is no request
}

void TestFiles::killLeavesNothing() {
    FileServer server;
    QVERIFY2(server.start(), server.daemon.errors().constData());
    const Files files = server.files();
    const QString kept = files.post("kept").text("id");
    RawSocket socket;
    QVERIFY(socket.connectTo(doorOf(server.daemon)));
    socket.send(files.head("POST /files", "Content-Length: 400000\r\n") + someBytes(200'000));
    QVERIFY(waitUntil([&] { return !partialsOf(server.daemon).isEmpty(); }));
    server.daemon.kill();
    // As if it had been killed between the blob and its row.
    const QString name(64, u'a');
    QVERIFY(QDir(server.daemon.folder()).mkpath(QStringLiteral("files/aa/aa")));
    QFile blob(QString(server.daemon.folder() % u"/files/aa/aa/" % name));
    QVERIFY(blob.open(QIODevice::WriteOnly) && blob.write("orphan") == 6);
    blob.close();
    QCOMPARE(blobsOf(server.daemon).size(), 2);
    QVERIFY2(server.daemon.start(), server.daemon.errors().constData());
    QVERIFY(waitUntil([&] { return partialsOf(server.daemon).isEmpty() && !blob.exists(); }));
    QCOMPARE(blobsOf(server.daemon).size(), 1);
    QCOMPARE(files.get(kept).body, QByteArray("kept"));
}

void TestFiles::equalFilesAreStoredOnce() {
    FileServer server;
    QVERIFY2(server.start(), server.daemon.errors().constData());
    const Files files = server.files();
    const QString first = files.post("the same", "a.txt").text("id");
    const QString second = files.post("the same", "b.txt").text("id");
    QVERIFY(first != second);
    QCOMPARE(blobsOf(server.daemon).size(), 1);
    QCOMPARE(files.get(second).body, QByteArray("the same"));
    QVERIFY(files.get(second).value("Content-Disposition").contains("b.txt"));
}

// ---- memory ----

/// The figure of the requirement is 32 MiB for a hundred uploads of 50 MiB; a window of two pieces for each is all that
/// stands in memory, however large they are.
void TestFiles::manyUploadsTakeLittleMemory() {
    constexpr int uploads = 40;
    constexpr qint64 each = 8 * 1024 * 1024;
    FileServer server;
    QVERIFY2(server.start(), server.daemon.errors().constData());
    const Files files = server.files();
    QCOMPARE(files.post(someBytes(1'000'000)).status, 201); // what is made once is made
    MemoryPeak memory(server.daemon.pid());
    const QByteArray content = someBytes(each - 8);
    std::vector<std::unique_ptr<QTcpSocket>> sockets;
    for (int i = 0; i < uploads; ++i) {
        auto& socket = *sockets.emplace_back(std::make_unique<QTcpSocket>());
        socket.connectToHost(QStringLiteral("127.0.0.1"), server.daemon.port());
        socket.write(files.head("POST /files", "Content-Length: " + QByteArray::number(each) + "\r\n") +
                     QByteArray::number(i).rightJustified(8, '0'));
        socket.write(content); // shared, by all of them
    }
    for (const auto& socket : sockets)
        QVERIFY(waitUntil([&] { return socket->peek(64).contains("\r\n"); }));
    for (const auto& socket : sockets)
        QVERIFY2(socket->peek(64).startsWith("HTTP/1.1 201 "), socket->readAll().constData());
    QCOMPARE(blobsOf(server.daemon).size(), uploads + 1);
    if (!keepsFreedMemory)
        QVERIFY2(memory.growth() < 32 * 1024 * 1024, QByteArray::number(memory.growth()).constData());
}

void TestFiles::aLargeDownloadTakesLittleMemory() {
    FileServer server;
    QVERIFY2(server.start(), server.daemon.errors().constData());
    const Files files = server.files();
    const QByteArray content = someBytes(48 * 1024 * 1024);
    const QString id = files.post(content).text("id");
    MemoryPeak memory(server.daemon.pid());
    QVERIFY(files.get(id).body == content);
    if (!keepsFreedMemory)
        QVERIFY2(memory.growth() < 8 * 1024 * 1024, QByteArray::number(memory.growth()).constData());
}

void TestFiles::curl() {
    FileServer server;
    QVERIFY2(server.start(), server.daemon.errors().constData());
    const Files files = server.files();
    const QString url = QStringLiteral("http://127.0.0.1:%1/files").arg(server.daemon.port());
    const QString header = QString(u"Authorization: Bearer " % server.ana.auth.accessToken.value);
    QFile file(QString(server.daemon.folder() % u"/large"));
    const QByteArray content = someBytes(3'000'000);
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write(content) == content.size());
    file.close();
    const auto run = [&](const QStringList& arguments) {
        QProcess curl;
        curl.start(QStringLiteral("curl"),
                   QStringList{QStringLiteral("-sS"), QStringLiteral("-H"), header} + arguments);
        return curl.waitForFinished() && curl.exitCode() == 0 ? curl.readAllStandardOutput()
                                                              : curl.readAllStandardError();
    };
    const QByteArray made = run({QStringLiteral("--data-binary"), QString(u'@' % file.fileName()), QStringLiteral("-H"),
                                 QStringLiteral("Content-Type: video/mp4"), QString(url % u"?name=film.mp4")});
    const QString id = QJsonDocument::fromJson(made).object().value(QStringLiteral("id")).toString();
    QVERIFY2(!id.isEmpty(), made.constData());
    QVERIFY(run({QString(url % u'/' % id)}) == content);
    QVERIFY(run({QStringLiteral("-r"), QStringLiteral("100-199"), QString(url % u'/' % id)}) == content.mid(100, 100));
}

QTEST_GUILESS_MAIN(TestFiles)
#include "tst_files.moc"
