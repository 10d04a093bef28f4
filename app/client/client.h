// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/client/session.h"
#include "app/client/typing.h"

namespace confab::client {

class Blocks;
class DraftSync;
class FilePreparer;
class HttpFiles;
class MessageActions;
class OpenRooms;
class Outbox;
class Rooms;
class StoreFeed;
class Uploads;
class UserDirectory;

/// The client without a user interface: owns its parts, connects them, and gives access to them. Who uses a part
/// includes its header: few need more than one or two of them.
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
    const QString& dataFolder() const;
    Connection& connection();
    Session& session();
    UserDirectory& people();
    Blocks& blocks();
    Rooms& rooms();
    HttpFiles& files();
    Uploads& uploads();
    StoreFeed& store();
    Outbox& outbox();
    MessageActions& actions();
    Typing& typing();
    DraftSync& drafts();
    OpenRooms& openRooms();

private:
    struct Parts;
    const std::unique_ptr<Parts> m_parts;
};

} // namespace confab::client
