// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/e2e/filesclient.h"

using namespace confab;
using namespace confab::test;

/// Resumable uploads at the real daemon, as the public clients of tus make them.
class TestTus : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void asAClientDoesIt();
    void resumesAfterACut();
    void methodsComeByAHeader();
    void resumesAfterAKill();
    void refuses();
    void othersFindNothing();
};

void TestTus::asAClientDoesIt() {
    FileServer server;
    QVERIFY2(server.start(), server.daemon.errors().constData());
    const Files files = server.files();
    const Response options = files.ask("OPTIONS /files/tus");
    QCOMPARE(options.status, 204);
    QCOMPARE(options.value("Tus-Resumable"), QByteArray("1.0.0"));
    QCOMPARE(options.value("Tus-Version"), QByteArray("1.0.0"));
    QCOMPARE(options.value("Tus-Extension"), QByteArray("creation,expiration,termination"));
    QCOMPARE(options.value("Tus-Max-Size"), QByteArray("104857600"));
    const QByteArray content = png + someBytes(150'000);
    const Response made =
        files.create(content.size(), "Upload-Metadata: filename " + QByteArray("pl\xc3\xa4ne.png").toBase64() +
                                         ",filetype " + QByteArray("image/png").toBase64() + "\r\n");
    QCOMPARE(made.status, 201);
    QVERIFY(made.value("Upload-Expires").endsWith("GMT"));
    const QByteArray path = made.value("Location");
    QVERIFY(path.startsWith("/files/tus/"));
    QCOMPARE(files.offset(path), 0);
    const Response part = files.patch(path, 0, content.first(100'000));
    QCOMPARE(part.status, 204);
    QCOMPARE(part.value("Upload-Offset"), QByteArray("100000"));
    const Response look = files.ask("HEAD " + path, Files::tus());
    QCOMPARE(look.status, 200);
    QCOMPARE(look.value("Upload-Offset"), QByteArray("100000"));
    QCOMPARE(look.value("Upload-Length"), QByteArray::number(content.size()));
    QCOMPARE(look.value("Cache-Control"), QByteArray("no-store"));
    QCOMPARE(files.get(QString::fromLatin1(path.mid(11))).status, 404); // it is no file yet
    QCOMPARE(files.patch(path, 100'000, content.mid(100'000)).status, 204);
    const Response got = files.get(QString::fromLatin1(path.mid(11)));
    QCOMPARE(got.status, 200);
    QVERIFY(got.body == content);
    QCOMPARE(got.value("Content-Type"), QByteArray("image/png"));
    QVERIFY(got.value("Content-Disposition").endsWith("filename*=UTF-8''pl%C3%A4ne.png"));
    QCOMPARE(files.offset(path), content.size()); // for a client that lost the answer
    QCOMPARE(files.patch(path, content.size(), {}).status, 204);
    const Response empty = files.create(0);
    QCOMPARE(empty.status, 201);
    QCOMPARE(files.get(QString::fromLatin1(empty.value("Location").mid(11))).status, 200);
}

void TestTus::resumesAfterACut() {
    FileServer server;
    QVERIFY2(server.start(), server.daemon.errors().constData());
    const Files files = server.files();
    const QByteArray content = someBytes(500'000);
    const QByteArray path = files.create(content.size()).value("Location");
    {
        RawSocket socket;
        QVERIFY(socket.connectTo(doorOf(server.daemon)));
        socket.send(files.head("PATCH " + path, Files::patchFields(0, content.size())) + content.first(300'001));
        QVERIFY(waitUntil([&] { return files.offset(path) > 0; }));
        socket.finishSending();
        QVERIFY(socket.hungUp());
    }
    QVERIFY(waitUntil([&] { return files.offset(path) == 300'001; })); // nothing that came is lost
    QCOMPARE(files.patch(path, 300'001, content.mid(300'001)).status, 204);
    QVERIFY(files.get(QString::fromLatin1(path.mid(11))).body == content);
}

/// A proxy may pass GET and POST alone.
void TestTus::methodsComeByAHeader() {
    FileServer server;
    QVERIFY2(server.start(), server.daemon.errors().constData());
    const Files files = server.files();
    const auto ask = [&](const QByteArray& method, const QByteArray& path, const QByteArray& fields,
                         const QByteArray& body = {}) {
        return files.ask("POST " + path, fields + "X-HTTP-Method-Override: " + method + "\r\n", body);
    };
    const QByteArray path = files.create(10).value("Location");
    QCOMPARE(ask("PATCH", path, Files::patchFields(0, 4), "abcd").status, 204);
    QCOMPARE(ask("HEAD", path, Files::tus()).value("Upload-Offset"), QByteArray("4"));
    QCOMPARE(ask("PATCH", path, Files::patchFields(4, 6), "efghij").status, 204);
    QCOMPARE(files.get(QString::fromLatin1(path.mid(11))).body, QByteArray("abcdefghij"));
    const QByteArray other = files.create(10).value("Location");
    QCOMPARE(ask("DELETE", other, Files::tus()).status, 204);
    QCOMPARE(files.ask("HEAD " + other, Files::tus()).status, 404);
}

void TestTus::resumesAfterAKill() {
    FileServer server;
    QVERIFY2(server.start(), server.daemon.errors().constData());
    const Files files = server.files();
    const QByteArray content = someBytes(200'000);
    const QByteArray path = files.create(content.size()).value("Location");
    QCOMPARE(files.patch(path, 0, content.first(77'777)).status, 204);
    server.daemon.kill();
    QVERIFY2(server.daemon.start(), server.daemon.errors().constData());
    QCOMPARE(files.offset(path), 77'777);
    QCOMPARE(files.patch(path, 77'777, content.mid(77'777)).status, 204);
    QVERIFY(files.get(QString::fromLatin1(path.mid(11))).body == content);
    QCOMPARE(blobsOf(server.daemon), QStringList{sha256(content)});
}

void TestTus::refuses() {
    FileServer server({QStringLiteral("--file-bytes"), QStringLiteral("1000")});
    QVERIFY2(server.start(), server.daemon.errors().constData());
    const Files files = server.files();
    const Response old = files.ask("POST /files/tus", "Upload-Length: 5\r\n");
    QCOMPARE(old.status, 412);
    QCOMPARE(old.value("Tus-Version"), QByteArray("1.0.0"));
    QCOMPARE(files.create(1001).status, 413);
    QCOMPARE(files.ask("POST /files/tus", Files::tus()).status, 400);
    QCOMPARE(files.ask("POST /files/tus", Files::tus("Upload-Length: -1\r\n")).status, 400);
    const QByteArray path = files.create(10).value("Location");
    const Response conflict = files.patch(path, 1, "b");
    QCOMPARE(conflict.status, 409);
    QCOMPARE(conflict.value("Tus-Resumable"), QByteArray("1.0.0"));
    QCOMPARE(files.ask("PATCH " + path, Files::tus("Upload-Offset: 0\r\nContent-Length: 1\r\n"), "a").status, 415);
    QCOMPARE(files.ask("PATCH " + path, "Content-Length: 1\r\n", "a").status, 412);
    QCOMPARE(files.patch(path, 0, "eleven byte").status, 413);
    QCOMPARE(files.patch("/files/tus/unknown", 0, "a").status, 404);
    QCOMPARE(files.ask("HEAD /files/tus/unknown", Files::tus()).status, 404);
    QCOMPARE(files.ask("POST " + path, Files::tus()).status, 400);
    QCOMPARE(files.ask("DELETE " + path, Files::tus()).status, 204);
    QCOMPARE(files.ask("HEAD " + path, Files::tus()).status, 404);
    QCOMPARE(files.ask("DELETE " + path, Files::tus()).status, 404);
    QVERIFY(waitUntil([&] { return partialsOf(server.daemon).isEmpty(); }));
}

void TestTus::othersFindNothing() {
    FileServer server;
    QVERIFY2(server.start(), server.daemon.errors().constData());
    const Files files = server.files();
    const QByteArray path = files.create(10).value("Location");
    const Person ben = newPerson(server.daemon, QStringLiteral("Ben"), Codec::Json);
    QVERIFY(ben);
    const Files others(server.daemon, ben);
    QCOMPARE(others.ask("HEAD " + path, Files::tus()).status, 404);
    QCOMPARE(others.patch(path, 0, "a").status, 404);
    QCOMPARE(others.ask("DELETE " + path, Files::tus()).status, 404);
    QCOMPARE(files.patch(path, 0, "0123456789").status, 204);
}

QTEST_GUILESS_MAIN(TestTus)
#include "tst_tus.moc"
