// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/e2e/filesclient.h"
#include "tests/support/results.h"

using namespace confab;
using namespace confab::test;

namespace {

QString q(const char* text) {
    return QString::fromLatin1(text);
}

} // namespace

/// `confabd export`, then `confabd import` into another server, where people go on.
class TestImported : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void peopleGoOn();
};

void TestImported::peopleGoOn() {
    QTemporaryDir folder;
    const QString file = folder.filePath(q("plans.jsonl"));
    const QString files = folder.filePath(q("files"));
    const QByteArray content = someBytes(700'000); // several pieces
    QString email;
    QString id;
    {
        FileServer server;
        QVERIFY2(server.start(), server.daemon.errors().constData());
        const Room room = newRoom(server.ana, q("Plans"));
        id = server.files().post(content).text("id");
        MessageSend message = messageFor(room.id, q("with a file"));
        message.files = {File{id, q("plan.pdf"), q("application/pdf")}};
        VERIFY_DONE(server.ana->call(message));
        email = server.ana.email;
        const auto done = DaemonProcess::run(
            {q("export"), q("Plans"), file, q("--with-files"), files, q("--data"), server.daemon.folder()});
        QVERIFY2(done.exitCode == 0, done.errors.constData());
    }
    FileServer other;
    QVERIFY2(other.start(), other.daemon.errors().constData());
    const QStringList import{q("import"), file, q("--with-files"), files, q("--data"), other.daemon.folder()};
    const auto refused = DaemonProcess::run(import);
    QVERIFY2(refused.exitCode == 1 && refused.errors.contains("Another confabd uses"), refused.errors.constData());
    QCOMPARE(other.daemon.stop(), 0);
    const auto trial = DaemonProcess::run(import + QStringList{q("--dry-run")});
    QVERIFY2(trial.exitCode == 0 && trial.output.contains("1 new, 0 that were here; 2 other events; 1 files") &&
                 trial.output.contains("Nothing was written"),
             QByteArray(trial.output + trial.errors).constData());
    QVERIFY(blobsOf(other.daemon).isEmpty());
    const auto done = DaemonProcess::run(import);
    QVERIFY2(done.exitCode == 0 && done.output.contains("1 new accounts (disabled)"),
             QByteArray(done.output + done.errors).constData());
    const auto opened = DaemonProcess::run(
        {q("user"), q("password"), q("--email"), email, q("--data"), other.daemon.folder()}, "another good one\n");
    QVERIFY2(opened.exitCode == 0, opened.errors.constData());

    QVERIFY2(other.daemon.start(), other.daemon.errors().constData());
    TestClient client(other.daemon.url(), Codec::Json);
    QVERIFY(client.open());
    VERIFY_OK(auth, client.call(AccountLogin{email, Secret{q("another good one")}, {}}));
    Person ana;
    ana.auth = auth;
    const Response read = Files(other.daemon, ana).get(id);
    QVERIFY2(read.status == 200 && read.body == content, "the file has other bytes");
}

QTEST_GUILESS_MAIN(TestImported)
#include "tst_imported.moc"
