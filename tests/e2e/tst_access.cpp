// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/support/people.h"
#include "tests/support/results.h"

#include <QTest>

using namespace confab;
using namespace confab::test;

namespace {

/// A request that is well formed, whatever it asks for. A new method needs nothing here as long as its members have
/// these names.
template <class R>
R sample(RoomId room, const Person& person) {
    R request{};
    if constexpr (requires { request.room; })
        request.room = room;
    if constexpr (requires { request.name; })
        request.name = QStringLiteral("Name");
    if constexpr (requires { request.email; })
        request.email = QStringLiteral("nobody@example.org");
    if constexpr (std::is_same_v<R, AccountRegister> || std::is_same_v<R, AccountLogin>)
        request.password = Secret{QStringLiteral("not the password")};
    if constexpr (requires { request.accessToken; })
        request.accessToken = person.auth.accessToken;
    if constexpr (requires { request.refreshToken; })
        request.refreshToken = person.auth.refreshToken;
    if constexpr (requires { request.clientId; })
        request.clientId = QStringLiteral("6f9619ff-8b86-d011-b42d-00cf4fc964ff");
    if constexpr (requires { request.body; })
        request.body = QStringLiteral("text");
    if constexpr (requires { request.seq; })
        request.seq = 1;
    if constexpr (requires { request.seqs; })
        request.seqs = {1};
    if constexpr (requires { request.emoji; })
        request.emoji = QStringLiteral("👍");
    if constexpr (requires { request.user; })
        request.user = person.auth.user.id;
    if constexpr (std::is_same_v<R, SessionEnd>)
        request.id = SessionId{1};
    if constexpr (std::is_same_v<R, AccountChangePassword>) {
        request.oldPassword = Secret{QStringLiteral("not the password")};
        request.newPassword = Secret{QStringLiteral("not a password, either")};
    }
    if constexpr (requires { request.code; })
        request.code = Secret{QStringLiteral("nobodysCode00000000000")};
    if constexpr (requires { request.users; })
        request.users = {person.auth.user.id};
    if constexpr (std::is_same_v<R, BotAdd>)
        request.rooms = {BotRoom{room, {BotRight::Read}}};
    if constexpr (requires { request.bot; })
        request.bot = person.auth.user.id;
    if constexpr (requires { request.query; })
        request.query = QStringLiteral("Name");
    return request;
}

template <class Use, size_t... I>
void forEachRequest(RoomId room, const Person& person, const Use& use, std::index_sequence<I...>) {
    (use(sample<std::variant_alternative_t<I, Request>>(room, person)), ...);
}

/// Calls `use` with one request of every method that there is.
template <class Use>
void forEachRequest(RoomId room, const Person& person, const Use& use) {
    forEachRequest(room, person, use, std::make_index_sequence<std::variant_size_v<Request>>());
}

template <class R>
constexpr bool isAboutARoom = requires(R request) {
    request.room;
};

QByteArray nameOf(const Request& request) {
    return methodName(request).toLatin1();
}

} // namespace

/// Authorisation of every method of the table: before the sign-in, after the sign-out, and in others' rooms.
class TestAccess : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void beforeSignIn_data();
    void beforeSignIn();
    void afterSignOut();
    void roomOfOthers_data();
    void roomOfOthers();
    void roomThatIsNone();
    void roomThatWasDeleted();
    void roomThatWasLeft();
    void onlyTheOwnerDeletes();
    void nothingOfARoomReachesOthers();

private:
    void checkRefused(const Person& person, RoomId room, const QList<ErrorKind>& expected);

    DaemonProcess m_daemon;
    Person m_owner;
    Person m_stranger;
};

void TestAccess::initTestCase() {
    QVERIFY2(m_daemon.start(), m_daemon.errors().constData());
    m_owner = newPerson(m_daemon, QStringLiteral("Ana"), Codec::Json);
    m_stranger = newPerson(m_daemon, QStringLiteral("Mallory"), Codec::Cbor);
    QVERIFY(m_owner && m_stranger);
}

void TestAccess::beforeSignIn_data() {
    QTest::addColumn<bool>("cbor");
    QTest::newRow("JSON") << false;
    QTest::newRow("CBOR") << true;
}

void TestAccess::beforeSignIn() {
    QFETCH(bool, cbor);
    TestClient nobody(m_daemon.url(), cbor ? Codec::Cbor : Codec::Json);
    QVERIFY(nobody.open());
    int methods = 0;
    forEachRequest(RoomId{1}, m_owner, [&](const auto& request) {
        if (request.access == Access::Anyone)
            return;
        ++methods;
        const auto answer = nobody.call(request);
        QVERIFY2(!answer && answer.error().kind == ErrorKind::AuthRequired,
                 QByteArray(nameOf(request) + ": " + described(answer)).constData());
    });
    QVERIFY(methods >= 16);
    VERIFY_DONE(nobody.call(SessionResume{m_owner.auth.accessToken}));
    VERIFY_DONE(nobody.call(RoomList{}));
}

void TestAccess::afterSignOut() {
    Person person = newPerson(m_daemon, QStringLiteral("Ben"), Codec::Json);
    QVERIFY(person);
    VERIFY_DONE(person->call(AccountLogout{}));
    VERIFY_REFUSED(person->call(RoomList{}), AuthRequired);
    VERIFY_REFUSED(person->call(SessionResume{person.auth.accessToken}), AuthExpired);
    VERIFY_REFUSED(person->call(AccountRefresh{person.auth.refreshToken}), AuthExpired);
    VERIFY_DONE(person->call(AccountLogin{person.email, person.password, {}}));
    VERIFY_DONE(person->call(RoomList{}));
}

/// Every method with a room refuses with one of these; joining and administering are other matters.
void TestAccess::checkRefused(const Person& person, RoomId room, const QList<ErrorKind>& expected) {
    int methods = 0;
    forEachRequest(room, person, [&](const auto& request) {
        using R = std::decay_t<decltype(request)>;
        if constexpr (isAboutARoom<R> && !std::is_same_v<R, RoomJoin> && !std::is_same_v<R, AdminDeleteRoom>) {
            ++methods;
            const auto answer = person->call(request);
            QVERIFY2(!answer && expected.contains(answer.error().kind),
                     QByteArray(nameOf(request) + ": " + described(answer)).constData());
        }
    });
    QVERIFY(methods >= 10);
}

void TestAccess::roomOfOthers_data() {
    QTest::addColumn<RoomCreate>("request");
    const auto row = [](const char* name, std::optional<Secret> password, Visibility visibility) {
        QTest::newRow(name) << RoomCreate{QStringLiteral("Theirs"), {}, std::move(password), {}, {}, visibility};
    };
    row("public", {}, Visibility::Public);
    row("private", {}, Visibility::Private);
    row("with a password", Secret{QStringLiteral("sesame")}, Visibility::Public);
    row("private with a password", Secret{QStringLiteral("sesame")}, Visibility::Private);
}

void TestAccess::roomOfOthers() {
    QFETCH(RoomCreate, request);
    const Room room = newRoom(m_owner, request);
    QVERIFY(room.id);
    const bool isPrivate = request.visibility == Visibility::Private;
    checkRefused(m_stranger, room.id, {isPrivate ? ErrorKind::RoomNotFound : ErrorKind::RoomNotMember});
    VERIFY_OK(rooms, m_stranger->call(RoomList{}));
    QVERIFY(rooms.rooms.isEmpty());
    VERIFY_OK(members, m_owner->call(RoomMembers{room.id, {}, {}}));
    QCOMPARE(members.members.size(), 1);
    VERIFY_OK(page, m_owner->call(RoomEvents{room.id, 0, {}}));
    QCOMPARE(page.events.size(), 2); // room.created, member.joined
}

void TestAccess::roomThatIsNone() {
    checkRefused(m_stranger, RoomId{limits::maxId}, {ErrorKind::RoomNotFound});
    VERIFY_REFUSED(m_stranger->call(RoomEvents{RoomId{limits::maxId}, 0, {}}), RoomNotFound);
    VERIFY_REFUSED(m_stranger->call(RoomDelete{RoomId{limits::maxId}}), RoomNotFound);
    VERIFY_REFUSED(m_stranger->call(messageFor(RoomId{limits::maxId}, QStringLiteral("x"))), RoomNotFound);
    VERIFY_REFUSED(m_stranger->call(RoomJoin{RoomId{limits::maxId}, {}}), RoomNotFound);
}

void TestAccess::roomThatWasDeleted() {
    const Room room = newRoom(m_owner);
    VERIFY_DONE(m_owner->call(RoomEnter{room.id, {}}));
    VERIFY_DONE(m_owner->call(RoomDelete{room.id}));
    checkRefused(m_owner, room.id, {ErrorKind::RoomNotFound});
    VERIFY_REFUSED(m_owner->call(RoomJoin{room.id, {}}), RoomNotFound);
    VERIFY_REFUSED(m_owner->call(RoomHistory{room.id, {}, {}}), RoomNotFound);
}

void TestAccess::roomThatWasLeft() {
    const Room room = newRoom(m_owner);
    VERIFY_DONE(m_stranger->call(RoomJoin{room.id, {}}));
    VERIFY_DONE(m_stranger->call(RoomEnter{room.id, {}}));
    VERIFY_DONE(m_stranger->call(RoomLeave{room.id}));
    checkRefused(m_stranger, room.id, {ErrorKind::RoomNotMember});
}

void TestAccess::onlyTheOwnerDeletes() {
    const Room room = newRoom(m_owner);
    VERIFY_DONE(m_stranger->call(RoomJoin{room.id, {}}));
    VERIFY_REFUSED(m_stranger->call(RoomDelete{room.id}), RoomForbidden);
    VERIFY_DONE(m_stranger->call(messageFor(room.id, QStringLiteral("still here"))));
    VERIFY_DONE(m_stranger->call(RoomLeave{room.id}));
    VERIFY_DONE(m_owner->call(RoomDelete{room.id}));
}

/// A non-member gets no notification, whatever happens in the room.
void TestAccess::nothingOfARoomReachesOthers() {
    const Room room = newRoom(m_owner);
    Person member = newPerson(m_daemon, QStringLiteral("Chi"), Codec::Json);
    QVERIFY(member);
    m_stranger->forgetNotices();
    VERIFY_DONE(m_owner->call(RoomEnter{room.id, {}}));
    VERIFY_DONE(member->call(RoomJoin{room.id, {}}));
    VERIFY_DONE(member->call(RoomEnter{room.id, {}}));
    VERIFY_DONE(member->call(messageFor(room.id, QStringLiteral("among us"))));
    VERIFY_DONE(member->call(TypingSet{room.id, true}));
    VERIFY_DONE(member->call(RoomMarkRead{room.id, 4}));
    VERIFY_DONE(m_owner->call(RoomDelete{room.id}));
    VERIFY_DONE(m_stranger->call(RoomList{})); // all notifications for them came before this answer
    QVERIFY(m_stranger->notices().isEmpty());
}

QTEST_GUILESS_MAIN(TestAccess)
#include "tst_access.moc"
