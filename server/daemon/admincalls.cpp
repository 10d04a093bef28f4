// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/daemon/admincalls.h"

#include "server/daemon/adminjson.h"

#include <QMap>

namespace confab {

using admin::key;
using admin::listed;
using admin::rowsPerPage;
using admin::textIn;

namespace {

template <class E>
QString wireName(E value) {
    const std::string_view name = nameOf(value);
    return QString::fromLatin1(name.data(), qsizetype(name.size()));
}

QJsonObject objectOf(const User& user) {
    return {{key("id"), user.id.value}, {key("name"), user.name}, {key("email"), user.email.value_or(QString())}};
}

QJsonObject objectOf(const AccountStanding& standing) {
    QJsonObject object = objectOf(standing.account.user);
    object.insert(key("createdAt"), standing.account.createdAt.ms);
    object.insert(key("isDisabled"), standing.isDisabled);
    object.insert(key("sessions"), standing.sessions);
    object.insert(key("hasSecondFactor"), standing.hasSecondFactor);
    object.insert(key("isAdministrator"), standing.account.user.role == ServerRole::Admin);
    return object;
}

QJsonObject objectOf(const SignedInDevice& device) {
    return {{key("id"), device.session.value},
            {key("device"), device.device},
            {key("createdAt"), device.createdAt.ms},
            {key("usedAt"), device.usedAt.ms},
            {key("endsAt"), device.endsAt.ms}};
}

QJsonObject objectOf(const RoomStanding& room) {
    return {{key("id"), room.id.value},           {key("name"), room.name},
            {key("kind"), wireName(room.kind)},   {key("visibility"), wireName(room.visibility)},
            {key("members"), room.members},       {key("lastSeq"), room.lastSeq},
            {key("createdAt"), room.createdAt.ms}};
}

template <class T>
Result<QJsonObject> answered(const Result<T>& user) {
    return user.map([](const T& value) { return QJsonObject{{key("user"), objectOf(value)}}; });
}

} // namespace

AdminCalls::AdminCalls(SqlStorage& storage, Passwords& passwords, AdminNews news, bool mayRemove)
    : m_storage(storage), m_users(storage, passwords, {news.endSession, news.roleChanged}),
      m_bots(storage, std::move(news)), m_mayRemove(mayRemove) {}

QCoro::Task<Result<QJsonObject>> AdminCalls::run(QJsonObject request) {
    using Call = QCoro::Task<Result<QJsonObject>> (AdminCalls::*)(QJsonObject);
    static const QMap<QString, Call> calls{{key("user.list"), &AdminCalls::listUsers},
                                           {key("user.find"), &AdminCalls::findUser},
                                           {key("user.check"), &AdminCalls::checkNew},
                                           {key("user.add"), &AdminCalls::addUser},
                                           {key("user.password"), &AdminCalls::resetPassword},
                                           {key("user.disable"), &AdminCalls::disable},
                                           {key("user.enable"), &AdminCalls::enable},
                                           {key("user.admin"), &AdminCalls::setAdministrator},
                                           {key("user.sessions"), &AdminCalls::listSessions},
                                           {key("user.remove"), &AdminCalls::removeUser},
                                           {key("user.erase"), &AdminCalls::eraseUser},
                                           {key("room.list"), &AdminCalls::listRooms},
                                           {key("room.keep"), &AdminCalls::keepRoom},
                                           {key("user.noSecondFactor"), &AdminCalls::removeSecondFactor},
                                           {key("server.database"), &AdminCalls::nameDatabase}};
    const Call call = calls.value(textIn(request, "do"), nullptr);
    if (!call && BotCalls::knows(textIn(request, "do"))) {
        Result<QJsonObject> answer = co_await m_bots.run(std::move(request));
        co_return answer;
    }
    if (!call)
        co_return fail(Error(ErrorKind::MethodNotFound,
                             QStringLiteral("The server does not know this command. Is it of another version?")));
    Result<QJsonObject> answer = co_await (this->*call)(std::move(request));
    co_return answer;
}

QCoro::Task<Result<QJsonObject>> AdminCalls::listUsers(QJsonObject request) {
    const UserId after{request.value(key("after")).toInteger()};
    Result<QList<AccountStanding>> accounts =
        co_await m_storage.operators().accounts(after, rowsPerPage, UtcTime::now());
    co_return accounts.map([](const QList<AccountStanding>& rows) { return listed("users", rows, objectOf); });
}

QCoro::Task<Result<QJsonObject>> AdminCalls::findUser(QJsonObject request) {
    Result<AccountStanding> standing = co_await m_users.find(textIn(request, "email"));
    co_return answered(standing);
}

QCoro::Task<Result<QJsonObject>> AdminCalls::checkNew(QJsonObject request) {
    Result<NewUser> user = co_await m_users.checkNew(textIn(request, "name"), textIn(request, "email"));
    co_return user.map([](const NewUser&) { return QJsonObject(); });
}

QCoro::Task<Result<QJsonObject>> AdminCalls::addUser(QJsonObject request) {
    Secret password;
    password.value = textIn(request, "password");
    Result<User> user = co_await m_users.add(textIn(request, "name"), textIn(request, "email"), password);
    co_return answered(user);
}

QCoro::Task<Result<QJsonObject>> AdminCalls::resetPassword(QJsonObject request) {
    Secret password;
    password.value = textIn(request, "password");
    Result<User> user = co_await m_users.resetPassword(textIn(request, "email"), password);
    co_return answered(user);
}

QCoro::Task<Result<QJsonObject>> AdminCalls::disable(QJsonObject request) {
    Result<User> user = co_await m_users.setDisabled(textIn(request, "email"), true);
    co_return answered(user);
}

QCoro::Task<Result<QJsonObject>> AdminCalls::enable(QJsonObject request) {
    Result<User> user = co_await m_users.setDisabled(textIn(request, "email"), false);
    co_return answered(user);
}

QCoro::Task<Result<QJsonObject>> AdminCalls::setAdministrator(QJsonObject request) {
    const ServerRole role = request.value(key("on")).toBool() ? ServerRole::Admin : ServerRole::Member;
    Result<User> user = co_await m_users.setRole(textIn(request, "email"), role);
    co_return answered(user);
}

QCoro::Task<Result<QJsonObject>> AdminCalls::removeSecondFactor(QJsonObject request) {
    Result<User> user = co_await m_users.removeSecondFactor(textIn(request, "email"));
    co_return answered(user);
}

QCoro::Task<Result<QJsonObject>> AdminCalls::listSessions(QJsonObject request) {
    Result<AccountStanding> standing = co_await m_users.find(textIn(request, "email"));
    if (!standing)
        co_return fail(std::move(standing.error()));
    const UserId user = standing->account.user.id;
    Result<QList<SignedInDevice>> devices = co_await m_storage.sessions().devices(user, UtcTime::now());
    co_return devices.map([&standing](const QList<SignedInDevice>& rows) {
        QJsonObject answer = listed("sessions", rows, objectOf);
        answer.insert(key("user"), objectOf(*standing));
        return answer;
    });
}

QCoro::Task<Result<QJsonObject>> AdminCalls::removeUser(QJsonObject request) {
    if (!m_mayRemove)
        co_return fail(Error(ErrorKind::Unavailable,
                             QStringLiteral("An account is removed while the server is stopped: it has the rooms open "
                                            "that the account leaves. Until then \"confabd user disable\" keeps it "
                                            "out.")));
    Result<UserAdmin::Removal> removal = co_await m_users.remove(textIn(request, "email"));
    co_return removal.map([](const UserAdmin::Removal& done) {
        return QJsonObject{{key("user"), objectOf(done.user)},
                           {key("roomsLeft"), done.roomsLeft},
                           {key("roomsDeleted"), done.roomsDeleted}};
    });
}

QCoro::Task<Result<QJsonObject>> AdminCalls::eraseUser(QJsonObject request) {
    if (!m_mayRemove)
        co_return fail(Error(ErrorKind::Unavailable,
                             QStringLiteral("A person is erased while the server is stopped: it has the rooms open "
                                            "from which the messages go. Until then \"confabd user disable\" keeps "
                                            "the account out.")));
    Result<UserAdmin::Erasure> erasure = co_await m_users.erase(textIn(request, "email"));
    co_return erasure.map([](const UserAdmin::Erasure& done) {
        return QJsonObject{{key("user"), objectOf(done.removal.user)},
                           {key("roomsLeft"), done.removal.roomsLeft},
                           {key("roomsDeleted"), done.removal.roomsDeleted},
                           {key("messages"), done.messages}};
    });
}

/// By its id, or a name that no other room has.
QCoro::Task<Result<RoomStanding>> AdminCalls::roomNamed(QString idOrName) {
    bool isNumber = false;
    const RoomId id{idOrName.toLongLong(&isNumber)};
    std::optional<RoomStanding> found;
    RoomId after;
    for (bool more = true; more;) {
        Result<QList<RoomStanding>> page = co_await m_storage.operators().rooms(after, rowsPerPage);
        if (!page)
            co_return fail(std::move(page.error()));
        for (const RoomStanding& room : std::as_const(*page)) {
            after = room.id;
            if (isNumber ? room.id != id : room.name != idOrName)
                continue;
            if (found)
                co_return fail(Error::invalid(
                    key("room"), QStringLiteral("Several rooms are called \"%1\": name one by its id.").arg(idOrName)));
            found = room;
        }
        more = page->size() == rowsPerPage;
    }
    if (!found)
        co_return fail(Error::invalid(
            key("room"), QStringLiteral("There is no room \"%1\": confabd room list has all of them.").arg(idOrName)));
    co_return std::move(*found);
}

QCoro::Task<Result<QJsonObject>> AdminCalls::keepRoom(QJsonObject request) {
    Result<RoomStanding> room = co_await roomNamed(textIn(request, "room"));
    if (!room)
        co_return fail(std::move(room.error()));
    const RoomId id = room->id;
    if (request.contains(key("days"))) {
        const int days = request.value(key("days")).toInt();
        const std::optional<int> wanted = days < 0 ? std::nullopt : std::optional(days);
        Status kept = co_await m_storage.retention().keep(id, wanted, UtcTime::now());
        if (!kept)
            co_return fail(std::move(kept.error()));
    }
    Result<std::optional<int>> days = co_await m_storage.retention().kept(id);
    co_return days.map([&room](const std::optional<int>& kept) {
        return QJsonObject{{key("id"), room->id.value}, {key("name"), room->name}, {key("days"), kept.value_or(-1)}};
    });
}

QCoro::Task<Result<QJsonObject>> AdminCalls::nameDatabase(QJsonObject) {
    co_return QJsonObject{{key("database"), m_storage.installation().database}};
}

QCoro::Task<Result<QJsonObject>> AdminCalls::listRooms(QJsonObject request) {
    const RoomId after{request.value(key("after")).toInteger()};
    Result<QList<RoomStanding>> rooms = co_await m_storage.operators().rooms(after, rowsPerPage);
    co_return rooms.map([](const QList<RoomStanding>& rows) { return listed("rooms", rows, objectOf); });
}

QJsonObject answerOf(const Error& error) {
    const std::string_view name = errorRow(error.kind).name;
    return {{key("error"), error.message}, {key("kind"), QString::fromLatin1(name.data(), qsizetype(name.size()))}};
}

Result<QJsonObject> resultOf(const QJsonObject& answer) {
    if (!answer.contains(key("error")))
        return answer;
    const auto kind = errorKindNamed(textIn(answer, "kind"));
    return fail(Error(kind.value_or(ErrorKind::Unavailable), textIn(answer, "error")));
}

} // namespace confab
