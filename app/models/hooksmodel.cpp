// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/models/hooksmodel.h"

#include "app/client/connection.h"
#include "app/client/rooms.h"
#include "app/client/serveraddress.h"
#include "app/client/session.h"
#include "app/models/formatting.h"

#include <array>

namespace confab::models {

HooksModel::HooksModel(client::Connection& connection, const client::Session& session, const client::Rooms& rooms)
    : m_connection(connection), m_session(session), m_rooms(rooms) {}

bool HooksModel::begin(double roomId) {
    end();
    const Room* room = m_rooms.find(RoomId{qint64(roomId)});
    if (!room)
        return false;
    m_room = room->id;
    m_roomName = room->name;
    m_connection.call(HookList{m_room},
                      answerTo<HooksAnswer>([this](const HooksAnswer& answer) { setPrograms(m_hooks, answer.hooks); }));
    return true;
}

void HooksModel::end() {
    forget();
    setPrograms(m_hooks, {});
    Q_EMIT changed();
}

void HooksModel::clearErrors() {
    m_errors = {};
}

void HooksModel::add(Kind kind, const QString& name, const QString& url, const QString& command) {
    if (isBusy())
        return;
    HookAdd request{m_room, name.simplified(), {}, {}};
    if (kind != Incoming)
        request.url = url.trimmed();
    if (kind == Command)
        request.command = command.trimmed();
    m_errors = {};
    if (request.name.isEmpty())
        m_errors.name = tr("Enter a name.");
    if (request.url && request.url->isEmpty())
        m_errors.url = tr("Enter an address such as %1.").arg(QStringLiteral("https://example.org/hook"));
    if (request.command && request.command->isEmpty())
        m_errors.command = tr("Enter a word such as %1.").arg(QStringLiteral("/deploy"));
    if (m_errors.any())
        return Q_EMIT changed();
    m_connection.call(std::move(request), answerTo<HookAdded>([this](const HookAdded& made) {
                          addProgram(m_hooks, made.hook);
                          showSecret(made);
                          Q_EMIT added();
                      }));
}

void HooksModel::renew(double hookId) {
    if (!isBusy())
        m_connection.call(HookRenew{m_room, qint64(hookId)},
                          answerTo<HookAdded>([this](const HookAdded& made) { showSecret(made); }));
}

void HooksModel::remove(double hookId) {
    const qint64 hook(hookId);
    if (!isBusy())
        m_connection.call(HookRemove{m_room, hook},
                          answerTo<Empty>([this, hook](const Empty&) { removeProgram(m_hooks, hook); }));
}

void HooksModel::showSecret(const HookAdded& made) {
    if (made.path)
        secret()->show(client::httpUrl(m_session.account().server, made.path->value).toString(),
                       tr("Programs post to this address to speak as “%1”.").arg(made.hook.name));
    else if (made.key)
        secret()->show(made.key->value, tr("The requests of “%1” are signed with this key.").arg(made.hook.name));
}

void HooksModel::showError(const Error& error) {
    const QString field = error.kind == ErrorKind::InputInvalid ? error.path.section(u'.', -1) : QString();
    if (field == QStringLiteral("name"))
        m_errors.name = tr("Enter a name of at most %1 characters, some of them visible.").arg(limits::nameChars);
    else if (field == QStringLiteral("url"))
        m_errors.url = tr("Enter an address such as %1.").arg(QStringLiteral("https://example.org/hook"));
    else if (field == QStringLiteral("command"))
        m_errors.command = tr("Enter a word such as %1.").arg(QStringLiteral("/deploy"));
    else if (error.kind == ErrorKind::RoomForbidden && m_hooks.size() >= limits::hooksPerRoom)
        m_errors.other = tr("A room has at most %1 webhooks. Remove one first.").arg(limits::hooksPerRoom);
    else if (error.kind == ErrorKind::RoomForbidden)
        m_errors.other = tr("Only the owner of the room can manage its webhooks.");
    else
        m_errors.other = sentence(error);
}

HooksModel::Kind HooksModel::kindOf(const Hook& hook) {
    return hook.command ? Command : hook.url ? Outgoing : Incoming;
}

QString HooksModel::kindText(const Hook& hook) {
    switch (kindOf(hook)) {
    case Incoming:
        return tr("Incoming");
    case Outgoing:
        return tr("Outgoing");
    case Command:
        return tr("Command");
    }
    return {};
}

std::span<const Role<HooksModel>> HooksModel::table() {
    using M = const HooksModel&;
    static constexpr std::array<Role<HooksModel>, 6> roles{{
        {"hookId", [](M m, int row) -> QVariant { return double(m.m_hooks[row].id); }},
        {"name", [](M m, int row) -> QVariant { return m.m_hooks[row].name; }},
        {"kind", [](M m, int row) -> QVariant { return kindOf(m.m_hooks[row]); }},
        {"kindText", [](M m, int row) -> QVariant { return kindText(m.m_hooks[row]); }},
        {"detail",
         [](M m, int row) -> QVariant {
             const Hook& hook = m.m_hooks[row];
             const QString command = hook.command.value_or(QString());
             const QString url = hook.url.value_or(QString());
             return command.isEmpty() ? url : QString(command % u" → " % url);
         }},
        {"disabled", [](M m, int row) -> QVariant { return m.m_hooks[row].disabledAt.has_value(); }},
    }};
    return roles;
}

int HooksModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : int(m_hooks.size());
}

QVariant HooksModel::data(const QModelIndex& index, int role) const {
    return index.isValid() ? roleValue(table(), *this, index.row(), role) : QVariant();
}

QHash<int, QByteArray> HooksModel::roleNames() const {
    return roleNamesOf(table());
}

} // namespace confab::models
