// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/server/storage/secondfactorscontract.h"

namespace confab {

namespace {

const QByteArray secret("sealed");
const QString ok = QStringLiteral("ok");
const QString wrongCode = QStringLiteral("auth.wrongCode");
const QString expired = QStringLiteral("auth.expired");

FactorProof step(qint64 number) {
    return {number, {}};
}
FactorProof recovery(const QByteArray& hash) {
    return {{}, hash};
}

NewSession sessionOf(UserId user, const QByteArray& token) {
    return {user, QStringLiteral("Desk"), token, at(0), at(10'000), at(20'000)};
}

} // namespace

void SecondFactorsContract::init() {
    m_fixture.init();
    m_ana = makeUser(storage(), QStringLiteral("Ana"));
}

void SecondFactorsContract::switchOn(UserId user) {
    QCOMPARE(outcome(factors().begin(user, secret)), ok);
    QCOMPARE(outcome(factors().confirm(user, secret, 100, {"one", "two"})), ok);
}

QString SecondFactorsContract::challenge(const QByteArray& hash, qint64 endsAt) {
    return outcome(factors().challenge({hash, m_ana, QStringLiteral("Desk"), "hash", at(0), at(endsAt)}));
}

QString SecondFactorsContract::guess(const QByteArray& hash, qint64 now) {
    return outcome(factors().guess(hash, at(now)));
}

void SecondFactorsContract::oneIsBegunConfirmedAndSwitchedOff() {
    QVERIFY(!need(factors().of(m_ana)));
    QCOMPARE(outcome(factors().begin(m_ana, "first")), ok);
    QCOMPARE(outcome(factors().begin(m_ana, secret)), ok); // which replaces it
    QCOMPARE(outcome(factors().confirm(m_ana, "first", 100, {})), wrongCode);
    QVERIFY(!need(factors().of(m_ana))->isOn);
    QVERIFY(!need(storage().users().byId(m_ana))->mfa);
    QCOMPARE(outcome(factors().confirm(m_ana, secret, 100, {"one"})), ok);
    m_fixture.reopen();
    const SecondFactor on = need(factors().of(m_ana)).value();
    QVERIFY(on.isOn);
    QCOMPARE(on.secret, secret);
    QCOMPARE(on.lastStep, 100);
    QCOMPARE(need(storage().users().byId(m_ana))->mfa, std::optional(true));
    QVERIFY(!need(storage().users().byIds({m_ana}, m_ana)).first().mfa);
    QCOMPARE(outcome(factors().disable(m_ana, step(100))), wrongCode); // it was the first code
    QCOMPARE(outcome(factors().disable(m_ana, step(101))), ok);
    QVERIFY(!need(factors().of(m_ana)));
    switchOn(m_ana);
    QCOMPARE(need(factors().remove(m_ana, at(0))), true);
    QCOMPARE(need(factors().remove(m_ana, at(0))), false);
}

void SecondFactorsContract::oneThatIsOnIsNotReplaced() {
    switchOn(m_ana);
    QCOMPARE(outcome(factors().begin(m_ana, "another")), QStringLiteral("input.invalid"));
    QCOMPARE(need(factors().of(m_ana))->secret, secret);
    QCOMPARE(outcome(factors().confirm(m_ana, secret, 102, {"three"})), wrongCode);
}

void SecondFactorsContract::aSessionNeedsAProof() {
    QCOMPARE(outcome(storage().sessions().create(sessionOf(m_ana, "a"))), ok);
    QCOMPARE(outcome(factors().begin(m_ana, secret)), ok);
    QCOMPARE(outcome(storage().sessions().create(sessionOf(m_ana, "b"))), ok); // it is not on yet
    QCOMPARE(outcome(factors().confirm(m_ana, secret, 100, {})), ok);
    QCOMPARE(outcome(storage().sessions().create(sessionOf(m_ana, "c"))), QStringLiteral("auth.codeRequired"));
    NewSession proven = sessionOf(m_ana, "d");
    proven.isCodeProven = true;
    QCOMPARE(outcome(storage().sessions().create(proven)), ok);
    QCOMPARE(need(storage().sessions().devices(m_ana, at(1))).size(), 3); // switching it on ended none
}

void SecondFactorsContract::aStepIsGoodOnce() {
    switchOn(m_ana);
    QCOMPARE(challenge("c"), ok);
    QCOMPARE(outcome(factors().use(m_ana, step(101), "other")), ok);
    QCOMPARE(outcome(factors().use(m_ana, step(101), "c")), wrongCode);
    QCOMPARE(outcome(factors().use(m_ana, step(100), "c")), wrongCode);
    QCOMPARE(guess("c"), ok); // a wrong code did not end it
    QCOMPARE(outcome(factors().use(m_ana, step(102), "c")), ok);
}

void SecondFactorsContract::ofTwoThatUseAStepAtOnceOneCan() {
    switchOn(m_ana);
    std::vector<QCoro::Task<Status>> tasks;
    for (int i = 0; i < 8; ++i)
        tasks.push_back(factors().use(m_ana, step(101), "c"));
    int good = 0;
    for (const Status& used : askAll(std::move(tasks)))
        good += used ? 1 : 0;
    QCOMPARE(good, 1);
}

void SecondFactorsContract::aRecoveryCodeIsGoodOnce() {
    switchOn(m_ana);
    const UserId ben = makeUser(storage(), QStringLiteral("Ben"));
    switchOn(ben);
    QCOMPARE(outcome(factors().use(m_ana, recovery("one"), "c")), ok);
    QCOMPARE(outcome(factors().use(m_ana, recovery("one"), "c")), wrongCode);
    QCOMPARE(outcome(factors().use(m_ana, recovery("none"), "c")), wrongCode);
    QCOMPARE(outcome(factors().use(ben, recovery("one"), "c")), ok); // another's are others
    QCOMPARE(outcome(factors().disable(m_ana, recovery("two"))), ok);
}

void SecondFactorsContract::aChallengeHasFewGuesses() {
    switchOn(m_ana);
    QCOMPARE(challenge("c"), ok);
    const Challenged first = need(factors().guess("c", at(1)));
    QCOMPARE(first.account.user.id, m_ana);
    QCOMPARE(first.account.user.email, std::optional(QStringLiteral("Ana@example.org")));
    QCOMPARE(first.account.passwordHash, QByteArray("hash"));
    QCOMPARE(first.device, QStringLiteral("Desk"));
    QCOMPARE(first.factor.secret, secret);
    for (int i = 1; i < 5; ++i)
        QCOMPARE(guess("c"), ok);
    QCOMPARE(guess("c"), expired);
    QCOMPARE(guess("unknown"), expired);
}

void SecondFactorsContract::aChallengeEndsWithItsTimeAndItsUse() {
    switchOn(m_ana);
    QCOMPARE(challenge("c", 1000), ok);
    QCOMPARE(guess("c", 999), ok);
    QCOMPARE(guess("c", 1000), expired);
    QCOMPARE(challenge("d"), ok);
    QCOMPARE(outcome(factors().use(m_ana, step(101), "d")), ok);
    QCOMPARE(guess("d"), expired);
}

void SecondFactorsContract::aChallengeEndsWithItsPassword() {
    switchOn(m_ana);
    QCOMPARE(challenge("c"), ok);
    const SessionId keep = [this] {
        NewSession session = sessionOf(m_ana, "a");
        session.isCodeProven = true;
        return need(storage().sessions().create(session)).session.id;
    }();
    QCOMPARE(outcome(storage().users().changePassword(m_ana, "new", keep, at(1))), ok);
    QCOMPARE(guess("c"), expired);
    QCOMPARE(challenge("d"), QStringLiteral("auth.invalid")); // of the former password
}

void SecondFactorsContract::aChallengeEndsWithItsFactor() {
    switchOn(m_ana);
    QCOMPARE(challenge("c"), ok);
    QCOMPARE(outcome(factors().disable(m_ana, step(101))), ok);
    switchOn(m_ana);
    QCOMPARE(guess("c"), expired);
}

void SecondFactorsContract::thePersonsOldestChallengeMakesRoom() {
    switchOn(m_ana);
    for (int i = 0; i < 11; ++i)
        QCOMPARE(challenge("c" + QByteArray::number(i), 1000 + i), ok);
    QCOMPARE(guess("c0"), expired);
    QCOMPARE(guess("c1"), ok);
    QCOMPARE(guess("c10"), ok);
}

void SecondFactorsContract::anAddressIsChangedUnlessItIsTaken() {
    makeUser(storage(), QStringLiteral("Ben"));
    const auto change = [this](const QString& email) {
        return outcome(storage().users().changeEmail(m_ana, email, email.toCaseFolded()));
    };
    QCOMPARE(change(QStringLiteral("BEN@example.org")), QStringLiteral("account.emailTaken"));
    QVERIFY(need(storage().users().byEmail(QStringLiteral("ana@example.org"))));
    QCOMPARE(change(QStringLiteral("ANA@example.org")), ok); // one's own, written in another way
    QCOMPARE(change(QStringLiteral("new@example.org")), ok);
    QVERIFY(!need(storage().users().byEmail(QStringLiteral("ana@example.org"))));
    QCOMPARE(need(storage().users().byEmail(QStringLiteral("new@example.org")))->user.id, m_ana);
}

void SecondFactorsContract::anEndedAccountIsErasedInSlices() {
    const UserId ben = makeUser(storage(), QStringLiteral("Ben"));
    const RoomId room = makeRoom(storage(), m_ana);
    need(storage().rooms().join(room, ben, at(0)));
    for (int i = 0; i < 100; ++i) // more than one slice
        send(storage(), room, m_ana, QStringLiteral("c%1").arg(i), QStringLiteral("secret"));
    switchOn(m_ana);
    NewSession session = sessionOf(m_ana, "a");
    session.isCodeProven = true;
    const SessionId signedIn = need(storage().sessions().create(session)).session.id;
    QCOMPARE(need(storage().users().end(m_ana)), QList<SessionId>{signedIn});
    QVERIFY(!need(storage().users().byEmail(QStringLiteral("ana@example.org"))));
    QCOMPARE(need(storage().users().byId(m_ana))->name, QStringLiteral("Deleted user"));
    QCOMPARE(need(storage().retention().erasures()), QList<UserId>{m_ana});
    int messages = need(storage().retention().eraseOn(m_ana, at(5))).messages;
    QCOMPARE(messages, 64);
    m_fixture.reopen(); // as after a kill: it goes on where it was
    QCOMPARE(need(storage().retention().erasures()), QList<UserId>{m_ana});
    for (bool isOver = false; !isOver;) {
        const RetentionStore::Erased slice = need(storage().retention().eraseOn(m_ana, at(6)));
        messages += slice.messages;
        QCOMPARE(slice.events.size(), slice.messages);
        isOver = !slice.next;
    }
    QCOMPARE(messages, 100);
    QVERIFY(need(storage().retention().erasures()).isEmpty());
    for (const Message& message : need(storage().messages().history(room, ben, {}, 200)).messages)
        QVERIFY(message.deletedAt);
}

} // namespace confab
