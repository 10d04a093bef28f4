// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/server/storage/profilescontract.h"

namespace confab {

namespace {

const QString ok = QStringLiteral("ok");
const QString notFound = named(ErrorKind::FileNotFound);
const UserStatus holiday{QStringLiteral("On holiday"), QString::fromUtf8("🌴")};

ProfileChange saying(UserId user, const UserStatus& status) {
    ProfileChange change{user};
    change.status = OrNull<UserStatus>{status};
    return change;
}

} // namespace

void ProfilesContract::init() {
    m_fixture.init();
    m_ana = makeUser(storage(), QStringLiteral("Ana"));
    m_ben = makeUser(storage(), QStringLiteral("Ben"));
    m_eve = makeUser(storage(), QStringLiteral("Eve"));
    m_room = makeRoom(storage(), m_ana);
    need(storage().rooms().join(m_room, m_ben, at(1)));
}

QString ProfilesContract::makeFile(UserId owner, const char* id, const char* type) {
    const QString name = QString::fromLatin1(id);
    const Upload upload{name, owner, name, QString::fromLatin1(type), 100, true, at(0), at(1000)};
    need(m_fixture.files().begin(upload, {}));
    return need(m_fixture.files().finish(name, owner, {QString(64, u'a'), 100, QString::fromLatin1(type)}, at(0))).id;
}

QString ProfilesContract::picture(UserId user, const std::optional<QString>& file) {
    ProfileChange change{user};
    change.picture = OrNull<QString>{file};
    return outcome(storage().users().updateProfile(std::move(change)));
}

void ProfilesContract::aProfileIsFoundAsStored() {
    ProfileChange wanted = saying(m_ana, holiday);
    wanted.name = QStringLiteral("Ana Lima");
    const UserStore::ProfileOutcome first = change(wanted);
    QVERIFY(first.changed);
    QCOMPARE(first.user.name, QStringLiteral("Ana Lima"));
    QCOMPARE(first.user.email, std::optional(QStringLiteral("Ana@example.org")));
    QCOMPARE(first.user.status, std::optional(holiday));
    QVERIFY(!change(wanted).changed); // it is so
    m_fixture.reopen();
    const std::optional<User> own = need(storage().users().byId(m_ana));
    QCOMPARE(own->status, std::optional(holiday));
    QCOMPARE(own->presence, std::optional(Availability::Online));
    QCOMPARE(need(storage().users().find(QStringLiteral("lima"), m_eve, 10)).value(0).id, m_ana);
    QVERIFY(need(storage().users().find(QStringLiteral("ana@example.org"), m_eve, 10)).value(0).status);
    ProfileChange none{m_ana};
    none.status = OrNull<UserStatus>{};
    QVERIFY(!change(none).user.status);
}

void ProfilesContract::everyRowHasIt() {
    const QString file = makeFile(m_ana, "face");
    QCOMPARE(picture(m_ana, file), ok);
    change(saying(m_ana, holiday));
    const Seq seq = send(storage(), m_room, m_ana, QStringLiteral("a"));
    const auto check = [&](const User& user) {
        QCOMPARE(user.id, m_ana);
        QCOMPARE(user.picture, std::optional(file));
        QCOMPARE(user.status, std::optional(holiday));
    };
    check(need(storage().log().events(m_room, m_ben, seq - 1, 10)).users.value(0));
    check(need(storage().messages().history(m_room, m_ben, {}, 10)).users.value(0));
    check(seen(m_ana, m_eve));
    check(need(storage().rooms().openDirect({{m_ana, m_ben}, m_ben, at(2)})).room.people->value(0));
    const Member member = need(storage().rooms().members(m_room, m_ben, UserId{}, 10)).members.value(0);
    QCOMPARE(member.picture, std::optional(file));
    QCOMPARE(member.status, std::optional(holiday));
    QCOMPARE(member.presence, std::optional(Availability::Online));
}

void ProfilesContract::aStatusThatHasEndedIsNone() {
    UserStatus status = holiday;
    status.until = UtcTime{UtcTime::now().ms + 3'600'000};
    QCOMPARE(change(saying(m_ana, status)).user.status, std::optional(status));
    status.until = UtcTime{UtcTime::now().ms - 1};
    QVERIFY(!change(saying(m_ana, status)).user.status);
    QVERIFY(!seen(m_ana, m_ben).status);
    QCOMPARE(change(saying(m_ana, holiday)).user.status, std::optional(holiday));
}

void ProfilesContract::aPictureIsHeldAndLetGo() {
    const QString file = makeFile(m_ana, "face");
    const QString other = makeFile(m_ana, "other");
    QCOMPARE(readable(file, m_eve), notFound);
    QCOMPARE(picture(m_ana, file), ok);
    QCOMPARE(readable(file, m_eve), ok);
    QCOMPARE(need(m_fixture.files().forgetLoose(at(1))), 1); // the other one
    QCOMPARE(picture(m_ana, other), notFound);
    QCOMPARE(picture(m_ana, file), ok);
    QCOMPARE(picture(m_ana, std::nullopt), ok);
    QCOMPARE(readable(file, m_eve), notFound);
    QCOMPARE(need(m_fixture.files().forgetLoose(UtcTime{0})), 1); // the next sweep, however young
}

void ProfilesContract::onlyTheOwnPictureCounts() {
    QCOMPARE(picture(m_ana, makeFile(m_ben, "bens")), notFound);
    QCOMPARE(picture(m_ana, makeFile(m_ana, "text", "text/plain")), named(ErrorKind::InputInvalid));
    QVERIFY(!seen(m_ana, m_ben).picture);
}

void ProfilesContract::presenceIsForThoseWhoShareARoom() {
    QVERIFY(need(storage().users().setPresence(m_ana, Availability::Away, at(2))));
    QVERIFY(!need(storage().users().setPresence(m_ana, Availability::Away, at(2))));
    need(storage().users().wentOffline({m_ana, m_ben}, at(3)));
    QCOMPARE(seen(m_ana, m_ben).presence, std::optional(Availability::Away));
    QCOMPARE(seen(m_ana, m_ben).lastSeenAt, std::optional(at(3)));
    QCOMPARE(seen(m_ana, m_ana).presence, std::optional(Availability::Away));
    QVERIFY(!seen(m_ana, m_eve).presence);
    QVERIFY(!seen(m_ana, m_eve).lastSeenAt);
    QCOMPARE(need(storage().users().profiles({m_ben, m_ana})).value(0).presence, std::optional(Availability::Away));
}

void ProfilesContract::whoIsInvisibleWasNotSeen() {
    QVERIFY(need(storage().users().setPresence(m_ana, Availability::Offline, at(2))));
    need(storage().users().wentOffline({m_ana, m_ben}, at(3)));
    QCOMPARE(seen(m_ana, m_ben).lastSeenAt, std::optional(at(2))); // the moment at which they became it
    QCOMPARE(seen(m_ben, m_ana).lastSeenAt, std::optional(at(3)));
    QCOMPARE(need(storage().users().byId(m_ana))->presence, std::optional(Availability::Offline));
}

void ProfilesContract::aRemovedAccountTellsNothing() {
    const QString file = makeFile(m_ana, "face");
    QCOMPARE(picture(m_ana, file), ok);
    change(saying(m_ana, holiday));
    need(storage().users().remove(m_ana));
    QVERIFY(!seen(m_ana, m_ben).picture);
    QVERIFY(!seen(m_ana, m_ben).status);
    QCOMPARE(readable(file, m_eve), notFound);
    QCOMPARE(outcome(storage().users().updateProfile(saying(m_ana, holiday))), named(ErrorKind::AuthExpired));
}

} // namespace confab
