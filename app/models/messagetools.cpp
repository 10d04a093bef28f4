// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/models/messagetools.h"

#include "app/client/client.h"
#include "app/client/messageactions.h"
#include "app/client/rooms.h"
#include "app/client/threadmessages.h"
#include "app/models/formatting.h"
#include "app/models/isolated.h"

#include <QClipboard>
#include <QGuiApplication>

#include <algorithm>

namespace confab::models {

MessageTools::MessageTools(client::Client& client) : m_client(client), m_readers(client), m_seenBy(client) {
    connect(&client.actions(), &client::MessageActions::refused, this, [this](RoomId room, const Error& error) {
        if (m_room && m_room->id() == room)
            Q_EMIT refused(error);
    });
}

void MessageTools::show(client::OpenRoom* room) {
    m_room = room;
    m_readers.end();
    m_seenBy.show(room);
    ++m_versionsRound;
    m_versions.clear();
    m_versionsProblem.clear();
    Q_EMIT versionsChanged();
}

void MessageTools::showThread(const client::ThreadMessages* thread) {
    m_thread = thread;
}

std::optional<Message> MessageTools::message(double seq) const {
    const auto find = [seq](const client::Timeline& rows) {
        const int row = seq > 0 ? rows.rowOfSeq(Seq(seq)) : -1;
        return row < 0 ? nullptr : rows.at(row).message();
    };
    const Message* message = m_room ? find(m_room->timeline()) : nullptr;
    if (!message && m_thread)
        message = find(m_thread->timeline());
    return message ? std::optional(m_client.actions().shown(*message)) : std::nullopt;
}

Seq MessageTools::threadOf(double seq) const {
    const std::optional<Message> known = message(seq);
    return known ? known->thread.value_or(known->seq) : 0;
}

// The rules are the server's (PROTOCOL.md); here they decide about what is offered.
int MessageTools::rights(double seq) const {
    const std::optional<Message> target = message(seq);
    const Room* room = m_room ? m_client.rooms().find(m_room->id()) : nullptr;
    if (!target || target->deletedAt || !room || room->archived.value_or(false))
        return 0;
    const bool mine = target->by == m_client.session().user().id;
    const bool moderates = room->role == confab::Role::Owner || room->role == confab::Role::Moderator;
    const bool direct = room->kind == RoomKind::Direct;
    return Answer | (mine ? Edit : 0) | (mine || (moderates && !direct) ? Delete : 0) | (moderates || direct ? Pin : 0);
}

bool MessageTools::isPinned(double seq) const {
    const std::optional<Message> target = message(seq);
    return target && target->pinned.value_or(false);
}

bool MessageTools::hasReacted(double seq, const QString& emoji) const {
    const std::optional<Message> target = message(seq);
    const QList<Reaction> reactions = target ? target->reactions.value_or(QList<Reaction>()) : QList<Reaction>();
    return std::any_of(reactions.begin(), reactions.end(),
                       [&](const Reaction& reaction) { return reaction.emoji == emoji && reaction.mine; });
}

void MessageTools::toggleReaction(double seq, const QString& emoji) {
    if (rights(seq) & Answer)
        report(m_client.actions().react(m_room->id(), Seq(seq), emoji, !hasReacted(seq, emoji)));
}

void MessageTools::togglePin(double seq) {
    if (m_room)
        report(m_client.actions().pin(m_room->id(), Seq(seq), !isPinned(seq)));
}

void MessageTools::remove(double seq) {
    if (m_room)
        report(m_client.actions().remove(m_room->id(), Seq(seq)));
}

bool MessageTools::askReaders(double seq) {
    const std::optional<Message> target = message(seq);
    if (!m_room || !target)
        return false;
    m_readers.begin(*m_room, target->seq, target->by);
    return true;
}

void MessageTools::report(const Status& status) {
    if (!status)
        Q_EMIT refused(status.error());
}

void MessageTools::copyText(double seq) const {
    if (const std::optional<Message> target = message(seq); target && !target->body.isEmpty())
        QGuiApplication::clipboard()->setText(target->body);
}

QString MessageTools::link(double seq) const {
    if (!m_room)
        return {};
    QUrl url;
    url.setScheme(QStringLiteral("confab"));
    url.setHost(m_client.session().account().server.host());
    url.setPort(m_client.session().account().server.port());
    url.setPath(QStringLiteral("/room/%1/%2").arg(QString::number(m_room->id().value), QString::number(Seq(seq))));
    return url.toString();
}

void MessageTools::copyLink(double seq) const {
    if (const QString text = link(seq); !text.isEmpty())
        QGuiApplication::clipboard()->setText(text);
}

// ---- who reacted -------------------------------------------------------------------------------------------------

QString MessageTools::namesOf(const ReactorsAnswer& answer) const {
    QStringList names;
    for (const User& user : answer.users)
        names.append(user.id == m_client.session().user().id ? tr("You") : isolated(user.name));
    const qsizetype others = names.size() - namesMost;
    const QString comma = QStringLiteral(", ");
    if (answer.more.value_or(false))
        return tr("%1 and more").arg(names.first(std::min<qsizetype>(namesMost, names.size())).join(comma));
    if (others > 1)
        return tr("%1 and %n other(s)", nullptr, int(others)).arg(names.first(namesMost).join(comma));
    if (names.size() < 2)
        return names.join(comma);
    const QString last = names.takeLast();
    return names.join(comma) + tr(" and ") + last;
}

void MessageTools::askReactors(double seq, const QString& emoji) {
    if (!m_room)
        return;
    const auto answered = [this, seq, emoji](const Result<ReactorsAnswer>& answer) {
        if (answer)
            Q_EMIT reactorsKnown(seq, emoji, namesOf(*answer));
    };
    m_client.connection().call(MessageReactors{m_room->id(), Seq(seq), emoji}, {this, answered});
}

// ---- earlier versions --------------------------------------------------------------------------------------------

void MessageTools::askVersions(double seq) {
    m_versions.clear();
    m_versionsProblem.clear();
    Q_EMIT versionsChanged();
    if (!m_room)
        return;
    const auto answered = [this, round = ++m_versionsRound](const Result<VersionsAnswer>& answer) {
        if (round != m_versionsRound)
            return;
        if (!answer)
            m_versionsProblem = sentence(answer.error());
        for (const MessageVersion& version : answer ? answer->versions : QList<MessageVersion>())
            m_versions.append(
                QVariantMap{{QStringLiteral("text"), version.body}, {QStringLiteral("time"), fullTime(version.at)}});
        Q_EMIT versionsChanged();
    };
    m_client.connection().call(MessageEdits{m_room->id(), Seq(seq)}, {this, answered});
}

} // namespace confab::models
