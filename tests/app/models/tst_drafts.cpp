// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/client/outbox.h"
#include "tests/app/models/fixture.h"

#include <QDir>
#include <QSignalSpy>

#include <algorithm>

namespace confab::models {

namespace {

/// One run of the program, on the data of those before it.
struct Run {
    QSettings settings;
    client::MemorySecretStore store;
    client::Client client;
    Workspace workspace{client, store, settings};

    explicit Run(const QString& folder)
        : settings(QDir(folder).filePath(QStringLiteral("settings.ini")), QSettings::IniFormat),
          client(config(folder), store) {}
    static client::Client::Config config(const QString& folder) {
        client::Client::Config config;
        config.dataFolder = folder;
        return config;
    }

    bool signIn(const test::Stage& stage, const QString& email = QStringLiteral("ana@example.org")) {
        workspace.signIn()->signIn(stage.url().toString(), email, QStringLiteral("right"));
        return test::holdsSoon([this] { return workspace.connection()->isOnline(); });
    }
    bool open(RoomId room) { return opens(workspace, client, room); }
    RoomComposer& composer() { return *workspace.room()->composer(); }
};

struct Desk {
    test::Stage stage;
    QTemporaryDir folder;
    RoomId general, garden;
    UserId ana, ben;

    Desk() {
        ana = stage.addUser(QStringLiteral("Ana"));
        ben = stage.addUser(QStringLiteral("Ben"));
        general = stage.addRoom(QStringLiteral("General"), {}, 2);
        garden = stage.addRoom(QStringLiteral("Garden plans"), {}, 1);
        stage.say(general, ben, QStringLiteral("Who brings the projector?"), UtcTime::now());
        stage.say(general, ana, QStringLiteral("I cann"), UtcTime::now());
    }
    QString path() const { return folder.path(); }
    QStringList files() const { return QDir(path()).entryList({QStringLiteral("drafts-*")}, QDir::Files); }
    QByteArray content() const {
        QFile file(QDir(path()).filePath(files().value(0)));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
};

} // namespace

/// The runs before the last one never end in these tests: it finds what a killed program left.
class DraftsTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void comesBackAfterASuddenEnd() {
        static_assert(Drafts::saveDelay <= std::chrono::milliseconds(500)); // features.md, goal 19
        Desk d;
        Run killed(d.path());
        QVERIFY(killed.signIn(d.stage) && killed.open(d.general));
        killed.composer().setDraft(QStringLiteral("half a th"));
        killed.composer().setDraft(QStringLiteral("half a thought  \n✓"));
        QTRY_VERIFY(d.content().contains("half a thought"));
        QCOMPARE(QFile::permissions(QDir(d.path()).filePath(d.files().value(0))) &
                     (QFile::ReadGroup | QFile::ReadOther | QFile::WriteOther),
                 QFile::Permissions());

        Run next(d.path());
        QVERIFY(next.signIn(d.stage));
        QTRY_COMPARE(next.workspace.rooms()->rowCount(), 2);
        QVERIFY(next.open(d.general));
        QCOMPARE(next.composer().draft(), QStringLiteral("half a thought  \n✓"));
        QVERIFY(next.open(d.garden));
        QCOMPARE(next.composer().draft(), QString());
    }

    void whatIsAnsweredAndEditedComesBackToo() {
        Desk d;
        Run killed(d.path());
        QVERIFY(killed.signIn(d.stage) && killed.open(d.general));
        killed.composer().setDraft(QStringLiteral("I do"));
        killed.composer().reply(1);
        QVERIFY(killed.composer().editLast());
        killed.composer().setDraft(QStringLiteral("I can"));
        QTRY_VERIFY(d.content().contains("I can\""));

        Run next(d.path());
        QVERIFY(next.signIn(d.stage) && next.open(d.general));
        QCOMPARE(next.composer().editing(), 2.0);
        QCOMPARE(next.composer().draft(), QStringLiteral("I can"));
        QVERIFY(next.composer().cancel());
        QCOMPARE(next.composer().replyTo(), 1.0);
        QTRY_COMPARE(next.composer().replyText(), QStringLiteral("Who brings the projector?"));
        QCOMPARE(next.composer().draft(), QStringLiteral("I do"));
        QVERIFY(next.open(d.garden));
        QCOMPARE(next.composer().replyTo(), 0.0);
        QVERIFY(next.open(d.general));
        QCOMPARE(next.composer().replyTo(), 1.0);
    }

    /// A deletion ends the editing, when the app hears of it.
    void editingAcrossRooms() {
        Desk d;
        Run run(d.path());
        QVERIFY(run.signIn(d.stage) && run.open(d.general));
        QVERIFY(run.composer().editLast());
        run.composer().setDraft(QStringLiteral("I can"));
        QVERIFY(run.open(d.garden));
        QCOMPARE(run.composer().editing(), 0.0);
        QVERIFY(run.open(d.general));
        QCOMPARE(run.composer().draft(), QStringLiteral("I can"));
        d.stage.happen(d.general, d.ana, MessageDeleted{2}, UtcTime::now());
        QTRY_COMPARE(run.composer().editing(), 0.0);
    }

    void whatWasSentIsGoneAtOnce() {
        Desk d;
        Run run(d.path());
        QVERIFY(run.signIn(d.stage) && run.open(d.general));
        run.composer().setDraft(QStringLiteral("on my way"));
        QTRY_COMPARE(d.files().size(), 1);
        QVERIFY(run.composer().send(QStringLiteral("on my way")));
        run.composer().setDraft({});
        QVERIFY(!d.content().contains("on my way"));
        QTRY_VERIFY(d.files().isEmpty()); // the server has heard of it
    }

    void anotherDeviceHasIt() {
        Desk d;
        QTemporaryDir other;
        Run here(d.path()), there(other.path());
        QVERIFY(here.signIn(d.stage) && here.open(d.general) && there.signIn(d.stage) && there.open(d.general));
        QSignalSpy shown(&there.composer(), &RoomComposer::draftChanged);
        here.composer().reply(1);
        here.composer().setDraft(QStringLiteral("half a thought"));
        QTRY_COMPARE(there.composer().draft(), QStringLiteral("half a thought"));
        QTRY_COMPARE(there.composer().replyTo(), 1.0);
        QVERIFY(!shown.isEmpty());
        there.composer().setDraft(QStringLiteral("half a thought, and the rest"));
        QTRY_COMPARE(here.composer().draft(), QStringLiteral("half a thought, and the rest"));
        QVERIFY(here.composer().send(here.composer().draft()));
        here.composer().setDraft({});
        QTRY_VERIFY(there.composer().draft().isEmpty());
    }

    /// What was written on both while one had no connection stays, and what was sent meanwhile does not come back.
    void devicesMeetAgain() {
        Desk d;
        {
            Run before(d.path());
            QVERIFY(before.signIn(d.stage) && before.open(d.general));
            before.composer().setDraft(QStringLiteral("sent elsewhere"));
            QTRY_VERIFY(d.content().contains("synced"));
            QVERIFY(before.open(d.garden));
            d.stage.server().stop();
            QTRY_VERIFY(!before.workspace.connection()->isOnline());
            before.composer().setDraft(QStringLiteral("roses"));
        }
        d.stage.server().listen();
        d.stage.draft({d.general, {}, {}, {}, {}, {}, {}});
        d.stage.draft({d.garden, {}, QStringLiteral("tulips"), {}, {}, {}, {}});
        Run next(d.path());
        QVERIFY(next.signIn(d.stage) && next.open(d.general));
        QTRY_COMPARE(next.composer().draft(), QString());
        QVERIFY(next.open(d.garden));
        QTRY_COMPARE(next.composer().draft(), QStringLiteral("roses\n\ntulips"));
        QTRY_COMPARE(d.stage.server().requestsOf<DraftSet>().back().text, QStringLiteral("roses\n\ntulips"));
    }

    /// Sent or discarded on another device while this one could not hear of it: a text that the server had goes, though
    /// it was touched here; what was typed here since then stays.
    void whatWasSentElsewhereGoes_data() {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QString>("left");
        QTest::newRow("touched, and as it was") << QStringLiteral("see you at ten") << QString();
        QTest::newRow("gone on with") << QStringLiteral("see you at ten, or at noon")
                                      << QStringLiteral("see you at ten, or at noon");
    }
    void whatWasSentElsewhereGoes() {
        QFETCH(QString, typed);
        QFETCH(QString, left);
        Desk d;
        {
            Run before(d.path());
            QVERIFY(before.signIn(d.stage) && before.open(d.general));
            before.composer().setDraft(QStringLiteral("see you at ten"));
            QTRY_VERIFY(d.content().contains("synced"));
            d.stage.server().stop();
            QTRY_VERIFY(!before.workspace.connection()->isOnline());
            before.composer().setDraft(QStringLiteral("see you at"));
            before.composer().setDraft(typed);
        }
        d.stage.server().listen();
        d.stage.draft({d.general, {}, {}, {}, {}, {}, {}});
        Run next(d.path());
        QVERIFY(next.signIn(d.stage) && next.open(d.general));
        if (left.isEmpty())
            QTRY_COMPARE(next.composer().draft(), left);
        else
            QTRY_VERIFY(std::ranges::any_of(d.stage.server().requestsOf<DraftSet>(),
                                            [&](const DraftSet& set) { return set.text == left; }));
        QCOMPARE(next.composer().draft(), left);
    }

    /// Sent here, without the server's word on the draft: what it still has is this device's own, and goes.
    void whatWasSentHereDoesNotComeBack() {
        Desk d;
        {
            Run before(d.path());
            QVERIFY(before.signIn(d.stage) && before.open(d.general));
            d.stage.setFailing<DraftSet>(Error(ErrorKind::Unavailable));
            before.composer().setDraft(QStringLiteral("on my way"));
            QTRY_VERIFY(!d.stage.server().requestsOf<DraftSet>().empty());
            d.stage.server().stop();
            QTRY_VERIFY(!before.workspace.connection()->isOnline());
            QVERIFY(before.composer().send(QStringLiteral("on my way")));
            before.composer().setDraft({});
        }
        d.stage.draft(
            {d.general, {}, QStringLiteral("on my way"), {}, {}, {}, {}}); // it had arrived, without an answer
        d.stage.setFailing<DraftSet>({});
        d.stage.server().forgetRequests();
        d.stage.server().listen();
        Run next(d.path());
        QVERIFY(next.signIn(d.stage) && next.open(d.general));
        QTRY_VERIFY(!d.stage.server().requestsOf<DraftSet>().empty() &&
                    d.stage.server().requestsOf<DraftSet>().back().text.isEmpty());
        QCOMPARE(next.composer().draft(), QString());
    }

    /// Two people have one name: the text alone would call both.
    void whoIsMeantComesBackToo() {
        Desk d;
        const UserId other = d.stage.addUser(QStringLiteral("Ben"));
        d.stage.setHere(d.general, 3);
        {
            Run killed(d.path());
            QVERIFY(killed.signIn(d.stage) && killed.open(d.general));
            Completion& offers = *killed.workspace.room()->completion();
            const auto offered = [&] {
                offers.edited(QStringLiteral("Ask @be"), 7);
                for (int row = 0; row < offers.rowCount(); ++row) {
                    if (Fixture::at(offers, row, "detail").toString().contains(QString::number(other.value)))
                        return row;
                }
                return -1;
            };
            QTRY_VERIFY(offered() >= 0);
            offers.take(offered());
            killed.composer().setDraft(QStringLiteral("Ask @Ben "));
            QTRY_VERIFY(d.content().contains("mentions"));
        }
        Run next(d.path());
        QVERIFY(next.signIn(d.stage) && next.open(d.general));
        QVERIFY(next.composer().send(QStringLiteral("Ask @Ben about it")));
        next.composer().setDraft({});
        QTRY_COMPARE(d.stage.server().requestsOf<MessageSend>().size(), size_t(1));
        QCOMPARE(d.stage.server().requestsOf<MessageSend>().back().mentions, std::optional(QList<UserId>{other}));
        QTRY_VERIFY(!d.content().contains("mentions"));
    }

    /// The program ended after the message was in the outbox, and before its draft was gone.
    void whatWaitsToBeSentIsNoDraft() {
        Desk d;
        {
            Run before(d.path());
            QVERIFY(before.signIn(d.stage) && before.open(d.general));
            d.stage.server().stop();
            QTRY_VERIFY(!before.workspace.connection()->isOnline());
            before.composer().setDraft(QStringLiteral("on my way"));
            QVERIFY(before.client.outbox().send(d.general, QStringLiteral("on my way")));
        }
        QVERIFY(d.content().contains("on my way"));
        d.stage.server().listen();
        Run next(d.path());
        QVERIFY(next.signIn(d.stage) && next.open(d.general));
        QCOMPARE(next.composer().draft(), QString());
        QTRY_COMPARE(d.stage.server().requestsOf<MessageSend>().size(), size_t(1));
    }

    void anotherAccountSeesNothingOfIt() {
        Desk d;
        Run run(d.path());
        QVERIFY(run.signIn(d.stage) && run.open(d.general));
        run.composer().setDraft(QStringLiteral("a secret"));
        run.workspace.signIn()->signOut(); // before the file was written
        QVERIFY(d.content().contains("a secret"));
        QVERIFY(run.signIn(d.stage, QStringLiteral("ben@example.org")) && run.open(d.general));
        QCOMPARE(run.composer().draft(), QString());
        run.workspace.signIn()->signOut();
        QVERIFY(run.signIn(d.stage) && run.open(d.general));
        QCOMPARE(run.composer().draft(), QStringLiteral("a secret"));
    }

    void aBrokenFileIsKeptAsideAndSaid() {
        Desk d;
        {
            Run run(d.path());
            QVERIFY(run.signIn(d.stage) && run.open(d.general));
            run.composer().setDraft(QStringLiteral("half a thought"));
        } // an ordinary end
        QCOMPARE(d.files().size(), 1);
        QFile file(QDir(d.path()).filePath(d.files().first()));
        QVERIFY(file.resize(file.size() / 2));
        Run next(d.path());
        QVERIFY(next.signIn(d.stage) && next.open(d.general));
        QVERIFY(!next.workspace.announcement()->text().isEmpty());
        QVERIFY(QFile::exists(file.fileName() + QStringLiteral(".unreadable")));
        next.composer().setDraft(QStringLiteral("again"));
        QTRY_VERIFY(d.content().contains("again"));
    }

    void theOldestMakesRoom() {
        Drafts drafts;
        for (int room = 1; room <= Drafts::most + 1; ++room)
            drafts.set(RoomId{room}, QStringLiteral("x"));
        int kept = 0;
        for (int room = 1; room <= Drafts::most + 1; ++room)
            kept += drafts.of(RoomId{room}).isEmpty() ? 0 : 1;
        QCOMPARE(kept, Drafts::most);
    }
};

} // namespace confab::models

QTEST_MAIN(confab::models::DraftsTest)
#include "tst_drafts.moc"
