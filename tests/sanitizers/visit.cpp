// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/sanitizers/visit.h"

#include "tests/support/waiting.h"

namespace confab::test {

namespace {

/// A server under valgrind may be too slow for its own time limit of a sign-in; then there is another try.
constexpr int mostTries = 5;

const Secret roomPassword{QStringLiteral("open sesame")};

Status wrong(const char* what) {
    return fail(Error(ErrorKind::Internal, QString::fromLatin1(what)));
}

/// One after the other, until one is refused; the answers are forgotten.
template <class... R>
Status asks(const Person& person, const R&... requests) {
    Status done;
    const auto ask = [&](const auto& request) {
        const auto answer = person->call(request);
        if (!answer)
            done = fail(answer.error());
        return answer.has_value();
    };
    (ask(requests) && ...);
    return done;
}

/// Asks for what must be refused with this.
template <class R>
Status isRefused(const Person& person, const R& request, ErrorKind kind) {
    const auto answer = person->call(request);
    if (!answer && answer.error().kind == kind)
        return {};
    return answer ? wrong("what should be refused was not") : fail(answer.error());
}

template <class F>
Person arrive(F come) {
    Person person = come();
    for (int tries = 1; !person && tries < mostTries; ++tries)
        person = come();
    return person;
}

} // namespace

Status Visits::begin() {
    m_ana = arrive([this] { return newPerson(m_daemon, QStringLiteral("Ana"), Codec::Json); });
    m_ben = arrive([this] { return newPerson(m_daemon, QStringLiteral("Ben"), Codec::Cbor); });
    if (!m_ana || !m_ben)
        return wrong("Ana and Ben can't make accounts");
    m_room = newRoom(m_ana);
    return asks(m_ana, RoomEnter{m_room.id, {}}).and_then([this] {
        return asks(m_ben, RoomJoin{m_room.id, {}}, RoomEnter{m_room.id, {}});
    });
}

Status Visits::round() {
    ++m_rounds;
    m_ana->forgetNotices();
    m_ben->forgetNotices();
    sayNonsense();
    return talk().and_then([this] { return read(); }).and_then([this] { return comeAndGo(); }).and_then([this] {
        return beWrong();
    });
}

/// Ana hears what Ben says: something short, something long, something that mentions her, each of them said twice.
Status Visits::talk() {
    for (const QString& body : {QStringLiteral("Hello"), QString(4'000, u'x'), QStringLiteral("@Ana \U0001F44B")}) {
        const MessageSend message = messageFor(m_room.id, body);
        const Result<Sent> sent = m_ben->call(message);
        if (!sent)
            return fail(sent.error());
        m_lastSeq = sent->seq;
        if (Status again = asks(m_ben, message); !again)
            return again;
        const auto hears = [this] {
            const auto heard = m_ana->noticesOf<RoomEventNotice>();
            return !heard.isEmpty() && heard.last().event.seq >= m_lastSeq;
        };
        if (!waitUntil(hears))
            return wrong("Ana does not hear Ben");
    }
    return asks(m_ana, TypingSet{m_room.id, true}, TypingSet{m_room.id, false});
}

/// All that can be asked for without changing anything for others.
Status Visits::read() {
    const RoomId room = m_room.id;
    return asks(m_ana, RoomHistory{room, {}, 50}, RoomEvents{room, 0, 100}, RoomMarkRead{room, m_lastSeq}, RoomList{},
                RoomMembers{room, {}, 10}, RpcDiscover{})
        .and_then([&] {
            return asks(m_ben, RoomHistory{room, m_lastSeq, 2}, RoomExit{room}, RoomEnter{room, m_lastSeq - 1},
                        RoomFind{{}, 10}, UserGet{{m_ana.id(), m_ben.id()}});
        });
}

/// Somebody who signs in three ways, is in a room that is deleted under them, and leaves by the door or through the
/// window.
Status Visits::comeAndGo() {
    const Codec codec = m_rounds % 2 ? Codec::Json : Codec::Cbor;
    const Person chi = arrive([&] { return newPerson(m_daemon, QStringLiteral("Chi"), codec); });
    if (!chi)
        return wrong("Chi can't make an account");
    const Room locked = newRoom(
        m_ana, RoomCreate{QStringLiteral("Locked"), QStringLiteral("topic"), roomPassword, 2, {}, Visibility::Public});
    const Status stayed =
        asks(chi, RoomJoin{locked.id, roomPassword}, RoomEnter{locked.id, {}}, RoomJoin{m_room.id, {}})
            .and_then([&] { return asks(m_ana, RoomDelete{locked.id}); })
            .and_then([&] { return asks(chi, RoomLeave{m_room.id}, AccountRefresh{chi.auth.refreshToken}); });
    if (!stayed)
        return stayed;
    const Person elsewhere = arrive([&] { return againAs(m_daemon, chi, Codec::Json); });
    const Person same = arrive([&] { return againAs(m_daemon, chi, Codec::Cbor, true); });
    if (!elsewhere || !same)
        return wrong("Chi can't sign in again");
    same->abort();
    elsewhere->close();
    return asks(chi, AccountLogout{});
}

Status Visits::beWrong() {
    const QString nobody = QStringLiteral("nobody%1@example.org").arg(m_rounds); // one would be told to come later
    const AccountLogin stranger{nobody, Secret{QStringLiteral("not it at all")}, {}};
    return isRefused(m_ana, stranger, ErrorKind::AuthInvalid)
        .and_then([this] {
            return isRefused(m_ana, RoomEnter{RoomId{4711}, {}}, ErrorKind::RoomNotFound);
        })
        .and_then([this] {
            return isRefused(m_ben, messageFor(m_room.id, QString(20'000, u'x')), ErrorKind::MessageTooLong);
        });
}

/// What no client says, on connections of its own: rubbish, half a handshake, frames that are none, a plain request.
/// Whatever the server answers, if it does.
void Visits::sayNonsense() {
    RawSocket rubbish;
    RawSocket half;
    RawSocket hostile;
    RawSocket web;
    if (rubbish.connectTo(doorOf(m_daemon)))
        rubbish.send(QByteArray(3'000, '\xff'));
    if (half.connectTo(doorOf(m_daemon)))
        half.send(RawSocket::handshake("confab.v1.json").first(20));
    if (hostile.connectTo(doorOf(m_daemon)) && hostile.upgrade(Codec::Json)) {
        hostile.sendFrame("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"room.list\"}", RawSocket::Text);
        hostile.sendFrame("{\"jsonrpc\":", RawSocket::Text, false);
        hostile.sendFrame("ping", RawSocket::Ping);
        hostile.send(QByteArray::fromHex("8105") + "hello"); // not masked
        hostile.closed();
    }
    if (web.connectTo(doorOf(m_daemon)))
        web.http("GET /readyz HTTP/1.1\r\nHost: a\r\n\r\n");
    half.reset();
}

void Visits::stay() {
    m_ben->ask(messageFor(m_room.id, QStringLiteral("a last word")), [](const Result<Sent>&) {});
    m_ana->ask(RoomHistory{m_room.id, {}, 50}, [](const Result<HistoryPage>&) {});
}

} // namespace confab::test
