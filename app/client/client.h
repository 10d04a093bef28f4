// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/client/draftsync.h"
#include "app/client/messageactions.h"
#include "app/client/openroom.h"
#include "app/client/storefeed.h"
#include "app/client/typing.h"
#include "app/client/uploads.h"

namespace confab::client {

/// The client without a user interface: owns its parts, connects them, and gives access to them.
/// Thread: the one that makes it; it needs an event loop. Owned by: the program's main.
class Client {
public:
    struct Config {
        Codec codec = Codec::Cbor;
        Session::Config session;
        QString dataFolder; ///< empty: nothing is kept between two runs of the program
        Connection::Times times;
        Typing::Times typing;
        Backoff::Range backoff;
        Backoff::Random random = Backoff::systemRandom();
        FilePreparer* preparer = nullptr; ///< has to outlive the client; null: files have no previews
    };

    /// `store` must outlive the client.
    Client(const Config& config, SecretStore& store);
    ~Client();

    /// Config::dataFolder.
    const QString& dataFolder() const { return m_dataFolder; }
    Connection& connection() { return m_connection; }
    Session& session() { return m_session; }
    UserDirectory& people() { return m_people; }
    Rooms& rooms() { return m_rooms; }
    HttpFiles& files() { return m_files; }
    Uploads& uploads() { return m_uploads; }
    StoreFeed& store() { return m_store; }
    Outbox& outbox() { return m_outbox; }
    MessageActions& actions() { return m_actions; }
    Typing& typing() { return m_typing; }
    DraftSync& drafts() { return m_drafts; }
    OpenRooms& openRooms() { return m_openRooms; }

private:
    void joinUploads();

    const QString m_dataFolder;
    Clock m_clock;
    FilePreparer m_plainPreparer;
    Connection m_connection;
    Session m_session;
    StoreFeed m_store; // before those whose state it stores
    UserDirectory m_people;
    Rooms m_rooms;
    HttpFiles m_files;
    Uploads m_uploads;
    Outbox m_outbox;
    MessageActions m_actions;
    Typing m_typing;
    DraftSync m_drafts;
    OpenRooms m_openRooms;
};

} // namespace confab::client
