// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/server/storage/accountscontract.h"

#include "server/storage/sql/storagelimits.h"

namespace confab {

namespace {

constexpr qint64 day = 24 * 3600 * 1000;

} // namespace

/// Idle until day 30, over at day 90.
SessionHandle AccountsContract::signIn(UserId user, const QByteArray& token) {
    NewSession session;
    session.user = user;
    session.device = QStringLiteral("Laptop");
    session.refreshHash = token;
    session.at = at(0);
    session.idleUntil = at(30 * day);
    session.endsAt = at(90 * day);
    return need(sessions().create(session)).session;
}

void AccountsContract::userIsFoundAsStored() {
    NewUser user;
    user.name = QStringLiteral("Zoë 🦉 O'Neil; DROP TABLE users --");
    user.email = QStringLiteral("Zoe@Example.org");
    user.foldedEmail = QStringLiteral("zoe@example.org");
    user.passwordHash = "$argon2id$v=19$m=19456,t=2,p=1$c2FsdA$aGFzaA";
    user.at = at(0);
    const User created = need(storage().users().create(user));
    QVERIFY(created.id);
    QCOMPARE(created.name, user.name);

    const auto account = need(storage().users().byEmail(user.foldedEmail));
    QVERIFY(account);
    QCOMPARE(account->user, created);
    QCOMPARE(account->user.email, user.email);
    QCOMPARE(account->passwordHash, user.passwordHash);
    QVERIFY(!need(storage().users().byEmail(QStringLiteral("nobody@example.org"))));

    const auto byId = need(storage().users().byId(created.id));
    QVERIFY(byId);
    QCOMPARE(byId->name, user.name);
    QCOMPARE(byId->email, user.email);
    QVERIFY(!need(storage().users().byId(UserId{created.id.value + 1})));
}

void AccountsContract::emailIsUnique() {
    makeUser(storage(), QStringLiteral("ana"));
    NewUser other;
    other.name = QStringLiteral("Ana");
    other.email = QStringLiteral("ANA@example.org");
    other.foldedEmail = QStringLiteral("ana@example.org");
    other.passwordHash = "x";
    QCOMPARE(outcome(storage().users().create(other)), named(ErrorKind::EmailTaken));
    QCOMPARE(need(storage().users().byEmail(other.foldedEmail))->user.name, QStringLiteral("ana"));
}

void AccountsContract::usersByIds() {
    QList<UserId> ids;
    for (int i = 0; i < 120; ++i) // more than one statement's worth
        ids.append(makeUser(storage(), QStringLiteral("user%1").arg(i)));
    QList<UserId> asked = ids;
    std::reverse(asked.begin(), asked.end());
    asked.append({ids[3], UserId{999'999}, UserId{}});
    const QList<User> found = need(storage().users().byIds(asked, ids[0]));
    QCOMPARE(found.size(), ids.size());
    for (qsizetype i = 0; i < found.size(); ++i) {
        QCOMPARE(found[i].id.value, ids[i].value);
        QCOMPARE(found[i].name, QStringLiteral("user%1").arg(i));
        QVERIFY(!found[i].email);
    }
    QVERIFY(need(storage().users().byIds({}, ids[0])).isEmpty());
}

void AccountsContract::passwordHashChanges() {
    const UserId ana = makeUser(storage(), QStringLiteral("ana"));
    makeUser(storage(), QStringLiteral("ben"));
    need(storage().users().renewPasswordHash(ana, "late", "another"));
    QCOMPARE(need(storage().users().byEmail(QStringLiteral("ana@example.org")))->passwordHash, QByteArray("hash"));
    need(storage().users().renewPasswordHash(ana, "new", "hash"));
    QCOMPARE(need(storage().users().byEmail(QStringLiteral("ana@example.org")))->passwordHash, QByteArray("new"));
    QCOMPARE(need(storage().users().byEmail(QStringLiteral("ben@example.org")))->passwordHash, QByteArray("hash"));
}

void AccountsContract::accountsAreListed() {
    const UserId ana = makeUser(storage(), QStringLiteral("ana"));
    const UserId ben = makeUser(storage(), QStringLiteral("ben"));
    const UserId chi = makeUser(storage(), QStringLiteral("chi"));
    need(storage().users().remove(ben));
    const auto all = need(storage().users().list({}, 10));
    QCOMPARE(all.size(), 2);
    QCOMPARE(all[0].user.id.value, ana.value);
    QCOMPARE(all[0].user.email, QStringLiteral("ana@example.org"));
    QCOMPARE(all[1].user.id.value, chi.value);
    QCOMPARE(need(storage().users().list({}, 1)).size(), 1);
    QCOMPARE(need(storage().users().list(ana, 1)).first().user.id.value, chi.value);
    QVERIFY(need(storage().users().list(chi, 10)).isEmpty());
}

void AccountsContract::resetPasswordEndsSessions() {
    const UserId ana = makeUser(storage(), QStringLiteral("ana"));
    const SessionHandle laptop = signIn(ana, "A");
    const SessionHandle other = signIn(makeUser(storage(), QStringLiteral("ben")), "B");
    need(storage().users().resetPassword(ana, "new", at(1), QStringLiteral("user.password")));
    QCOMPARE(need(storage().users().byEmail(QStringLiteral("ana@example.org")))->passwordHash, QByteArray("new"));
    QCOMPARE(need(sessions().ended({laptop.id, other.id}, at(2))), QList<SessionId>{laptop.id});
    QCOMPARE(outcome(sessions().rotate("A", "C", at(2), at(30 * day))), named(ErrorKind::AuthExpired));
    QCOMPARE(outcome(sessions().confirm(other, at(2))), QStringLiteral("ok"));
}

void AccountsContract::ownersPasswordKeepsOneSession() {
    const UserId ana = makeUser(storage(), QStringLiteral("ana"));
    const SessionHandle laptop = signIn(ana, "A");
    const SessionHandle phone = signIn(ana, "B");
    const SessionHandle other = signIn(makeUser(storage(), QStringLiteral("ben")), "C");
    const auto hash = [this] {
        return need(storage().users().byEmail(QStringLiteral("ana@example.org")))->passwordHash;
    };
    QCOMPARE(need(storage().users().changePassword(ana, "new", laptop.id, at(1))), QList<SessionId>{phone.id});
    QCOMPARE(hash(), QByteArray("new"));
    QCOMPARE(need(sessions().ended({laptop.id, phone.id, other.id}, at(2))), QList<SessionId>{phone.id});
    QCOMPARE(outcome(sessions().rotate("B", "D", at(2), at(30 * day))), named(ErrorKind::AuthExpired));
    QCOMPARE(outcome(sessions().confirm(laptop, at(2))), QStringLiteral("ok"));
    for (const SessionId none : {phone.id, other.id}) // ended meanwhile; another's
        QCOMPARE(outcome(storage().users().changePassword(ana, "newer", none, at(3))), named(ErrorKind::AuthExpired));
    QCOMPARE(hash(), QByteArray("new"));
    QCOMPARE(outcome(sessions().confirm(laptop, at(3))), QStringLiteral("ok"));
}

void AccountsContract::removedAccountIsGone() {
    const UserId ana = makeUser(storage(), QStringLiteral("ana"));
    const SessionHandle laptop = signIn(ana, "A");
    need(storage().users().remove(ana));
    need(storage().users().remove(makeUser(storage(), QStringLiteral("ben")))); // two do not collide
    QVERIFY(!need(storage().users().byEmail(QStringLiteral("ana@example.org"))));
    QCOMPARE(need(sessions().ended({laptop.id}, at(1))), QList<SessionId>{laptop.id});
    QCOMPARE(outcome(sessions().rotate("A", "C", at(1), at(30 * day))), named(ErrorKind::AuthExpired));
    QCOMPARE(need(storage().users().byIds({ana}, ana)).first().name, QStringLiteral("ana")); // for what it wrote
    NewRoom room;
    room.name = QStringLiteral("Room");
    room.owner = ana;
    room.at = at(1);
    QCOMPARE(outcome(storage().rooms().create(room)), named(ErrorKind::AuthExpired));
    QVERIFY(makeUser(storage(), QStringLiteral("ana")).value != ana.value); // the address is free
}

void AccountsContract::sessionLivesFromCreation() {
    const UserId ana = makeUser(storage(), QStringLiteral("ana"));
    const SessionHandle handle = signIn(ana, "A");
    QVERIFY(handle.id);
    QCOMPARE(handle.user.value, ana.value);
    QCOMPARE(outcome(sessions().confirm(handle, at(1))), QStringLiteral("ok"));

    const UserId ben = makeUser(storage(), QStringLiteral("ben"));
    SessionHandle foreign = handle;
    foreign.user = ben;
    QCOMPARE(outcome(sessions().confirm(foreign, at(1))), named(ErrorKind::AuthExpired));
}

/// After an older state of the database was restored, the numbers of people and sessions come again, for others.
void AccountsContract::accessTokenIsOfOneDatabase() {
    const SessionHandle before = signIn(makeUser(storage(), QStringLiteral("ana")), "A");
    const auto renewedBefore = need(sessions().rotate("A", "B", at(1), at(30 * day)));
    m_fixture.cleanup();
    m_fixture.init();
    const SessionHandle after = signIn(makeUser(storage(), QStringLiteral("ben")), "C");
    QCOMPARE(after.id, before.id);
    QCOMPARE(after.user, before.user);
    QCOMPARE(outcome(sessions().confirm(before, at(2))), named(ErrorKind::AuthExpired));
    const auto renewedAfter = need(sessions().rotate("C", "D", at(2), at(30 * day)));
    QCOMPARE(renewedAfter.session->generation, renewedBefore.session->generation);
    QCOMPARE(outcome(sessions().confirm(*renewedBefore.session, at(3))), named(ErrorKind::AuthExpired));
    QCOMPARE(outcome(sessions().confirm(after, at(3))), QStringLiteral("ok"));
    SessionHandle withoutProof = after;
    withoutProof.proof.clear(); // as tokens were before
    QCOMPARE(outcome(sessions().confirm(withoutProof, at(3))), named(ErrorKind::AuthExpired));
    QCOMPARE(outcome(sessions().confirm(*renewedAfter.session, at(4))), QStringLiteral("ok"));
}

void AccountsContract::rotationSurvivesALostReply() {
    const SessionHandle first = signIn(makeUser(storage(), QStringLiteral("ana")), "A");
    const auto lost = need(sessions().rotate("A", "B1", at(1), at(30 * day)));
    QVERIFY(lost.session);
    QVERIFY(lost.session->generation > first.generation);
    const auto again = need(sessions().rotate("A", "B2", at(2), at(30 * day)));
    QVERIFY(again.session);
    QCOMPARE(again.session->id.value, first.id.value);
    QVERIFY(again.session->generation > lost.session->generation);

    // The pair that never arrived is void: it neither works nor harms.
    QCOMPARE(outcome(sessions().rotate("B1", "X", at(3), at(30 * day))), named(ErrorKind::AuthExpired));
    QCOMPARE(outcome(sessions().confirm(*lost.session, at(3))), named(ErrorKind::AuthExpired));

    QCOMPARE(outcome(sessions().confirm(*again.session, at(4))), QStringLiteral("ok"));
    QCOMPARE(outcome(sessions().confirm(first, at(5))), named(ErrorKind::AuthExpired));
    QVERIFY(need(sessions().rotate("B2", "C", at(6), at(30 * day))).session);
}

void AccountsContract::currentTokensStayValidUntilThePendingAreUsed() {
    const SessionHandle first = signIn(makeUser(storage(), QStringLiteral("ana")), "A");
    const auto next = need(sessions().rotate("A", "B", at(1), at(30 * day)));
    QCOMPARE(outcome(sessions().confirm(first, at(2))), QStringLiteral("ok"));
    QCOMPARE(outcome(sessions().confirm(*next.session, at(3))), QStringLiteral("ok"));
    QCOMPARE(outcome(sessions().confirm(*next.session, at(4))), QStringLiteral("ok"));
    QCOMPARE(outcome(sessions().confirm(first, at(5))), named(ErrorKind::AuthExpired));
}

void AccountsContract::reuseAfterConfirmationRevokes() {
    const SessionHandle first = signIn(makeUser(storage(), QStringLiteral("ana")), "A");
    const auto next = need(sessions().rotate("A", "B", at(1), at(30 * day)));
    need(sessions().confirm(*next.session, at(2)));
    const auto reuse = need(sessions().rotate("A", "X", at(3), at(30 * day)));
    QVERIFY(!reuse.session);
    QVERIFY(reuse.revoked);
    QCOMPARE(reuse.revoked->value, first.id.value);
    QCOMPARE(outcome(sessions().confirm(*next.session, at(4))), named(ErrorKind::AuthExpired));
    QCOMPARE(outcome(sessions().rotate("B", "C", at(5), at(30 * day))), named(ErrorKind::AuthExpired));
    QCOMPARE(outcome(sessions().rotate("X", "C", at(5), at(30 * day))), named(ErrorKind::AuthExpired));
}

void AccountsContract::reuseAfterTheNextRotationRevokes() {
    const SessionHandle first = signIn(makeUser(storage(), QStringLiteral("ana")), "A");
    QVERIFY(need(sessions().rotate("A", "B", at(1), at(30 * day))).session);
    QVERIFY(need(sessions().rotate("B", "C", at(2), at(30 * day))).session);
    QVERIFY(need(sessions().rotate("C", "D", at(3), at(30 * day))).session);
    const auto reuse = need(sessions().rotate("A", "X", at(4), at(30 * day)));
    QVERIFY(reuse.revoked);
    QCOMPARE(reuse.revoked->value, first.id.value);
    QCOMPARE(outcome(sessions().rotate("D", "E", at(5), at(30 * day))), named(ErrorKind::AuthExpired));
}

void AccountsContract::idleSessionEnds() {
    const SessionHandle handle = signIn(makeUser(storage(), QStringLiteral("ana")), "A");
    QCOMPARE(outcome(sessions().confirm(handle, at(30 * day - 1))), QStringLiteral("ok"));
    QCOMPARE(outcome(sessions().confirm(handle, at(30 * day))), named(ErrorKind::AuthExpired));
    QCOMPARE(outcome(sessions().rotate("A", "B", at(30 * day), at(60 * day))), named(ErrorKind::AuthExpired));
}

void AccountsContract::rotationMovesTheIdleEnd() {
    signIn(makeUser(storage(), QStringLiteral("ana")), "A");
    const auto next = need(sessions().rotate("A", "B", at(29 * day), at(59 * day)));
    QCOMPARE(outcome(sessions().confirm(*next.session, at(59 * day - 1))), QStringLiteral("ok"));
    QCOMPARE(outcome(sessions().confirm(*next.session, at(59 * day))), named(ErrorKind::AuthExpired));
}

/// A server whose clock was 400 days back for one rotation: the end of the session does not move back with it.
void AccountsContract::aClockThatWasWrongEndsNoSession() {
    signIn(makeUser(storage(), QStringLiteral("ana")), "A");
    const auto next = need(sessions().rotate("A", "B", at(-400 * day), at(-370 * day)));
    QCOMPARE(outcome(sessions().confirm(*next.session, at(1))), QStringLiteral("ok"));
    QVERIFY(need(sessions().rotate("B", "C", at(2), at(30 * day + 2))).session); // and on it goes
    QCOMPARE(outcome(sessions().confirm(*next.session, at(30 * day + 1))), QStringLiteral("ok"));
}

void AccountsContract::sessionEndsUsedOrNot() {
    signIn(makeUser(storage(), QStringLiteral("ana")), "A");
    QVERIFY(need(sessions().rotate("A", "B", at(29 * day), at(59 * day))).session);
    QVERIFY(need(sessions().rotate("B", "C", at(58 * day), at(88 * day))).session);
    const auto last = need(sessions().rotate("C", "D", at(87 * day), at(117 * day)));
    QCOMPARE(outcome(sessions().confirm(*last.session, at(90 * day - 1))), QStringLiteral("ok"));
    QCOMPARE(outcome(sessions().confirm(*last.session, at(90 * day))), named(ErrorKind::AuthExpired));
    QCOMPARE(outcome(sessions().rotate("D", "E", at(90 * day), at(120 * day))), named(ErrorKind::AuthExpired));
}

void AccountsContract::revokedSessionIsOver() {
    const UserId ana = makeUser(storage(), QStringLiteral("ana"));
    const SessionHandle laptop = signIn(ana, "A");
    const SessionHandle phone = signIn(ana, "P");
    need(sessions().revoke(laptop.id, at(1)));
    QCOMPARE(outcome(sessions().confirm(laptop, at(2))), named(ErrorKind::AuthExpired));
    QCOMPARE(outcome(sessions().rotate("A", "B", at(2), at(30 * day))), named(ErrorKind::AuthExpired));
    QCOMPARE(outcome(sessions().confirm(phone, at(2))), QStringLiteral("ok"));
    QCOMPARE(outcome(sessions().revoke(laptop.id, at(3))), QStringLiteral("ok"));
    signIn(ana, "N"); // which clears away what is over, and only that
    QCOMPARE(outcome(sessions().rotate("A", "B", at(2), at(30 * day))), named(ErrorKind::AuthExpired));
    QCOMPARE(outcome(sessions().confirm(phone, at(4))), QStringLiteral("ok"));
}

void AccountsContract::theOldestOfTooManySessionsEnds() {
    const UserId ana = makeUser(storage(), QStringLiteral("ana"));
    const SessionHandle other = signIn(makeUser(storage(), QStringLiteral("ben")), "other");
    std::vector<SessionHandle> handles{signIn(ana, "0")};
    need(sessions().rotate("0", "in use", at(1), at(30 * day))); // by a device that stays signed in
    const auto signInLater = [&](const QByteArray& token) {
        return need(sessions().create(NewSession{ana, {}, token, at(2), at(30 * day), at(90 * day)}));
    };
    for (int i = 1; i < limits::sessionsPerPerson; ++i) // by a script that never renews
        handles.push_back(signInLater(QByteArray::number(i)).session);
    const SessionStore::Creation created = signInLater("one more");
    QCOMPARE(created.ended, QList<SessionId>{handles[1].id});
    QCOMPARE(outcome(sessions().confirm(handles[0], at(2))), QStringLiteral("ok"));
    QCOMPARE(outcome(sessions().confirm(handles[1], at(2))), named(ErrorKind::AuthExpired));
    QCOMPARE(outcome(sessions().confirm(handles[2], at(2))), QStringLiteral("ok"));
    QCOMPARE(outcome(sessions().confirm(created.session, at(2))), QStringLiteral("ok"));
    QCOMPARE(outcome(sessions().confirm(other, at(2))), QStringLiteral("ok"));
}

/// After any number of rotations, use of the first token is detected.
void AccountsContract::tokensOfLongAgoAreKnown() {
    const UserId ana = makeUser(storage(), QStringLiteral("ana"));
    const SessionHandle handle = signIn(ana, "0");
    const auto rotate = [&](qint64 from) {
        return sessions().rotate(QByteArray::number(from), QByteArray::number(from + 1), at(1), at(30 * day));
    };
    constexpr qint64 rotations = 2 * limits::tokensForgotten;
    for (qint64 i = 0; i < rotations; ++i)
        QVERIFY(need(rotate(i)).session);
    const auto reuse = need(rotate(0));
    QVERIFY(reuse.revoked);
    QCOMPARE(reuse.revoked->value, handle.id.value);
    for (int i = 0; i < 4; ++i)
        signIn(ana, "N" + QByteArray::number(i)); // which clear the ended one away, part by part
    QCOMPARE(outcome(rotate(rotations)), named(ErrorKind::AuthExpired));
    QCOMPARE(need(sessions().ended({handle.id}, at(2))), QList<SessionId>{handle.id});
}

void AccountsContract::onlyOnesOwnSessionIsRevoked() {
    const UserId ana = makeUser(storage(), QStringLiteral("ana"));
    const UserId ben = makeUser(storage(), QStringLiteral("ben"));
    const SessionHandle laptop = signIn(ana, "A");
    QCOMPARE(outcome(sessions().revokeOf(ben, laptop.id, at(1))), named(ErrorKind::InputInvalid));
    QCOMPARE(outcome(sessions().confirm(laptop, at(1))), QStringLiteral("ok"));
    QCOMPARE(outcome(sessions().revokeOf(ana, SessionId{999'999}, at(1))), named(ErrorKind::InputInvalid));
    QCOMPARE(outcome(sessions().revokeOf(ana, laptop.id, at(1))), QStringLiteral("ok"));
    QCOMPARE(outcome(sessions().confirm(laptop, at(2))), named(ErrorKind::AuthExpired));
    QCOMPARE(outcome(sessions().revokeOf(ana, laptop.id, at(2))), QStringLiteral("ok")); // it is so already
}

/// A sign-in that was proven by a password which was changed meanwhile.
void AccountsContract::sessionNeedsThePasswordOfItsProof() {
    NewSession session{makeUser(storage(), QStringLiteral("ana")), {}, "A", at(0), at(1), at(2)};
    session.passwordHash = "before";
    QCOMPARE(outcome(sessions().create(session)), named(ErrorKind::AuthInvalid));
    session.passwordHash = "hash";
    QCOMPARE(outcome(sessions().create(session)), QStringLiteral("ok"));
}

void AccountsContract::devicesSayFromWhere() {
    const UserId ana = makeUser(storage(), QStringLiteral("ana"));
    const auto address = [&] { return need(sessions().devices(ana, at(2))).first().address; };
    signIn(ana, "A");
    QCOMPARE(address(), QString());
    need(sessions().rotate("A", "B", at(1), at(30 * day), QStringLiteral("2001:db8::7")));
    QCOMPARE(address(), QStringLiteral("2001:db8::7"));
    need(sessions().rotate("B", "C", at(2), at(30 * day))); // what is not known is not said
    QCOMPARE(address(), QString());
}

void AccountsContract::unknownTokenIsExpired() {
    signIn(makeUser(storage(), QStringLiteral("ana")), "A");
    QCOMPARE(outcome(sessions().rotate("B", "C", at(1), at(30 * day))), named(ErrorKind::AuthExpired));
    QCOMPARE(outcome(sessions().rotate({}, "C", at(1), at(30 * day))), named(ErrorKind::AuthExpired));
    QCOMPARE(outcome(sessions().confirm({SessionId{77}, UserId{1}, 0, {}}, at(1))), named(ErrorKind::AuthExpired));
}

void AccountsContract::sessionsSurviveAReopen() {
    signIn(makeUser(storage(), QStringLiteral("ana")), "A");
    const auto next = need(sessions().rotate("A", "B", at(1), at(30 * day)));
    m_fixture.reopen();
    QCOMPARE(outcome(sessions().confirm(*next.session, at(2))), QStringLiteral("ok"));
    QVERIFY(need(sessions().rotate("A", "X", at(3), at(30 * day))).revoked);
}

} // namespace confab
