// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/models/chosenmentions.h"
#include "app/models/completion.h"
#include "app/models/emojicompletion.h"
#include "app/models/membercompletion.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QStandardItemModel>
#include <QTemporaryDir>
#include <QTest>

namespace confab::models {

/// What is offered for the word before the caret.
class CompletionTest : public QObject {
    Q_OBJECT
private:
    struct Parts {
        QTemporaryDir folder;
        QSettings settings{folder.filePath(QStringLiteral("settings.ini")), QSettings::IniFormat};
        EmojiUses uses{settings};
        QHash<int, QByteArray> roles{{1, "name"}, {2, "me"}, {3, "stateText"}, {4, "userId"}, {5, "initials"}};
        QStandardItemModel people;
        Completion completion;
        QAbstractItemModelTester tester{&completion, QAbstractItemModelTester::FailureReportingMode::Fatal};

        Parts() {
            people.setItemRoleNames(roles);
            completion.add(std::make_unique<EmojiCompletion>(uses));
            completion.add(std::make_unique<MemberCompletion>(people));
            for (const char* name : {"Ana", "Ben Okafor", "Anabel Ruiz", "Juana Ana", "Émile"}) {
                auto* person = new QStandardItem;
                person->setData(QString::fromUtf8(name), roles.key("name"));
                person->setData(people.rowCount() == 0, roles.key("me"));
                person->setData(people.rowCount() == 1 ? QStringLiteral("here now") : QString(),
                                roles.key("stateText"));
                person->setData(double(people.rowCount() + 1), roles.key("userId"));
                people.appendRow(person);
            }
        }
        void type(const QString& text) { completion.edited(text.right(Completion::lookedAt), int(text.size())); }
        QVariant at(int row, const char* role) const {
            return completion.index(row, 0).data(completion.roleNames().key(role, -1));
        }
    };

private Q_SLOTS:
    /// Behind the people, and only where there is somebody to call.
    void offersTheRoomAsAWhole() {
        Parts p;
        int others = 0;
        Completion completion;
        completion.add(std::make_unique<MemberCompletion>(p.people, [&others] { return others; }));
        const auto offered = [&](const QString& text) {
            completion.edited(text, int(text.size()));
            QStringList labels;
            for (int row = 0; row < completion.rowCount(); ++row)
                labels << completion.index(row, 0).data(completion.roleNames().key("label")).toString();
            return labels;
        };
        QVERIFY(!offered(QStringLiteral("@")).contains(QStringLiteral("room")));
        others = 4;
        QCOMPARE(offered(QStringLiteral("@")).mid(4), QStringList({QStringLiteral("here"), QStringLiteral("room")}));
        QCOMPARE(offered(QStringLiteral("ask @R")),
                 QStringList({QStringLiteral("Anabel Ruiz"), QStringLiteral("room")}));
        QSignalSpy taken(&completion, &Completion::taken);
        completion.take(1);
        QCOMPARE(taken[0][2].toString(), QStringLiteral("@room "));
        for (int i = 0; i < Completion::most; ++i) {
            auto* person = new QStandardItem;
            person->setData(QStringLiteral("Rosa %1").arg(i), p.roles.key("name"));
            p.people.appendRow(person);
        }
        QCOMPARE(offered(QStringLiteral("@r")).size(), Completion::most);
        QCOMPARE(offered(QStringLiteral("@r")).last(), QStringLiteral("room"));
    }

    void opensForAWord_data() {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("symbol");
        const auto row = [](const char16_t* text, const char16_t* symbol) {
            QTest::newRow(qPrintable(QString::fromUtf16(text)))
                << QString::fromUtf16(text) << QString::fromUtf16(symbol);
        };
        row(u":th", u"🤔");
        row(u":thu", u"👍");
        row(u":thumbs_d", u"👎");
        row(u":+1", u"👍");
        row(u":-1", u"👎");
        row(u"Well done :tada", u"🎉");
        row(u"(:tada", u"🎉");
        row(u"first\n:tada", u"🎉");
        row(u"🎉:tada", u"🎉");
        for (const char16_t* none :
             {u"",         u":",      u":)",       u":-)",    u":D",     u":P",          u":t",       u":-D",
              u":o)",      u"10:30",  u"at 10:30", u":30",    u"http:",  u"http://fire", u"ana:fire", u"std::fire",
              u"C:\\fire", u": fire", u":fire ",   u":fire.", u":xyzzy", u":fire:",      u"thumbs",   u"::fire"})
            row(none, u"");
        QTest::newRow("far behind a text")
            << QString(500, u'a') + QString::fromUtf16(u" :fire") << QString::fromUtf16(u"🔥");
        QTest::newRow("a word too long to see its beginning") << QStringLiteral(":") + QString(63, u'e') << QString();
    }
    void opensForAWord() {
        QFETCH(QString, text);
        QFETCH(QString, symbol);
        Parts parts;
        parts.type(text);
        QCOMPARE(parts.completion.isOpen(), !symbol.isEmpty());
        QCOMPARE(parts.at(0, "symbol").toString(), symbol);
        QVERIFY(parts.completion.rowCount() <= Completion::most);
    }

    void membersForAnAtSign_data() {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QStringList>("names");
        const QStringList none;
        const auto row = [](const char* text, const QStringList& names) {
            QTest::newRow(text) << QString::fromUtf8(text) << names;
        };
        const QString ben = QStringLiteral("Ben Okafor"), anabel = QStringLiteral("Anabel Ruiz"),
                      juana = QStringLiteral("Juana Ana"), emile = QString::fromUtf8("Émile");
        row("@", {ben, anabel, juana, emile}); // not oneself
        row("hello @b", {ben});
        row("(@OKA", {ben});
        row("@ana", {anabel, juana}); // first those whose name begins so
        row("@ben o", {ben});
        row("@emi", {emile});
        row("@okafor b", none);
        row("@ben okafor ", none); // is complete
        row("@ben okafor said", none);
        row("ana@example.org", none);
        row("ana@b", none);
        row("@xyzzy", none);
        row("@@b", none);
    }
    void membersForAnAtSign() {
        QFETCH(QString, text);
        QFETCH(QStringList, names);
        Parts parts;
        parts.type(text);
        QStringList found;
        for (int row = 0; row < parts.completion.rowCount(); ++row)
            found << parts.at(row, "label").toString();
        QCOMPARE(found, names);
    }

    void takesAMember() {
        Parts parts;
        QSignalSpy taken(&parts.completion, &Completion::taken);
        parts.type(QStringLiteral("hello @b"));
        QCOMPARE(parts.at(0, "detail").toString(), QStringLiteral("here now"));
        QCOMPARE(parts.at(0, "colorId").toDouble(), 2.0);
        QCOMPARE(parts.completion.title(), QStringLiteral("Members"));
        parts.completion.take();
        QCOMPARE(taken.value(0), QVariantList({6, 8, QStringLiteral("@Ben Okafor ")}));
    }

    /// By what is behind the name; and the one who is taken is told to the room.
    void tellsTwoOfOneNameApart() {
        Parts parts;
        auto* namesake = new QStandardItem;
        namesake->setData(QStringLiteral("ben okafor"), parts.roles.key("name"));
        namesake->setData(17.0, parts.roles.key("userId"));
        parts.people.appendRow(namesake);
        QList<UserId> chosen;
        Completion completion;
        completion.add(std::make_unique<MemberCompletion>(
            parts.people, [] { return 0; }, [&chosen](UserId user, const QString&) { chosen << user; }));
        completion.edited(QStringLiteral("hello @b"), 8);
        QStringList details;
        for (int row = 0; row < completion.rowCount(); ++row)
            details << completion.index(row, 0).data(completion.roleNames().key("detail")).toString();
        QCOMPARE(details, QStringList({QStringLiteral("here now, account 2"), QStringLiteral("account 17")}));
        completion.take(1);
        QCOMPARE(chosen, QList<UserId>{UserId{17}});
    }

    void mentionsOfATextAreThoseThatWereChosen() {
        ChosenMentions mentions;
        const RoomId general{1}, garden{2};
        mentions.choose(general, UserId{17}, QStringLiteral("Ben Okafor"));
        mentions.choose(general, UserId{3}, QStringLiteral("Anabel Ruiz"));
        mentions.choose(garden, UserId{4}, QStringLiteral("Ben Okafor"));
        QCOMPARE(mentions.meantIn(general, QStringLiteral("hello @ben okafor")), QList<UserId>{UserId{17}});
        client::DraftTable drafts;
        drafts[{general, 9}].text = QStringLiteral("in a thread: @Ben Okafor");
        const client::DraftMentions used{{general, {{UserId{17}, QStringLiteral("Ben Okafor")}}}};
        QCOMPARE(mentions.usedIn(drafts), used);
        mentions.forget(general);
        QCOMPARE(mentions.meantIn(general, QStringLiteral("hello @Anabel Ruiz")), QList<UserId>());
        QCOMPARE(mentions.meantIn(garden, QStringLiteral("@Ben Okafor")), QList<UserId>{UserId{4}});
    }

    void takesAnOffer() {
        Parts parts;
        QSignalSpy taken(&parts.completion, &Completion::taken);
        parts.uses.setSkinToneNumber(2);
        parts.type(QStringLiteral("ok :thumbs"));
        QCOMPARE(parts.completion.rowCount(), 2);
        QCOMPARE(parts.completion.currentLabel(), QStringLiteral("thumbs up"));
        QCOMPARE(parts.completion.title(), QStringLiteral("Emoji"));
        parts.completion.moveBy(1);
        QCOMPARE(parts.completion.currentLabel(), QStringLiteral("thumbs down"));
        parts.completion.moveBy(1);
        QCOMPARE(parts.completion.current(), 0);
        parts.completion.moveBy(-1);
        parts.completion.take();
        QVERIFY(!parts.completion.isOpen());
        QCOMPARE(taken.size(), 1);
        QCOMPARE(taken[0], QVariantList({3, 10, QString::fromUtf16(u"👎🏼")}));
        QCOMPARE(parts.uses.recents(), QStringList{QString::fromUtf16(u"👎🏼")});
        parts.completion.take();
        parts.completion.take(3);
        QCOMPARE(taken.size(), 1); // nothing is offered
        parts.type(QStringLiteral(":thumbs"));
        parts.completion.take(0);
        QCOMPARE(taken[1].last().toString(), QString::fromUtf16(u"👍🏼"));
    }

    void dismissedUntilAnotherWord() {
        Parts parts;
        parts.type(QStringLiteral(":fi"));
        parts.completion.dismiss();
        QVERIFY(!parts.completion.isOpen());
        parts.type(QStringLiteral(":fir"));
        QVERIFY(!parts.completion.isOpen());
        parts.type(QStringLiteral(":fir "));
        parts.type(QStringLiteral(":fir :fi"));
        QVERIFY(parts.completion.isOpen());
        QCOMPARE(parts.completion.start(), 5);
        parts.completion.dismiss();
        parts.type(QString());
        parts.type(QStringLiteral(":fi"));
        QVERIFY(parts.completion.isOpen());
    }

    void closesWhenTheCaretLeaves() {
        Parts parts;
        parts.type(QStringLiteral(":fi"));
        parts.completion.caretMoved(3); // as after each edit
        QVERIFY(parts.completion.isOpen());
        parts.completion.caretMoved(1);
        QVERIFY(!parts.completion.isOpen());
        parts.completion.caretMoved(3);
        QVERIFY(!parts.completion.isOpen());
    }
};

} // namespace confab::models

QTEST_GUILESS_MAIN(confab::models::CompletionTest)
#include "tst_completion.moc"
