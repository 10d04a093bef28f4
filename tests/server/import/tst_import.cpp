// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/import/opensource.h"
#include "server/storage/sql/import/importwriter.h"
#include "tests/server/storage/postgrestesting.h"
#include "tests/support/exportedroom.h"
#include "tests/support/results.h"
#include "tests/support/zipwriter.h"

#include <QCryptographicHash>

using namespace confab;

namespace {

QString q(const char* text) {
    return QString::fromUtf8(text);
}

QString fixture(const char* name) {
    return QStringLiteral(CONFAB_FIXTURES "/%1").arg(QLatin1String(name));
}

bool moderates(Role role, RoomKind) {
    return role != Role::Member;
}

/// The bytes themselves go nowhere.
Result<std::optional<KeptBytes>> looksAt(const imported::FilePlace& place, const QString& claimed) {
    const auto file = place.open();
    if (!file)
        return std::nullopt;
    const QByteArray bytes = (*file)->readAll();
    const QByteArray hash = QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex();
    if (!place.sha256.isEmpty() && place.sha256 != QString::fromLatin1(hash))
        return std::nullopt;
    return KeptBytes{QString::fromLatin1(hash), bytes.size(), claimed};
}

Result<ImportReport> importInto(const DatabaseAddress& address, const QString& path, const QString& files = {},
                                bool isTrial = false) {
    const auto source = imported::openSource(path, files);
    if (!source)
        return fail(source.error());
    const auto writer = ImportWriter::open(address);
    return writer ? (*writer)->write(**source, {looksAt, isTrial}) : fail(writer.error());
}

/// A room as a list of "name: text", with what belongs to a message behind it.
QStringList told(SqlStorage& storage, RoomId room, UserId reader) {
    const LogPage page = need(storage.log().replay(room, 0, 500));
    QHash<UserId, QString> names;
    for (const User& user : page.users)
        names.insert(user.id, user.name);
    QStringList lines;
    for (const Event& event : page.events) {
        const auto* posted = std::get_if<MessagePosted>(&event.data);
        if (posted == nullptr)
            continue;
        QString line = QString(names.value(event.by) % u": " % posted->body);
        if (posted->replyTo)
            line += QStringLiteral(" > %1").arg(*posted->replyTo);
        if (posted->editedAt)
            line += q(" (edited)");
        for (const File& file : posted->files.value_or(QList<File>()))
            line += QString(u" [" % file.name % u']');
        const QList<Message> now = need(storage.messages().bySeqs(room, reader, {event.seq})).messages;
        for (const Reaction& reaction : now.value(0).reactions.value_or(QList<Reaction>()))
            line += QString(u' ' % reaction.emoji % QString::number(reaction.count));
        lines.append(line);
    }
    return lines;
}

} // namespace

/// Imports into SQLite and into a real PostgreSQL.
class TestImport : public QObject {
    Q_OBJECT

private:
    DatabaseAddress folder(const QString& name) const { return test::folderIn(*m_folder, name); }
    /// Empty, with the schema.
    DatabaseAddress fresh(const QString& name, bool isServer) {
        const DatabaseAddress address = isServer ? addressOn(m_server, freshDatabase(m_server)) : folder(name);
        openAt(address)->stop();
        return address;
    }
    static UserId idOf(SqlStorage& storage, const char* email) {
        const auto account = need(storage.users().byEmail(q(email)));
        return account ? account->user.id : UserId{};
    }
    static RoomId roomOf(SqlStorage& storage, const char* name) {
        for (const RoomStanding& room : need(storage.operators().rooms({}, 100))) {
            if (room.name == q(name))
                return room.id;
        }
        return {};
    }
    RoomId inhabit(const DatabaseAddress& address);
    QString exported(const DatabaseAddress& address, RoomId room, const QString& name) const;

    test::PostgresProcess m_server;
    std::unique_ptr<QTemporaryDir> m_folder;

private Q_SLOTS:
    void initTestCase() { QVERIFY2(m_server.start(), m_server.log().constData()); }
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }
    void bothDatabases_data();
    void ownExportsComeBackEqual_data() { bothDatabases_data(); }
    void ownExportsComeBackEqual();
    void copiesOfARoomHaveIdsOfTheirOwn_data() { bothDatabases_data(); }
    void copiesOfARoomHaveIdsOfTheirOwn();
    void slackArrives_data() { bothDatabases_data(); }
    void slackArrives();
    void archivesAreTheSame_data();
    void archivesAreTheSame();
    void mattermostArrives_data() { bothDatabases_data(); }
    void mattermostArrives();
    void aLaterExportAddsWhatIsNew();
    void aTrialWritesNothing();
    void badInputIsNamedAndLeavesNothing();
    void runningServersAreLeftAlone();
};

void TestImport::bothDatabases_data() {
    QTest::addColumn<bool>("isServer");
    QTest::newRow("SQLite") << false;
    QTest::newRow("PostgreSQL") << true;
}

/// All that can become of a message and of a member.
RoomId TestImport::inhabit(const DatabaseAddress& address) {
    const auto storage = openAt(address);
    const UserId ana = makeUser(*storage, q("Ana"));
    const UserId ben = makeUser(*storage, q("Ben"));
    const UserId cho = makeUser(*storage, q("Cho"));
    const RoomId room = makeRoom(*storage, ana, q("Plans"));
    for (const UserId user : {ben, cho})
        need(storage->rooms().join(room, user, at(1)));
    const auto append = [&](UserId by, EventData data, const char* request = "") {
        return need(storage->log().append({room, by, at(5), std::move(data), {}, q(request), moderates})).event.seq;
    };
    const Seq first = send(*storage, room, ana, q("m1"), q("hello @Ben"));
    append(ana, MessageEdited{first, q("hello @Ben and @Cho"), q("e1")}, "e1");
    append(ana, MessageEdited{first, q("good morning @Ben"), q("e2")}, "e2");
    NewEvent answer = newMessage(room, ben, q("m2"), q("an answer"));
    posted(answer).replyTo = first;
    need(storage->log().append(answer));
    append(ben, ReactionAdded{first, q("👍")});
    append(cho, ReactionAdded{first, q("👍")});
    append(cho, ReactionRemoved{first, q("👍")});
    append(ana, MessagePinned{first});
    const Seq gone = send(*storage, room, ben, q("m3"), q("to be forgotten"));
    append(ben, MessageEdited{gone, q("to be forgotten, too"), q("e3")}, "e3");
    append(ben, MessageDeleted{gone}, "d1");
    need(storage->rooms().leave(room, cho, at(6)));
    need(storage->rooms().markRead(room, ben, 3, true));
    return room;
}

QString TestImport::exported(const DatabaseAddress& address, RoomId room, const QString& name) const {
    QFile file(m_folder->filePath(name));
    const auto from = RoomExport::open(address);
    if (!from || !file.open(QIODevice::WriteOnly))
        qFatal("No export");
    const auto written = (*from)->write(room, q("test"), {[&file](const QByteArray& line) -> Status {
                                            file.write(line);
                                            return {};
                                        }});
    return written ? file.fileName() : QString();
}

void TestImport::ownExportsComeBackEqual() {
    QFETCH(bool, isServer);
    const DatabaseAddress from = fresh(q("from"), false);
    const RoomId room = inhabit(from);
    const QString file = exported(from, room, q("plans.jsonl"));
    const DatabaseAddress to = fresh(q("to"), isServer);
    VERIFY_OK(report, importInto(to, file));
    QCOMPARE(report.roomsMade, 1);
    QCOMPARE(report.messages, 3);
    QCOMPARE(report.accountsMade, 3);
    VERIFY_OK(before, test::exportedLines(from, room));
    VERIFY_OK(after, test::exportedLines(to, RoomId{1}));
    QCOMPARE(after, before);
    VERIFY_OK(again, importInto(to, file));
    QCOMPARE(again.roomsMade + again.messages + again.otherEvents + again.accountsMade, 0);
    VERIFY_OK(still, test::exportedLines(to, RoomId{1}));
    QCOMPARE(still, before);
    VERIFY_OK(home, importInto(from, file)); // the room itself is there
    QCOMPARE(home.roomsMade + home.messages, 0);

    const auto storage = openAt(to);
    const UserId ana = idOf(*storage, "ana@example.org");
    QStringList versions;
    for (const MessageVersion& version : need(storage->messages().versions(RoomId{1}, ana, 5)).versions)
        versions.append(version.body);
    QCOMPARE(versions, (QStringList{q("hello @Ben"), q("hello @Ben and @Cho"), q("good morning @Ben")}));
    const auto standing = need(storage->operators().account(ana, at(0)));
    QVERIFY2(standing && standing->isDisabled && standing->isUnopened, "a new account is open to somebody");
}

/// Of another room, as far as the importing server knows, whose messages have the same authors and ids.
void TestImport::copiesOfARoomHaveIdsOfTheirOwn() {
    QFETCH(bool, isServer);
    const DatabaseAddress from = fresh(q("from"), false);
    const RoomId room = inhabit(from);
    const QStringList texts{q("plain"), q("{\"a\", 'b', \\, NULL}"), q("of two\nlines"), q("👍 ü")};
    {
        const auto storage = openAt(from);
        const UserId ben = idOf(*storage, "ben@example.org");
        for (const QString& text : texts)
            send(*storage, room, ben, QString(u'n' % QString::number(texts.indexOf(text))), text);
    }
    const QString path = exported(from, room, q("plans.jsonl"));
    const DatabaseAddress to = fresh(q("to"), isServer);
    VERIFY_OK(first, importInto(to, path));
    QCOMPARE(first.messages, 3 + texts.size());
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadWrite));
    QByteArray whole = file.readAll();
    const qsizetype end = whole.indexOf('Z', whole.indexOf("\"createdAt\":\""));
    whole[end - 1] = '7'; // the room was made a little later
    QVERIFY(end > 0 && file.seek(0) && file.write(whole) == whole.size());
    file.close();
    VERIFY_OK(second, importInto(to, path));
    QCOMPARE(second.roomsMade, 1);
    QCOMPARE(second.messages, first.messages);

    const auto storage = openAt(to);
    const UserId ana = idOf(*storage, "ana@example.org");
    const QStringList lines = told(*storage, RoomId{1}, ana);
    QCOMPARE(lines.mid(lines.size() - 2), (QStringList{q("Ben: of two\nlines"), q("Ben: 👍 ü")}));
    QCOMPARE(told(*storage, RoomId{2}, ana), lines);
}

void TestImport::slackArrives() {
    QFETCH(bool, isServer);
    const DatabaseAddress to = fresh(q("to"), isServer);
    UserId ana;
    {
        const auto storage = openAt(to);
        ana = makeUser(*storage, q("Ana")); // found by her address
    }
    for (const qint64 isNew : {1, 0}) { // the second time adds nothing
        VERIFY_OK(report, importInto(to, fixture("slack")));
        QCOMPARE(report.roomsMade, 3 * isNew);
        QCOMPARE(report.messages, 8 * isNew);
        QCOMPARE(report.messagesKnown, 8 * (1 - isNew));
        QCOMPARE(report.accountsMade, isNew);
        QCOMPARE(report.files, isNew);
        QCOMPARE(report.notes.value(q("notices of Slack (who joined, left, named), left out")), 1);
        QCOMPARE(report.notes.value(q("messages without a text, left out")), 1);
    }
    const auto storage = openAt(to);
    const RoomId general = roomOf(*storage, "general");
    const QStringList expected{
        q("Ana: Hello @Ben Okoro, see [the page](https://example.org/a?b=1&c=2) & **hurry** 🎉 👍2 👋🏼1"),
        q("Ben Okoro: an answer > 5"),
        q("Cho: after the answer (edited)"),
        q("builds: Build 7\npassed"),
        q("Guest: from outside, @here `<@U1> :tada:`"),
        q("Ana: [gone.pdf](https://files.example.org/F1) [plan.txt]")};
    QCOMPARE(told(*storage, general, ana), expected);
    const Event first = need(storage->log().replay(general, 4, 1)).events.value(0);
    QCOMPARE(first.at.ms, 1704189601000);
    QCOMPARE(posted(first).mentions.value_or(QList<UserId>()), QList<UserId>{idOf(*storage, "ben@example.org")});
    const Room seen = need(storage->rooms().one(general, ana));
    QCOMPARE(seen.topic, q("All of us"));
    QCOMPARE(seen.members, 3);
    QCOMPARE(seen.unread, 0);
    QCOMPARE(need(storage->rooms().one(roomOf(*storage, "plans"), ana)).visibility, Visibility::Private);
    QCOMPARE(told(*storage, roomOf(*storage, ""), ana), QStringList{q("Ben Okoro: only you")});
    need(storage->log().append(newMessage(general, ana, q("next"), q("goes on"))));
}

/// As it comes, and unpacked: one export, of which nothing comes twice.
void TestImport::archivesAreTheSame_data() {
    QTest::addColumn<QString>("folder");
    QTest::addColumn<int>("messages");
    QTest::newRow("Slack") << fixture("slack") << 8;
    QTest::newRow("Mattermost") << fixture("mattermost") << 5;
}

void TestImport::archivesAreTheSame() {
    QFETCH(QString, folder);
    QFETCH(int, messages);
    test::ZipWriter zip;
    zip.addFolder(folder);
    const QString archive = m_folder->filePath(q("export.zip"));
    QVERIFY(zip.write(archive));
    const DatabaseAddress to = fresh(q("to"), false);
    VERIFY_OK(first, importInto(to, archive));
    QCOMPARE(first.messages, messages);
    QCOMPARE(first.files, 1);
    VERIFY_OK(again, importInto(to, folder));
    QCOMPARE(again.messages + again.files + again.roomsMade + again.accountsMade, 0);
    QCOMPARE(again.messagesKnown, messages);
}

void TestImport::mattermostArrives() {
    QFETCH(bool, isServer);
    const DatabaseAddress to = fresh(q("to"), isServer);
    for (const qint64 isNew : {1, 0}) {
        VERIFY_OK(report, importInto(to, fixture("mattermost")));
        QCOMPARE(report.roomsMade, 3 * isNew);
        QCOMPARE(report.messages, 5 * isNew);
        QCOMPARE(report.notes.value(q("posts in channels that the export does not have, left out")), 1);
    }
    const auto storage = openAt(to);
    const UserId ana = idOf(*storage, "ana@example.org");
    QCOMPARE(told(*storage, roomOf(*storage, "Town Square"), ana),
             (QStringList{q("Ana: Hello @Ben Okoro. All: @room 🚀 ❤️1"),
                          q("Ben Okoro: between\noutside.txt (edited) [plan.txt]"), q("Ben Okoro: late answer > 4")}));
    QCOMPARE(told(*storage, roomOf(*storage, "Boats"), ana), QStringList{q("stranger: ahoy")});
    QCOMPARE(need(storage->rooms().one(roomOf(*storage, "Boats"), ana)).role, Role::Owner);
    QCOMPARE(told(*storage, roomOf(*storage, ""), ana), QStringList{q("Ana: just us")});
}

/// Somebody wrote here between two exports of a workspace that is still used.
void TestImport::aLaterExportAddsWhatIsNew() {
    const DatabaseAddress to = fresh(q("to"), false);
    const QString path = m_folder->filePath(q("import.jsonl"));
    QVERIFY(QFile::copy(fixture("mattermost/import.jsonl"), path));
    VERIFY_DONE(importInto(to, path));
    {
        const auto storage = openAt(to);
        const UserId ana = idOf(*storage, "ana@example.org");
        need(storage->log().append(newMessage(roomOf(*storage, "Town Square"), ana, q("here"), q("written here"))));
    }
    QFile file(path);
    QVERIFY(file.open(QIODevice::Append));
    file.write(
        "{\"type\":\"post\",\"post\":{\"team\":\"crew\",\"channel\":\"town-square\",\"user\":\"ana\",\"message\":"
        "\"new\",\"create_at\":1704200000000}}\n");
    file.close();
    VERIFY_OK(report, importInto(to, path));
    QCOMPARE(report.messages, 1);
    const auto storage = openAt(to);
    const QStringList lines = told(*storage, roomOf(*storage, "Town Square"), idOf(*storage, "ana@example.org"));
    QCOMPARE(lines.mid(3), (QStringList{q("Ana: written here"), q("Ana: new")}));
}

void TestImport::aTrialWritesNothing() {
    const DatabaseAddress to = fresh(q("to"), false);
    VERIFY_OK(report, importInto(to, fixture("slack"), {}, true));
    QCOMPARE(report.messages, 8);
    const auto storage = openAt(to);
    QVERIFY(need(storage->users().list({}, 1)).isEmpty());
    QVERIFY(need(storage->operators().rooms({}, 1)).isEmpty());
}

void TestImport::badInputIsNamedAndLeavesNothing() {
    const DatabaseAddress from = fresh(q("from"), false);
    const QByteArray whole = [&] {
        QFile file(exported(from, inhabit(from), q("plans.jsonl")));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }();
    const DatabaseAddress to = fresh(q("to"), false);
    const auto why = [&](const QByteArray& content) {
        QFile file(m_folder->filePath(q("bad.jsonl")));
        if (!file.open(QIODevice::WriteOnly | QIODevice::Truncate) || file.write(content) != content.size())
            return QString();
        file.close();
        const auto report = importInto(to, file.fileName());
        return report ? q("it was imported") : report.error().message;
    };
    const auto with = [&](const char* before, const QByteArray& after) {
        QByteArray changed = whole;
        return changed.replace(before, after);
    };
    const auto says = [&](const QByteArray& content, const char* words) {
        const QString said = why(content);
        return said.contains(q(words)) ? QByteArray() : said.toUtf8() + " does not say " + words;
    };
    const QByteArray half = whole.left(whole.lastIndexOf("{\"end\""));
    for (const QByteArray& wrong :
         {says("no JSON", "line 1: not JSON"), says("{\"type\":\"version\",\"version\":7}", "not known"),
          says("{\"other\":1}\n", "neither an export"), says("PK\x03\x04", "damaged archive"), says(half, "not whole"),
          says(half + "{\"event\":{\n", "not whole"), says(with("\"seq\":4,", "\"seq\":,"), "not JSON"),
          says(with("\"seq\":6,", "\"seq\":7,"), "event 6 expected"),
          says(with("an answer", QByteArray(17'000, 'x')), "longer than 16384 bytes"),
          says(whole + "{}\n", "behind the last one")})
        QVERIFY2(wrong.isEmpty(), wrong.constData());
    QVERIFY2(need(openAt(to)->operators().rooms({}, 1)).isEmpty(), "half a room is there");
    VERIFY_DONE(importInto(to, m_folder->filePath(q("plans.jsonl"))));
    VERIFY_REFUSED(importInto(to, m_folder->filePath(q("nowhere"))), InputInvalid);
}

void TestImport::runningServersAreLeftAlone() {
    const DatabaseAddress to = fresh(q("to"), false);
    const auto running = openAt(to);
    VERIFY_REFUSED(importInto(to, fixture("slack")), Unavailable);
    VERIFY_REFUSED(importInto(folder(q("empty")), fixture("slack")), Unavailable);
}

QTEST_GUILESS_MAIN(TestImport)
#include "tst_import.moc"
