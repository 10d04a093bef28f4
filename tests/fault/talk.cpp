// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/fault/talk.h"

#include "tests/support/waiting.h"

namespace confab::test {

namespace {

constexpr int everyMs = 220; // below five a second, which is a person's rate

} // namespace

bool Talk::meet(const DaemonProcess& daemon, const Person& speaker) {
    m_speaker = &speaker;
    m_reader = newPerson(daemon, QStringLiteral("Reader"), Codec::Cbor);
    m_room = newRoom(speaker).id;
    if (!m_reader || !m_room || !m_reader->call(RoomJoin{m_room, {}}) || !m_reader->call(RoomEnter{m_room, {}}))
        return false;
    connect(m_reader.client.get(), &TestClient::noticed, this, &Talk::heard);
    connect(&m_timer, &QTimer::timeout, this, &Talk::say);
    return true;
}

void Talk::begin() {
    m_sentAt.clear();
    m_delays.clear();
    m_failed = 0;
    m_time.start();
    m_timer.start(everyMs);
}

bool Talk::end() {
    m_timer.stop();
    return waitUntil([this] { return m_delays.size() + size_t(m_failed) >= m_sentAt.size(); });
}

void Talk::say() {
    const QString number = QString::number(m_sentAt.size());
    m_sentAt.push_back(m_time.elapsed());
    m_speaker->client->ask(messageFor(m_room, number),
                           [this](const Result<Sent>& answer) { m_failed += answer ? 0 : 1; });
}

void Talk::heard(const Notification& notice) {
    const auto* event = std::get_if<RoomEventNotice>(&notice);
    const auto* message = event ? std::get_if<MessagePosted>(&event->event.data) : nullptr;
    if (message)
        m_delays.push_back(m_time.elapsed() - m_sentAt.at(size_t(message->body.toInt())));
}

} // namespace confab::test
