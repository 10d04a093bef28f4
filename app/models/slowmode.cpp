// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/models/slowmode.h"

#include "app/client/client.h"
#include "app/client/outbox.h"
#include "app/client/rooms.h"
#include "common/protocol/moderationrule.h"

#include <chrono>

namespace confab::models {

using namespace std::chrono_literals;

SlowMode::SlowMode(client::Client& client) : m_client(client) {
    m_tick.setInterval(1s);
    connect(&m_tick, &QTimer::timeout, this, &SlowMode::update);
    connect(&client.outbox(), &client::Outbox::changed, this, &SlowMode::update);
    connect(&client.outbox(), &client::Outbox::discarded, this, &SlowMode::update);
    connect(&client.outbox(), &client::Outbox::sent, this, &SlowMode::update);
    connect(&client.rooms(), &client::Rooms::changed, this, &SlowMode::update);
}

void SlowMode::show(RoomId room) {
    m_room = room;
    update();
}

QString SlowMode::spanText(qint64 ms) {
    const int seconds = int((ms + 999) / 1000);
    if (seconds < 60)
        return tr("%n second(s)", nullptr, seconds);
    const int minutes = (seconds + 59) / 60;
    return minutes < 60 ? tr("%n minute(s)", nullptr, minutes) : tr("%n hour(s)", nullptr, (minutes + 59) / 60);
}

void SlowMode::update() {
    const Room* room = m_client.rooms().find(m_room);
    const bool isSlow = room && room->slowModeMs && !moderates(room->role.value_or(confab::Role::Member));
    const std::chrono::milliseconds wait = isSlow ? m_client.outbox().waitIn(m_room) : 0ms;
    if (wait > 0ms && !m_tick.isActive())
        m_tick.start();
    else if (wait == 0ms)
        m_tick.stop();
    QString text;
    if (wait > 0ms)
        text = tr("Slow mode: your next message is sent by itself in %1.").arg(spanText(wait.count()));
    else if (isSlow)
        text = tr("Slow mode: one message every %1.").arg(spanText(*room->slowModeMs));
    if (text == m_text)
        return;
    m_text = text;
    Q_EMIT changed();
}

} // namespace confab::models
