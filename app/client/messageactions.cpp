// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/client/messageactions.h"

#include "app/client/clientid.h"
#include "app/client/outbox.h"
#include "common/protocol/eventeffect.h"

#include <algorithm>

namespace confab::client {

namespace {

// An action at which the server fails again and again must not block the following ones for ever.
constexpr int mostServerFailures = 5;

template <class... Functions>
struct Cases : Functions... {
    using Functions::operator()...;
};
template <class... Functions>
Cases(Functions...) -> Cases<Functions...>; // clang deduces it by itself from 17 on

void take(Message& message, const MessageAction& action, UserId me) {
    const ChangeOrigin origin{me, action.at, me};
    const auto mine = [&](const QString& emoji) {
        const QList<Reaction> reactions = message.reactions.value_or(QList<Reaction>());
        return std::any_of(reactions.begin(), reactions.end(),
                           [&](const Reaction& reaction) { return reaction.emoji == emoji && reaction.mine; });
    };
    std::visit(
        Cases{[&](const MessageAction::Edit& edit) {
                  message.body = edit.body;
                  message.editedAt = std::max(message.editedAt.value_or(action.at), action.at);
              },
              [&](const MessageAction::Remove&) { MessageDeleted{message.seq}.applyTo(message, origin); },
              [&](const MessageAction::React& react) {
                  if (mine(react.emoji) == react.on)
                      return;
                  if (react.on)
                      ReactionAdded{message.seq, react.emoji}.applyTo(message, origin);
                  else
                      ReactionRemoved{message.seq, react.emoji}.applyTo(message, origin);
              },
              [&](const MessageAction::Pin& pin) { message.pinned = pin.on ? std::optional(true) : std::nullopt; }},
        action.what);
}

/// Whether the event is what became of the action, or of a later one that it can't show any more.
bool isOf(const MessageAction& action, const Event& event, UserId me) {
    if (action.room != event.room)
        return false;
    if (action.attempts == 0 && !std::holds_alternative<MessageDeleted>(event.data))
        return false; // of another device, or of an earlier action
    const auto isTarget = [&](Seq target) { return action.seq == target; };
    if (const auto* edited = std::get_if<MessageEdited>(&event.data)) {
        return isTarget(edited->target) && std::holds_alternative<MessageAction::Edit>(action.what) &&
               (edited->clientId == action.clientId || action.isAnswered);
    }
    if (const auto* deleted = std::get_if<MessageDeleted>(&event.data))
        return isTarget(deleted->target);
    const auto reacted = [&](const auto& change, bool on) {
        const auto* react = std::get_if<MessageAction::React>(&action.what);
        return react && isTarget(change.target) && react->emoji == change.emoji && event.by == me &&
               (react->on == on || action.isAnswered);
    };
    if (const auto* added = std::get_if<ReactionAdded>(&event.data))
        return reacted(*added, true);
    if (const auto* removed = std::get_if<ReactionRemoved>(&event.data))
        return reacted(*removed, false);
    const auto pinned = [&](Seq target, bool on) {
        const auto* pin = std::get_if<MessageAction::Pin>(&action.what);
        return pin && isTarget(target) && (pin->on == on || action.isAnswered);
    };
    if (const auto* change = std::get_if<MessagePinned>(&event.data))
        return pinned(change->target, true);
    const auto* change = std::get_if<MessageUnpinned>(&event.data);
    return change && pinned(change->target, false);
}

} // namespace

MessageActions::MessageActions(Connection& connection, Session& session, Backoff backoff, const Clock& clock)
    : m_connection(connection), m_session(session), m_backoff(std::move(backoff)), m_clock(clock) {
    m_pauseTimer.setSingleShot(true);
    connect(&m_pauseTimer, &QTimer::timeout, this, &MessageActions::pump);
    connect(&session, &Session::online, this, [this] {
        m_pauseTimer.stop();
        pump();
    });
    connect(&session, &Session::ended, this, &MessageActions::clear);
}

// ---- making them -------------------------------------------------------------------------------------------------

Status MessageActions::edit(RoomId room, Seq seq, const QString& body, QList<UserId> mentions) {
    Result<QString> text = Outbox::checked(body);
    if (!text)
        return fail(std::move(text.error()));
    return add({room, seq, MessageAction::Edit{std::move(*text), std::move(mentions)}, {}});
}

Status MessageActions::remove(RoomId room, Seq seq) {
    return add({room, seq, MessageAction::Remove{}, {}});
}

Status MessageActions::react(RoomId room, Seq seq, const QString& emoji, bool on) {
    return add({room, seq, MessageAction::React{emoji, on}, {}});
}

Status MessageActions::pin(RoomId room, Seq seq, bool on) {
    return add({room, seq, MessageAction::Pin{on}, {}});
}

Status MessageActions::add(MessageAction action) {
    if (m_actions.size() >= most)
        return fail(Error(ErrorKind::Unavailable, QStringLiteral("Too many changes are waiting to be sent")));
    action.at = m_clock.now();
    action.clientId = newClientId(action.at);
    const RoomId room = action.room;
    const Seq seq = action.seq;
    m_actions.append(std::move(action));
    Q_EMIT changed(room, seq);
    pump();
    return {};
}

void MessageActions::restore(QList<MessageAction> actions) {
    for (MessageAction& action : actions) {
        action.isOnItsWay = action.isAnswered = false; // the answer was of another line
        m_actions.append(std::move(action));
        Q_EMIT changed(m_actions.constLast().room, m_actions.constLast().seq);
    }
}

// ---- showing them ------------------------------------------------------------------------------------------------

bool MessageActions::touches(RoomId room, Seq seq) const {
    return std::any_of(m_actions.begin(), m_actions.end(),
                       [&](const MessageAction& action) { return action.seq == seq && action.room == room; });
}

Message MessageActions::shown(Message message) const {
    for (const MessageAction& action : m_actions) {
        if (action.seq == message.seq && action.room == message.room && !message.deletedAt)
            take(message, action, m_session.user().id);
    }
    return message;
}

int MessageActions::waiting() const {
    return int(
        std::count_if(m_actions.begin(), m_actions.end(), [](const auto& action) { return !action.isAnswered; }));
}

// ---- sending -----------------------------------------------------------------------------------------------------

void MessageActions::pump() {
    if (!m_session.isOnline() || m_pauseTimer.isActive())
        return;
    const auto next = std::find_if(m_actions.begin(), m_actions.end(),
                                   [](const MessageAction& action) { return !action.isAnswered; });
    if (next != m_actions.end() && !next->isOnItsWay)
        post(*next);
}

template <class Request>
void MessageActions::call(Request request, const QString& clientId) {
    using Answer = typename Request::Answer;
    m_connection.call(std::move(request), Then<Answer>(this, [this, clientId](const Result<Answer>& answer) {
                          answered(clientId, answer ? std::nullopt : std::optional(answer.error()));
                      }));
}

void MessageActions::post(MessageAction& action) {
    action.isOnItsWay = true;
    ++action.attempts;
    const RoomId room = action.room;
    const Seq seq = action.seq;
    const QString& clientId = action.clientId;
    std::visit(Cases{[&](const MessageAction::Edit& edit) {
                         MessageEdit request{room, seq, clientId, edit.body};
                         if (!edit.mentions.isEmpty())
                             request.mentions = edit.mentions;
                         call(std::move(request), clientId);
                     },
                     [&](const MessageAction::Remove&) {
                         call(MessageDelete{room, seq, clientId}, clientId);
                     },
                     [&](const MessageAction::React& react) {
                         call(MessageReact{room, seq, react.emoji, react.on}, clientId);
                     },
                     [&](const MessageAction::Pin& pin) {
                         call(MessagePin{room, seq, pin.on}, clientId);
                     }},
               action.what);
}

/// The same request may be made again: no answer, or one that a later attempt may change.
bool MessageActions::isTransient(const MessageAction& action, const Error& error) const {
    const bool hopeless = error.kind == ErrorKind::Internal && action.attempts >= mostServerFailures;
    const bool signIn = error.kind == ErrorKind::AuthRequired || error.kind == ErrorKind::AuthExpired;
    return (errorRow(error.kind).retryable || signIn) && !hopeless;
}

void MessageActions::answered(const QString& clientId, const std::optional<Error>& error) {
    const auto action = std::find_if(m_actions.begin(), m_actions.end(),
                                     [&](const MessageAction& one) { return one.clientId == clientId; });
    if (action == m_actions.end())
        return pump(); // its event was faster
    action->isOnItsWay = false;
    if (!error) {
        m_backoff.reset();
        action->isAnswered = true;
        if (!m_followed.contains(action->room))
            end(clientId);
    } else if (isTransient(*action, *error)) {
        if (error->kind != ErrorKind::Disconnected) // otherwise at the next Online
            m_pauseTimer.start(m_backoff.next() + std::chrono::milliseconds(error->retryAfterMs.value_or(0)));
    } else {
        const RoomId room = action->room;
        end(clientId);
        Q_EMIT refused(room, *error);
    }
    pump();
}

// ---- ending them -------------------------------------------------------------------------------------------------

template <class Ends>
void MessageActions::endAll(Ends ends) {
    QList<QString> ended; // by id: a receiver of changed() may change the list
    for (const MessageAction& action : std::as_const(m_actions)) {
        if (ends(action))
            ended.append(action.clientId);
    }
    for (const QString& clientId : std::as_const(ended))
        end(clientId);
}

void MessageActions::end(const QString& clientId) {
    const auto action = std::find_if(m_actions.begin(), m_actions.end(),
                                     [&](const MessageAction& one) { return one.clientId == clientId; });
    if (action == m_actions.end())
        return;
    const RoomId room = action->room;
    const Seq seq = action->seq;
    m_actions.erase(action);
    Q_EMIT changed(room, seq);
}

void MessageActions::eventsArrived(const QList<Event>& events) {
    if (m_actions.isEmpty())
        return;
    for (const Event& event : events)
        endAll([&](const MessageAction& action) { return isOf(action, event, m_session.user().id); });
    pump(); // one that was in flight may have ended
}

void MessageActions::unfollow(RoomId room) {
    m_followed.remove(room);
    endAll([room](const MessageAction& action) { return action.room == room && action.isAnswered; });
}

void MessageActions::clear() {
    m_pauseTimer.stop();
    endAll([](const MessageAction&) { return true; });
}

} // namespace confab::client
