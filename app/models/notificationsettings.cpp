// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/models/notificationsettings.h"

#include "app/client/client.h"
#include "app/models/formatting.h"

#include <QDateTime>

#include <algorithm>

namespace confab::models {

namespace {

const QString levelKey = QStringLiteral("notifications/level");
const QString textKey = QStringLiteral("notifications/showText");
const QString pausedKey = QStringLiteral("notifications/pausedUntil");
const QString keywordsKey = QStringLiteral("notifications/keywords");
const QString quietKey = QStringLiteral("notifications/quiet");
const QString quietFromKey = QStringLiteral("notifications/quietFrom"); // ISO 8601, as the next
const QString quietToKey = QStringLiteral("notifications/quietTo");
const QString awakeKey = QStringLiteral("notifications/awakeUntil");
constexpr qint64 minuteMs = 60'000;

NotificationSettings::Level levelFrom(const QVariant& value) {
    const int number = value.toInt();
    return NotificationSettings::Level(qBound(0, number, int(NotificationSettings::Nothing)));
}

QuietHours quietHoursIn(const QSettings& settings) {
    QuietHours hours;
    hours.isOn = settings.value(quietKey, false).toBool();
    if (const QTime from = QTime::fromString(settings.value(quietFromKey).toString(), Qt::ISODate); from.isValid())
        hours.from = from;
    if (const QTime to = QTime::fromString(settings.value(quietToKey).toString(), Qt::ISODate); to.isValid())
        hours.to = to;
    return hours;
}

NotificationSettings::Level levelFrom(NotifyLevel level) {
    switch (level) {
    case NotifyLevel::All:
        return NotificationSettings::All;
    case NotifyLevel::Mentions:
        return NotificationSettings::Mentions;
    case NotifyLevel::None:
        break;
    }
    return NotificationSettings::Nothing;
}

NotifyLevel wireLevel(int level) {
    return level == NotificationSettings::All        ? NotifyLevel::All
           : level == NotificationSettings::Mentions ? NotifyLevel::Mentions
                                                     : NotifyLevel::None;
}

QDateTime localTime(UtcTime at) {
    return QDateTime::fromMSecsSinceEpoch(at.ms);
}

} // namespace

NotificationSettings::NotificationSettings(client::Client& client, QSettings& settings, const Clock& clock)
    : m_session(client.session()), m_settings(settings), m_clock(clock), m_levels(client, settings, clock),
      m_level(levelFrom(settings.value(levelKey, int(All)))), m_showsText(settings.value(textKey, true).toBool()),
      m_keywords(Keywords::fromText(settings.value(keywordsKey).toString())),
      m_pausedUntil{settings.value(pausedKey, 0).toLongLong()},
      m_quiet(quietHoursIn(settings)), m_awakeUntil{settings.value(awakeKey, 0).toLongLong()} {
    m_end.setSingleShot(true);
    connect(&m_end, &QTimer::timeout, this, &NotificationSettings::watchEnd);
    connect(&m_levels, &RoomLevels::changed, this, [this] {
        Q_EMIT changed();
        Q_EMIT levelsChanged();
    });
    connect(&m_levels, &RoomLevels::refused, this, &NotificationSettings::refused);
    watchEnd();
}

void NotificationSettings::setLevel(Level level) {
    m_level = level;
    m_settings.setValue(levelKey, int(level));
    Q_EMIT changed();
    Q_EMIT levelsChanged();
}

void NotificationSettings::setShowsText(bool shows) {
    m_showsText = shows;
    m_settings.setValue(textKey, shows);
    Q_EMIT changed();
}

void NotificationSettings::setKeywords(const QString& words) {
    m_keywords = Keywords::fromText(words);
    m_settings.setValue(keywordsKey, m_keywords.text());
    Q_EMIT changed();
}

// ---- do not disturb ------------------------------------------------------------------------------------------------

/// `now` when there is no pause. Quiet hours may follow upon a pause.
UtcTime NotificationSettings::pauseEnd(UtcTime now) const {
    const UtcTime end = std::max(now, m_pausedUntil);
    const QDateTime local = localTime(end);
    if (end < m_awakeUntil || !m_quiet.covers(local))
        return end;
    return {m_quiet.endAfter(local).toMSecsSinceEpoch()};
}

bool NotificationSettings::isPaused() const {
    const UtcTime now = m_clock.now();
    return pauseEnd(now) > now;
}

bool NotificationSettings::isSilent() const {
    return isPaused() || m_session.user().presence == Availability::DoNotDisturb;
}

QString NotificationSettings::pausedUntil() const {
    const UtcTime now = m_clock.now();
    const UtcTime end = pauseEnd(now);
    return end > now ? untilTime(end, localDay(now)) : QString();
}

void NotificationSettings::setQuiet(bool quiet) {
    QuietHours hours = m_quiet;
    hours.isOn = quiet;
    setQuietHours(hours);
}

bool NotificationSettings::setQuietFrom(const QString& text) {
    const std::optional<QTime> time = timeOfDay(text);
    if (time)
        setQuietHours({m_quiet.isOn, *time, m_quiet.to});
    return time.has_value();
}

bool NotificationSettings::setQuietTo(const QString& text) {
    const std::optional<QTime> time = timeOfDay(text);
    if (time)
        setQuietHours({m_quiet.isOn, m_quiet.from, *time});
    return time.has_value();
}

void NotificationSettings::setQuietHours(const QuietHours& hours) {
    if (hours == m_quiet)
        return Q_EMIT changed(); // a field shows it again as it is kept
    m_quiet = hours;
    m_settings.setValue(quietKey, hours.isOn);
    m_settings.setValue(quietFromKey, hours.from.toString(Qt::ISODate));
    m_settings.setValue(quietToKey, hours.to.toString(Qt::ISODate));
    stayAwakeTo({0}); // that was about the hours before
    watchEnd();
}

void NotificationSettings::pause(int minutes) {
    pauseTo({m_clock.now().ms + qBound(1, minutes, longestPause) * minuteMs});
}

UtcTime NotificationSettings::nextMorning() const {
    const QDate tomorrow = localDay(m_clock.now()).addDays(1);
    return {QDateTime(tomorrow, QTime(morning, 0)).toMSecsSinceEpoch()};
}

void NotificationSettings::pauseUntilMorning() {
    pauseTo(nextMorning());
}

void NotificationSettings::resume() {
    const QDateTime local = localTime(m_clock.now());
    if (m_quiet.covers(local))
        stayAwakeTo({m_quiet.endAfter(local).toMSecsSinceEpoch()});
    pauseTo({0});
}

void NotificationSettings::stayAwakeTo(UtcTime end) {
    m_awakeUntil = end;
    m_settings.setValue(awakeKey, end.ms);
}

void NotificationSettings::pauseTo(UtcTime end) {
    m_pausedUntil = end;
    m_settings.setValue(pausedKey, end.ms);
    watchEnd();
}

/// The clock may have been set, and a timer can't run for weeks: looks again after an hour at the latest.
void NotificationSettings::watchEnd() {
    const UtcTime now = m_clock.now();
    qint64 left = std::max(qint64(0), m_pausedUntil.ms - now.ms);
    if (m_quiet.isOn) {
        const qint64 change = m_quiet.changeAfter(localTime(now)).toMSecsSinceEpoch() - now.ms;
        left = left > 0 ? std::min(left, change) : change;
    }
    if (left > 0)
        m_end.start(int(std::min(left, 60 * minuteMs)));
    else
        m_end.stop();
    Q_EMIT changed();
}

// ---- rooms ---------------------------------------------------------------------------------------------------------

NotificationSettings::Level NotificationSettings::levelOf(RoomId room) const {
    const std::optional<RoomLevels::Choice> own = m_levels.of(room);
    return own ? levelFrom(own->level) : m_level;
}

int NotificationSettings::ownLevel(double room) const {
    const std::optional<RoomLevels::Choice> own = m_levels.of(RoomId{qint64(room)});
    return own ? int(levelFrom(own->level)) : -1;
}

QString NotificationSettings::ownLevelUntil(double room) const {
    const std::optional<RoomLevels::Choice> own = m_levels.of(RoomId{qint64(room)});
    return own && own->until ? untilTime(*own->until, localDay(m_clock.now())) : QString();
}

void NotificationSettings::setOwnLevel(double room, int level) {
    m_levels.choose(RoomId{qint64(room)}, wireLevel(level), {});
}

void NotificationSettings::mute(double room, int minutes) {
    const UtcTime end{m_clock.now().ms + qBound(1, minutes, longestPause) * minuteMs};
    m_levels.choose(RoomId{qint64(room)}, NotifyLevel::None, end);
}

void NotificationSettings::muteUntilMorning(double room) {
    m_levels.choose(RoomId{qint64(room)}, NotifyLevel::None, nextMorning());
}

} // namespace confab::models
