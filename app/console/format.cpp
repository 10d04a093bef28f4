// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/console/format.h"

#include "app/console/terminaltext.h"

#include <QLocale>

namespace confab::console {

namespace {

constexpr auto dim = "2";
constexpr auto bold = "1";

/// The words for what happened, by whom; empty for what has no words.
struct NoticeWords {
    QString author;

    QString operator()(const RoomCreated& created) const {
        return QStringLiteral("%1 created the room %2").arg(author, safeLine(created.name));
    }
    QString operator()(const MemberJoined& joined) const {
        return QStringLiteral("%1 joined").arg(safeLine(joined.name));
    }
    QString operator()(const MemberLeft& left) const { return QStringLiteral("%1 left").arg(safeLine(left.name)); }
    QString operator()(const MemberRole& role) const {
        return QStringLiteral("%1 changed a role to %2").arg(author, wire::key(nameOf(role.role)));
    }
    QString operator()(const MessagePosted&) const { return {}; }
    QString operator()(const UnknownEvent&) const { return {}; }
};

} // namespace

QString Format::event(const Event& event, const QString& author) const {
    if (const auto* posted = std::get_if<MessagePosted>(&event.data))
        return spoken(event.at, author, posted->body);
    const QString words = std::visit(NoticeWords{safeLine(author)}, event.data);
    return words.isEmpty() ? QString() : told(event.at, words);
}

QString Format::message(const Message& message, const QString& author) const {
    if (message.deletedAt)
        return told(message.at, QStringLiteral("%1's message was deleted").arg(safeLine(author)));
    const QString body = message.editedAt ? QString(message.body % u" (edited)") : message.body;
    return spoken(message.at, author, body);
}

QString Format::room(const Room& room) const {
    const QString unread = room.unread > 0 ? QStringLiteral("%1 new").arg(room.unread) : QString();
    QString line = QStringLiteral("%1  %2  ").arg(room.id.value, 6).arg(unread, 8) % paint(bold, safeLine(room.name));
    if (room.hasPassword)
        line += u" (password)";
    if (!room.topic.isEmpty())
        line += u" - " % safeLine(room.topic);
    return line;
}

QString Format::day(UtcTime at) const {
    const QString text = QLocale(QLocale::English).toString(local(at).date(), QStringLiteral("dddd, d MMMM yyyy"));
    return paint(dim, QString(u"-- " % text % u" --"));
}

bool Format::sameDay(UtcTime a, UtcTime b) const {
    return local(a).date() == local(b).date();
}

QString Format::notice(const QString& text) const {
    return paint(dim, QString(u"* " % text));
}

QString Format::spoken(UtcTime at, const QString& author, const QString& body) const {
    QString text = safeText(body);
    text.replace(u'\n', QLatin1String("\n      "));
    return time(at) % u' ' % paint(bold, QString(safeLine(author) % u':')) % u' ' % text;
}

QString Format::told(UtcTime at, const QString& text) const {
    return time(at) % u' ' % paint(dim, QString(u"* " % text));
}

QString Format::time(UtcTime at) const {
    return paint(dim, local(at).toString(QStringLiteral("HH:mm")));
}

QString Format::paint(const char* code, const QString& text) const {
    return m_colour ? QString(u"\x1b[" % QLatin1String(code) % u'm' % text % u"\x1b[0m") : text;
}

QDateTime Format::local(UtcTime at) const {
    return QDateTime::fromMSecsSinceEpoch(at.ms, m_zone);
}

} // namespace confab::console
