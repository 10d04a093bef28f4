// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/client/client.h"

#include "app/client/blocks.h"
#include "app/client/draftsync.h"
#include "app/client/messageactions.h"
#include "app/client/openroom.h"
#include "app/client/outbox.h"
#include "app/client/resumableuploads.h"
#include "app/client/rooms.h"
#include "app/client/storecatchup.h"
#include "app/client/storefeed.h"
#include "app/client/uploads.h"
#include "app/client/userdirectory.h"

namespace confab::client {

struct Client::Parts {
    const QString dataFolder;
    Clock clock;
    FilePreparer plainPreparer;
    Connection connection;
    Session session;
    StoreFeed store; // before those whose state it stores
    UserDirectory people;
    Blocks blocks;
    Rooms rooms;
    HttpFiles files;
    Uploads uploads;
    Outbox outbox;
    MessageActions actions;
    Typing typing;
    DraftSync drafts;
    OpenRooms openRooms;

    Parts(const Config& config, SecretStore& secrets);
    void join();
    void joinUploads();
};

Client::Parts::Parts(const Config& config, SecretStore& secrets)
    : dataFolder(config.dataFolder), connection(config.codec, config.times),
      session(connection, secrets, Backoff(config.backoff, config.random), clock, config.session),
      store(config.dataFolder, session), people(connection), blocks(connection, session, people),
      rooms(connection, session, people), files(session),
      uploads(files, config.preparer ? *config.preparer : plainPreparer, Backoff(config.backoff, config.random)),
      outbox(connection, session, Backoff(config.backoff, config.random), clock, config.dataFolder),
      actions(connection, session, Backoff(config.backoff, config.random), clock),
      typing(connection, session, config.typing), drafts(connection, session, Backoff(config.backoff, config.random)),
      openRooms({connection, session, people, rooms, outbox, actions, Backoff(config.backoff, config.random), &store}) {
    join();
    joinUploads();
}

void Client::Parts::join() {
    store.attach(rooms, people, actions);
    QObject::connect(&session, &Session::ended, &people, &UserDirectory::clear);
    const auto learnSelf = [this] { people.learn(session.user()); };
    QObject::connect(&session, &Session::online, &people, learnSelf);
    QObject::connect(&session, &Session::userChanged, &people, learnSelf);
    QObject::connect(&rooms, &Rooms::messageArrived, &typing,
                     [this](const Message& message) { typing.messageArrived(message.room, message.by); });
    if (!dataFolder.isEmpty()) {
        new ResumableUploads(files, dataFolder); // a child of files
        new StoreCatchUp({connection, session, rooms, store, openRooms}, &openRooms);
    }
}

/// Messages wait for their files, and in slow rooms for their time.
void Client::Parts::joinUploads() {
    outbox.setSlowRooms([this](RoomId id) {
        const Room* room = rooms.find(id);
        return room && room->slowModeMs;
    });
    outbox.setUploader([this](const FileSource& source) { return uploads.add(source); });
    QObject::connect(&uploads, &Uploads::changed, &outbox, [this](const QString& key) {
        if (const UploadState* state = uploads.find(key))
            outbox.setFile(key, state->file);
    });
    QObject::connect(&uploads, &Uploads::ended, &outbox, [this](const QString& key) {
        const UploadState* state = uploads.find(key);
        if (state && state->error)
            outbox.failFile(key, Error(*state->error));
    });
    QObject::connect(&outbox, &Outbox::filesWanted, &uploads, [this](const QStringList& keys) {
        for (const QString& key : keys)
            uploads.retry(key);
    });
    QObject::connect(&outbox, &Outbox::filesReleased, &uploads, [this](const QStringList& keys) {
        for (const QString& key : keys)
            uploads.remove(key);
    });
}

Client::Client(const Config& config, SecretStore& store) : m_parts(std::make_unique<Parts>(config, store)) {}

Client::~Client() {
    m_parts->store.flush(); // while the rooms are there
}

const QString& Client::dataFolder() const {
    return m_parts->dataFolder;
}

Connection& Client::connection() {
    return m_parts->connection;
}

Session& Client::session() {
    return m_parts->session;
}

UserDirectory& Client::people() {
    return m_parts->people;
}

Blocks& Client::blocks() {
    return m_parts->blocks;
}

Rooms& Client::rooms() {
    return m_parts->rooms;
}

HttpFiles& Client::files() {
    return m_parts->files;
}

Uploads& Client::uploads() {
    return m_parts->uploads;
}

StoreFeed& Client::store() {
    return m_parts->store;
}

Outbox& Client::outbox() {
    return m_parts->outbox;
}

MessageActions& Client::actions() {
    return m_parts->actions;
}

Typing& Client::typing() {
    return m_parts->typing;
}

DraftSync& Client::drafts() {
    return m_parts->drafts;
}

OpenRooms& Client::openRooms() {
    return m_parts->openRooms;
}

} // namespace confab::client
