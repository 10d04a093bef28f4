// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/server/chat/chatundertest.h"

#include "server/chat/invites.h"

#include <QTest>

using namespace confab;

namespace {

const QString ok = QStringLiteral("ok");
const QString forbidden = QStringLiteral("room.forbidden");
const QString gone = QStringLiteral("invite.notFound");

} // namespace

/// Who may invite, what an invitation opens and what it does not, and how it ends.
class TestInvites : public QObject {
    Q_OBJECT

private:
    struct Person {
        ConnectionId at;
        UserId id;
    };

    std::unique_ptr<ChatUnderTest> m_chat;
    Person m_ana, m_ben, m_chi, m_eve; // the owner, a moderator, a member, a stranger
    RoomId m_room;                     // private

    Person newPerson(const QString& name) {
        Auth auth;
        const ConnectionId at = m_chat->newPerson(name, &auth);
        return {at, auth.user.id};
    }
    RoomId newRoom(Visibility visibility, std::optional<Secret> password = {}, std::optional<int> maxMembers = {}) {
        return m_chat->newRoom(m_ana.at, {QStringLiteral("Room"), {}, password, {}, maxMembers, visibility});
    }
    Secret invite(const Person& by, RoomId room, std::optional<int> uses = {}, std::optional<qint64> ms = {}) {
        const auto made = m_chat->ask(by.at, RoomInvite{room, ms, uses});
        return made ? made->code : Secret{};
    }
    Secret invite(const Person& by) { return invite(by, m_room); }
    QString accept(const Person& person, const Secret& code) { return m_chat->outcome(person.at, InviteAccept{code}); }
    QString look(const Secret& code) { return m_chat->outcome(m_chat->open(), InviteLook{code}); }
    QList<Invite> listed(const Person& by, RoomId room) {
        const auto answer = m_chat->ask(by.at, RoomInvites{room});
        return answer ? answer->invites : QList<Invite>();
    }
    static AccountRegister registration(const QString& name, std::optional<Secret> code) {
        AccountRegister request = ChatUnderTest::registration(name);
        request.invite = std::move(code);
        return request;
    }

private Q_SLOTS:
    void init() {
        m_chat = std::make_unique<ChatUnderTest>();
        m_ana = newPerson(QStringLiteral("Ana"));
        m_ben = newPerson(QStringLiteral("Ben"));
        m_chi = newPerson(QStringLiteral("Chi"));
        m_eve = newPerson(QStringLiteral("Eve"));
        m_room = newRoom(Visibility::Private);
        for (const Person& person : {m_ben, m_chi})
            QCOMPARE(accept(person, invite(m_ana)), ok);
        QCOMPARE(m_chat->outcome(m_ana.at, RoomSetRole{m_room, m_ben.id, Role::Moderator}), ok);
        for (const Invite& one : listed(m_ana, m_room))
            QCOMPARE(m_chat->outcome(m_ana.at, RoomRevokeInvite{m_room, one.code}), ok);
    }
    void cleanup() { m_chat.reset(); }

    void codesAreLongAndRandom() {
        const QString first = newInviteCode().value;
        QCOMPARE(first.size(), 22);
        QVERIFY(first != newInviteCode().value);
        QVERIFY(std::ranges::all_of(first, [](QChar c) { return c.isLetterOrNumber() && c.unicode() < 128; }));
    }

    void whatIsMade() {
        const auto made = m_chat->ask(m_ben.at, RoomInvite{m_room, 60'000, 3});
        QVERIFY(made);
        QCOMPARE(made->url.value, QString(u"https://chat.example.org/invite/" % made->code.value));
        QCOMPARE(made->by.id, m_ben.id);
        QCOMPARE(made->by.name, QStringLiteral("Ben"));
        QCOMPARE(made->createdAt, m_chat->clock.now());
        QCOMPARE(made->expiresAt, std::optional(UtcTime{m_chat->clock.now().ms + 60'000}));
        QCOMPARE(made->usesLeft, std::optional(3));
        const QList<Invite> all = listed(m_ana, m_room);
        QCOMPARE(all.size(), 1);
        QCOMPARE(all[0].code, made->code);
        QCOMPARE(all[0].url, made->url);
    }

    void whoMayInvite() {
        QVERIFY(!invite(m_ana).isEmpty() && !invite(m_ben).isEmpty());
        QCOMPARE(m_chat->outcome(m_chi.at, RoomInvite{m_room, {}, {}}), forbidden);
        QCOMPARE(m_chat->outcome(m_eve.at, RoomInvite{m_room, {}, {}}), QStringLiteral("room.notFound"));
        const RoomId open = newRoom(Visibility::Public);
        QCOMPARE(m_chat->outcome(m_chi.at, RoomInvite{open, {}, {}}), QStringLiteral("room.notMember"));
        QCOMPARE(m_chat->outcome(m_chi.at, RoomJoin{open, {}}), ok);
        QVERIFY(!invite(m_chi, open).isEmpty());
        const RoomId locked = newRoom(Visibility::Public, Secret{QStringLiteral("sesame")});
        QCOMPARE(accept(m_chi, invite(m_ana, locked)), ok);
        QCOMPARE(m_chat->outcome(m_chi.at, RoomInvite{locked, {}, {}}), forbidden);
        const RoomId direct = m_chat->ask(m_ana.at, DirectOpen{{m_ben.id}})->room.id;
        QCOMPARE(m_chat->outcome(m_ana.at, RoomInvite{direct, {}, {}}), forbidden);
    }

    void whoSeesAndEndsWhich() {
        const RoomId open = newRoom(Visibility::Public);
        for (const Person& person : {m_ben, m_chi})
            QCOMPARE(m_chat->outcome(person.at, RoomJoin{open, {}}), ok);
        const Secret bens = invite(m_ben, open);
        const Secret chis = invite(m_chi, open);
        QCOMPARE(listed(m_ana, open).size(), 2);
        QCOMPARE(listed(m_chi, open).size(), 1);
        QCOMPARE(listed(m_chi, open)[0].code, chis);
        QCOMPARE(m_chat->outcome(m_eve.at, RoomInvites{open}), QStringLiteral("room.notMember"));
        QCOMPARE(m_chat->outcome(m_chi.at, RoomRevokeInvite{open, bens}), gone); // as if there were none
        QCOMPARE(m_chat->outcome(m_chi.at, RoomRevokeInvite{open, chis}), ok);
        QCOMPARE(m_chat->outcome(m_chi.at, RoomRevokeInvite{open, chis}), gone);
        QCOMPARE(m_chat->outcome(m_ana.at, RoomRevokeInvite{m_room, bens}), gone); // of another room
        QCOMPARE(m_chat->outcome(m_ana.at, RoomRevokeInvite{open, bens}), ok);
        QCOMPARE(listed(m_ana, open).size(), 0);
    }

    void aLookChangesNothing() {
        const Secret code = invite(m_ben, m_room, 1);
        const auto seen = m_chat->ask(m_chat->open(), InviteLook{code});
        QVERIFY(seen);
        QCOMPARE(seen->room->id, m_room);
        QCOMPARE(seen->room->name, QStringLiteral("Room"));
        QCOMPARE(seen->room->members, 3);
        QVERIFY(!seen->room->hasPassword);
        QCOMPARE(seen->by.name, QStringLiteral("Ben"));
        QVERIFY(!seen->by.email);
        QCOMPARE(accept(m_eve, code), ok);
    }

    void itOpensPrivateRoomsAndPasswords() {
        const RoomId locked = newRoom(Visibility::Private, Secret{QStringLiteral("sesame")});
        const Secret code = invite(m_ana, locked);
        m_chat->ports.forget();
        const auto joined = m_chat->ask(m_eve.at, InviteAccept{code});
        QVERIFY(joined);
        QCOMPARE(joined->room.id, locked);
        QCOMPARE(joined->room.role, std::optional(Role::Member));
        QVERIFY(m_chat->send(m_eve.at, locked));
        QCOMPARE(m_chat->ask(m_ana.at, RoomMembers{locked, {}, {}})->members.size(), 2);
    }

    void membersUseUpNothing() {
        const Secret code = invite(m_ana, m_room, 1);
        const auto again = m_chat->ask(m_chi.at, InviteAccept{code});
        QVERIFY(again);
        QCOMPARE(again->room.id, m_room);
        QCOMPARE(listed(m_ana, m_room)[0].usesLeft, std::optional(1));
        QCOMPARE(accept(m_eve, code), ok);
        QCOMPARE(accept(m_chi, code), gone);
    }

    void bansAndBoundsHold() {
        QCOMPARE(m_chat->outcome(m_ana.at, RoomBan{m_room, m_eve.id, {}, {}}), ok);
        const Secret code = invite(m_ana, m_room, 1);
        QCOMPARE(accept(m_eve, code), QStringLiteral("room.banned"));
        QCOMPARE(listed(m_ana, m_room)[0].usesLeft, std::optional(1));
        const RoomId small = newRoom(Visibility::Private, {}, 1);
        const Secret full = invite(m_ana, small, 1);
        QCOMPARE(accept(m_ben, full), QStringLiteral("room.full"));
        QCOMPARE(m_chat->outcome(m_chat->open(), registration(QStringLiteral("Fay"), full)),
                 QStringLiteral("room.full"));
        QCOMPARE(m_chat->outcome(m_chat->open(), ChatUnderTest::registration(QStringLiteral("Fay"))), ok);
    }

    /// In one turn of the chat thread, so that both are on their way at once.
    void twoCannotTakeTheLastUse() {
        const Secret code = invite(m_ana, m_room, 1);
        const Person fay = newPerson(QStringLiteral("Fay"));
        const qint64 first = m_chat->post(m_eve.at, InviteAccept{code});
        const qint64 second = m_chat->post(fay.at, InviteAccept{code});
        const auto one = m_chat->answerTo(m_eve.at, first);
        const auto other = m_chat->answerTo(fay.at, second);
        QCOMPARE(int(one.has_value()) + int(other.has_value()), 1);
        QCOMPARE((one ? other : one).error().kind, ErrorKind::InviteNotFound);
        QCOMPARE(m_chat->ask(m_ana.at, RoomMembers{m_room, {}, {}})->members.size(), 4);
    }

    void itEndsByTimeAndByHand() {
        const Secret timed = invite(m_ana, m_room, {}, 1000);
        const Secret revoked = invite(m_ana);
        m_chat->clock.pass(std::chrono::milliseconds(999));
        QCOMPARE(look(timed), ok);
        m_chat->clock.pass(std::chrono::milliseconds(1));
        QCOMPARE(m_chat->outcome(m_ben.at, RoomRevokeInvite{m_room, revoked}), ok);
        for (const Secret& code : {timed, revoked, Secret{QStringLiteral("never")}}) {
            QCOMPARE(look(code), gone);
            QCOMPARE(accept(m_eve, code), gone);
            QCOMPARE(m_chat->outcome(m_chat->open(), registration(QStringLiteral("Fay"), code)), gone);
        }
        QCOMPARE(listed(m_ana, m_room).size(), 0);
    }

    void itEndsWithTheRightToInvite() {
        const Secret code = invite(m_ben);
        QCOMPARE(m_chat->outcome(m_ana.at, RoomSetRole{m_room, m_ben.id, Role::Member}), ok);
        QCOMPARE(look(code), gone);
        QCOMPARE(accept(m_eve, code), gone);
        const Secret another = invite(m_ana);
        QCOMPARE(m_chat->outcome(m_ana.at, RoomSetRole{m_room, m_ben.id, Role::Owner}), ok);
        QCOMPARE(m_chat->outcome(m_ana.at, RoomLeave{m_room}), ok);
        QCOMPARE(accept(m_eve, another), gone);
        QCOMPARE(accept(m_ana, invite(m_ben)), ok); // who comes back does not bring it along
        QCOMPARE(m_chat->outcome(m_ben.at, RoomSetRole{m_room, m_ana.id, Role::Owner}), ok);
        QCOMPARE(accept(m_eve, another), gone);
    }

    void itEndsWithTheRoom() {
        const Secret code = invite(m_ana);
        RoomUpdate archive;
        archive.room = m_room;
        archive.archived = true;
        QCOMPARE(m_chat->outcome(m_ana.at, archive), ok);
        QCOMPARE(look(code), gone);
        QCOMPARE(m_chat->outcome(m_ana.at, RoomInvite{m_room, {}, {}}), forbidden);
        archive.archived = false;
        QCOMPARE(m_chat->outcome(m_ana.at, archive), ok);
        QCOMPARE(look(code), ok);
        QCOMPARE(m_chat->outcome(m_ana.at, RoomDelete{m_room}), ok);
        QCOMPARE(look(code), gone);
        QCOMPARE(accept(m_eve, code), gone);
    }

    void aRoomHasSoMany() {
        for (int i = 0; i < limits::invitesPerRoom - 1; ++i)
            QVERIFY(!invite(m_ana).isEmpty());
        const Secret brief = invite(m_ana, m_room, {}, 1000);
        QCOMPARE(m_chat->outcome(m_ana.at, RoomInvite{m_room, {}, {}}), forbidden);
        m_chat->clock.pass(std::chrono::milliseconds(1000)); // what has ended does not count
        QCOMPARE(m_chat->outcome(m_ana.at, RoomInvite{m_room, {}, {}}), ok);
    }

    void newAccountsAreMembersAtOnce() {
        const Secret code = invite(m_ana, m_room, 1);
        m_chat->ports.forget();
        const auto fay = m_chat->ask(m_chat->open(), registration(QStringLiteral("Fay"), code));
        QVERIFY(fay);
        QCOMPARE(fay->rooms.size(), 1);
        QCOMPARE(fay->rooms[0].id, m_room);
        QCOMPARE(listed(m_ana, m_room).size(), 0);
        const auto events = m_chat->ask(m_ana.at, RoomEvents{m_room, fay->rooms[0].lastSeq - 1, {}})->events;
        QCOMPARE(std::get<MemberJoined>(events.constLast().data).user, fay->user.id);
        QCOMPARE(m_chat->outcome(m_chat->open(), registration(QStringLiteral("Eva"), code)), gone);
        QCOMPARE(m_chat->outcome(m_chat->open(), ChatUnderTest::login(QStringLiteral("Eva"))),
                 QStringLiteral("auth.invalid")); // and nothing of it stays
    }

    void registrationByInvitationOnly() {
        m_chat = std::make_unique<ChatUnderTest>(Rates::unlimited(), HashLimits{}, Registration::Invite);
        const QString closed = QStringLiteral("account.registrationClosed");
        QCOMPARE(m_chat->ask(m_chat->open(), ServerAbout{})->registration, Registration::Invite);
        QCOMPARE(m_chat->outcome(m_chat->open(), ChatUnderTest::registration(QStringLiteral("Fay"))), closed);
        QCOMPARE(m_chat->outcome(m_chat->open(), registration(QStringLiteral("Fay"), Secret{QStringLiteral("no")})),
                 gone);
        NewUser operators =
            checkedNewUser(QStringLiteral("Op"), QStringLiteral("op@example.org"), m_chat->clock.now()).value();
        const UserId op = QCoro::waitFor(m_chat->storage->users().create(operators)).value().id;
        NewRoom room;
        room.name = QStringLiteral("Hall");
        room.owner = op;
        const RoomId hall = QCoro::waitFor(m_chat->storage->rooms().create(room)).value().room.id;
        const NewInvite fresh{newInviteCode(), hall, op, m_chat->clock.now()};
        const auto always = [](Role, RoomKind, bool) { return true; };
        QVERIFY(QCoro::waitFor(m_chat->storage->invites().make(fresh, always)));
        const auto made = m_chat->ask(m_chat->open(), registration(QStringLiteral("Fay"), fresh.code));
        QVERIFY(made);
        QCOMPARE(made->rooms[0].id, hall);
    }

    void closedIsClosed() {
        m_chat = std::make_unique<ChatUnderTest>(Rates::unlimited(), HashLimits{}, Registration::Closed);
        QCOMPARE(m_chat->outcome(m_chat->open(), registration(QStringLiteral("Fay"), Secret{QStringLiteral("no")})),
                 QStringLiteral("account.registrationClosed"));
    }

    void guessingIsBounded() {
        Rates rates = Rates::unlimited();
        rates.set(Family::Resumes, Rate{1, 3});
        m_chat = std::make_unique<ChatUnderTest>(rates);
        const ConnectionId stranger = m_chat->open();
        const Secret code{QStringLiteral("guess")};
        for (int i = 0; i < 3; ++i)
            QCOMPARE(m_chat->outcome(stranger, InviteLook{code}), gone);
        QCOMPARE(m_chat->outcome(stranger, InviteLook{code}), QStringLiteral("rate.limited"));
        QCOMPARE(m_chat->outcome(m_chat->open(), InviteLook{code}), QStringLiteral("rate.limited")); // by the address
    }
};

QTEST_GUILESS_MAIN(TestInvites)
#include "tst_invites.moc"
