// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/e2e/coretest.h"
#include "tests/support/rawsocket.h"

using namespace confab;
using namespace confab::test;

/// Invitations over the wire, from the link to the membership.
class TestCoreInvites : public CoreTest {
    Q_OBJECT

private Q_SLOTS:
    void letPeopleIn();
    void areCounted();
    void end();
    void makeAccounts();
    void theLinkIsAPage();

private:
    static Room hiddenRoom(const Person& owner) {
        return newRoom(owner, {text("Hidden"), {}, Secret{text("sesame")}, {}, {}, Visibility::Private});
    }
    std::unique_ptr<TestClient> stranger() {
        auto client = std::make_unique<TestClient>(m_daemon.url(), m_codec);
        return client->open() ? std::move(client) : nullptr;
    }
};

void TestCoreInvites::letPeopleIn() {
    const Person ana = person("Ana");
    const Person ben = companion("Ben");
    QVERIFY(ana && ben);
    const Room room = hiddenRoom(ana);
    VERIFY_OK(invite, ana->call(RoomInvite{room.id, 60'000, 5}));
    QCOMPARE(invite.url.value, QString(u"/invite/" % invite.code.value)); // the server does not know its address
    QVERIFY(invite.expiresAt && invite.usesLeft == 5);
    const auto guest = stranger();
    QVERIFY(guest);
    VERIFY_OK(seen, guest->call(InviteLook{invite.code}));
    QCOMPARE(seen.room->id, room.id);
    QCOMPARE(seen.room->name, text("Hidden"));
    QVERIFY(seen.room->hasPassword);
    QCOMPARE(seen.by.id, ana.id());
    VERIFY_OK(joined, ben->call(InviteAccept{invite.code}));
    QCOMPARE(joined.room.id, room.id);
    QVERIFY(joined.room.role == Role::Member);
    VERIFY_DONE(ben->call(messageFor(room.id, text("hello"))));
    VERIFY_OK(list, ana->call(RoomInvites{room.id}));
    QCOMPARE(list.invites.size(), 1);
    QCOMPARE(list.invites[0].usesLeft, std::optional(4));
}

void TestCoreInvites::areCounted() {
    const Person ana = person("Ana");
    const Person ben = companion("Ben");
    const Person chi = person("Chi");
    QVERIFY(ana && ben && chi);
    const Room room = hiddenRoom(ana);
    VERIFY_OK(invite, ana->call(RoomInvite{room.id, {}, 1}));
    VERIFY_DONE(ben->call(InviteAccept{invite.code}));
    VERIFY_REFUSED(chi->call(InviteAccept{invite.code}), InviteNotFound);
}

void TestCoreInvites::end() {
    const Person ana = person("Ana");
    const Person ben = companion("Ben");
    QVERIFY(ana && ben);
    const Room room = hiddenRoom(ana);
    VERIFY_OK(invite, ana->call(RoomInvite{room.id, {}, {}}));
    VERIFY_DONE(ana->call(RoomRevokeInvite{room.id, invite.code}));
    const auto late = ben->call(InviteAccept{invite.code});
    const auto never = ben->call(InviteAccept{Secret{text("never")}});
    QVERIFY(!late && !never);
    QCOMPARE(late.error().kind, never.error().kind);
    QCOMPARE(late.error().message, never.error().message);
}

void TestCoreInvites::makeAccounts() {
    const Person ana = person("Ana");
    QVERIFY(ana);
    const Room room = hiddenRoom(ana);
    VERIFY_OK(invite, ana->call(RoomInvite{room.id, {}, 1}));
    const auto guest = stranger();
    QVERIFY(guest);
    const QString email = QString(u"fay" % QString::number(room.id.value) % u"@example.org");
    AccountRegister request{text("Fay"), email, Secret{text("long enough")}, {}};
    request.invite = Secret{text("never")};
    VERIFY_REFUSED(guest->call(request), InviteNotFound);
    request.invite = invite.code;
    VERIFY_OK(auth, guest->call(request));
    QCOMPARE(auth.rooms.size(), 1);
    QCOMPARE(auth.rooms[0].id, room.id);
    VERIFY_DONE(guest->call(messageFor(room.id, text("hello"))));
}

/// The page is the same for every code, and no log has one.
void TestCoreInvites::theLinkIsAPage() {
    const Person ana = person("Ana");
    QVERIFY(ana);
    VERIFY_OK(invite, ana->call(RoomInvite{hiddenRoom(ana).id, {}, {}}));
    for (const QByteArray& code : {invite.code.value.toLatin1(), QByteArray("never")}) {
        RawSocket socket;
        QVERIFY(socket.connectTo(m_daemon.port()));
        const QByteArray answer = socket.http("GET /invite/" + code + " HTTP/1.1\r\nHost: a\r\n\r\n");
        QVERIFY2(answer.startsWith("HTTP/1.1 200"), answer.left(200).constData());
        QVERIFY(answer.toLower().contains("referrer-policy: no-referrer"));
        QVERIFY(answer.contains("/web/app.js"));
    }
    QVERIFY(!m_daemon.errors().contains(invite.code.value.toLatin1()));
    QVERIFY(!m_daemon.output().contains(invite.code.value.toLatin1()));
}

QTEST_GUILESS_MAIN(TestCoreInvites)
#include "tst_coreinvites.moc"
