// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/models/invitesmodel.h"

#include "app/client/connection.h"
#include "app/client/rooms.h"
#include "app/client/serveraddress.h"
#include "app/models/formatting.h"
#include "app/models/isolated.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QLocale>

#include <algorithm>
#include <array>

namespace confab::models {

InvitesModel::InvitesModel(client::Connection& connection, const client::Session& session, const client::Rooms& rooms)
    : m_connection(connection), m_session(session), m_rooms(rooms) {}

bool InvitesModel::begin(double roomId) {
    end();
    const Room* room = m_rooms.find(RoomId{qint64(roomId)});
    if (!room)
        return false;
    m_room = room->id;
    m_roomName = room->name;
    m_connection.call(RoomInvites{m_room},
                      m_question.ask<InvitesAnswer>([this](const InvitesAnswer& answer) { loaded(answer); }));
    return true;
}

void InvitesModel::end() {
    m_question.forget();
    m_usesError.clear();
    m_madeLink.clear();
    beginResetModel();
    m_invites.clear();
    endResetModel();
    Q_EMIT changed();
}

void InvitesModel::loaded(const InvitesAnswer& answer) {
    beginResetModel();
    m_invites = answer.invites;
    endResetModel();
}

void InvitesModel::make(int days, const QString& uses) {
    if (isBusy())
        return;
    RoomInvite request{m_room, std::nullopt, std::nullopt};
    if (days > 0)
        request.expiresInMs = days * Question::dayMs;
    if (const QString typed = uses.trimmed(); !typed.isEmpty()) {
        bool isNumber = false;
        const int number = QLocale().toInt(typed, &isNumber);
        if (!isNumber || number < 1 || number > limits::inviteUses) {
            m_usesError = tr("Enter a number from 1 to %1, or nothing.").arg(QLocale().toString(limits::inviteUses));
            return Q_EMIT changed();
        }
        request.uses = number;
    }
    m_usesError.clear();
    m_connection.call(std::move(request), m_question.ask<Invite>([this](const Invite& invite) { add(invite); }));
}

void InvitesModel::add(const Invite& invite) {
    beginInsertRows({}, 0, 0);
    m_invites.prepend(invite);
    endInsertRows();
    m_madeLink = linkOf(invite);
    Q_EMIT made();
}

void InvitesModel::revoke(const QString& code) {
    const Secret ended{code};
    const auto take = [this, ended](const Result<Empty>& answer) {
        if (answer || answer.error().kind == ErrorKind::InviteNotFound) // it has ended by itself
            remove(ended);
        else
            m_question.setError(answer.error());
    };
    if (!isBusy())
        m_connection.call(RoomRevokeInvite{m_room, ended}, m_question.ask<Empty>(take));
}

void InvitesModel::remove(const Secret& code) {
    const auto found = std::ranges::find_if(m_invites, [&code](const Invite& invite) { return invite.code == code; });
    if (found == m_invites.end())
        return;
    if (linkOf(*found) == m_madeLink)
        m_madeLink.clear();
    const int row = int(found - m_invites.begin());
    beginRemoveRows({}, row, row);
    m_invites.remove(row);
    endRemoveRows();
}

void InvitesModel::copy(const QString& link) const {
    if (!link.isEmpty())
        QGuiApplication::clipboard()->setText(link);
}

void InvitesModel::clearErrors() {
    m_usesError.clear();
    m_question.clearError();
}

/// A server that does not know its own address says a path: the one of the app leads there.
QString InvitesModel::linkOf(const Invite& invite) const {
    const QString& url = invite.url.value;
    return url.startsWith(u'/') ? client::httpUrl(m_session.account().server, url).toString() : url;
}

QString InvitesModel::nameOf(const Invite& invite) const {
    return tr("By %1, %2").arg(isolated(invite.by.name), listTime(invite.createdAt, localDay(UtcTime::now())));
}

QString InvitesModel::detailOf(const Invite& invite) const {
    const QString ends = invite.expiresAt
                             ? tr("Works until %1").arg(untilTime(*invite.expiresAt, localDay(UtcTime::now())))
                             : tr("Works until it is ended");
    return invite.usesLeft ? tr("%1 · %n use(s) left", nullptr, *invite.usesLeft).arg(ends) : ends;
}

std::span<const Role<InvitesModel>> InvitesModel::table() {
    using M = const InvitesModel&;
    static constexpr std::array<Role<InvitesModel>, 4> roles{{
        {"code", [](M m, int row) -> QVariant { return m.m_invites[row].code.value; }},
        {"link", [](M m, int row) -> QVariant { return m.linkOf(m.m_invites[row]); }},
        {"name", [](M m, int row) -> QVariant { return m.nameOf(m.m_invites[row]); }},
        {"detail", [](M m, int row) -> QVariant { return m.detailOf(m.m_invites[row]); }},
    }};
    return roles;
}

int InvitesModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : int(m_invites.size());
}

QVariant InvitesModel::data(const QModelIndex& index, int role) const {
    return index.isValid() ? roleValue(table(), *this, index.row(), role) : QVariant();
}

QHash<int, QByteArray> InvitesModel::roleNames() const {
    return roleNamesOf(table());
}

} // namespace confab::models
