// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/models/notificationsettings.h"

#include "app/client/session.h"
#include "app/models/formatting.h"

#include <QCryptographicHash>
#include <QDateTime>

#include <algorithm>

namespace confab::models {

namespace {

const QString levelKey = QStringLiteral("notifications/level");
const QString textKey = QStringLiteral("notifications/showText");
const QString pausedKey = QStringLiteral("notifications/pausedUntil");
constexpr qint64 minuteMs = 60'000;

NotificationSettings::Level levelFrom(const QVariant& value) {
    const int number = value.toInt();
    return NotificationSettings::Level(qBound(0, number, int(NotificationSettings::Nothing)));
}

} // namespace

NotificationSettings::NotificationSettings(client::Session& session, QSettings& settings, const Clock& clock)
    : m_session(session), m_settings(settings), m_clock(clock), m_level(levelFrom(settings.value(levelKey, int(All)))),
      m_showsText(settings.value(textKey, true).toBool()), m_pausedUntil{settings.value(pausedKey, 0).toLongLong()} {
    m_end.setSingleShot(true);
    connect(&m_end, &QTimer::timeout, this, &NotificationSettings::watchEnd);
    connect(&session, &client::Session::phaseChanged, this, &NotificationSettings::changed); // whose levels they are
    watchEnd();
}

void NotificationSettings::setLevel(Level level) {
    m_level = level;
    m_settings.setValue(levelKey, int(level));
    Q_EMIT changed();
}

void NotificationSettings::setShowsText(bool shows) {
    m_showsText = shows;
    m_settings.setValue(textKey, shows);
    Q_EMIT changed();
}

// ---- do not disturb ------------------------------------------------------------------------------------------------

bool NotificationSettings::isPaused() const {
    return m_clock.now().ms < m_pausedUntil.ms;
}

QString NotificationSettings::pausedUntil() const {
    return isPaused() ? sinceTime(m_pausedUntil, QDate::currentDate()) : QString();
}

void NotificationSettings::pause(int minutes) {
    pauseTo({m_clock.now().ms + qBound(1, minutes, longestPause) * minuteMs});
}

void NotificationSettings::pauseUntilMorning() {
    const QDate tomorrow = localDay(m_clock.now()).addDays(1);
    pauseTo({QDateTime(tomorrow, QTime(morning, 0)).toMSecsSinceEpoch()});
}

void NotificationSettings::resume() {
    pauseTo({0});
}

void NotificationSettings::pauseTo(UtcTime end) {
    m_pausedUntil = end;
    m_settings.setValue(pausedKey, end.ms);
    watchEnd();
}

/// The clock may have been set, and a timer can't run for weeks: looks again after an hour at the latest.
void NotificationSettings::watchEnd() {
    const qint64 left = m_pausedUntil.ms - m_clock.now().ms;
    if (left > 0)
        m_end.start(int(std::min(left, 60 * minuteMs)));
    else
        m_end.stop();
    Q_EMIT changed();
}

// ---- rooms
// -----------------------------------------------------------------------------------------------------------

/// A digest of the account, since its key has slashes, which QSettings reads as folders.
QString NotificationSettings::keyOf(RoomId room) const {
    const QByteArray account =
        QCryptographicHash::hash(m_session.account().key().toUtf8(), QCryptographicHash::Sha256).toHex().left(16);
    return QStringLiteral("notifications-%1/%2").arg(QLatin1String(account), QString::number(room.value));
}

NotificationSettings::Level NotificationSettings::levelOf(RoomId room) const {
    const QVariant own = m_settings.value(keyOf(room));
    return own.isValid() ? levelFrom(own) : m_level;
}

int NotificationSettings::ownLevel(double room) const {
    const QVariant own = m_settings.value(keyOf(RoomId{qint64(room)}));
    return own.isValid() ? int(levelFrom(own)) : -1;
}

void NotificationSettings::setOwnLevel(double room, int level) {
    const QString key = keyOf(RoomId{qint64(room)});
    if (level < 0)
        m_settings.remove(key);
    else
        m_settings.setValue(key, int(levelFrom(level)));
    Q_EMIT changed();
}

} // namespace confab::models
