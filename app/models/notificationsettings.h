// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/models/keywords.h"
#include "app/models/quiethours.h"
#include "app/models/roomlevels.h"

#include <QObject>
#include <QQmlEngine>

namespace confab::client {
class Session;
}

namespace confab::models {

/// Which messages the desktop shows as notifications, as the user chose it; saved at once. The levels of single rooms
/// are those of all devices (RoomLevels), the rest is this device's. Thread: the window's. Owned by: Workspace.
class NotificationSettings : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Made by Workspace")
    Q_PROPERTY(Level level READ level WRITE setLevel NOTIFY changed FINAL)
    /// Whether a notification shows what the message says.
    Q_PROPERTY(bool showsText READ showsText WRITE setShowsText NOTIFY changed FINAL)
    Q_PROPERTY(bool paused READ isPaused NOTIFY changed FINAL)            ///< do not disturb
    Q_PROPERTY(QString pausedUntil READ pausedUntil NOTIFY changed FINAL) ///< as a time; empty: not paused
    /// Do not disturb at the same hours of each day.
    Q_PROPERTY(bool quiet READ isQuiet WRITE setQuiet NOTIFY changed FINAL)
    Q_PROPERTY(QString quietFrom READ quietFrom NOTIFY changed FINAL)
    Q_PROPERTY(QString quietTo READ quietTo NOTIFY changed FINAL)
    /// Words that call the user as a mention does, with commas between them.
    Q_PROPERTY(QString keywords READ keywords WRITE setKeywords NOTIFY changed FINAL)

public:
    enum Level { All, Mentions, Nothing };
    Q_ENUM(Level)

    /// Both must outlive this.
    NotificationSettings(client::Client& client, QSettings& settings, const Clock& clock);

    Level level() const { return m_level; }
    void setLevel(Level level);
    bool showsText() const { return m_showsText; }
    void setShowsText(bool shows);

    QString keywords() const { return m_keywords.text(); }
    void setKeywords(const QString& words);
    /// Whether a message of these words calls the user.
    bool hasKeyword(const QString& said) const { return m_keywords.areIn(said); }

    bool isPaused() const;
    /// Whether nothing is shown now: paused, or the user wants to be seen as not to be disturbed, on whatever device.
    bool isSilent() const;
    QString pausedUntil() const;
    bool isQuiet() const { return m_quiet.isOn; }
    void setQuiet(bool quiet);
    QString quietFrom() const { return timeOfDayText(m_quiet.from); }
    QString quietTo() const { return timeOfDayText(m_quiet.to); }
    /// False when the text is no time of a day (timeOfDay()).
    Q_INVOKABLE bool setQuietFrom(const QString& text);
    Q_INVOKABLE bool setQuietTo(const QString& text);
    /// Nothing is shown for so long; at most a week.
    Q_INVOKABLE void pause(int minutes);
    /// Nothing is shown until eight o'clock of the next day.
    Q_INVOKABLE void pauseUntilMorning();
    /// Ends the pause; in the quiet hours until they begin the next time.
    Q_INVOKABLE void resume();

    /// The room's own level, or level().
    Level levelOf(RoomId room) const;
    /// A Level, or -1: the room has none of its own.
    Q_INVOKABLE int ownLevel(double room) const;
    /// When that ends by itself, as untilTime(); empty: it does not, or there is none.
    Q_INVOKABLE QString ownLevelUntil(double room) const;
    /// From now on, until another is chosen.
    Q_INVOKABLE void setOwnLevel(double room, int level);
    /// Nothing of the room for so long; at most a week.
    Q_INVOKABLE void mute(double room, int minutes);
    /// Nothing of the room until eight o'clock of the next day.
    Q_INVOKABLE void muteUntilMorning(double room);

    static constexpr int morning = 8;                ///< o'clock
    static constexpr int longestPause = 7 * 24 * 60; ///< minutes

Q_SIGNALS:
    void changed();
    /// levelOf() may have changed, of one room or of all. Follows changed().
    void levelsChanged();
    /// The server does not take the level of a room.
    void refused(const confab::Error& error);

private:
    UtcTime nextMorning() const;
    UtcTime pauseEnd(UtcTime now) const;
    void setQuietHours(const QuietHours& hours);
    void pauseTo(UtcTime end);
    void stayAwakeTo(UtcTime end);
    void watchEnd();

    const client::Session& m_session;
    QSettings& m_settings;
    const Clock& m_clock;
    RoomLevels m_levels;
    Level m_level;
    bool m_showsText;
    Keywords m_keywords;
    UtcTime m_pausedUntil;
    QuietHours m_quiet;
    UtcTime m_awakeUntil; // resume() within the quiet hours
    QTimer m_end;         // of what is now: a pause, quiet hours, or the time before them
};

} // namespace confab::models
