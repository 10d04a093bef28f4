// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/models/drafts.h"

#include "app/client/draftmerge.h"
#include "app/client/draftsync.h"

#include <algorithm>
#include <utility>

namespace confab::models {

Drafts::Drafts(client::Session& session, client::DraftSync& sync, Waiting waiting, const QString& folder,
               const Clock& clock)
    : m_waiting(std::move(waiting)), m_clock(&clock), m_sync(&sync) {
    connect(&session, &client::Session::ended, this, &Drafts::leave);
    connect(&sync, &client::DraftSync::changed, this, &Drafts::replace);
    connect(&sync, &client::DraftSync::stored, this, &Drafts::synced);
    connect(&sync, &client::DraftSync::offered, this, &Drafts::offered);
    if (folder.isEmpty())
        return;
    m_saveTimer.setSingleShot(true);
    m_saveTimer.setInterval(saveDelay);
    connect(&m_saveTimer, &QTimer::timeout, this, &Drafts::save);
    connect(&session, &client::Session::began, this, [this, &session, folder] {
        load(client::DraftsFile(folder, session.account().key()));
        dropSent();
    });
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
    const client::Draft before = m_drafts.value(place);
    client::Draft draft = before;
    change(draft);
    if (!place.first || draft == before)
        return;
    if (m_clock)
        draft.at = m_clock->now();
    draft.isSynced = false;
    if (m_sync)
        m_sync->put(place, draft);
    if (draft.isEmpty() && !m_sync)
        m_drafts.remove(place);
    else
        m_drafts.insert(place, draft);
    if (m_drafts.size() > most)
        dropOldest();
    if (m_file && draft.text.isEmpty() && !before.text.isEmpty())
        save(); // sent, perhaps: it must not come back after the program's sudden end
    else
        saveSoon();
}

void Drafts::choose(RoomId room, UserId user, const QString& name) {
    m_mentions.choose(room, user, name);
    saveSoon();
}

void Drafts::forgetMentions(RoomId room) {
    m_mentions.forget(room);
    saveSoon();
}

/// It is not put off by further keys.
void Drafts::saveSoon() {
    if (m_file && !m_saveTimer.isActive())
        m_saveTimer.start();
}

// ---- the other devices -------------------------------------------------------------------------------------------

void Drafts::replace(client::DraftPlace place, const client::Draft& draft) {
    const client::Draft before = m_drafts.value(place);
    if (draft.isEmpty() && draft.isSynced)
        m_drafts.remove(place);
    else
        m_drafts.insert(place, draft);
    if (m_drafts.size() > most)
        dropOldest();
    saveSoon();
    if (client::digestOf(before) == client::digestOf(draft))
        return; // the server had another one
    if (place.second == 0)
        Q_EMIT changed(place.first);
    Q_EMIT replaced(place.first, place.second);
}

/// It may have been changed meanwhile.
void Drafts::synced(client::DraftPlace place, const client::Draft& draft) {
    const auto mine = m_drafts.find(place);
    if (mine == m_drafts.end())
        return;
    client::noteStored(*mine, client::digestOf(draft));
    if (client::digestOf(*mine) == mine->base) {
        mine->isSynced = true;
        if (mine->isEmpty())
            m_drafts.remove(place);
    }
    saveSoon();
}

/// Written at once: the next run has to know its own text when the server shows it.
void Drafts::offered(client::DraftPlace place, const QByteArray& digest) {
    const auto mine = m_drafts.find(place);
    if (mine == m_drafts.end())
        return;
    client::noteOffer(*mine, digest);
    save();
}

void Drafts::dropOldest() {
    const auto oldest = std::min_element(m_drafts.begin(), m_drafts.end(),
                                         [](const auto& one, const auto& other) { return one.at.ms < other.at.ms; });
    const client::DraftPlace place = oldest.key();
    m_drafts.remove(place);
    Q_EMIT changed(place.first);
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
    Result<client::StoredTexts> loaded = file.load();
    m_file = file;
    if (!loaded) {
        Q_EMIT notKept(loaded.error());
        return;
    }
    m_drafts = std::move(loaded->drafts);
    m_mentions.restore(loaded->mentions);
    const QList<client::DraftPlace> places = m_drafts.keys();
    for (const client::DraftPlace& place : places) {
        if (m_sync && !m_drafts.value(place).isSynced)
            m_sync->put(place, m_drafts.value(place));
        if (place.second == 0)
            Q_EMIT changed(place.first);
    }
}

/// The program ended between the two files.
void Drafts::dropSent() {
    const QList<client::DraftPlace> places = m_drafts.keys();
    for (const auto& [room, thread] : places) {
        const QString text = of(room, thread).trimmed();
        if (text.isEmpty() || !m_waiting(room).contains(text))
            continue;
        setReplyTo(room, thread, 0);
        set(room, {}, thread);
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
    if (const Status saved = m_file->save({m_drafts, m_mentions.usedIn(m_drafts)}); !saved)
        Q_EMIT notKept(saved.error());
}

} // namespace confab::models
