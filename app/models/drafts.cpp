// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/models/drafts.h"

#include "app/client/session.h"

#include <algorithm>
#include <utility>

namespace confab::models {

Drafts::Drafts(client::Session& session, const QString& folder, const Clock& clock) : m_clock(&clock) {
    connect(&session, &client::Session::ended, this, &Drafts::leave);
    if (folder.isEmpty())
        return;
    m_saveTimer.setSingleShot(true);
    m_saveTimer.setInterval(saveDelay);
    connect(&m_saveTimer, &QTimer::timeout, this, &Drafts::save);
    connect(&session, &client::Session::began, this,
            [this, &session, folder] { load(client::DraftsFile(folder, session.account().key())); });
}

Drafts::~Drafts() {
    if (m_saveTimer.isActive())
        save();
}

void Drafts::set(RoomId room, const QString& text, Seq thread) {
    if (!room || of(room, thread) == text)
        return;
    change({room, thread}, [&](client::Draft& draft) { draft.text = text.trimmed().isEmpty() ? QString() : text; });
    if (thread == 0)
        Q_EMIT changed(room);
}

void Drafts::setReplyTo(RoomId room, Seq thread, Seq seq) {
    change({room, thread}, [&](client::Draft& draft) { draft.replyTo = seq; });
}

void Drafts::setEditing(RoomId room, Seq thread, Seq seq, const QString& text) {
    change({room, thread}, [&](client::Draft& draft) {
        draft.editing = seq;
        draft.edit = seq ? text : QString();
    });
}

template <class Change>
void Drafts::change(client::DraftPlace place, Change change) {
    client::Draft draft = m_drafts.value(place);
    change(draft);
    if (!place.first || draft == m_drafts.value(place))
        return;
    if (m_clock)
        draft.at = m_clock->now();
    if (draft.isEmpty())
        m_drafts.remove(place);
    else
        m_drafts.insert(place, draft);
    if (m_drafts.size() > most)
        dropOldest();
    if (m_file && draft.isEmpty())
        save();                                 // sent, perhaps: it must not come back after the program's sudden end
    else if (m_file && !m_saveTimer.isActive()) // it is not put off by further keys
        m_saveTimer.start();
}

void Drafts::dropOldest() {
    const auto oldest = std::min_element(m_drafts.begin(), m_drafts.end(),
                                         [](const auto& one, const auto& other) { return one.at.ms < other.at.ms; });
    const RoomId room = oldest.key().first;
    m_drafts.erase(oldest);
    Q_EMIT changed(room);
}

void Drafts::clear() {
    m_mentions.clear();
    const client::DraftTable gone = std::exchange(m_drafts, {});
    for (auto it = gone.begin(); it != gone.end(); ++it) {
        if (it.key().second == 0)
            Q_EMIT changed(it.key().first);
    }
}

// ---- the file ------------------------------------------------------------------------------------------------------

void Drafts::load(const client::DraftsFile& file) {
    Result<client::DraftTable> loaded = file.load();
    m_file = file;
    if (!loaded) {
        Q_EMIT notKept(loaded.error());
        return;
    }
    m_drafts = std::move(*loaded);
    const QList<client::DraftPlace> places = m_drafts.keys();
    for (const auto& [room, thread] : places) {
        if (thread == 0)
            Q_EMIT changed(room);
    }
}

/// The session is over. The file stays, as the outbox does: the drafts are there when the account signs in again.
void Drafts::leave() {
    if (m_saveTimer.isActive())
        save();
    m_file.reset();
    clear();
}

void Drafts::save() {
    m_saveTimer.stop();
    if (!m_file)
        return;
    if (const Status saved = m_file->save(m_drafts); !saved)
        Q_EMIT notKept(saved.error());
}

} // namespace confab::models
