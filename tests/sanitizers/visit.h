// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "tests/support/people.h"
#include "tests/support/rawsocket.h"

namespace confab::test {

/// What people do with a server, so that as much of it as possible runs once: every method, both codecs, mistakes, and
/// goodbyes of every kind. Two friends stay for all rounds; in each round a third comes and goes.
/// Thread: the test's. Owned by: the test.
class Visits {
public:
    /// Of a daemon that outlives this.
    explicit Visits(const DaemonProcess& daemon) : m_daemon(daemon) {}

    /// Two accounts, a codec each, and a room of theirs. Error, also of round(): what went wrong, in words.
    Status begin();
    Status round();
    /// As clients of a server that stops now: in the room, with a call on its way.
    void stay();

    int rounds() const { return m_rounds; }

private:
    Status talk();
    Status read();
    Status comeAndGo();
    Status beWrong();
    void sayNonsense();

    const DaemonProcess& m_daemon;
    Person m_ana;
    Person m_ben;
    Room m_room;
    Seq m_lastSeq = 0;
    int m_rounds = 0;
};

} // namespace confab::test
