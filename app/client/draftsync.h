// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/client/draftsfile.h"
#include "app/client/session.h"
#include "common/protocol/draft.h"

namespace confab::client {

/// Keeps the drafts of an account the same on its devices: sends a change of this one a moment after it, one after the
/// other, and tells what others changed. What is not sent yet goes up at the next Online, after merged() with what
/// others changed meanwhile. Thread: the client's. Owned by: Client.
class DraftSync : public QObject {
    Q_OBJECT
public:
    /// A pause in typing, so that not each key is a call.
    static constexpr std::chrono::milliseconds delay{1000};

    DraftSync(Connection& connection, Session& session, Backoff backoff);

    /// The draft of this place is changed here; an empty one was sent or discarded.
    void put(DraftPlace place, const Draft& draft);

Q_SIGNALS:
    /// Another device changed it.
    void changed(confab::client::DraftPlace place, const confab::client::Draft& draft);
    /// This one, by its digestOf(), is sent now: the server may have it from here on.
    void offered(DraftPlace place, const QByteArray& digest);
    /// The server has this one.
    void stored(confab::client::DraftPlace place, const confab::client::Draft& draft);

private:
    void online();
    void listed(const Result<DraftsPage>& page);
    void notified(const Notification& notification);
    void take(const confab::Draft& draft);
    void pump();
    void answered(DraftPlace place, const Draft& draft, const Result<DraftSaved>& answer);
    void clear();

    Connection& m_connection;
    Session& m_session;
    Backoff m_backoff;
    DraftTable m_unsent;
    UtcTime m_since;         // what the server changed before is known; its time
    bool m_isListed = false; // since the last Online
    bool m_isSending = false;
    bool m_isRefused = false; // the server has no drafts
    QTimer m_timer;
};

} // namespace confab::client
