// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/client/outbox.h"
#include "app/text/markdown.h"
#include "tests/app/models/fixture.h"

#include <QSignalSpy>

namespace confab::models {

/// A message goes on to another room, as a quote.
class ForwarderTest : public QObject {
    Q_OBJECT
private:
    struct Talk : Fixture {
        Forwarder& forwarder() { return *workspace.room()->forwarder(); }
        Seq say(UserId by, const QString& body) {
            stage.say(general, by, body, UtcTime::now());
            return stage.lastSeq(general);
        }
        bool start() {
            return signIn() && open(general) && test::holdsSoon([this] { return timeline().rowCount() > 0; });
        }
    };

private Q_SLOTS:
    void theTextQuotes() {
        QCOMPARE(forwardedText(QStringLiteral("Ben"), QStringLiteral("one\n\ntwo")),
                 QStringLiteral("**Ben:**\n> one\n> \n> two"));
        QCOMPARE(forwardedText(QStringLiteral("Ben"), {}), QStringLiteral("**Ben:**")); // only files
        // A name is no Markdown, and no second line.
        const QString text = forwardedText(QStringLiteral("_B*n_ [x](y)\n# z"), QStringLiteral("hi"));
        QCOMPARE(text::plainText(text).simplified(), QStringLiteral("_B*n_ [x](y) # z: hi"));
    }

    void itIsSentToTheOtherRoom() {
        Talk f;
        const Seq seq = f.say(f.ben, QStringLiteral("The **plan**\nis ready"));
        QVERIFY(f.start());
        QSignalSpy asked(&f.forwarder(), &Forwarder::asked);
        QSignalSpy forwarded(&f.forwarder(), &Forwarder::forwarded);
        f.forwarder().ask(double(seq));
        QCOMPARE(asked.size(), 1);
        QCOMPARE(f.forwarder().author(), QStringLiteral("Ben"));
        f.forwarder().forward(double(f.garden.value));
        QCOMPARE(forwarded.size(), 1);
        QCOMPARE(forwarded[0][0].toString(), QStringLiteral("Garden plans"));
        QVERIFY(f.workspace.announcement()->text().contains(QStringLiteral("Garden plans")));
        QTRY_COMPARE(f.stage.server().requestsOf<MessageSend>().size(), size_t(1));
        const MessageSend sent = f.stage.server().requestsOf<MessageSend>()[0];
        QCOMPARE(sent.room, f.garden);
        QCOMPARE(sent.body, QStringLiteral("**Ben:**\n> The **plan**\n> is ready"));
        QVERIFY(!sent.replyTo); // its number is another room's
        QCOMPARE(f.workspace.room()->roomId(), double(f.general.value));
        f.forwarder().forward(double(f.garden.value)); // once
        QCOMPARE(forwarded.size(), 1);
    }

    void filesGoAlong() {
        Talk f;
        const QList<File> files{
            {QStringLiteral("f1"), QStringLiteral("plan.pdf"), QStringLiteral("application/pdf"), 9},
            {QStringLiteral("f2"), QStringLiteral("harbour.png"), QStringLiteral("image/png"), 8, 40, 30,
             QStringLiteral("f3")}};
        for (const char* text : {"Look at this", ""}) {
            MessagePosted posted{{QString::fromLatin1(text)}, {}};
            posted.files = files;
            f.stage.happen(f.general, f.ben, posted, UtcTime::now());
        }
        QVERIFY(f.start());
        QTRY_COMPARE(f.timeline().rowCount(), 2);
        for (const Seq seq : {Seq(1), Seq(2)}) {
            QVERIFY(f.forwarder().canForward(double(seq)));
            f.forwarder().ask(double(seq));
            f.forwarder().forward(double(f.garden.value));
            QCOMPARE(f.forwarder().error(), QString());
        }
        QTRY_COMPARE(f.stage.server().requestsOf<MessageSend>().size(), size_t(2));
        const auto sent = f.stage.server().requestsOf<MessageSend>();
        QCOMPARE(sent[0].body, QStringLiteral("**Ben:**\n> Look at this"));
        QCOMPARE(sent[1].body, QStringLiteral("**Ben:**"));
        QCOMPARE(sent[0].files, std::optional(QList<SentFile>(files.begin(), files.end())));
        QCOMPARE(sent[1].files, std::optional(QList<SentFile>(files.begin(), files.end())));
    }

    void theLastTextIsSent() {
        Talk f;
        const Seq seq = f.say(f.ben, QStringLiteral("The pln"));
        QVERIFY(f.start());
        f.forwarder().ask(double(seq));
        f.stage.happen(f.general, f.ben, MessageEdited{seq, QStringLiteral("The plan"), {}}, UtcTime::now());
        QTRY_COMPARE(f.timeline().textAt(0), QStringLiteral("The plan"));
        f.forwarder().forward(double(f.garden.value));
        QTRY_COMPARE(f.stage.server().requestsOf<MessageSend>().size(), size_t(1));
        QCOMPARE(f.stage.server().requestsOf<MessageSend>()[0].body, QStringLiteral("**Ben:**\n> The plan"));
    }

    void notADeletedOne() {
        Talk f;
        const Seq gone = f.say(f.ben, QStringLiteral("oops"));
        f.stage.happen(f.general, f.ben, MessageDeleted{gone}, UtcTime::now());
        const Seq seq = f.say(f.ben, QStringLiteral("oops again"));
        QVERIFY(f.start());
        QVERIFY(!f.forwarder().canForward(double(gone)));
        QVERIFY(!f.forwarder().canForward(0));
        QSignalSpy asked(&f.forwarder(), &Forwarder::asked);
        f.forwarder().ask(double(gone));
        QCOMPARE(asked.size(), 0);
        f.forwarder().ask(double(seq));
        f.stage.happen(f.general, f.ben, MessageDeleted{seq}, UtcTime::now());
        QTRY_VERIFY(!f.forwarder().canForward(double(seq)));
        f.forwarder().forward(double(f.garden.value));
        QVERIFY(!f.forwarder().error().isEmpty());
        QVERIFY(f.client.outbox().waiting(f.garden).isEmpty());
        QVERIFY(f.stage.server().requestsOf<MessageSend>().empty());
    }

    void oneThatIsTooLongSaysSo() {
        Talk f;
        const Seq seq = f.say(f.ben, QString(limits::messageBytes - 3, u'x'));
        QVERIFY(f.start());
        f.forwarder().ask(double(seq));
        f.forwarder().forward(double(f.garden.value));
        QVERIFY(!f.forwarder().error().isEmpty());
        f.forwarder().ask(double(seq));
        QCOMPARE(f.forwarder().error(), QString());
    }

    void onlyRoomsThatTakeIt() {
        Talk f;
        f.stage.room(f.garden).archived = true;
        QVERIFY(f.signIn());
        QCOMPARE(f.workspace.forwardRooms()->rowCount(), 1);
        QCOMPARE(f.workspace.forwardRooms()->roomIdAt(0), double(f.general.value));
        QCOMPARE(f.workspace.switcher()->rooms().rowCount(), 2);
    }
};

} // namespace confab::models

QTEST_MAIN(confab::models::ForwarderTest)
#include "tst_forwarder.moc"
