// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/client/messageactions.h"
#include "app/client/openroom.h"
#include "tests/app/models/fixture.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QSignalSpy>

namespace confab::models {

/// What becomes of messages: edited, deleted, answered, marked and pinned.
class MessagesTest : public QObject {
    Q_OBJECT
private:
    struct Talk : Fixture {
        Seq first = 0;  ///< Ben's
        Seq second = 0; ///< Ana's own
        QAbstractItemModelTester tester{&timeline(), QAbstractItemModelTester::FailureReportingMode::Fatal};

        static UtcTime time() { return UtcTime::now(); }
        bool start() {
            stage.say(general, ben, QStringLiteral("Who brings the projector?"), time());
            first = stage.lastSeq(general);
            stage.say(general, ana, QStringLiteral("I cann"), time());
            second = stage.lastSeq(general);
            return signIn() && open(general) && test::holdsSoon([this] { return timeline().rowCount() == 2; });
        }
        QVariant role(Seq seq, const char* name) {
            const client::OpenRoom* room = client.openRooms().find(general);
            return at(timeline(), const_cast<client::OpenRoom*>(room)->timeline().rowOfSeq(seq), name);
        }
        QString text(Seq seq) { return role(seq, "body").toString(); }
        RoomComposer& composer() { return *workspace.room()->composer(); }
        MessageTools& tools() { return *workspace.room()->messages(); }
        void answer(UserId by, const QString& body, Seq replyTo) {
            stage.happen(general, by, MessagePosted{{body, replyTo}, {}}, time());
        }
    };

private Q_SLOTS:
    void theLastOwnMessageIsEdited() {
        Talk f;
        QVERIFY(f.start());
        f.composer().setDraft(QStringLiteral("half a thought"));
        QVERIFY(f.composer().editLast());
        QCOMPARE(f.composer().editing(), double(f.second));
        QCOMPARE(f.composer().draft(), QStringLiteral("I cann"));
        f.composer().setDraft(QStringLiteral("I can"));
        QVERIFY(f.composer().send(QStringLiteral("I can")));
        QCOMPARE(f.composer().editing(), 0.0);
        QCOMPARE(f.composer().draft(), QStringLiteral("half a thought"));
        QCOMPARE(f.text(f.second), QStringLiteral("I can")); // before the server has it
        QVERIFY(!f.role(f.second, "editedTime").toString().isEmpty());
        QTRY_COMPARE(f.client.actions().waiting(), 0);
        QTRY_VERIFY(!f.client.actions().touches(f.general, f.second));
        QCOMPARE(f.text(f.second), QStringLiteral("I can"));
        QVERIFY(f.role(f.second, "spoken").toString().startsWith(QStringLiteral("Ana: I can, edited, ")));
        QCOMPARE(f.role(f.first, "editedTime").toString(), QString());
    }

    void editingIsLeft() {
        Talk f;
        QVERIFY(f.start());
        QVERIFY(f.composer().editLast());
        f.composer().setDraft(QStringLiteral("something else"));
        QVERIFY(f.composer().cancel());
        QVERIFY(!f.composer().cancel());
        QCOMPARE(f.composer().draft(), QString());
        QCOMPARE(f.text(f.second), QStringLiteral("I cann"));
        QVERIFY(!f.composer().edit(double(f.first))); // somebody else's
        QVERIFY(f.composer().editLast());
        f.stage.happen(f.general, f.ana, MessageDeleted{f.second}, Talk::time()); // on another device
        QTRY_COMPARE(f.composer().editing(), 0.0);
        QVERIFY(!f.composer().editLast());
        QVERIFY(f.stage.server().requestsOf<MessageEdit>().empty());
    }

    void anAnswerQuotesAndFollows() {
        Talk f;
        QVERIFY(f.start());
        f.composer().reply(double(f.first));
        QCOMPARE(f.composer().replyAuthor(), QStringLiteral("Ben"));
        QCOMPARE(f.composer().replyText(), QStringLiteral("Who brings the projector?"));
        QVERIFY(f.composer().send(QStringLiteral("Me")));
        QCOMPARE(f.composer().replyTo(), 0.0);
        QTRY_COMPARE(f.stage.server().requestsOf<MessageSend>().size(), size_t(1));
        QCOMPARE(f.stage.server().requestsOf<MessageSend>()[0].replyTo, f.first);
        QTRY_COMPARE(f.stage.lastSeq(f.general), f.second + 1);
        const auto quote = [&](const char* part) {
            return Fixture::at(f.timeline(), 0, "quote").toMap().value(QString::fromLatin1(part)).toString();
        };
        QTRY_COMPARE(quote("text"), QStringLiteral("Who brings the projector?"));
        QCOMPARE(quote("author"), QStringLiteral("Ben"));
        QVERIFY(Fixture::at(f.timeline(), 0, "spoken").toString().startsWith(QStringLiteral("Ana answers Ben: Me, ")));
        QVERIFY(!f.role(f.first, "quote").isValid());
        QSignalSpy changed(&f.timeline(), &QAbstractItemModel::dataChanged);
        f.stage.happen(f.general, f.ben, MessageEdited{f.first, QStringLiteral("Who carries it?"), {}}, Talk::time());
        QTRY_COMPARE(quote("text"), QStringLiteral("Who carries it?"));
        const auto told = [&](int row) {
            return std::any_of(changed.begin(), changed.end(), [row](const QList<QVariant>& signal) {
                return signal[0].toModelIndex().row() <= row && row <= signal[1].toModelIndex().row();
            });
        };
        QVERIFY(told(0));
        f.stage.happen(f.general, f.ben, MessageDeleted{f.first}, Talk::time());
        QTRY_COMPARE(quote("text"), QStringLiteral("Message deleted"));
        QCOMPARE(f.text(f.first), QStringLiteral("Message deleted"));
        f.composer().reply(double(f.first));
        QCOMPARE(f.composer().replyTo(), 0.0);
    }

    /// What is answered, by room; as the draft is.
    void theAnswerBelongsToTheDraft() {
        Talk f;
        QVERIFY(f.start());
        f.composer().reply(double(f.first));
        QVERIFY(f.open(f.garden));
        QCOMPARE(f.composer().replyTo(), 0.0);
        QVERIFY(f.open(f.general));
        QCOMPARE(f.composer().replyTo(), double(f.first));
        QVERIFY(f.composer().editLast());
        QCOMPARE(f.composer().replyTo(), 0.0);
        QVERIFY(f.composer().cancel());
        QCOMPARE(f.composer().replyTo(), double(f.first));
        QVERIFY(f.composer().cancel());
        QCOMPARE(f.composer().replyTo(), 0.0);
    }

    void aQuoteThatIsNotLoaded() {
        Talk f;
        for (int i = 0; i < 300; ++i)
            f.stage.say(f.general, f.ben, QStringLiteral("message %1").arg(i + 1), Talk::time());
        f.answer(f.chi, QStringLiteral("yes"), 3);
        QVERIFY(f.signIn() && f.open(f.general));
        const auto text = [&] {
            return Fixture::at(f.timeline(), 0, "quote").toMap().value(QStringLiteral("text")).toString();
        };
        QTRY_COMPARE(text(), QStringLiteral("message 3"));
        f.stage.happen(f.general, f.ben, MessageEdited{3, QStringLiteral("better"), {}}, Talk::time());
        QTRY_COMPARE(text(), QStringLiteral("better"));
        RoomView& view = *f.workspace.room()->view();
        QSignalSpy placed(&view, &RoomView::placeWanted);
        view.goToMessage(3);
        QTRY_COMPARE(view.highlighted(), 3.0);
        QCOMPARE(f.timeline().seqAt(placed.last()[0].toInt()), 3.0);
        QVERIFY(f.timeline().hasNewer());
    }

    void reactions() {
        Talk f;
        QVERIFY(f.start());
        const QString thumb = QStringLiteral("👍");
        f.stage.happen(f.general, f.chi, ReactionAdded{f.first, thumb}, Talk::time());
        QTRY_COMPARE(f.role(f.first, "reactions").toList().size(), 1);
        const auto one = [&] { return f.role(f.first, "reactions").toList().value(0).toMap(); };
        QCOMPARE(one().value(QStringLiteral("mine")).toBool(), false);
        f.tools().toggleReaction(double(f.first), thumb);
        QCOMPARE(one().value(QStringLiteral("count")).toInt(), 2);
        QVERIFY(one().value(QStringLiteral("mine")).toBool());
        QTRY_VERIFY(!f.client.actions().touches(f.general, f.first));
        QCOMPARE(one().value(QStringLiteral("count")).toInt(), 2);
        QVERIFY(f.role(f.first, "spoken").toString().contains(QStringLiteral("reactions: 👍 2")));
        QSignalSpy known(&f.tools(), &MessageTools::reactorsKnown);
        f.tools().askReactors(double(f.first), thumb);
        QTRY_COMPARE(known.size(), 1);
        QCOMPARE(known[0][2].toString(), QStringLiteral("Chi and You"));
        f.stage.setSending(test::Stage::Sending::Refused);
        f.tools().toggleReaction(double(f.first), thumb);
        QCOMPARE(one().value(QStringLiteral("count")).toInt(), 1);
        QTRY_COMPARE(one().value(QStringLiteral("count")).toInt(), 2); // taken back, with the reason
        QVERIFY(!f.workspace.room()->trouble().isEmpty());
    }

    void deletingLeavesALine() {
        Talk f;
        QVERIFY(f.start());
        f.tools().remove(double(f.second));
        QCOMPARE(f.text(f.second), QStringLiteral("Message deleted"));
        QVERIFY(f.role(f.second, "deleted").toBool());
        QCOMPARE(f.tools().rights(double(f.second)), 0);
        QTRY_VERIFY(!f.client.actions().touches(f.general, f.second));
        QVERIFY(f.role(f.second, "deleted").toBool());
        QCOMPARE(f.timeline().textAt(0), QString()); // nothing to copy
    }

    void rightsDependOnTheRole_data() {
        QTest::addColumn<int>("role");
        QTest::addColumn<int>("ofOthers");
        QTest::addColumn<int>("own");
        const int answer = MessageTools::Answer, edit = MessageTools::Edit, remove = MessageTools::Delete,
                  pin = MessageTools::Pin;
        QTest::newRow("member") << int(confab::Role::Member) << answer << (answer | edit | remove);
        QTest::newRow("moderator") << int(confab::Role::Moderator) << (answer | remove | pin)
                                   << (answer | edit | remove | pin);
        QTest::newRow("owner") << int(confab::Role::Owner) << (answer | remove | pin) << (answer | edit | remove | pin);
    }
    void rightsDependOnTheRole() {
        QFETCH(const int, role);
        Talk f;
        f.stage.room(f.general).role = confab::Role(role);
        QVERIFY(f.start());
        QTEST(f.tools().rights(double(f.first)), "ofOthers");
        QTEST(f.tools().rights(double(f.second)), "own");
        QCOMPARE(f.tools().rights(99), 0);
        QCOMPARE(f.tools().rights(0), 0);
    }

    void pins() {
        Talk f;
        f.stage.room(f.general).role = confab::Role::Moderator;
        QVERIFY(f.start());
        PinsModel& pins = *f.workspace.room()->pins();
        QAbstractItemModelTester pinsTester(&pins, QAbstractItemModelTester::FailureReportingMode::Fatal);
        QCOMPARE(pins.count(), 0);
        QVERIFY(f.stage.server().requestsOf<RoomPins>().empty()); // nobody looks
        pins.setShown(true);
        f.tools().togglePin(double(f.first));
        QVERIFY(f.role(f.first, "pinned").toBool());
        QTRY_COMPARE(pins.count(), 1);
        QCOMPARE(Fixture::at(pins, 0, "words").toString(), QStringLiteral("Who brings the projector?"));
        QCOMPARE(Fixture::at(pins, 0, "author").toString(), QStringLiteral("Ben"));
        QTRY_VERIFY(!f.client.actions().touches(f.general, f.first));
        f.tools().togglePin(double(f.first));
        QTRY_COMPARE(pins.count(), 0);
        QVERIFY(!f.role(f.first, "pinned").toBool());
        QVERIFY(f.open(f.garden));
        QCOMPARE(pins.count(), 0);
    }

    void earlierVersions() {
        Talk f;
        QVERIFY(f.start());
        f.stage.happen(f.general, f.ana, MessageEdited{f.second, QStringLiteral("I can"), {}}, Talk::time());
        f.tools().askVersions(double(f.second));
        QTRY_COMPARE(f.tools().versions().size(), 2);
        QCOMPARE(f.tools().versions()[0].toMap().value(QStringLiteral("text")).toString(), QStringLiteral("I cann"));
        f.stage.setFailing<MessageEdits>(Error(ErrorKind::RoomForbidden));
        f.tools().askVersions(double(f.second));
        QTRY_VERIFY(!f.tools().versionsProblem().isEmpty());
        QVERIFY(f.tools().versions().isEmpty());
    }

    void links() {
        Talk f;
        QVERIFY(f.start());
        f.tools().copyLink(double(f.first));
        QCOMPARE(QGuiApplication::clipboard()->text(),
                 QStringLiteral("confab://127.0.0.1:%1/room/%2/%3")
                     .arg(QString::number(f.stage.url().port()), QString::number(f.general.value),
                          QString::number(f.first)));
    }
};

} // namespace confab::models

QTEST_MAIN(confab::models::MessagesTest)
#include "tst_messages.moc"
