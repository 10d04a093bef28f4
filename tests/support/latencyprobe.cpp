// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/support/latencyprobe.h"

#include "common/protocol/jsonrpcclient.h"
#include "tests/support/waiting.h"

#include <QElapsedTimer>

namespace confab::test {

LatencyProbe::LatencyProbe(Door door, Secret accessToken, int everyMs)
    : m_door(door), m_token(std::move(accessToken)), m_everyMs(everyMs) {}

LatencyProbe::~LatencyProbe() {
    end();
}

bool LatencyProbe::begin() {
    end();
    m_took.clear();
    m_ending = false;
    m_answers = 0;
    m_thread.reset(QThread::create([this] { run(); }));
    m_thread->start();
    const QDeadlineTimer deadline(patience);
    while (m_answers == 0 && !deadline.hasExpired())
        QThread::msleep(1);
    return m_answers > 0;
}

std::vector<qint64> LatencyProbe::end() {
    m_ending = true;
    if (m_thread)
        m_thread->wait();
    m_thread.reset();
    return std::exchange(m_took, {});
}

void LatencyProbe::run() {
    RawSocket socket;
    if (!socket.connectTo(m_door) || !socket.signIn(Codec::Json, m_token)) {
        m_answers = -1;
        return;
    }
    const QByteArray call = RawSocket::frame(jsonrpc::writeCall(2, RoomList{}, Codec::Json), 1);
    QElapsedTimer time;
    while (!m_ending) {
        time.start();
        socket.send(call);
        std::optional<RawSocket::Frame> frame = socket.next();
        while (frame && frame->opcode != RawSocket::Text && frame->opcode != RawSocket::Close)
            frame = socket.next();
        const bool answered = frame && frame->opcode == RawSocket::Text;
        m_took.push_back(answered ? time.nsecsElapsed() / 1000 : -1);
        m_answers = answered ? m_answers + 1 : -1;
        if (!answered)
            return;
        QThread::msleep(ulong(m_everyMs));
    }
}

bool isWithin(qint64 value, qint64 bound, qint64 baseline) {
    return value <= std::max(bound, 2 * baseline);
}

} // namespace confab::test
