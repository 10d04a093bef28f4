// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/console/format.h"

#include "app/client/filewords.h"
#include "app/console/terminaltext.h"
#include "common/protocol/eventeffect.h"

#include <QLocale>

namespace confab::console {

namespace {

constexpr auto dim = StyledText::Style::Dim;
constexpr auto bold = StyledText::Style::Bold;

/// Indents further lines, so that none of them looks like a line of the program.
QString indented(const QString& text) {
    QString lines = safeText(text);
    return lines.replace(u'\n', QLatin1String("\n      "));
}

/// The text of an event by this author; empty for events without a text.
struct NoticeWords {
    QString author;

    QString operator()(const RoomCreated& created) const {
        return QStringLiteral("%1 created the room %2").arg(author, safeLine(created.name));
    }
    QString operator()(const MemberJoined& joined) const {
        return QStringLiteral("%1 joined").arg(safeLine(joined.name));
    }
    QString operator()(const MemberLeft& left) const {
        const QString name = safeLine(left.name);
        if (!left.by)
            return QStringLiteral("%1 left").arg(name);
        const QString how = QLatin1String(left.reason == Departure::Banned ? "banned" : "removed");
        const QString words = QStringLiteral("%1 %2 %3").arg(author, how, name);
        return left.note ? QString(words % u": " % safeLine(*left.note)) : words;
    }
    QString operator()(const MemberRole& role) const {
        return QStringLiteral("%1 changed a role to %2").arg(author, wire::key(nameOf(role.role)));
    }
    QString operator()(const MemberMuted& muted) const {
        return QStringLiteral("%1 %2 %3")
            .arg(author, QLatin1String(muted.on ? "muted" : "unmuted"), safeLine(muted.name));
    }
    QString operator()(const MessagePosted&) const { return {}; }
    QString operator()(const MessageEdited& edited) const {
        if (edited.deleted)
            return QStringLiteral("%1 edited a message that was deleted since").arg(author);
        return QStringLiteral("%1 edited a message: %2").arg(author, indented(edited.body));
    }
    QString operator()(const MessageDeleted&) const { return QStringLiteral("%1 deleted a message").arg(author); }
    QString operator()(const ReactionAdded& added) const {
        return QStringLiteral("%1 reacted with %2").arg(author, safeLine(added.emoji));
    }
    QString operator()(const ReactionRemoved& removed) const {
        return QStringLiteral("%1 took back %2").arg(author, safeLine(removed.emoji));
    }
    QString operator()(const MessagePinned&) const { return QStringLiteral("%1 pinned a message").arg(author); }
    QString operator()(const MessageUnpinned&) const { return QStringLiteral("%1 unpinned a message").arg(author); }
    QString operator()(const RoomUpdated& updated) const {
        if (updated.name)
            return QStringLiteral("%1 renamed the room to %2").arg(author, safeLine(*updated.name));
        if (updated.archived)
            return QStringLiteral("%1 %2 the room")
                .arg(author, QLatin1String(*updated.archived ? "archived" : "reopened"));
        if (updated.topic)
            return QStringLiteral("%1 changed the topic: %2").arg(author, safeLine(*updated.topic));
        return QStringLiteral("%1 changed the room's settings").arg(author);
    }
    template <class E>
        requires(E::effect != EventEffect::Row)
    QString operator()(const E&) const { return {}; }
};

} // namespace

StyledText Format::event(const Event& event, const QString& author) const {
    if (const std::optional<Message> posted = messageOf(event))
        return message(*posted, author);
    const QString words = std::visit(NoticeWords{safeLine(author)}, event.data);
    return words.isEmpty() ? StyledText() : told(event.at, words);
}

StyledText Format::message(const Message& message, const QString& author) const {
    if (message.deletedAt)
        return told(message.at, QStringLiteral("%1's message was deleted").arg(safeLine(author)));
    QString body = message.editedAt ? QString(message.body % u" (edited)") : message.body;
    for (const File& file : message.files.value_or(QList<File>())) {
        body += QLatin1String(body.isEmpty() ? "" : "\n");
        body += u'[' % safeLine(file.name) % u", " % client::sizeText(file.bytes) % u']';
    }
    return spoken(message.at, author, body);
}

StyledText Format::room(const Room& room) const {
    const QString unread = room.unread > 0 ? QStringLiteral("%1 new").arg(room.unread) : QString();
    StyledText line(
        QString(QString::number(room.id.value).rightJustified(6) % u"  " % unread.rightJustified(8) % u"  "));
    line.add(safeLine(room.name), bold);
    if (room.hasPassword)
        line.add(QStringLiteral(" (password)"));
    if (!room.topic.isEmpty())
        line.add(QString(u" - " % safeLine(room.topic)));
    return line;
}

StyledText Format::place(const QString& room, const Message& message) const {
    const QString date = QLocale(QLocale::English).toString(local(message.at).date(), QStringLiteral("d MMMM yyyy"));
    return {QString(safeLine(room) % u", " % date % u", " % QString::number(message.seq)), dim};
}

namespace {

/// Of the own presence: who is told as offline while connected is invisible.
QString presenceWords(Availability presence) {
    switch (presence) {
    case Availability::Online:
        return QStringLiteral("online");
    case Availability::Away:
        return QStringLiteral("away");
    case Availability::DoNotDisturb:
        return QStringLiteral("do not disturb");
    case Availability::Offline:
        break;
    }
    return QStringLiteral("invisible");
}

} // namespace

StyledText Format::session(const DeviceSession& session) const {
    StyledText line(QString(QString::number(session.id.value).rightJustified(6) % u"  "));
    line.add(safeLine(session.device), bold);
    if (session.address)
        line.add(QString(u", " % safeLine(*session.address)));
    const QString date =
        QLocale(QLocale::English).toString(local(session.lastUsedAt).date(), QStringLiteral("d MMMM yyyy"));
    return line.add(session.current ? QStringLiteral(", this run")
                                    : QString(u", last used " % date % u", " % time(session.lastUsedAt)));
}

StyledText Format::person(const User& user) const {
    StyledText line;
    line.add(safeLine(user.name), bold);
    if (user.presence && *user.presence != Availability::Online)
        line.add(QString(u", " % presenceWords(*user.presence)));
    if (!user.status)
        return line;
    line.add(QString(u", " % safeLine(QString(user.status->emoji % u' ' % user.status->text).trimmed())));
    if (!user.status->until)
        return line;
    const QString date =
        QLocale(QLocale::English).toString(local(*user.status->until).date(), QStringLiteral("d MMMM yyyy"));
    return line.add(QString(u", until " % date % u", " % time(*user.status->until)));
}

StyledText Format::day(UtcTime at) const {
    const QString text = QLocale(QLocale::English).toString(local(at).date(), QStringLiteral("dddd, d MMMM yyyy"));
    return {QString(u"-- " % text % u" --"), dim};
}

bool Format::sameDay(UtcTime a, UtcTime b) const {
    return local(a).date() == local(b).date();
}

StyledText Format::notice(const QString& text) const {
    return {QString(u"* " % indented(text)), dim};
}

StyledText Format::spoken(UtcTime at, const QString& author, const QString& body) const {
    StyledText line(time(at), dim);
    line.add(QStringLiteral(" ")).add(QString(safeLine(author) % u':'), bold).add(QString(u' ' % indented(body)));
    return line;
}

StyledText Format::told(UtcTime at, const QString& text) const {
    StyledText line(time(at), dim);
    line.add(QStringLiteral(" ")).add(QString(u"* " % text), dim);
    return line;
}

QString Format::time(UtcTime at) const {
    return local(at).toString(QStringLiteral("HH:mm"));
}

QDateTime Format::local(UtcTime at) const {
    return m_zone.isValid() ? QDateTime::fromMSecsSinceEpoch(at.ms, m_zone) : QDateTime::fromMSecsSinceEpoch(at.ms);
}

} // namespace confab::console
