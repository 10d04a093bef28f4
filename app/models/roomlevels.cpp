// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/models/roomlevels.h"

#include "app/client/client.h"
#include "app/client/rooms.h"

#include <QCryptographicHash>

#include <algorithm>

namespace confab::models {

namespace {

// A clock may be set, and a timer can't run for weeks: looks again after an hour at the latest.
constexpr qint64 longestWaitMs = 3'600'000;

/// "none", or "none 1790000000000" with its end.
QString textOf(const RoomLevels::Choice& choice) {
    const QString level = wire::key(nameOf(choice.level));
    return choice.until ? QStringLiteral("%1 %2").arg(level, QString::number(choice.until->ms)) : level;
}

/// Likewise back; a number alone is how versions before kept it.
std::optional<RoomLevels::Choice> choiceIn(const QString& text) {
    bool isNumber = false;
    const int number = text.toInt(&isNumber);
    if (isNumber)
        return RoomLevels::Choice{NotifyLevel(std::clamp(number, 0, int(NotifyLevel::None))), {}, true};
    const QString name = text.section(u' ', 0, 0);
    const qint64 end = text.section(u' ', 1).toLongLong();
    for (const NotifyLevel level : {NotifyLevel::All, NotifyLevel::Mentions, NotifyLevel::None}) {
        if (name == wire::key(nameOf(level)))
            return RoomLevels::Choice{level, end > 0 ? std::optional(UtcTime{end}) : std::nullopt};
    }
    return std::nullopt;
}

} // namespace

RoomLevels::RoomLevels(client::Client& client, QSettings& settings, const Clock& clock)
    : m_client(client), m_settings(settings), m_clock(clock) {
    client::Rooms& rooms = client.rooms();
    connect(&rooms, &client::Rooms::changed, this, &RoomLevels::learn);
    connect(&rooms, &client::Rooms::aboutToInsert, this, [this](int first, int last) {
        m_first = first;
        m_last = last;
    });
    connect(&rooms, &client::Rooms::inserted, this, [this] { learn(m_first, m_last); });
    connect(&rooms, &client::Rooms::wasReset, this, &RoomLevels::learnAll);
    connect(&rooms, &client::Rooms::dropped, this, [this](RoomId room) { m_known.remove(room); });
    connect(&rooms, &client::Rooms::completed, this, &RoomLevels::sendAll);
    connect(&client.session(), &client::Session::phaseChanged, this, [this] { load(); }); // of this account
    m_end.setSingleShot(true);
    connect(&m_end, &QTimer::timeout, this, [this] {
        watchEnd();
        Q_EMIT changed();
    });
    m_resend.setSingleShot(true);
    connect(&m_resend, &QTimer::timeout, this, &RoomLevels::sendAll);
    load();
    learnAll();
}

std::optional<RoomLevels::Choice> RoomLevels::of(RoomId room) const {
    for (const QHash<RoomId, Choice>* choices : {&m_waiting, &m_known}) {
        if (const auto found = choices->find(room); found != choices->end()) {
            if (found->isOld && m_known.contains(room))
                continue;
            const bool hasEnded = found->until && *found->until <= m_clock.now();
            return hasEnded ? std::nullopt : std::optional(*found);
        }
    }
    return std::nullopt;
}

void RoomLevels::choose(RoomId room, NotifyLevel level, std::optional<UtcTime> until) {
    const Choice choice{level, until};
    m_waiting.insert(room, choice);
    keep(room, choice);
    if (m_client.session().isOnline() && m_client.rooms().find(room))
        send(room, choice);
    watchEnd();
    Q_EMIT changed();
}

// ---- what waits ----------------------------------------------------------------------------------------------------

/// By a digest of the account, since its key has slashes, which QSettings reads as folders.
QString RoomLevels::group() const {
    const QByteArray account =
        QCryptographicHash::hash(m_client.session().account().key().toUtf8(), QCryptographicHash::Sha256)
            .toHex()
            .left(16);
    return QStringLiteral("notifications-%1").arg(QLatin1String(account));
}

/// Into memory: each message asks for the levels of all rooms.
void RoomLevels::load() {
    m_waiting.clear();
    m_settings.beginGroup(group());
    const QStringList rooms = m_settings.childKeys();
    for (const QString& room : rooms) {
        if (const std::optional<Choice> choice = choiceIn(m_settings.value(room).toString()))
            m_waiting.insert(RoomId{room.toLongLong()}, *choice);
    }
    m_settings.endGroup();
    watchEnd();
    Q_EMIT changed();
}

void RoomLevels::keep(RoomId room, const Choice& choice) {
    m_settings.setValue(QStringLiteral("%1/%2").arg(group(), QString::number(room.value)), textOf(choice));
}

void RoomLevels::forget(RoomId room) {
    m_waiting.remove(room);
    m_settings.remove(QStringLiteral("%1/%2").arg(group(), QString::number(room.value)));
}

/// What ended while it waited, or is of a room that the user is not in any more, goes unsent.
void RoomLevels::sendAll() {
    if (!m_client.session().isOnline() || !m_client.rooms().isComplete())
        return; // with the next list
    const QHash<RoomId, Choice> waiting = m_waiting;
    for (auto each = waiting.begin(); each != waiting.end(); ++each) {
        const bool hasEnded = each->until && *each->until <= m_clock.now();
        if (hasEnded || !m_client.rooms().find(each.key()) || (each->isOld && m_known.contains(each.key())))
            forget(each.key());
        else
            send(each.key(), *each);
    }
    Q_EMIT changed();
}

void RoomLevels::send(RoomId room, const Choice& choice) {
    m_client.rooms().setNotify({room, choice.level, choice.until},
                               {this, [this, room, choice](const Status& answer) { answered(room, choice, answer); }});
}

void RoomLevels::answered(RoomId room, const Choice& choice, const Status& answer) {
    const auto waiting = m_waiting.find(room);
    if (waiting == m_waiting.end() || *waiting != choice)
        return; // another one is on its way
    if (!answer && errorRow(answer.error().kind).retryable) {
        m_resend.start(int(answer.error().retryAfterMs.value_or(resendPause)));
        return;
    }
    // Without a connection it is sent with the next list; a server that is older than this keeps none, so it stays
    // here.
    if (!answer && (answer.error().kind == ErrorKind::Disconnected || answer.error().kind == ErrorKind::MethodNotFound))
        return;
    forget(room);
    Q_EMIT changed();
    if (!answer)
        Q_EMIT refused(answer.error());
}

// ---- what the server has -------------------------------------------------------------------------------------------

void RoomLevels::learnAll() {
    m_known.clear();
    for (int row = 0; row < m_client.rooms().count(); ++row)
        learnOne(m_client.rooms().at(row));
    watchEnd();
    Q_EMIT changed();
}

void RoomLevels::learn(int first, int last) {
    bool isOther = false;
    for (int row = first; row <= last; ++row)
        isOther = learnOne(m_client.rooms().at(row)) || isOther;
    if (!isOther)
        return;
    watchEnd();
    Q_EMIT changed();
}

/// Whether it is another one than before.
bool RoomLevels::learnOne(const Room& room) {
    if (!room.notify)
        return m_known.remove(room.id);
    const Choice choice{*room.notify, room.notifyUntil};
    const auto known = m_known.find(room.id);
    if (known != m_known.end() && *known == choice)
        return false;
    m_known.insert(room.id, choice);
    return true;
}

void RoomLevels::watchEnd() {
    const UtcTime now = m_clock.now();
    qint64 next = 0;
    for (const QHash<RoomId, Choice>* choices : {&m_waiting, &m_known}) {
        for (const Choice& choice : *choices) {
            const qint64 left = choice.until ? choice.until->ms - now.ms : 0;
            if (left > 0)
                next = next > 0 ? std::min(next, left) : left;
        }
    }
    if (next > 0)
        m_end.start(int(std::min(next, longestWaitMs)));
    else
        m_end.stop();
}

} // namespace confab::models
