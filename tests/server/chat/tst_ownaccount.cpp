// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/server/chat/chatundertest.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QMap>
#include <QSignalSpy>
#include <QTest>

#include <algorithm>

using namespace confab;

namespace {

const QString ana = QStringLiteral("ana");
const QString ben = QStringLiteral("ben");
const QString ok = QStringLiteral("ok");
const Secret password{QStringLiteral("password of ana")};
const Secret wrong{QStringLiteral("wrong")};

/// Keeps the bytes of what is made.
class KeptFiles final : public FileMaker {
public:
    QCoro::Task<Result<Upload>> begin(UserId user, QString name, QString type) override {
        co_return Upload{QStringLiteral("id"), user, name, type, 0, false, {}, {}};
    }
    QCoro::Task<Status> append(Upload, qint64 offset, QByteArray piece) override {
        if (offset != bytes.size() || offset > most)
            co_return fail(ErrorKind::FileTooLarge);
        bytes += piece;
        co_return Status();
    }
    QCoro::Task<Result<StoredFile>> finish(Upload upload, qint64 size) override {
        co_return StoredFile{upload.id, upload.user, upload.name, upload.type, size, {}, {}};
    }
    QCoro::Task<> abandon(Upload) override {
        ++abandoned;
        co_return;
    }

    QByteArray bytes;
    qint64 most = 1'000'000;
    int abandoned = 0;
};

} // namespace

/// Another address for an account, and its end, over a real database.
class TestOwnAccount : public QObject {
    Q_OBJECT

private:
    std::unique_ptr<ChatUnderTest> m_chat;

    bool isClosed(ConnectionId connection) {
        const auto& all = m_chat->ports.of(connection).disconnects;
        return std::any_of(all.begin(), all.end(), [&](const Disconnect& one) {
            return one.connection == connection && one.code == CloseCode::SessionRevoked;
        });
    }
    QString loginWith(const QString& email) {
        AccountLogin login = ChatUnderTest::login(ana);
        login.email = email;
        return m_chat->outcome(m_chat->open(), login);
    }
    bool isErased() { return QCoro::waitFor(m_chat->storage->retention().erasures()).value().isEmpty(); }

private Q_SLOTS:
    void init() { m_chat = std::make_unique<ChatUnderTest>(); }
    void cleanup() { m_chat.reset(); }

    void anAddressIsChanged() {
        m_chat->newPerson(ben);
        Auth auth;
        const ConnectionId here = m_chat->newPerson(ana, &auth);
        const auto change = [&](const QString& email, const Secret& with) {
            return m_chat->outcome(here, AccountChangeEmail{email, with});
        };
        const QString next = QStringLiteral("Ana@Example.net");
        QCOMPARE(change(next, wrong), QStringLiteral("auth.invalid"));
        QCOMPARE(change(QStringLiteral("no address"), password), QStringLiteral("input.invalid"));
        QCOMPARE(change(QStringLiteral("BEN@example.org"), password), QStringLiteral("account.emailTaken"));
        QCOMPARE(loginWith(QStringLiteral("ana@example.org")), ok);
        QCOMPARE(change(next, password), ok);
        QCOMPARE(loginWith(QStringLiteral("ana@example.org")), QStringLiteral("auth.invalid"));
        QCOMPARE(loginWith(QStringLiteral("ana@example.net")), ok);
        QCOMPARE(m_chat->outcome(here, RoomList{}), ok); // no device is signed out
        const auto resumed = m_chat->ask(m_chat->open(), SessionResume{auth.accessToken});
        QCOMPARE(resumed->user.email, std::optional(next));
    }

    /// By person, and together with the other calls that ask for the password.
    void guessingThePasswordIsThrottled() {
        const ConnectionId here = m_chat->newPerson(ana);
        const AccountChangeEmail guess{QStringLiteral("new@example.org"), wrong};
        for (int i = 0; i < 4; ++i)
            QCOMPARE(m_chat->outcome(here, guess), QStringLiteral("auth.invalid"));
        QCOMPARE(m_chat->outcome(here, AccountDelete{wrong}), QStringLiteral("auth.invalid"));
        QCOMPARE(m_chat->outcome(here, AccountDelete{password}), QStringLiteral("auth.throttled"));
        QCOMPARE(m_chat->outcome(here, MfaBegin{password}), QStringLiteral("auth.throttled"));
    }

    void anAccountEndsAtOnce() {
        Auth auth;
        const ConnectionId here = m_chat->newPerson(ana, &auth);
        const ConnectionId there = m_chat->open();
        QCOMPARE(m_chat->outcome(there, ChatUnderTest::login(ana)), ok);
        QCOMPARE(m_chat->outcome(here, AccountDelete{wrong}), QStringLiteral("auth.invalid"));
        QVERIFY(!isClosed(there));
        QCOMPARE(m_chat->outcome(here, AccountDelete{password}), ok);
        QVERIFY(isClosed(there));
        QCOMPARE(m_chat->outcome(here, RoomList{}), QStringLiteral("auth.required"));
        QCOMPARE(loginWith(QStringLiteral("ana@example.org")), QStringLiteral("auth.invalid"));
        QCOMPARE(m_chat->outcome(m_chat->open(), AccountRefresh{auth.refreshToken}), QStringLiteral("auth.expired"));
        QCOMPARE(m_chat->outcome(m_chat->open(), SessionResume{auth.accessToken}), QStringLiteral("auth.expired"));
        QTRY_VERIFY(isErased());
        m_chat->newPerson(ana); // the address is free
    }

    /// Rooms as when somebody leaves, and messages as when somebody deletes them: others see it live.
    void whatThePersonWroteGoes() {
        const ConnectionId here = m_chat->newPerson(ana);
        const ConnectionId other = m_chat->newPerson(ben);
        const RoomId room = m_chat->newRoom(here);
        QCOMPARE(m_chat->outcome(other, RoomJoin{room, {}}), ok);
        for (int i = 0; i < 70; ++i) // two slices
            QVERIFY(m_chat->send(here, room, QStringLiteral("secret")));
        QVERIFY(m_chat->send(other, room, QStringLiteral("stays")));
        QSignalSpy erased(&m_chat->service->erasures(), &Erasures::erased);
        QCOMPARE(m_chat->outcome(here, AccountDelete{password}), ok);
        QTRY_COMPARE(erased.size(), 1);
        QVERIFY(isErased());
        const auto rooms = m_chat->ask(other, RoomList{});
        QCOMPARE(rooms->rooms.size(), 1);
        QCOMPARE(rooms->rooms.first().role, std::optional(Role::Owner));
        QCOMPARE(rooms->rooms.first().members, 1);
        const auto history = m_chat->ask(other, RoomHistory{room, {}, 200});
        QCOMPARE(history->messages.size(), 71);
        for (const Message& message : history->messages) {
            const bool isBens = message.body == QStringLiteral("stays");
            QCOMPARE(message.deletedAt.has_value(), !isBens);
            QVERIFY(isBens || message.body.isEmpty());
        }
        const auto events = m_chat->ask(other, RoomEvents{room, 0, 200});
        for (const Event& event : events->events)
            QVERIFY(!std::holds_alternative<MemberLeft>(event.data) ||
                    std::get<MemberLeft>(event.data).name == QStringLiteral("Deleted user"));
    }

    void allThatIsKeptIsExported() {
        const ConnectionId here = m_chat->newPerson(ana);
        const ConnectionId other = m_chat->newPerson(ben);
        const RoomId room = m_chat->newRoom(here);
        QCOMPARE(m_chat->outcome(other, RoomJoin{room, {}}), ok);
        for (int i = 0; i < 130; ++i) // three pages
            QVERIFY(m_chat->send(here, room, QStringLiteral("line %1 \u00fc").arg(i)));
        QVERIFY(m_chat->send(other, room, QStringLiteral("not mine")));
        QCOMPARE(m_chat->outcome(here, AccountExport{}), QStringLiteral("server.busy")); // there is no place for files
        KeptFiles files;
        m_chat->service->exporting().setFiles(files);
        const auto answer = m_chat->ask(here, AccountExport{});
        QVERIFY(answer);
        QCOMPARE(answer->file.bytes, files.bytes.size());
        QMap<QString, int> kinds;
        for (const QByteArray& line : files.bytes.split('\n').mid(0, files.bytes.count('\n'))) {
            const QJsonObject object = QJsonDocument::fromJson(line).object();
            QCOMPARE(object.size(), 1);
            ++kinds[object.keys().first()];
        }
        QCOMPARE(kinds, (QMap<QString, int>{{QStringLiteral("account"), 1},
                                            {QStringLiteral("device"), 1},
                                            {QStringLiteral("message"), 130},
                                            {QStringLiteral("room"), 1}}));
        QVERIFY(files.bytes.contains("ana@example.org") && files.bytes.contains("line 129"));
        QVERIFY(!files.bytes.contains("not mine") && !files.bytes.contains("ben@example.org"));
        files.most = 100;
        files.bytes.clear();
        QCOMPARE(m_chat->outcome(here, AccountExport{}), QStringLiteral("file.tooLarge"));
        QCOMPARE(files.abandoned, 1);
    }

    /// Of a process that was killed in between.
    void whatAnotherRunLeftIsDone() {
        const ConnectionId here = m_chat->newPerson(ana);
        const RoomId room = m_chat->newRoom(here);
        QVERIFY(m_chat->send(here, room, QStringLiteral("secret")));
        const auto account = QCoro::waitFor(m_chat->storage->users().byEmail(QStringLiteral("ana@example.org")));
        QVERIFY(QCoro::waitFor(m_chat->storage->users().end((*account)->user.id)));
        QVERIFY(!isErased());
        m_chat->service->erasures().begin(); // as at the start
        QTRY_VERIFY(isErased());
    }
};

QTEST_GUILESS_MAIN(TestOwnAccount)
#include "tst_ownaccount.moc"
