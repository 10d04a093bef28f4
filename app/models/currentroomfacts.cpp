// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/models/currentroomfacts.h"

#include "app/client/openroom.h"
#include "app/models/roompicture.h"

#include <utility>

namespace confab::models {

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
