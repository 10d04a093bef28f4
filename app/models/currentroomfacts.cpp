// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/models/currentroomfacts.h"

#include "app/client/openroom.h"
#include "app/models/formatting.h"
#include "app/models/roompicture.h"

#include <algorithm>
#include <chrono>
#include <utility>

namespace confab::models {

CurrentRoomFacts::CurrentRoomFacts() {
    m_muteEnd.setSingleShot(true);
    connect(&m_muteEnd, &QTimer::timeout, this, &CurrentRoomFacts::changed);
    connect(this, &CurrentRoomFacts::changed, this, &CurrentRoomFacts::awaitMuteEnd);
}

void CurrentRoomFacts::show(const Room& facts, client::OpenRoom& room) {
    m_facts = facts;
    m_room = &room;
    connect(this, &CurrentRoomFacts::changed, this, &CurrentRoomFacts::tellReadOnly, Qt::UniqueConnection);
    connect(&room, &client::OpenRoom::hereChanged, this, &CurrentRoomFacts::changed);
    connect(&room, &client::OpenRoom::fullChanged, this, [this] {
        Q_EMIT fullChanged();
        Q_EMIT changed();
    });
    // The occupants are known only while connected.
    connect(&room, &client::OpenRoom::liveChanged, this, &CurrentRoomFacts::changed);
    Q_EMIT changed();
    if (isFull())
        Q_EMIT fullChanged();
}

void CurrentRoomFacts::update(const Room& facts) {
    m_facts = facts;
    Q_EMIT changed();
}

void CurrentRoomFacts::leave() {
    const bool wasFull = isFull();
    if (m_room)
        m_room->disconnect(this);
    m_room = nullptr;
    if (wasFull)
        Q_EMIT fullChanged();
}

void CurrentRoomFacts::tellReadOnly() {
    if (std::exchange(m_wasReadOnly, isReadOnly()) != isReadOnly())
        Q_EMIT readOnlyChanged();
}

bool CurrentRoomFacts::isMuted() const {
    return m_facts.muted.value_or(false) && (!m_facts.mutedUntil || *m_facts.mutedUntil > UtcTime::now());
}

QString CurrentRoomFacts::mutedText() const {
    if (!m_facts.mutedUntil)
        return tr("You are muted in this room: you can read, but not write.");
    return tr("You are muted in this room until %1: you can read, but not write.")
        .arg(untilTime(*m_facts.mutedUntil, localDay(UtcTime::now())));
}

/// The end of a mute comes without a word from the server.
void CurrentRoomFacts::awaitMuteEnd() {
    if (!isMuted() || !m_facts.mutedUntil)
        return m_muteEnd.stop();
    // In steps: the computer may sleep meanwhile, and an int of milliseconds is 24 days.
    constexpr qint64 longestMs = 60'000;
    const qint64 left = m_facts.mutedUntil->ms - UtcTime::now().ms;
    m_muteEnd.start(std::chrono::milliseconds(std::clamp<qint64>(left, 1, longestMs)));
}

int CurrentRoomFacts::here() const {
    return isHereKnown() ? m_room->hereCount() : 0;
}

bool CurrentRoomFacts::isHereKnown() const {
    return m_room && (m_room->isLive() || isFull());
}

bool CurrentRoomFacts::isFull() const {
    return m_room && m_room->fullAt();
}

QString CurrentRoomFacts::initials() const {
    return pictureOf(m_facts).initials;
}

double CurrentRoomFacts::colorId() const {
    return pictureOf(m_facts).colorId;
}

bool CurrentRoomFacts::canChange() const {
    return (m_facts.role == confab::Role::Owner || m_facts.role == confab::Role::Moderator) && !isDirect();
}

bool CurrentRoomFacts::canInvite() const {
    const bool isOpen = m_facts.role && !isHidden() && !hasPassword();
    return (canChange() || isOpen) && !isDirect() && !isArchived();
}

} // namespace confab::models
