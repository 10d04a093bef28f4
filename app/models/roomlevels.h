// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/core/error.h"
#include "common/core/time.h"
#include "common/protocol/types.h"

#include <QHash>
#include <QObject>
#include <QSettings>
#include <QTimer>

namespace confab::client {
class Client;
}

namespace confab::models {

/// What of single rooms the user chose to be told, on all devices: the server's word, and what it does not have yet. A
/// choice counts at once; without a connection it waits, also for the next run, and is sent when the list of rooms is
/// here. What versions before kept on this device alone waits likewise, once, and gives way to what the server has.
/// Thread: the window's. Owned by: NotificationSettings.
class RoomLevels : public QObject {
    Q_OBJECT
public:
    struct Choice {
        NotifyLevel level = NotifyLevel::All;
        std::optional<UtcTime> until; ///< when it ends by itself
        bool isOld = false;           ///< of a version that knew levels on this device alone

        friend bool operator==(const Choice&, const Choice&) = default;
    };

    /// All must outlive this.
    RoomLevels(client::Client& client, QSettings& settings, const Clock& clock);

    /// Empty: none was chosen, or it has ended.
    std::optional<Choice> of(RoomId room) const;
    void choose(RoomId room, NotifyLevel level, std::optional<UtcTime> until);

    static constexpr int resendPause = 5000; ///< ms, until a refused choice is sent again when the server says nothing

Q_SIGNALS:
    /// of() may have changed, of one room or of all.
    void changed();
    /// The server does not take a choice, which is dropped.
    void refused(const confab::Error& error);

private:
    QString group() const;
    void load();
    void keep(RoomId room, const Choice& choice);
    void forget(RoomId room);
    void learnAll();
    void learn(int first, int last);
    bool learnOne(const Room& room);
    void sendAll();
    void send(RoomId room, const Choice& choice);
    void answered(RoomId room, const Choice& choice, const Status& answer);
    void watchEnd();

    client::Client& m_client;
    QSettings& m_settings;
    const Clock& m_clock;
    QHash<RoomId, Choice> m_known;   // by the server
    QHash<RoomId, Choice> m_waiting; // the server does not have them; in the settings
    int m_first = 0;                 // rows that are being inserted
    int m_last = 0;
    QTimer m_end;    // of the choice that ends next
    QTimer m_resend; // after a refusal for the moment
};

} // namespace confab::models
