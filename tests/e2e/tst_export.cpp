// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/e2e/filesclient.h"
#include "tests/support/results.h"
#include "tests/support/zipwriter.h"

using namespace confab;
using namespace confab::test;

namespace {

QString q(const char* text) {
    return QString::fromLatin1(text);
}

/// A line is an object with one member.
struct Line {
    QString name;
    QJsonObject value;
};

/// Those of a file; one that is none of them has no name.
QList<Line> linesOf(const QString& path) {
    QFile file(path);
    QList<Line> lines;
    if (!file.open(QIODevice::ReadOnly))
        return lines;
    while (!file.atEnd()) {
        const QJsonObject object = QJsonDocument::fromJson(file.readLine()).object();
        const QString name = object.size() == 1 ? object.keys().first() : QString();
        lines.append({name, object.value(name).toObject()});
    }
    return lines;
}

QList<QJsonObject> named(const QList<Line>& lines, const char* name) {
    QList<QJsonObject> values;
    for (const Line& line : lines) {
        if (line.name == QLatin1String(name))
            values.append(line.value);
    }
    return values;
}

} // namespace

/// `confabd export`, beside a running server, and `confabd import` into another one.
class TestExport : public QObject {
    Q_OBJECT

private:
    QString path(const QString& name) const { return m_folder->filePath(name); }
    static DaemonProcess::Ended exported(const DaemonProcess& daemon, const QString& room, const QString& file,
                                         const QStringList& more = {}) {
        return DaemonProcess::run(QStringList{q("export"), room, file, q("--data"), daemon.folder()} + more);
    }

    std::unique_ptr<QTemporaryDir> m_folder;

private Q_SLOTS:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }
    void aRoomWithAllOfIt();
    void roomsThatAreNotClear();
    void anotherFileIsNotReplaced();
    void anotherServerImportsIt();
    void slacksArchiveIsImported();
    void mattermostsArchiveIsImported();
};

void TestExport::aRoomWithAllOfIt() {
    FileServer server;
    QVERIFY2(server.start(), server.daemon.errors().constData());
    const Room room = newRoom(server.ana, q("Plans"));
    const QByteArray content = someBytes(300'000);
    const QString file = server.files().post(content).text("id");
    MessageSend message = messageFor(room.id, q("with \"a file\"\nin two lines"));
    message.files = QList<SentFile>{File{file, q("plan.pdf"), q("application/pdf")}};
    VERIFY_DONE(server.ana->call(message));
    for (int i = 0; i < 600; ++i) // more than a page
        VERIFY_DONE(server.ana->call(messageFor(room.id, QString::number(i))));

    const auto done =
        exported(server.daemon, q("Plans"), path(q("plans.jsonl")), {q("--with-files"), path(q("files"))});
    QVERIFY2(done.exitCode == 0, done.errors.constData());
    QVERIFY2(done.output.contains("1 people, 1 members, 603 events, 1 files"), done.output.constData());
    const QList<Line> lines = linesOf(path(q("plans.jsonl")));
    QCOMPARE(lines.size(), 1 + 1 + 1 + 603 + 1 + 1);
    QCOMPARE(lines.first().name, q("export"));
    QCOMPARE(lines.first().value.value(q("name")).toString(), q("Plans"));
    QCOMPARE(lines.last().name, q("end"));
    QCOMPARE(lines.last().value.value(q("events")).toInt(), 603);
    QCOMPARE(named(lines, "person").first().value(q("email")).toString(), server.ana.email);
    QCOMPARE(named(lines, "member").first().value(q("role")).toString(), q("owner"));
    qint64 seq = 0;
    for (const QJsonObject& event : named(lines, "event"))
        QCOMPARE(event.value(q("seq")).toInteger(), ++seq);
    const QJsonObject first = named(lines, "event")[2];
    QCOMPARE(first.value(q("type")).toString(), q("message"));
    QCOMPARE(first.value(q("data")).toObject().value(q("body")).toString(), *message.body);
    QCOMPARE(named(lines, "file").first().value(q("sha256")).toString(), sha256(content));
    QFile bytes(path(q("files/") + file));
    QVERIFY(bytes.open(QIODevice::ReadOnly));
    QVERIFY(bytes.readAll() == content);
    const QFile::Permissions others = QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther;
    for (const QString& name : {path(q("plans.jsonl")), bytes.fileName()})
        QVERIFY2(!(QFile::permissions(name) & others), qPrintable(name));
}

void TestExport::roomsThatAreNotClear() {
    FileServer server;
    QVERIFY2(server.start(), server.daemon.errors().constData());
    const Room one = newRoom(server.ana, q("Same"));
    const Room other = newRoom(server.ana, q("Same"));
    const auto several = exported(server.daemon, q("Same"), path(q("a.jsonl")));
    QCOMPARE(several.exitCode, 1);
    const QString ids = QStringLiteral("%1, %2").arg(QString::number(one.id.value), QString::number(other.id.value));
    QVERIFY2(several.errors.contains(ids.toUtf8()), several.errors.constData());
    const auto none = exported(server.daemon, q("Another"), path(q("a.jsonl")));
    QVERIFY2(none.exitCode == 1 && none.errors.contains("There is no room"), none.errors.constData());
    QCOMPARE(exported(server.daemon, q("99999"), path(q("a.jsonl"))).exitCode, 1);
    QVERIFY2(QDir(m_folder->path()).isEmpty(), "a refusal leaves nothing");
    QCOMPARE(exported(server.daemon, QString::number(other.id.value), path(q("a.jsonl"))).exitCode, 0);
    QCOMPARE(linesOf(path(q("a.jsonl"))).first().value.value(q("room")).toInteger(), other.id.value);
}

void TestExport::anotherFileIsNotReplaced() {
    FileServer server;
    QVERIFY2(server.start(), server.daemon.errors().constData());
    newRoom(server.ana, q("Plans"));
    QFile other(path(q("mine")));
    QVERIFY(other.open(QIODevice::WriteOnly) && other.write("mine") == 4 && other.flush());
    const auto refused = exported(server.daemon, q("Plans"), other.fileName());
    QVERIFY2(refused.exitCode == 1 && refused.errors.contains("is there already"), refused.errors.constData());
    QCOMPARE(other.size(), 4);
}

void TestExport::anotherServerImportsIt() {
    const QString file = path(q("plans.jsonl"));
    const QString files = path(q("files"));
    const QByteArray content = someBytes(700'000); // several pieces
    QString email;
    QString id;
    {
        FileServer server;
        QVERIFY2(server.start(), server.daemon.errors().constData());
        const Room room = newRoom(server.ana, q("Plans"));
        id = server.files().post(content).text("id");
        MessageSend message = messageFor(room.id, q("with a file"));
        message.files = QList<SentFile>{File{id, q("plan.pdf"), q("application/pdf")}};
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

/// As it comes from Slack; and what is none is refused, when that was asked for.
void TestExport::slacksArchiveIsImported() {
    DaemonProcess daemon;
    QVERIFY2(daemon.start(), daemon.errors().constData());
    QCOMPARE(daemon.stop(), 0);
    ZipWriter zip;
    zip.addFolder(q(CONFAB_SLACK));
    QVERIFY(zip.write(path(q("export.zip"))));
    const auto import = [&](const QString& file, const QStringList& more = {}) {
        return DaemonProcess::run(QStringList{q("import"), q("--slack"), file, q("--data"), daemon.folder()} + more);
    };
    const auto tried = import(path(q("export.zip")), {q("--dry-run")});
    QVERIFY2(tried.exitCode == 0 && tried.output.contains("Nothing was written"), tried.errors.constData());
    const auto done = import(path(q("export.zip")));
    QVERIFY2(done.exitCode == 0, done.errors.constData());
    QVERIFY2(done.output.contains("8 new") && done.output.contains("1 files"), done.output.constData());
    QCOMPARE(blobsOf(daemon).size(), 1); // of __uploads
    const auto again = import(q(CONFAB_SLACK));
    QVERIFY2(again.output.contains("0 new, 8 that were here"), again.output.constData());
    zip.add("../evil.json", "[]");
    QVERIFY(zip.write(path(q("evil.zip"))));
    const auto evil = import(path(q("evil.zip")));
    QVERIFY2(evil.exitCode == 1 && evil.errors.contains("a name that is none"), evil.errors.constData());
    const auto other = import(m_folder->path());
    QVERIFY2(other.exitCode == 1 && other.errors.contains("no export of Slack"), other.errors.constData());
}

void TestExport::mattermostsArchiveIsImported() {
    DaemonProcess daemon;
    QVERIFY2(daemon.start(), daemon.errors().constData());
    QCOMPARE(daemon.stop(), 0);
    ZipWriter zip;
    zip.addFolder(q(CONFAB_MATTERMOST), {}, true);
    QVERIFY(zip.write(path(q("export.zip"))));
    const auto import = [&](const char* kind, const QString& file) {
        return DaemonProcess::run({q("import"), q(kind), file, q("--data"), daemon.folder()});
    };
    const auto other = import("--slack", path(q("export.zip")));
    QVERIFY2(other.exitCode == 1 && other.errors.contains("no export of Slack"), other.errors.constData());
    const auto done = import("--mattermost", path(q("export.zip")));
    QVERIFY2(done.exitCode == 0, done.errors.constData());
    QVERIFY2(done.output.contains("5 new") && done.output.contains("1 files"), done.output.constData());
    QCOMPARE(blobsOf(daemon).size(), 1); // of data
    const auto again = import("--mattermost", q(CONFAB_MATTERMOST));
    QVERIFY2(again.output.contains("0 new, 5 that were here"), again.output.constData());
    const auto slack = import("--mattermost", q(CONFAB_SLACK));
    QVERIFY2(slack.exitCode == 1, slack.output.constData());
}

QTEST_GUILESS_MAIN(TestExport)
#include "tst_export.moc"
