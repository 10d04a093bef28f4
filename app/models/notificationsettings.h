// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/core/ids.h"
#include "common/core/time.h"

#include <QObject>
#include <QQmlEngine>
#include <QSettings>
#include <QTimer>

namespace confab::client {
class Session;
}

namespace confab::models {

/// Which messages the desktop shows as notifications, as the user chose it; saved at once. The levels of rooms belong
/// to an account on this device. Thread: the window's. Owned by: Workspace.
class NotificationSettings : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Made by Workspace")
    Q_PROPERTY(Level level READ level WRITE setLevel NOTIFY changed FINAL)
    /// Whether a notification shows what the message says.
    Q_PROPERTY(bool showsText READ showsText WRITE setShowsText NOTIFY changed FINAL)
    Q_PROPERTY(bool paused READ isPaused NOTIFY changed FINAL)            ///< do not disturb
    Q_PROPERTY(QString pausedUntil READ pausedUntil NOTIFY changed FINAL) ///< as a time; empty: not paused

public:
    enum Level { All, Mentions, Nothing };
    Q_ENUM(Level)

    /// Both must outlive this.
    NotificationSettings(client::Session& session, QSettings& settings, const Clock& clock);

    Level level() const { return m_level; }
    void setLevel(Level level);
    bool showsText() const { return m_showsText; }
    void setShowsText(bool shows);

    bool isPaused() const;
    QString pausedUntil() const;
    /// Nothing is shown for so long; at most a week.
    Q_INVOKABLE void pause(int minutes);
    /// Nothing is shown until eight o'clock of the next day.
    Q_INVOKABLE void pauseUntilMorning();
    Q_INVOKABLE void resume();

    /// The room's own level, or level().
    Level levelOf(RoomId room) const;
    /// A Level, or -1: the room has none of its own.
    Q_INVOKABLE int ownLevel(double room) const;
    /// -1 takes the room's own level away.
    Q_INVOKABLE void setOwnLevel(double room, int level);

    static constexpr int morning = 8;                ///< o'clock
    static constexpr int longestPause = 7 * 24 * 60; ///< minutes

Q_SIGNALS:
    void changed();

private:
    QString keyOf(RoomId room) const;
    void pauseTo(UtcTime end);
    void watchEnd();

    client::Session& m_session;
    QSettings& m_settings;
    const Clock& m_clock;
    Level m_level;
    bool m_showsText;
    UtcTime m_pausedUntil;
    QTimer m_end;
};

} // namespace confab::models
