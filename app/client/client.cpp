// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/client/client.h"

#include "app/client/resumableuploads.h"
#include "app/client/storecatchup.h"

namespace confab::client {

Client::Client(const Config& config, SecretStore& store)
    : m_dataFolder(config.dataFolder), m_connection(config.codec, config.times),
      m_session(m_connection, store, Backoff(config.backoff, config.random), m_clock, config.session),
      m_store(config.dataFolder, m_session), m_people(m_connection), m_rooms(m_connection, m_session, m_people),
      m_files(m_session),
      m_uploads(m_files, config.preparer ? *config.preparer : m_plainPreparer, Backoff(config.backoff, config.random)),
      m_outbox(m_connection, m_session, Backoff(config.backoff, config.random), m_clock, config.dataFolder),
      m_actions(m_connection, m_session, Backoff(config.backoff, config.random), m_clock),
      m_typing(m_connection, m_session, config.typing),
      m_drafts(m_connection, m_session, Backoff(config.backoff, config.random)),
      m_openRooms({m_connection, m_session, m_people, m_rooms, m_outbox, m_actions,
                   Backoff(config.backoff, config.random), &m_store}) {
    m_store.attach(m_rooms, m_people, m_actions);
    QObject::connect(&m_session, &Session::ended, &m_people, &UserDirectory::clear);
    QObject::connect(&m_session, &Session::online, &m_people, [this] { m_people.learn(m_session.user()); });
    QObject::connect(&m_rooms, &Rooms::messageArrived, &m_typing,
                     [this](const Message& message) { m_typing.messageArrived(message.room, message.by); });
    if (!m_dataFolder.isEmpty())
        new ResumableUploads(m_files, m_dataFolder); // a child of m_files
    if (!m_dataFolder.isEmpty())
        new StoreCatchUp({m_connection, m_session, m_rooms, m_store, m_openRooms}, &m_openRooms);
    joinUploads();
}

/// Messages wait for their files.
void Client::joinUploads() {
    m_outbox.setUploader([this](const FileSource& source) { return m_uploads.add(source); });
    QObject::connect(&m_uploads, &Uploads::changed, &m_outbox, [this](const QString& key) {
        if (const UploadState* state = m_uploads.find(key))
            m_outbox.setFile(key, state->file);
    });
    QObject::connect(&m_uploads, &Uploads::ended, &m_outbox, [this](const QString& key) {
        const UploadState* state = m_uploads.find(key);
        if (state && state->error)
            m_outbox.failFile(key, Error(*state->error));
    });
    QObject::connect(&m_outbox, &Outbox::filesWanted, &m_uploads, [this](const QStringList& keys) {
        for (const QString& key : keys)
            m_uploads.retry(key);
    });
    QObject::connect(&m_outbox, &Outbox::filesReleased, &m_uploads, [this](const QStringList& keys) {
        for (const QString& key : keys)
            m_uploads.remove(key);
    });
}

Client::~Client() {
    m_store.flush(); // while the rooms are there
}

} // namespace confab::client
