// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/transport/admission/addressledger.h"

namespace confab {

namespace {

using namespace std::chrono_literals;

// A place becomes free when a client hangs up or signs in, which can't be predicted; one that does neither is
// disconnected after ten seconds.
constexpr auto placeRetry = 2000ms;
// An answer costs some 50 µs of the thread that accepts, closing without one a fifth of it.
constexpr Rate answersToRefused{5, 20};

} // namespace

std::optional<AddressLedger::Refusal> AddressLedger::enter(const Network& network, Time now) {
    Entry& entry = m_entries.at(network, now);
    if (const auto wait = waitOf(entry, now))
        return Refusal{*wait, !entry.answers.take(answersToRefused, now)};
    ++entry.open;
    ++entry.notSignedIn;
    return std::nullopt;
}

std::optional<std::chrono::milliseconds> AddressLedger::waitOf(Entry& entry, Time now) const {
    if (m_limits.connections > 0 && entry.open >= m_limits.connections)
        return placeRetry;
    if (m_limits.notSignedIn > 0 && entry.notSignedIn >= m_limits.notSignedIn)
        return placeRetry;
    return entry.accepts.take(m_limits.accepts, now);
}

void AddressLedger::setSignedIn(const Network& network, bool signedIn) {
    if (Entry* entry = m_entries.find(network))
        entry->notSignedIn += signedIn ? -1 : 1;
}

void AddressLedger::leave(const Network& network, bool wasSignedIn) {
    Entry* entry = m_entries.find(network);
    if (!entry)
        return;
    --entry->open;
    if (!wasSignedIn)
        --entry->notSignedIn;
    Q_ASSERT(entry->open >= 0 && entry->notSignedIn >= 0);
}

} // namespace confab
