// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/hooks/hookbody.h"

#include "common/protocol/fieldreading.h"
#include "common/protocol/fieldwriting.h"
#include "common/protocol/text.h"
#include "common/protocol/visibletext.h"

#include <QMessageAuthenticationCode>

#include <algorithm>

namespace confab {

namespace {

struct EventsBody {
    qint64 hook = 0;
    RoomId room;
    QList<Event> events;
    QList<User> users; ///< whom the events name
    template <class Self = EventsBody>
    static constexpr auto fields() {
        return std::tuple{field("hook", &Self::hook), field("room", &Self::room), field("events", &Self::events),
                          field("users", &Self::users)};
    }
};

struct CommandBody {
    qint64 hook = 0;
    RoomId room;
    Seq seq = 0;
    QString command;
    QString text; ///< behind the command
    User by;
    UtcTime at;
    template <class Self = CommandBody>
    static constexpr auto fields() {
        return std::tuple{field("hook", &Self::hook), field("room", &Self::room),
                          field("seq", &Self::seq),   field("command", &Self::command),
                          field("text", &Self::text), field("by", &Self::by),
                          field("at", &Self::at)};
    }
};

struct AnswerBody {
    std::optional<QString> text;
    template <class Self = AnswerBody>
    static constexpr auto fields() {
        return std::tuple{field("text", &Self::text, {0, limits::frameBytes})};
    }
};

/// What follows the command; nothing when the text has another one.
std::optional<QString> behind(const QString& command, const QString& body) {
    if (!body.startsWith(command))
        return std::nullopt;
    const QString rest = body.mid(command.size());
    if (!rest.isEmpty() && !rest.front().isSpace())
        return std::nullopt;
    return rest.trimmed();
}

/// Nobody with this id: someone who is no bot, and whose name is not known.
User authorOf(const LogPage& page, UserId user) {
    const auto found = std::ranges::find(page.users, user, &User::id);
    return found == page.users.end() ? User{user, {}, {}} : *found;
}

HookDelivery commandOf(const HookWork& work, const LogPage& page) {
    for (const Event& event : page.events) {
        const auto* posted = std::get_if<MessagePosted>(&event.data);
        const std::optional<QString> text = posted ? behind(*work.command, posted->body) : std::nullopt;
        const User author = authorOf(page, event.by);
        if (!text || author.bot) // two that answer each other would never end
            continue;
        const CommandBody body{work.hook, work.room, event.seq, *work.command, *text, author, event.at};
        return {event.seq, encodeFrame(body, Codec::Json), event.seq};
    }
    return {page.events.last().seq, {}};
}

} // namespace

HookDelivery deliveryOf(const HookWork& work, const LogPage& page) {
    if (work.command)
        return commandOf(work, page);
    EventsBody body{work.hook, work.room, page.events, page.users};
    body.events.removeIf([&work](const Event& event) { return event.by == work.user; });
    if (body.events.isEmpty())
        return {page.events.last().seq, {}};
    return {page.events.last().seq, encodeFrame(body, Codec::Json)};
}

QByteArray hookSignature(const QByteArray& body, const QByteArray& key) {
    return "sha256=" + QMessageAuthenticationCode::hash(body, key, QCryptographicHash::Sha256).toHex();
}

QString answerText(const QByteArray& answer) {
    ParsedFrame parsed;
    if (answer.isEmpty() || !parsed.parse(answer, Codec::Json))
        return {};
    const Result<AnswerBody> read = wire::decodeMap<AnswerBody>(parsed.root(), QStringLiteral("answer"));
    if (!read || !read->text)
        return {};
    const std::optional<QString> text = normalisedText(*read->text, limits::messageBytes);
    return text && hasVisibleCharacter(*text) ? *text : QString();
}

} // namespace confab
