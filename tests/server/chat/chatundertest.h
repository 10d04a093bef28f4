// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "server/auth/workerpool.h"
#include "server/chat/chatservice.h"
#include "server/storage/sql/sqlstorage.h"
#include "tests/server/hub/recordingports.h"
#include "tests/support/waiting.h"

#include <QTemporaryDir>

namespace confab {

/// A clock that stands still until it is set.
class SetClock : public Clock {
public:
    UtcTime now() const override { return m_now; }
    void pass(std::chrono::milliseconds time) { m_now.ms += time.count(); }

private:
    UtcTime m_now{1'700'000'000'000};
};

/// The chat thread's rules over a real database in a temporary folder, with recording ports in place of io threads.
/// Passwords cost as little as the library allows.
class ChatUnderTest {
public:
    explicit ChatUnderTest(Rates rates = Rates::unlimited(), HashLimits hashes = {},
                           Registration registration = Registration::Open) {
        if (!Passwords::prepare())
            qFatal("no randomness");
        passwords = std::make_unique<Passwords>(pool, PasswordCost{1, 8192}, hashes);
        Result<std::unique_ptr<SqlStorage>> opened = SqlStorage::open(folder.path(), &home);
        if (!opened)
            qFatal("%s", qPrintable(opened.error().message));
        storage = std::move(*opened);
        service = std::make_unique<ChatService>(ChatService::Parts{*storage,
                                                                   *passwords,
                                                                   tokens,
                                                                   clock,
                                                                   broker,
                                                                   {},
                                                                   {},
                                                                   {},
                                                                   registration,
                                                                   std::move(rates),
                                                                   QStringLiteral("Test"),
                                                                   QStringLiteral("1"),
                                                                   0,
                                                                   QStringLiteral("https://chat.example.org")},
                                                ports.all());
    }
    ~ChatUnderTest() {
        pool.stop();
        storage->stop();
    }

    ConnectionId open(const QString& address = QStringLiteral("192.0.2.1")) {
        const ConnectionId id{quint16(m_lastSerial % 2), ++m_lastSerial};
        service->inbox().post(Opened{id, address});
        return id;
    }
    void close(ConnectionId id) { service->inbox().post(Closed{id}); }

    /// Calls without waiting.
    qint64 post(ConnectionId id, Request request) {
        service->inbox().post(CallRequest{id, quint64(++m_lastCall), std::move(request)});
        return m_lastCall;
    }
    /// The answer to that call, when it comes.
    Result<Answer> answerTo(ConnectionId id, qint64 call) {
        auto& answers = ports.of(id).answers;
        if (!test::waitUntil([&] { return answers.contains(call); }))
            qFatal("no answer");
        return answers.at(call);
    }
    template <class R>
    Result<typename R::Answer> ask(ConnectionId id, R request) {
        const qint64 call = post(id, std::move(request));
        return answerTo(id, call).map([](const Answer& answer) { return std::get<typename R::Answer>(answer); });
    }
    /// "ok", or the error's stable name.
    template <class R>
    QString outcome(ConnectionId id, R request) {
        const auto result = ask(id, std::move(request));
        return result ? QStringLiteral("ok") : wire::key(errorRow(result.error().kind).name);
    }

    static AccountRegister registration(const QString& name) {
        return {name, QString(name % u"@example.org"), Secret{QStringLiteral("password of ") + name}, {}};
    }
    static AccountLogin login(const QString& name) {
        return {QString(name % u"@example.org"), Secret{QStringLiteral("password of ") + name}, {}};
    }
    /// A connection of a new account.
    ConnectionId newPerson(const QString& name, Auth* auth = nullptr) {
        const ConnectionId id = open();
        const auto made = ask(id, registration(name));
        if (!made)
            qFatal("%s", qPrintable(made.error().message));
        if (auth)
            *auth = *made;
        return id;
    }
    RoomId newRoom(ConnectionId owner, RoomCreate request = {QStringLiteral("Room"), {}, {}, {}, {}, {}}) {
        return ask(owner, std::move(request)).value().room.id;
    }
    Result<Sent> send(ConnectionId id, RoomId room, const QString& body = QStringLiteral("hello")) {
        return ask(id, MessageSend{room, QString::number(++m_lastClientId), body, {}});
    }

    QTemporaryDir folder;
    QObject home;
    SetClock clock;
    LocalBroker broker;
    WorkerPool pool{1, 64};
    std::unique_ptr<Passwords> passwords;
    AccessTokens tokens{QByteArray(32, 'k'), std::chrono::minutes(10)};
    RecordingPorts ports{2};
    std::unique_ptr<SqlStorage> storage;
    std::unique_ptr<ChatService> service;

private:
    quint64 m_lastSerial = 0;
    qint64 m_lastCall = 0;
    qint64 m_lastClientId = 0;
};

} // namespace confab
