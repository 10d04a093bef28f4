// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/client/rooms.h"
#include "tests/app/models/fixture.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QSignalSpy>

namespace confab::models {

namespace {

const QString code = QStringLiteral("q3vGnT8m0cYbL5sWd1ZkHA");

/// What a server says of invitations.
struct Invited : Fixture {
    RoomId market;
    QList<Invite> made;
    std::optional<AccountRegister> registered;
    int accepted = 0;

    Invited() {
        market = stage.addForeignRoom(QStringLiteral("Market"), QStringLiteral("Eggs"), {});
        stage.room(general).role = confab::Role::Owner;
        stage.setExceptions([this](const Request& request) { return answer(request); });
    }
    std::optional<Result<Answer>> answer(const Request& request) {
        if (const auto* wanted = std::get_if<RoomInvite>(&request)) {
            const QString fresh = QStringLiteral("code%1").arg(made.size());
            made.prepend({Secret{fresh},
                          Secret{QString(u"/invite/" % fresh)},
                          User{ana, QStringLiteral("Ana"), {}},
                          UtcTime::now(),
                          {},
                          wanted->uses});
            if (wanted->expiresInMs)
                made[0].expiresAt = UtcTime{UtcTime::now().ms + *wanted->expiresInMs};
            return made.constFirst();
        }
        if (std::holds_alternative<RoomInvites>(request))
            return InvitesAnswer{made};
        if (const auto* ended = std::get_if<RoomRevokeInvite>(&request)) {
            const bool was = made.removeIf([ended](const Invite& one) { return one.code == ended->code; }) > 0;
            return was ? Result<Answer>(Empty{}) : fail(ErrorKind::InviteNotFound);
        }
        return answerToGuests(request);
    }
    std::optional<Result<Answer>> answerToGuests(const Request& request) {
        if (const auto* look = std::get_if<InviteLook>(&request)) {
            if (look->code.value != code)
                return fail(ErrorKind::InviteNotFound);
            return InvitedTo{{market, QStringLiteral("Market"), QStringLiteral("Eggs"), 3, false},
                             User{ben, QStringLiteral("Ben"), {}}};
        }
        if (std::holds_alternative<InviteAccept>(request)) {
            ++accepted;
            stage.room(market).role = confab::Role::Member;
            return RoomAnswer{stage.room(market)};
        }
        if (const auto* fresh = std::get_if<AccountRegister>(&request)) {
            registered = *fresh;
            return fail(ErrorKind::EmailTaken);
        }
        return {};
    }
    LinkOpener& links() { return *workspace.links(); }
    SignInInvitation& atSignIn() { return *workspace.signIn()->invitation(); }
    InvitesModel& invites() { return *workspace.editor()->invites(); }
    QString link(const QString& scheme) const {
        return QStringLiteral("%1://127.0.0.1:%2/invite/%3").arg(scheme, QString::number(stage.url().port()), code);
    }
};

} // namespace

/// Links that let people in: made, listed and ended; and those that one was given, before and after the sign-in.
class InvitationsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void whoMayInvite() {
        Invited f;
        QVERIFY(f.signIn() && f.open(f.general));
        const CurrentRoomFacts& facts = *f.workspace.room()->facts();
        QVERIFY(facts.canInvite());
        f.stage.happen(f.general, f.ben, MemberRole{f.ana, confab::Role::Member, f.ben}, UtcTime::now());
        QTRY_VERIFY(!facts.canChange());
        QVERIFY(facts.canInvite()); // it is public
        RoomUpdated hidden;
        hidden.visibility = Visibility::Private;
        f.stage.happen(f.general, f.ben, hidden, UtcTime::now());
        QTRY_VERIFY(!facts.canInvite());
    }

    void linksAreMadeAndEnded() {
        Invited f;
        QVERIFY(f.signIn());
        InvitesModel& invites = f.invites();
        QAbstractItemModelTester tester(&invites);
        QVERIFY(invites.begin(double(f.general.value)));
        QTRY_VERIFY(invites.isEmpty());
        invites.make(7, QStringLiteral("0"));
        QVERIFY(!invites.usesError().isEmpty() && !invites.isBusy());
        invites.make(7, QStringLiteral(" 3 "));
        QTRY_COMPARE(invites.rowCount(), 1);
        QCOMPARE(invites.usesError(), QString());
        const QString link = QStringLiteral("http://127.0.0.1:%1/invite/code0").arg(f.stage.url().port());
        QCOMPARE(invites.madeLink(), link); // the server knew a path alone
        QCOMPARE(f.at(invites, 0, "link").toString(), link);
        QVERIFY(f.at(invites, 0, "detail").toString().contains(u'3'));
        invites.copy(link);
        QCOMPARE(QGuiApplication::clipboard()->text(), link);
        invites.make(0, {});
        QTRY_COMPARE(invites.rowCount(), 2);
        QVERIFY(!f.made[0].expiresAt && !f.made[0].usesLeft);
        f.made.removeLast(); // it ends by itself
        invites.revoke(QStringLiteral("code0"));
        QTRY_COMPARE(invites.rowCount(), 1);
        invites.revoke(QStringLiteral("code1"));
        QTRY_COMPARE(invites.rowCount(), 0);
        QCOMPARE(invites.madeLink(), QString());
        QVERIFY(f.made.isEmpty());
    }

    void aLinkSaysWhereItLeads() {
        for (const char* scheme : {"http", "confab"}) {
            Invited f;
            QVERIFY(f.signIn() && f.open(f.general));
            f.links().openText(f.link(QString::fromLatin1(scheme)));
            QTRY_VERIFY(f.links().invitation()->isReady());
            QVERIFY(f.links().text().contains(QStringLiteral("Ben")) &&
                    f.links().text().contains(QStringLiteral("Market")));
            QCOMPARE(f.accepted, 0);
            f.links().invitation()->accept();
            QTRY_COMPARE(f.workspace.room()->roomId(), double(f.market.value));
            QCOMPARE(f.links().text(), QString());
            QCOMPARE(f.accepted, 1);
        }
    }

    void aCodeAloneIsEnough() {
        Invited f;
        QVERIFY(f.signIn() && f.open(f.general));
        QVERIFY(!f.links().openInvitation(QStringLiteral("hello")));
        QVERIFY(f.links().openInvitation(QChar(u' ') + code));
        QTRY_VERIFY(f.links().invitation()->isReady());
        f.links().dismiss();
        QVERIFY(!f.links().invitation()->isReady());
        QVERIFY(f.links().openInvitation(QStringLiteral("ThisOneHasEndedLongAgo")));
        QTRY_VERIFY(!f.links().text().isEmpty());
        QVERIFY(!f.links().invitation()->isReady());
    }

    void anInvitationToAnotherServer() {
        Invited f;
        QVERIFY(f.signIn() && f.open(f.general));
        QSignalSpy elsewhere(&f.links(), &LinkOpener::leadsElsewhere);
        f.links().openText(QStringLiteral("https://chat.example.org/invite/") + code);
        QCOMPARE(elsewhere.size(), 1);
        QVERIFY(f.links().text().contains(QStringLiteral("chat.example.org")));
    }

    /// Before the sign-in it waits in the form, and is followed afterwards.
    void whoSignsInFollowsIt() {
        Invited f;
        f.links().openText(f.link(QStringLiteral("http")));
        QVERIFY(f.atSignIn().isValid());
        QCOMPARE(f.workspace.signIn()->serverAddress(), QStringLiteral("127.0.0.1:%1").arg(f.stage.url().port()));
        QTRY_VERIFY(f.atSignIn().text().contains(QStringLiteral("Market")));
        QVERIFY(f.signIn());
        QCOMPARE(f.atSignIn().link(), QString());
        QTRY_VERIFY(f.links().invitation()->isReady());
        QCOMPARE(f.accepted, 0);
    }

    void whoIsNewRegistersWithIt() {
        Invited f;
        f.atSignIn().setLink(QStringLiteral("hello"));
        QVERIFY(!f.atSignIn().error().isEmpty() && !f.atSignIn().isValid());
        f.atSignIn().setLink(f.link(QStringLiteral("http")));
        QTRY_VERIFY(!f.atSignIn().text().isEmpty());
        f.workspace.signIn()->createAccount(f.stage.url().toString(), QStringLiteral("Ana"),
                                            QStringLiteral("a@example.org"), QStringLiteral("long enough"));
        QTRY_VERIFY(f.registered);
        QCOMPARE(f.registered->invite, std::optional(Secret{code}));
        QTRY_VERIFY(!f.workspace.signIn()->isBusy());
        QVERIFY(f.atSignIn().isValid()); // for the next try
    }
};

} // namespace confab::models

QTEST_MAIN(confab::models::InvitationsTest)
#include "tst_invitations.moc"
